"""A term that may stop and be extended: where it ends for one certain start, and the arithmetic in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from mingzhi.law.calendar import Calendar
from mingzhi.law.periods import Term, end_date, working

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Stop:
    """Days that do not count: from the day of the stop (it counts) to the resumption (``None``: still stopped)."""

    start: date
    end: date | None
    zh: str = "期限中止"


@dataclass(frozen=True, slots=True)
class Extension:
    """More time: so many days, or until a day."""

    at: date | None
    days: int | None
    until: date | None


@dataclass(frozen=True, slots=True)
class Run:
    """One computed term. ``end`` is ``date.max`` while the clock stands still."""

    end: date
    lines: tuple[str, ...]


def run(
    start: date,
    term: Term,
    calendar: Calendar,
    *,
    roll: bool,
    stops: tuple[Stop, ...] = (),
    extensions: tuple[Extension, ...] = (),
) -> Run:
    """The last day of *term* from *start*, with what stopped and what extended it, in the order in which it happened.

    A stop or an extension counts only if it came before the term had run out.
    """
    if not stops and not extensions:
        return Run(end_date(start, term, calendar, roll=roll), ())
    raw, fixed = end_date(start, term, calendar, roll=False), False
    lines: list[str] = []
    changes: list[tuple[date, Stop | Extension]] = [(stop.start, stop) for stop in stops]
    changes += [(more.at or start, more) for more in extensions]
    for day, change in sorted(changes, key=lambda one: one[0]):
        if day > _rolled(raw, term, calendar, roll) or day < start:
            continue
        if isinstance(change, Stop):
            if change.end is None:
                return Run(date.max, (*lines, f"自 {change.start} 起{change.zh}，尚未恢复"))
            raw = _after_stop(raw, change, term, calendar)
            lines.append(f"{change.start} 至 {change.end} {change.zh}，不计入，届满日顺延到 {raw}")
        elif change.until is not None:
            raw, fixed = max(raw, change.until), True
            lines.append(f"经批准延长到 {raw}")
        elif change.days:
            raw = _more(raw, change.days, term, calendar)
            lines.append(f"经批准延长 {change.days} 日，到 {raw}")
    end = raw if fixed else _rolled(raw, term, calendar, roll)
    if end != raw:
        lines.append(f"{raw} 是{calendar.why(raw)}，顺延到 {end}")
    return Run(end, tuple(lines))


def told(start: date, term: Term, calendar: Calendar, *, roll: bool) -> tuple[str, ...]:
    """The plain arithmetic of a term, line by line."""
    return working(start, term, calendar, roll=roll)


def _rolled(day: date, term: Term, calendar: Calendar, roll: bool) -> date:
    while roll and term.unit != "working_day" and not calendar.is_working_day(day):
        day += _DAY
    return day


def _after_stop(raw: date, stop: Stop, term: Term, calendar: Calendar) -> date:
    """The end, moved by what was left of the term when it stopped."""
    assert stop.end is not None
    if term.unit != "working_day":
        return raw + (stop.end - stop.start)
    left = sum(calendar.is_working_day(stop.start + _DAY * i) for i in range(1, (raw - stop.start).days + 1))
    return _more(stop.end, left, term, calendar)


def _more(day: date, days: int, term: Term, calendar: Calendar) -> date:
    """So many more days of the term's kind."""
    if term.unit != "working_day" or days == 0:
        return day + _DAY * days
    return end_date(day, Term(days, term.unit), calendar, roll=False)
