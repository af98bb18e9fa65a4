"""Terms: how long, in which unit, and when they end (decision 12; 民事诉讼法 85, 民法典 201–203, 行政处罚法 85).

The day of the start is not counted. A term ends at 24:00 of its last day in China. The end of a term of days, months or
years that falls on a rest day rolls to the next working day, unless *roll* is false (a measure that restricts the
party is not lengthened by a holiday). Terms of hours run from the hour on and never roll.
"""

from __future__ import annotations

import calendar as gregorian
import re
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal, get_args

from mingzhi.ground.clock import SHANGHAI
from mingzhi.law.calendar import Calendar

Unit = Literal["working_day", "calendar_day", "hour", "month", "year"]
UNITS: tuple[Unit, ...] = get_args(Unit)
UNIT_ZH: dict[Unit, str] = {
    "working_day": "个工作日",
    "calendar_day": "日",
    "hour": "小时",
    "month": "个月",
    "year": "年",
}
_DAY = timedelta(days=1)
_TERM = re.compile(r"([0-9]{1,9})\s*([a-z_]+?)s?")
#: Nobody's term is longer; a larger number is a typing error.
MOST: dict[Unit, int] = {"working_day": 5000, "calendar_day": 20000, "hour": 20000, "month": 1200, "year": 100}


@dataclass(frozen=True, slots=True)
class Term:
    """A length of time.

    :raises ValueError: a count below 1 or absurdly large, or an unknown unit.
    """

    count: int
    unit: Unit

    def __post_init__(self) -> None:
        if self.unit not in UNITS:
            raise ValueError(f"没有单位 {self.unit}；可用：{'、'.join(UNITS)}")
        if type(self.count) is not int or not 1 <= self.count <= MOST[self.unit]:
            raise ValueError(f"{self.count} 不是期限的长度；以{UNIT_ZH[self.unit]}计的期限是 1 至 {MOST[self.unit]}")

    def __str__(self) -> str:
        return f"{self.count} {self.unit}"

    @property
    def zh(self) -> str:
        """The term as people say it: ``7个工作日``."""
        return f"{self.count}{UNIT_ZH[self.unit]}"


def parse_term(text: str) -> Term:
    """A term from text such as ``7 working_day`` (a plural s is allowed).

    :raises ValueError: in Chinese, what is wrong with it.
    """
    found = _TERM.fullmatch(text.strip())
    if found is None:
        raise ValueError(f"“{text}”不是期限；写成 7 working_day、90 calendar_day、24 hour、3 month、2 year")
    unit = found[2]
    if unit not in UNITS:
        raise ValueError(f"没有单位 {unit}；可用：{'、'.join(UNITS)}")
    return Term(int(found[1]), unit)


def end_date(start: date, term: Term, calendar: Calendar, *, roll: bool = True) -> date:
    """The last day of a term that starts on *start*.

    :raises ValueError: hours (they end at an instant: :func:`end_instant`), or a term that leaves the calendar.
    """
    try:
        last = _raw_end(start, term, calendar)
        while roll and not calendar.is_working_day(last):
            last += _DAY
    except OverflowError:
        raise ValueError(f"{start} 起 {term.zh} 超出了日历") from None
    return last


def end_instant(start: datetime, term: Term, calendar: Calendar, *, roll: bool = True) -> datetime:
    """The instant at which a term ends: hours from *start*; other terms at 24:00 of their last day in China.

    :param start: aware.
    :raises ValueError: *start* has no offset.
    """
    if start.tzinfo is None:
        raise ValueError("the start needs an offset")
    if term.unit == "hour":
        return start + timedelta(hours=term.count)
    day = end_date(start.astimezone(SHANGHAI).date(), term, calendar, roll=roll)
    return datetime(day.year, day.month, day.day, tzinfo=SHANGHAI) + _DAY


def working(start: date, term: Term, calendar: Calendar, *, roll: bool = True) -> tuple[str, ...]:
    """The arithmetic in Chinese, a line each: what is not counted, every rest day and worked weekend, how it rolls.

    :raises ValueError: a term of hours, or one that leaves the calendar.
    """
    end = end_date(start, term, calendar, roll=roll)
    last = _raw_end(start, term, calendar)
    lines = [f"{start}（{calendar.why(start)}）起算，当日不计入；期限{term.zh}"]
    if term.unit == "working_day":
        lines += _counted(start, last, calendar)
    elif term.unit == "calendar_day":
        lines.append(f"{start + _DAY} 为第 1 日，{last} 为第 {term.count} 日（节假日计算在内）")
    else:
        kept = last.day == start.day
        lines.append(f"到 {last}（{'对应日' if kept else '当月没有对应日，为当月最后一日'}，民法典第二百零二条）")
    rolled = last
    while rolled < end:
        lines.append(f"{rolled} 是{calendar.why(rolled)}，顺延")
        rolled += _DAY
    if not calendar.is_working_day(end):
        lines.append(f"{end} 是{calendar.why(end)}，不顺延")
    lines.append(f"期限到 {end}（{calendar.why(end)}）24 时届满")
    years = [year for year in range(start.year, end.year + 1) if calendar.provisional(date(year, 12, 31))]
    if years:
        told = "、".join(str(year) for year in years)
        lines.append(f"{told} 年的放假安排没有核对到通知，按放假办法推算，公布后可能变化")
    return tuple(lines)


def _raw_end(start: date, term: Term, calendar: Calendar) -> date:
    """The last day before rolling."""
    match term.unit:
        case "hour":
            raise ValueError("小时期限从时刻起算；写明起算的时刻")
        case "calendar_day":
            return start + _DAY * term.count
        case "working_day":
            day, left = start, term.count
            while left:
                day += _DAY
                left -= calendar.is_working_day(day)
            return day
        case "month":
            return _months_later(start, term.count)
        case "year":
            return _months_later(start, 12 * term.count)


def _months_later(start: date, months: int) -> date:
    """The same day of the month, or the last day of a shorter month (民法典 202)."""
    years, month = divmod(start.month - 1 + months, 12)
    year = start.year + years
    if year > date.max.year:
        raise OverflowError
    return date(year, month + 1, min(start.day, gregorian.monthrange(year, month + 1)[1]))


def _counted(start: date, last: date, calendar: Calendar) -> list[str]:
    """Each counted day with its number, rest days grouped by why they are skipped."""
    lines: list[str] = []
    number, day = 0, start + _DAY
    while day <= last:
        if calendar.is_working_day(day):
            number += 1
            told = calendar.why(day)
            lines.append(f"{day} 第 {number} 个工作日" + ("" if told == "工作日" else f"（{told}）"))
            day += _DAY
            continue
        first = day
        while day < last and not calendar.is_working_day(day + _DAY):
            day += _DAY
        reasons = "、".join(dict.fromkeys(calendar.why(first + _DAY * i) for i in range((day - first).days + 1)))
        lines.append(f"{first if first == day else f'{first} 至 {day}'} 不计入：{reasons}")
        day += _DAY
    return lines
