"""``mingzhi deadline``: when a term ends, and how that was counted; without Django and without a database."""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mingzhi.ground.clock import SHANGHAI
from mingzhi.ground.errors import BadInput, NotFound
from mingzhi.law.calendar import calendar_for
from mingzhi.law.citation import cited_zh
from mingzhi.law.lawbook import shipped
from mingzhi.law.periods import Term, end_date, end_instant, parse_term, working
from mingzhi.law.rule import Version

_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:$|[T ])")
#: The first two digits of every division code (GB/T 2260): provinces, regions, municipalities.
_PROVINCES = re.compile("1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[12]")
HELP = "计算期限：哪一天届满，怎样数出来的"


@dataclass(frozen=True, slots=True)
class Asked:
    """A term to be computed. ``start`` is a day, or an instant for terms of hours."""

    start: date | datetime
    term: Term
    roll: bool
    rule: str | None = None
    cited: str | None = None


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("lines", nargs="?", metavar="-", help='写 - 则逐行读 JSON：{"from", "term"}，逐行回答')
    what = parser.add_mutually_exclusive_group()
    what.add_argument("--rule", metavar="规则", help="规则编号，如 pen-decide-90d")
    what.add_argument(
        "--term", metavar="期限", help="如 '7 working_day'；单位：working_day calendar_day hour month year"
    )
    parser.add_argument("--from", dest="start", metavar="日期", help="起算的日期；小时期限写时刻，如 2024-01-31T09:30")
    parser.add_argument("--region", metavar="区划代码", help="按当地的节假日；不写则按全国")
    parser.add_argument("--profile", metavar="方案", help="按某机关方案中的期限")
    parser.add_argument("--no-roll", action="store_true", help="末日是休息日也不顺延")
    parser.add_argument("--format", choices=["text", "json"], default="text", help="输出格式，默认 text")


def run(args: argparse.Namespace) -> int:
    """Compute one term, or one a line.

    :raises BadInput: a term, rule, date or region that cannot be read.
    """
    if args.lines == "-":
        return _answer_lines(args)
    if args.lines is not None:
        raise BadInput("bad_command", where=args.lines, what="没有这个参数", fix="写 -，或用 --term 和 --from")
    if not args.start or not (args.rule or args.term):
        raise BadInput("bad_command", where="deadline", what="缺少 --from，或 --rule、--term 之一", fix="补上后再算")
    asked = _asked({"from": args.start, "term": args.term, "rule": args.rule}, args)
    answer = compute(asked, _region(args.region))
    print(json.dumps(answer, ensure_ascii=False) if args.format == "json" else _text(asked, answer))
    return 0


def _answer_lines(args: argparse.Namespace) -> int:
    """Answer each line of standard input by a line of output; a line that cannot be read gets an error object."""
    status, region = 0, _region(args.region)
    for number, data in enumerate(sys.stdin.buffer, start=1):
        line = data.decode("utf-8-sig" if number == 1 else "utf-8", errors="replace")
        if not line.strip():
            continue
        try:
            raw = json.loads(line)
            if not isinstance(raw, dict):
                raise BadInput("bad_line", where=f"第 {number} 行", what="不是对象", fix='写成 {"from": …, "term": …}')
            answer = compute(_asked(raw, args), _region(raw["region"]) if raw.get("region") else region)
        except BadInput as error:
            status, answer = 2, _refusal(number, f"{error.where}：{error.what}", error.fix)
        except (ValueError, RecursionError) as error:
            said = error.msg if isinstance(error, json.JSONDecodeError) else str(error)
            fix = '写成 {"from": "2024-01-31", "term": "7 working_day"}'
            status, answer = 2, _refusal(number, f"不是 JSON：{said}", fix)
        print(json.dumps(answer, ensure_ascii=False), flush=True)
    return status


def _refusal(number: int, what: str, fix: str) -> dict[str, Any]:
    return {"error": {"where": f"第 {number} 行", "what": what, "fix": fix}}


def _asked(raw: Mapping[str, Any], args: argparse.Namespace) -> Asked:
    start = _start(str(raw.get("from") or ""))
    roll = not args.no_roll and raw.get("roll", True) is not False
    if raw.get("rule"):
        version, term = _term_of_rule(str(raw["rule"]), start, args.profile)
        own_roll = (version.deadline or {}).get("roll", True) is not False
        title = shipped(args.profile).instruments[version.source.instrument].title.strip("《》")
        cited = f"《{title}》{cited_zh(version.source.article)}"
        return Asked(start, term, roll and own_roll, str(raw["rule"]), cited)
    if not raw.get("term"):
        raise BadInput("bad_term", where="term", what="没有期限", fix="如 '7 working_day'")
    try:
        return Asked(start, parse_term(str(raw["term"])), roll)
    except ValueError as error:
        raise BadInput("bad_term", where="term", what=str(error), fix="如 '7 working_day'") from None


def _start(text: str) -> date | datetime:
    given = text.strip()
    fix = "写成 2024-01-31 或 2024-01-31T09:30"
    if not given:
        raise BadInput("bad_date", where="from", what="没有起算日期", fix=fix)
    try:
        if _ISO_DAY.match(given) is None:
            raise ValueError(given)
        if len(given) == 10:
            return date.fromisoformat(given)
        moment = datetime.fromisoformat(given)
    except ValueError:
        raise BadInput("bad_date", where="from", what=f"“{given[:40]}”不是日期", fix=fix) from None
    return moment if moment.tzinfo else moment.replace(tzinfo=SHANGHAI)


def _term_of_rule(rule_id: str, start: date | datetime, profile: str | None) -> tuple[Version, Term]:
    """The version of a deadline rule in force on the day of the start, and its term.

    :raises BadInput: no such rule, no term, or none in force that day.
    """
    try:
        rule = shipped(profile).rule(rule_id)
    except NotFound as error:
        known = error.facts.get("known")  # of profiles; of rules the nearest, in words
        hint = f"可用：{'、'.join(known)}" if known else str(error.facts.get("nearest") or "用 mingzhi explain 查看")
        raise BadInput(error.code, where="规则", what=f"没有 {rule_id}", fix=hint) from None
    day = start.astimezone(SHANGHAI).date() if isinstance(start, datetime) else start
    timed = [one for one in rule.versions if one.deadline is not None and not one.scope.weight]
    if not timed:
        raise BadInput("rule_without_term", where=rule_id, what="不是期限规则", fix="换一条有期限的规则，或用 --term")
    version = next((one for one in timed if one.in_force(day)), None)
    if version is None:
        since = "、".join(str(one.in_force_from) for one in timed if one.in_force_from)
        raise BadInput(
            "rule_not_in_force", where=rule_id, what=f"{day} 时没有施行（施行自 {since}）", fix="核对起算日期"
        )
    raw = (version.deadline or {}).get("term")
    value = version.parameters[raw["parameter"]].value if isinstance(raw, Mapping) else raw
    if value is None:
        raise BadInput(
            "term_not_set",
            where=rule_id,
            what="期限由各地自定，方案中没有设定",
            fix="用 --profile 指明方案，或用 --term",
        )
    return version, parse_term(str(value))


def _region(given: str | None) -> str | None:
    """A region code: two to twelve digits, of a province that there is.

    :raises BadInput: it is none.
    """
    if given is None:
        return None
    code = str(given).strip()
    if not code.isdecimal() or not 2 <= len(code) <= 12:
        raise BadInput("bad_region", where="region", what=f"“{given}”不是行政区划代码", fix="如 532300")
    if _PROVINCES.match(code) is None:
        raise BadInput("bad_region", where="region", what=f"没有区划代码以 {code[:2]} 开头的省份", fix="如 532300")
    return code


def compute(asked: Asked, region: str | None) -> dict[str, Any]:
    """The answer as an object: ``end`` (a day, or an instant for hours), ``working``, ``provisional``.

    ``calendar`` says whose rest days were counted: the region's, or ``national`` where none are known of it.
    """
    calendar, term, start = calendar_for(region), asked.term, asked.start
    try:
        if term.unit == "hour":
            if not isinstance(start, datetime):
                raise BadInput("bad_date", where="from", what="小时期限要从时刻起算", fix="写成 2024-01-31T09:30")
            ends = end_instant(start, term, calendar).astimezone(SHANGHAI)
            lines: tuple[str, ...] = (f"{start.isoformat()} 起算 {term.zh}，不顺延",)
            return _answer(asked, ends.isoformat(timespec="seconds"), lines, region, provisional=False)
        day = start.astimezone(SHANGHAI).date() if isinstance(start, datetime) else start
        end = end_date(day, term, calendar, roll=asked.roll)
        lines = working(day, term, calendar, roll=asked.roll)
    except OverflowError:
        raise BadInput("bad_date", where="from", what="日期超出日历", fix="核对年份") from None
    except ValueError as error:
        raise BadInput("bad_date", where="from", what=f"日期超出日历：{error}", fix="核对年份") from None
    provisional = calendar.provisional(end) or calendar.provisional(day)
    return _answer(asked, end.isoformat(), lines, region, provisional=provisional)


def _answer(asked: Asked, end: str, lines: tuple[str, ...], region: str | None, *, provisional: bool) -> dict[str, Any]:
    made: dict[str, Any] = {"end": end, "from": asked.start.isoformat(), "term": str(asked.term)}
    if asked.rule:
        made |= {"rule": asked.rule, "citation": asked.cited}
    if region:
        made |= {"region": region, "calendar": region if calendar_for(region).local else "national"}
    return {**made, "provisional": provisional, "working": list(lines)}


def _text(asked: Asked, answer: Mapping[str, Any]) -> str:
    head = f"{asked.rule}（{asked.cited}）" if asked.rule else asked.term.zh
    note = "\n（放假安排尚未公布或未核对，为推算）" if answer["provisional"] else ""
    if answer.get("calendar") == "national":
        note += f"\n（没有 {answer['region']} 自己的放假安排，按全国的计算）"
    return f"{head}：{answer['end']}{note}\n" + "\n".join(f"  {line}" for line in answer["working"])
