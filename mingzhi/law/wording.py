"""A finding in plain Chinese: what the rule demands, its article, the facts, the arithmetic, what would mend it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mingzhi.ground.clock import SHANGHAI
from mingzhi.law.casefile.values import CaseFile, Officer, When
from mingzhi.law.casefile.vocabulary import VOCABULARY, FieldType
from mingzhi.law.findings import Citation, Fact, Finding, Missing, Outcome
from mingzhi.law.lawbook import profiles, shipped
from mingzhi.law.periods import UNITS, parse_term

_NUMBER = re.compile(r"^(\d+)(?:[（(](.+?)[）)])?$")
_REMEDY = {Outcome.VIOLATED: "怎样补救：", Outcome.OVERDUE: "怎样补救：", Outcome.DUE: "应当办理："}
_SAID: Mapping[str, Mapping[str, str]] = {
    "parties.kind": {"person": "个人", "sole_trader": "个体工商户", "organisation": "单位"},
    "procedure": {"ordinary": "普通程序", "simplified": "简易程序"},
}
_TERM = re.compile(rf"^\d+ ({'|'.join(UNITS)})$")
_HEAD = {
    "procedure": "适用程序",
    "parties.kind": "当事人类别",
    "parties.code": "当事人证件代码",
    "authority.own_name": "以自己的名义执法",
    "authority.competent": "有相应职权",
    "authority.inner_unit": "属于内设机构",
    "authority.entrusted_by": "委托机关",
    "officers": "执法人员",
    "officers.credential": "执法证件号",
    "officers.valid_until": "执法证件有效期",
    "officers.kind": "人员身份",
    "at": "发生时间",
    "recordings": "音像记录",
    "documents": "文书",
    "note": "说明",
    "evidence": "证据",
    "party": "当事人",
}


def explain(finding: Finding, case: CaseFile) -> str:
    """The finding as a person reads it, one statement a line.

    Nothing here is stored or compared: tests and machines read ids and facts (decision 15).
    """
    lines = [f"{_verdict(finding, case)}（{cited(finding.citation)}）"]
    if finding.facts:
        told = list(dict.fromkeys(fact_zh(fact, case) for fact in finding.facts))
        told = [one for one in told if not any(other.startswith(f"{one}，") for other in told)]
        lines.append("依据的事实：" + "；".join(told) + "。")
    lines += finding.counting
    if finding.missing and finding.outcome is Outcome.NOT_DETERMINED:
        lines.append("需要查明：" + "；".join(asked(finding.missing)) + "。")
    if finding.remedy and finding.outcome in _REMEDY:
        lines.append(_REMEDY[finding.outcome] + finding.remedy.rstrip("。") + "。")
    return "\n".join(lines)


def cited(citation: Citation) -> str:
    """A citation as officials write it: 《行政处罚法》第44条、第62条."""
    title = citation.instrument if citation.instrument.startswith("《") else f"《{citation.instrument}》"
    return title + "、".join(_article(part) for part in re.split(r"[;；,，、]\s*", citation.article) if part)


def asked(missing: Iterable[Missing]) -> list[str]:
    """Facts to be established, each as event and field in Chinese."""
    return list(dict.fromkeys(_missing(one) for one in missing))


def fact_zh(fact: Fact, case: CaseFile) -> str:
    """One fact: day, event, field and value in the vocabulary's words."""
    words = []
    if fact.event is not None and 0 <= fact.event < len(case.events):
        at = case.events[fact.event].at
        if at is not None and at.day is not None:
            words.append(at.day.isoformat())
    if fact.event_type in VOCABULARY:
        words.append(VOCABULARY[str(fact.event_type)].zh)
    if fact.field == "at" and (len(words) == 2 or fact.value is None):
        return " ".join(words) + ("" if len(words) == 2 else "，没有写明日期，列在其后")
    if fact.field is None:
        return " ".join(words) + ("" if fact.value in (None, True) else "：没有")
    value = value_zh(fact.value, _kind(fact.event_type, fact.field), fact.event_type, fact.field)
    return (" ".join(words) + "，" if words else "") + f"{field_zh(fact.event_type, fact.field)}：{value}"


def field_zh(event: str | None, path: str) -> str:
    """The label of a field, also of one inside another (``remedies.court``)."""
    if path in _HEAD:
        return _HEAD[path]
    if path.startswith("parameter."):
        return f"本机关设定的{VOCABULARY.field_zh('', path.partition('.')[2])}"
    return "的".join(VOCABULARY.field_zh(event or "", part) for part in path.split("."))


def value_zh(value: Any, kind: FieldType | None = None, event: str | None = None, field: str = "") -> str:
    """A value in Chinese: yes and no, amounts in yuan, days, the words of choices."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, Decimal):
        return f"{value:,.2f}元" if kind is None or kind.kind == "money" else str(value)
    if isinstance(value, datetime):
        return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, When):
        return value.day.isoformat() if value.day else f"{value.first or '？'} 至 {value.last or '？'}"
    if isinstance(value, Officer):
        return value.name
    if isinstance(value, Mapping) and value.get("type"):
        return penalty_zh(value)
    if isinstance(value, Mapping):
        inner = kind.fields if kind else {}
        return "，".join(
            f"{VOCABULARY.field_zh(event or '', name)} {value_zh(one, inner.get(name), event, name)}"
            for name, one in value.items()
        )
    if field == "at" and isinstance(value, (list, tuple)):
        return " 至 ".join(value_zh(one) if one else "？" for one in value)
    if isinstance(value, (list, tuple)):
        return "、".join(value_zh(one, kind.item if kind else None, event, field) for one in value) or "无"
    if value is None:
        return "没有"
    if value == "":
        return "空白"
    if field in _SAID:
        return _SAID[field].get(str(value), str(value))
    if kind is not None and kind.kind == "choice":
        return VOCABULARY.choice_zh(event or "", field, str(value))
    if kind is None and _TERM.match(str(value)):
        return parse_term(str(value)).zh
    if str(value) in VOCABULARY:  # a reference to another event
        return VOCABULARY[str(value)].zh
    return str(value)


def penalty_zh(penalty: Mapping[str, Any]) -> str:
    """One penalty in words: 罚款 30,000.00元（较大数额）, 行政拘留 15日."""
    words = [VOCABULARY.choice_zh("decided", "type", str(penalty["type"]))]
    if penalty.get("amount") is not None:
        words.append(f"{Decimal(str(penalty['amount'])):,.2f}元")
    if penalty.get("days") is not None:
        words.append(f"{penalty['days']}日")
    return " ".join(words) + ("（较大数额或较重）" if penalty.get("large") else "")


def _verdict(finding: Finding, case: CaseFile) -> str:
    """The first sentence: the rule's title and how it stands."""
    match finding.outcome:
        case Outcome.VIOLATED:
            return f"{finding.title}：{_says(finding, case) or '不符合规定'}"
        case Outcome.OVERDUE:
            late = f"，应在 {finding.due_on} 前完成" if finding.due_on else ""
            return f"{finding.title}：期限已过{late}"
        case Outcome.DUE:
            until = f"，最后一日是 {finding.due_on}" if finding.due_on else ""
            return f"{finding.title}：期限正在计算{until}"
        case Outcome.NOT_DETERMINED:
            return f"{finding.title}：还不能判断"
        case Outcome.NOT_APPLICABLE:
            return f"{finding.title}：不适用于本案"
    until = f"，最后一日是 {finding.due_on}" if finding.due_on else ""
    return f"{finding.title}：符合规定{until}"


def _says(finding: Finding, case: CaseFile) -> str:
    """The sentence of the rule version that was applied, its numbers filled in."""
    profile = case.profile if case.profile in profiles() else None
    versions = shipped(profile).rule(finding.rule).versions
    fitting = [one for one in versions if one.source.article == finding.citation.article] or list(versions)
    numbers = _Numbers({name: value_zh(value) for name, value in finding.parameters})
    return fitting[0].says.format_map(numbers).rstrip("。") if fitting else ""


class _Numbers(dict[str, str]):
    """A number that the finding does not carry stays out of the sentence."""

    def __missing__(self, key: str) -> str:
        return "规定"


def _article(part: str) -> str:
    number = _NUMBER.match(part.strip())
    if number is None:
        return part.strip().replace("(", "（").replace(")", "）")
    return f"第{number[1]}条" + (f"（{number[2]}）" if number[2] else "")


def _missing(one: Missing) -> str:
    event = VOCABULARY[one.event_type].zh if one.event_type in VOCABULARY and one.event_type else ""
    if one.field is None:
        return f"是否有“{event}”" if event else "案件情况"
    label = field_zh(one.event_type, one.field)
    return f"{event}中的“{label}”" if event else label


def _kind(event: str | None, path: str) -> FieldType | None:
    """The type of a field in the vocabulary, where it stands there."""
    if event not in VOCABULARY or event is None:
        return None
    first, *rest = path.split(".")
    kind = VOCABULARY[event].fields.get(first)
    for part in rest:
        kind = kind.fields.get(part) if kind else None
    return kind
