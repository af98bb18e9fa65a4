"""How long a decision says that the party may seek a remedy, compared with the law (行政复议法 20, 行政诉讼法 46)."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from mingzhi.law.casefile.values import Event
from mingzhi.law.conditions.facts import predicate
from mingzhi.law.conditions.fields import MISSING, field_value
from mingzhi.law.conditions.scene import Scene, Truth

_TERM = re.compile(r"(\d+|半|[零〇一二两三四五六七八九十百]+)个?(工作日|日|天|月|年)")
_DIGITS = {char: number for number, chars in enumerate(("零〇", "一", "二两", *"三四五六七八九")) for char in chars}
#: Statutes with a term of their own for suing: what they set is not compared (行政诉讼法 46, 法律另有规定的除外).
_OWN_TERMS = ("土地管理法", "专利法", "商标法", "计量法", "集会游行示威法")
_WITHIN, _COURT = "remedies.within", "remedies.court_within"


def _number(text: str) -> int:
    """A number below a thousand in Arabic or Chinese numerals."""
    if text.isdecimal():
        return int(text)
    total = current = 0
    for char in text:
        if char in "十百":
            total += (current or 1) * (10 if char == "十" else 100)
            current = 0
        else:
            current = _DIGITS[char]
    return total + current


def read_term(text: str) -> tuple[int, str] | None:
    """Count and unit (day, working_day, month, year) of the one term that a text names: 六十日, 60天, 自收到起6个月.

    ``None`` where it names none, or several.
    """
    found = _TERM.findall(re.sub(r"\s", "", unicodedata.normalize("NFKC", text)))
    if len(found) != 1:
        return None
    number, unit = found[0]
    if number == "半":
        return (6, "month") if unit == "年" else None
    return _number(number), {"工作日": "working_day", "日": "day", "天": "day", "月": "month", "年": "year"}[unit]


def _against(text: str, *, days: tuple[int, int], months: int | None) -> int | None:
    """-1, 0, 1: shorter than the law's term, the same, longer; ``None``: cannot be said.

    :param days: the fewest and the most days that the law's term can have.
    :param months: the law's term where it is one of months.
    """
    told = read_term(text)
    if told is None:
        return None
    count, unit = told
    if unit == "month" and months is not None:
        return (count > months) - (count < months)
    if unit == "day" and months is None:
        return (count > days[0]) - (count < days[0])
    # Another unit than the law's: the fewest and the most days that it can come to.
    low, high = {"day": (1, 1), "working_day": (1, 3), "month": (28, 31), "year": (365, 366)}[unit]
    if count * high < days[0]:
        return -1
    return 1 if count * low > days[1] else None


def _told(event: Event, path: str) -> Any:
    value = field_value(event, tuple(path.split(".")))
    return MISSING if value == "" else value


def _compared(event: Event) -> dict[str, int | None]:
    """Each term that the decision tells, against the law's."""
    found: dict[str, int | None] = {}
    within, court = _told(event, _WITHIN), _told(event, _COURT)
    if within is not MISSING:
        found[_WITHIN] = _against(str(within), days=(60, 60), months=None)
    first = _told(event, "remedies.reconsideration_first") is True or event.fields.get("on_the_spot") is True
    if court is not MISSING and not first and "复议决定" not in str(court):
        answer = _against(str(court), days=(181, 184), months=6)
        special = any(name in str(event.fields.get("basis", "")) for name in _OWN_TERMS)
        found[_COURT] = None if special and answer != 0 else answer
    return found


@predicate
def remedy_terms_shorter_than_the_law(scene: Scene) -> Truth:
    """The decision tells the party a shorter time for a remedy than the law gives; what cannot be read is no."""
    if scene.event is None:
        return False
    short = [path for path, answer in _compared(scene.event).items() if answer == -1]
    if scene.trace:
        for path in short:
            scene.trace.saw(scene.event, path, _told(scene.event, path))
    return bool(short)


@predicate
def remedy_terms_as_the_law_has_them(scene: Scene) -> Truth:
    """Every term told for a remedy is that of the law: sixty days, six months; unknown where one cannot be read."""
    if scene.event is None:
        return None
    compared = _compared(scene.event)
    if scene.trace:
        for path, answer in compared.items():
            if answer is None:
                scene.trace.lacks(scene.event.type, path)
            elif answer:
                scene.trace.saw(scene.event, path, _told(scene.event, path))
        if not compared:
            scene.trace.lacks(scene.event.type, _WITHIN)
    answers = set(compared.values())
    if answers & {-1, 1}:
        return False
    return None if None in answers or not answers else True
