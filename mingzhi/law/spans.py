"""A term from a day that may only be known within bounds: its last day, as bounds (decision 12)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from mingzhi.law.calendar import Calendar
from mingzhi.law.casefile.values import When
from mingzhi.law.periods import Term, end_date

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Bounds:
    """The earliest and the latest day that something can be; ``None``: not bounded on that side."""

    first: date | None
    last: date | None

    @property
    def day(self) -> date | None:
        """The day, if it is certain."""
        return self.first if self.first == self.last else None

    def over_on(self, when: When | Bounds) -> bool | None:
        """Whether this day was over before *when*: True or False only if so for every possible pair of days."""
        if self.last is not None and when.first is not None and when.first > self.last:
            return True
        if self.first is not None and when.last is not None and when.last <= self.first:
            return False
        return None


def known(when: When | None) -> Bounds | None:
    """A time as bounds; ``None`` where neither side is known."""
    if when is None or (when.first is None and when.last is None):
        return None
    return Bounds(when.first, when.last)


def ends(start: Bounds, term: Term, calendar: Calendar, *, roll: bool) -> Bounds:
    """The last day of a term from each end of the bounds. Later starts never end earlier, so the ends bound the end."""
    return Bounds(_end(start.first, term, calendar, roll), _end(start.last, term, calendar, roll, latest=True))


@lru_cache(1 << 16)
def _end(start: date | None, term: Term, calendar: Calendar, roll: bool, *, latest: bool = False) -> date | None:
    """The last day of a term. Hours from an unknown time of day: the last that is surely inside, or the *latest*."""
    if start is None:
        return None
    if term.unit == "hour":
        whole, rest = divmod(term.count, 24)
        return start + _DAY * ((whole + (1 if rest else 0)) if latest else whole - 1)
    return end_date(start, term, calendar, roll=roll)
