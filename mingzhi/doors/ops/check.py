"""``mingzhi check``: judge case files by the law, without Django and without a database (decisions 1, 10, 47)."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any, Literal

from mingzhi.ground.errors import BadInput, Problem
from mingzhi.law.casefile.reader import stream
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Finding, Outcome, Severity
from mingzhi.law.lawbook import lawbook_for
from mingzhi.law.wording import explain

HELP = "检查案件文件：逐条列出问题，附条文、日期和说明"
_TOLD = (Outcome.VIOLATED, Outcome.OVERDUE, Outcome.DUE)
_OUTCOME_ZH = {
    Outcome.SATISFIED: "符合",
    Outcome.VIOLATED: "违反",
    Outcome.OVERDUE: "超期",
    Outcome.DUE: "未到期",
    Outcome.NOT_DETERMINED: "不能确定",
    Outcome.NOT_APPLICABLE: "不适用",
}
_SEVERITY_ZH = {Severity.BLOCK: "必须纠正", Severity.WARN: "提醒", Severity.INFO: "提示"}
LawAt = date | Literal["any"] | None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("files", nargs="+", metavar="文件", help="案件文件：.yaml、.json 或 .jsonl")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="输出格式；json 为一案一行")
    parser.add_argument("--law-at", metavar="日期|any", help="按这一天的法律判断；any 不看施行日期")
    parser.add_argument("--as-of", metavar="日期", help="以这一天为今天；默认为文件中最后一天")
    parser.add_argument("--all", action="store_true", help="也列出符合、不能确定和不适用的规则")


def run(args: argparse.Namespace) -> int:
    """Answer each file on its own; 2 if one could not be read, else 1 if a blocking rule is broken, else 0."""
    law_at: LawAt = "any" if args.law_at == "any" else _day(args.law_at, "--law-at")
    as_of = _day(args.as_of, "--as-of")
    broken = unread = False
    for name in args.files:
        if Path(name).is_dir():
            unread = True
            folder = BadInput(
                "is_folder", where=name, what="是文件夹", fix=f"写出其中的文件，如 {Path(name) / '*.yaml'}"
            )
            _tell_error(name, folder, args.format)
            continue
        for item in stream(name):
            if isinstance(item, BadInput):
                unread = True
                _tell_error(name, item, args.format)
                continue
            try:
                findings = evaluate(item, lawbook_for(item), as_of=as_of, law_at=law_at)
            except Problem as problem:
                unread = True
                _tell_error(name, _as_bad_input(item, problem), args.format)
                continue
            broken = broken or any(one.broken and one.severity is Severity.BLOCK for one in findings)
            shown = [one for one in findings if args.all or one.outcome in _TOLD]
            print(_json(item, shown) if args.format == "json" else _text(item, shown))
    return 2 if unread else 1 if broken else 0


def _day(given: str | None, option: str) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(given)
    except ValueError:
        raise BadInput("bad_date", where=option, what=f"“{given}”不是日期", fix="写成 2024-05-06") from None


def _as_bad_input(case: CaseFile, problem: Problem) -> BadInput:
    """A profile that does not exist is a mistake of the file."""
    known = "、".join(problem.facts.get("known", []))
    return BadInput(
        problem.code,
        where=f"案件 {case.id} 的 profile",
        what=f"没有 {case.profile}",
        fix=f"可用：{known}；或去掉这一行",
    )


def _tell_error(file: str, error: BadInput, form: str) -> None:
    """A file, or one case of it, that could not be read: every mistake with place and remedy."""
    listed = error.facts.get("errors") or [{"where": error.where, "what": error.what, "fix": error.fix}]
    if form == "json":
        told: dict[str, Any] = {"file": file, "error": {"where": error.where, "what": error.what, "fix": error.fix}}
        if error.facts.get("case"):
            told["id"] = error.facts["case"]
        if len(listed) > 1:
            told["errors"] = listed
        print(json.dumps(told, ensure_ascii=False))
        return
    for one in listed:
        print(f"{one['where']}：{one['what']}。{one['fix']}", file=sys.stderr)
    if error.facts.get("more"):
        print(f"{file}：还有 {error.facts['more']} 处，改好以上各处后再查", file=sys.stderr)


def finding_json(finding: Finding, case: CaseFile) -> dict[str, Any]:
    """One finding as an object (case-file.md)."""
    citation = finding.citation
    return {
        "rule": finding.rule,
        "outcome": finding.outcome.value,
        "severity": finding.severity.value,
        "citation": {
            "instrument": citation.instrument,
            "article": citation.article,
            "text": citation.text,
            "in_force_from": citation.in_force_from.isoformat() if citation.in_force_from else None,
        },
        "facts": [{"event": fact.event, "field": fact.field, "value": _plain(fact.value)} for fact in finding.facts],
        "explanation": explain(finding, case),
        "remedy": finding.remedy,
        "due_on": finding.due_on.isoformat() if finding.due_on else None,
    }


def _plain(value: Any) -> Any:
    """A fact's value as JSON; dates, amounts and bounds as text."""
    if value is None or isinstance(value, (bool, int, str)):
        return value
    if isinstance(value, dict):
        return {str(name): _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return str(value)


def _json(case: CaseFile, findings: Sequence[Finding]) -> str:
    answer = {"id": case.id, "findings": [finding_json(one, case) for one in findings]}
    return json.dumps(answer, ensure_ascii=False)


def _text(case: CaseFile, findings: Sequence[Finding]) -> str:
    title = f"　{case.title}" if case.title else ""
    if not findings:
        return f"{case.id}{title}\n  没有发现问题\n"
    lines = [f"{case.id}{title}"]
    for one in findings:
        due = f"，期限到 {one.due_on}" if one.due_on else ""
        lines.append(f"  {_OUTCOME_ZH[one.outcome]}（{_SEVERITY_ZH[one.severity]}{due}）{one.title} [{one.rule}]")
        lines += [f"    {line}" for line in explain(one, case).splitlines()]
    return "\n".join(lines) + "\n"
