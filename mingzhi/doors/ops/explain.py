"""``mingzhi explain``: a rule in plain Chinese with the wording of its article, as it was law on a day (no Django)."""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from mingzhi.ground.clock import today
from mingzhi.ground.errors import BadInput, NotFound
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.citation import cited_zh
from mingzhi.law.findings import Severity
from mingzhi.law.instruments import cite
from mingzhi.law.lawbook import Lawbook, shipped
from mingzhi.law.periods import parse_term
from mingzhi.law.rule import Parameter, Rule, Scope, Version, effective

HELP = "说明一条规则：要求什么、依据哪一条、条文原文、数值和施行日期"
_SEVERITY = {Severity.BLOCK: "不满足不能往下办", Severity.WARN: "提醒", Severity.INFO: "提示"}

_SCOPE = {"field": "领域", "region": "地区", "level": "层级"}
_FIELD = {
    "housing": "住房城乡建设",
    "market": "市场监管",
    "agriculture": "农业农村",
    "health": "卫生健康",
    "transport": "交通运输",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("rule", metavar="规则", help="规则编号，如 pen-decide-90d")
    parser.add_argument("--at", metavar="日期", help="按这一天的法律；默认今天")
    parser.add_argument("--profile", metavar="方案", help="按某机关方案中设定的数值")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="输出格式，默认 text")


def run(args: argparse.Namespace) -> int:
    """Explain one rule.

    :raises BadInput: no such rule or profile, no date, or nothing was law on that day.
    """
    day = _day(args.at)
    try:
        lawbook = shipped(args.profile)
        rule = lawbook.rule(args.rule)
    except NotFound as error:
        raise _not_found(error) from None
    versions = [version for version in rule.versions if version.in_force(day)]
    if not versions:
        since = "、".join(f"{one.in_force_from} 起" for one in rule.versions if one.in_force_from)
        raise BadInput("rule_not_in_force", where=rule.id, what=f"{day} 没有施行（{since}）", fix="用 --at 换一天")
    told = told_rule(lawbook, rule, versions, day)
    print(json.dumps(told, ensure_ascii=False) if args.format == "json" else _text(told))
    return 0


def told_rule(lawbook: Lawbook, rule: Rule, versions: list[Version], day: date) -> dict[str, Any]:
    """The rule as one object: what was law on that day, first for particular bodies, then for all."""
    return {
        "rule": rule.id,
        "title": rule.title,
        "at": day.isoformat(),
        "guards": [_event(word) for word in sorted(rule.guards)],
        "switch": rule.switch,
        "versions": [_version(lawbook, rule, version) for version in versions],
    }


def _version(lawbook: Lawbook, rule: Rule, version: Version) -> dict[str, Any]:
    source = cite(lawbook.instruments, version.source.instrument, version.source.article, rule.where)
    values = {name: _value(one) for name, one in version.parameters.items()}
    return {
        "scope": _scope(version.scope),
        "severity": effective(rule.severity, version.verified).value,
        "citation": {
            "instrument": source.instrument,
            "article": source.article,
            "text": source.text,
            "in_force_from": source.in_force_from.isoformat() if source.in_force_from else None,
        },
        "in_force": [_iso(version.in_force_from), _iso(version.in_force_until)],
        "anchors": [_event(word) for word in version.anchors],
        "says": version.says.format_map(_Known({name: _zh(one["value"]) for name, one in values.items()})),
        "parameters": values,
        "remedy": version.remedy,
    }


class _Known(dict[str, str]):
    """What a sentence names without a value here reads as a blank to be set."""

    def __missing__(self, key: str) -> str:
        return "（未设定）"


def _value(parameter: Parameter) -> dict[str, Any]:
    """A number of the rule: its value, and who set it where it is not the law's own."""
    value = parameter.value
    plain = value if value is None or isinstance(value, (bool, int, str, list, Mapping)) else str(value)
    return {"value": plain, "set_by": parameter.set_by, "stricter": parameter.stricter}


def _zh(value: Any) -> str:
    if value is None:
        return "（未设定）"
    if isinstance(value, (list, tuple)):
        return "、".join(_zh(one) for one in value) or "无"
    try:
        return parse_term(str(value)).zh
    except ValueError:
        return _event(str(value))


def _event(word: str) -> str:
    return VOCABULARY[word].zh if word in VOCABULARY else word


def _scope(scope: Scope) -> dict[str, list[str]]:
    named = {"field": scope.fields, "region": scope.regions, "level": scope.levels}
    return {name: list(values) for name, values in named.items() if values}


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _text(told: Mapping[str, Any]) -> str:
    lines = [f"{told['title']} [{told['rule']}]"]
    if told["guards"]:
        lines.append(f"在这些步骤前把关：{'、'.join(told['guards'])}")
    for one in told["versions"]:
        scope = "；".join(
            f"{_SCOPE[name]} {'、'.join(_FIELD.get(v, v) for v in values)}" for name, values in one["scope"].items()
        )
        first, last = one["in_force"]
        lines.append("")
        if scope:
            lines.append(f"只适用于：{scope}")
        citation = one["citation"]
        lines.append(f"依据：《{citation['instrument'].strip('《》')}》{cited_zh(citation['article'])}")
        if first or last:
            lines.append(f"施行：{first or '以前'} 至 {last or '今'}")
        lines.append(f"违反时：{one['says']}（{_SEVERITY[Severity(one['severity'])]}）")
        for name, value in one["parameters"].items():
            by = f"，{value['set_by']}" if value["set_by"] else ""
            lines.append(f"数值 {name}：{_zh(value['value'])}{by}")
        if one["remedy"]:
            lines.append(f"怎样补救：{one['remedy']}")
        if citation["text"]:
            lines += ["条文：", *(f"  {line}" for line in citation["text"].splitlines() if line.strip())]
    return "\n".join(lines)


def _day(given: str | None) -> date:
    if given is None:
        return today()
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadInput("bad_date", where="--at", what=f"“{given}”不是日期", fix="写成 2024-05-06") from None


def _not_found(error: NotFound) -> BadInput:
    if "profile" in error.facts:
        known = "、".join(error.facts["known"])
        return BadInput(error.code, where="--profile", what=f"没有方案 {error.facts['profile']}", fix=f"可用：{known}")
    fix = str(error.facts.get("nearest") or "核对规则编号")
    return BadInput(error.code, where="规则", what=f"没有 {error.facts['rule']}", fix=fix)
