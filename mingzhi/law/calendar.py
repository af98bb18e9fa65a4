"""Working days: the State Council's notice of each year, local holidays by region, and what follows without a notice.

Years with a notice stand in ``rules/calendar/national.yaml``; a later year comes from the library chinesecalendar as
soon as it has it. Every other year is computed by 全国年节及纪念日放假办法 as it stood then and is *provisional*: the
notice, once it comes, moves days. Minority areas add their own holidays (第四条); what lies below a region inherits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml

_DAY = timedelta(days=1)
_WEEKDAY = "一二三四五六日"
#: The five-day week came on this day (国务院关于职工工作时间的规定, 1995); before it Saturday was worked.
_FIVE_DAYS = date(1995, 5, 1)
_LIBRARY = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
}
#: Days off with the holiday's name, worked weekends, and whether they were computed without a notice.
_Year = tuple[Mapping[date, str], frozenset[date], bool]


class Calendar:
    """The working days of a region. Make it with :func:`calendar_for`."""

    def __init__(self, region: str | None) -> None:
        self.region = region
        self._years: dict[int, _Year] = {}

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day: no weekend and no holiday, or a weekend worked in exchange (调休)."""
        off, worked, _ = self._years.get(day.year) or self._year(day.year)
        return day not in off and (not _weekend(day) or day in worked)

    def why(self, day: date) -> str:
        """What day it is, in Chinese: ``工作日``, ``周六``, ``国庆节假期``, ``周六，调休上班``."""
        off, worked, _ = self._year(day.year)
        name = f"周{_WEEKDAY[day.weekday()]}"
        if day in off:
            return off[day] if off[day].endswith("补假") else f"{off[day]}假期"
        if day in worked:
            return f"{name}，调休上班"
        return name if _weekend(day) else "工作日"

    def provisional(self, day: date) -> bool:
        """Whether the answer for that day may still change: no notice for its year was read, here or for the region."""
        return self._year(day.year)[2]

    @property
    def local(self) -> bool:
        """Whether rest days of the region itself, or of one above it, are known; else the national ones stand alone."""
        return any((self.region or "").startswith(code) for code in _data("local")["regions"])

    def _year(self, year: int) -> _Year:
        known = self._years.get(year)
        if known is None:
            known = self._years[year] = self._with_local(year)
        return known

    def _with_local(self, year: int) -> _Year:
        """The national year with what the regions above and the region itself add."""
        off, worked, provisional = _national(year)
        for code, spec in _data("local")["regions"].items():
            if not (self.region or "").startswith(code):
                continue
            local = spec["years"].get(year)
            provisional = provisional or local is None or bool(local.get("partial"))
            if local is not None:
                added = _off(year, local["rest"])
                off, worked = {**off, **added}, (worked - added.keys()) | _days(year, local.get("worked", ()))
        return off, worked, provisional


@lru_cache(maxsize=4096)
def calendar_for(region: str | None) -> Calendar:
    """The calendar of a region (division code); ``None``: the national one."""
    return Calendar(region)


def _weekend(day: date) -> bool:
    return day.weekday() == 6 or (day.weekday() == 5 and day >= _FIVE_DAYS)


@cache
def _data(name: str) -> Mapping[Any, Any]:
    text = resources.files("mingzhi.rules").joinpath(f"calendar/{name}.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def _day(year: int, text: str) -> date:
    return date.fromisoformat(f"{year:04}-{text}")


def _days(year: int, texts: Any) -> frozenset[date]:
    return frozenset(_day(year, text) for text in texts)


def _off(year: int, lines: Any) -> dict[date, str]:
    """Lines such as ``10-01..10-07 国庆节`` as days."""
    found: dict[date, str] = {}
    for line in lines:
        span, name = line.split(" ", 1)
        first, last = (_day(year, text) for text in span.split(".."))
        while first <= last:
            found[first] = name
            first += _DAY
    return found


@cache
def _national(year: int) -> _Year:
    """The country's year: by notice, by the library where that is ahead of our data, else computed."""
    notice = _data("national").get(year)
    if notice is not None:
        return _off(year, notice["rest"]), _days(year, notice["worked"]), False
    if year > max(_data("national")):
        from chinese_calendar import constants as library

        if year <= max(library.workdays).year:
            off = {day: _LIBRARY.get(name, name) for day, name in library.holidays.items() if day.year == year}
            return off, frozenset(day for day in library.workdays if day.year == year), False
    return _computed(year), frozenset(), True


def _computed(year: int) -> dict[date, str]:
    """The statutory holidays of a year by the Measures of its time; one on a weekend is made up on a working day."""
    off: dict[date, str] = {}
    owed: list[tuple[date, str]] = []
    for first, count, name in _statutory(year):
        for day in (first + _DAY * i for i in range(count)):
            if _weekend(day) or day in off:
                owed.append((day, name))
            off.setdefault(day, name)
    for missed, name in owed:
        free = missed
        while free in off or _weekend(free):
            free += _DAY
        if free.year == year:
            off[free] = f"{name}补假"
    return off


def _statutory(year: int) -> Iterator[tuple[date, int, str]]:
    """First day, length and name of each holiday of all citizens (versions of 1949, 1999, 2007, 2013 and 2024)."""
    yield date(year, 1, 1), 1, "元旦"
    moving = _data("lunar").get(year)
    spring, qingming, dragon, autumn = (_day(year, text) for text in moving.split()) if moving else [None] * 4
    if spring is not None:
        eve = 2008 <= year < 2014 or year >= 2025
        yield spring - _DAY * eve, 4 if year >= 2025 else 3, "春节"
    if qingming is not None and year >= 2008:
        yield qingming, 1, "清明节"
    yield date(year, 5, 1), 2 if year >= 2025 else 1 if year >= 2008 or year < 2000 else 3, "劳动节"
    if dragon is not None and autumn is not None and year >= 2008:
        yield dragon, 1, "端午节"
        yield autumn, 1, "中秋节"
    yield date(year, 10, 1), 2 if year < 1999 else 3, "国庆节"
