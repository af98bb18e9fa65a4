"""Working days: the State Council's notice of each year, local holidays by region, and what follows where no notice is.

Years of a notice that was read stand in ``rules/calendar/notices.yaml``; other years from 2004 come from the library
chinesecalendar. Every other year is computed by 全国年节及纪念日放假办法 as it stood then and is *provisional*: the
notice, once it comes, moves days. Minority areas add their own holidays (第四条); what lies below a region inherits.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from functools import cache, lru_cache
from importlib import resources
from typing import Any

import yaml
from chinese_calendar import constants as library

_DAY = timedelta(days=1)
_WEEKDAY = "一二三四五六日"
_NAMES = {
    "New Year's Day": "元旦",
    "Spring Festival": "春节",
    "Tomb-sweeping Day": "清明节",
    "Labour Day": "劳动节",
    "Dragon Boat Festival": "端午节",
    "National Day": "国庆节",
    "Mid-autumn Festival": "中秋节",
    "Anti-Fascist 70th Day": "抗战胜利纪念日",
}
_FIRST_LIBRARY, _LAST_LIBRARY = 2004, max(library.holidays).year


class Calendar:
    """The working days of a region. Make it with :func:`calendar_for`."""

    def __init__(self, region: str | None) -> None:
        self.region = region
        self._years: dict[int, tuple[Mapping[date, str], frozenset[date], bool]] = {}

    def is_working_day(self, day: date) -> bool:
        """Whether offices work on that day: no weekend and no holiday, or a weekend worked in exchange (调休)."""
        off, worked, _ = self._year(day.year)
        return day not in off and (day.weekday() < 5 or day in worked)

    def why(self, day: date) -> str:
        """What day it is, in Chinese: ``工作日``, ``周六``, ``国庆节假期``, ``调休上班``."""
        off, worked, _ = self._year(day.year)
        if day in off:
            return f"{off[day]}假期"
        if day in worked:
            return f"周{_WEEKDAY[day.weekday()]}，调休上班"
        return "工作日" if day.weekday() < 5 else f"周{_WEEKDAY[day.weekday()]}"

    def provisional(self, day: date) -> bool:
        """Whether the answer for that day may still change: no notice for its year was read, here or for the region."""
        return self._year(day.year)[2]

    def _year(self, year: int) -> tuple[Mapping[date, str], frozenset[date], bool]:
        known = self._years.get(year)
        if known is None:
            known = self._years[year] = self._with_local(year)
        return known

    def _with_local(self, year: int) -> tuple[Mapping[date, str], frozenset[date], bool]:
        """The national year with what the regions above and the region itself add."""
        off, worked, provisional = _national(year)
        for code, spec in _data("minority")["regions"].items():
            if not (self.region or "").startswith(code):
                continue
            local = spec["years"].get(year)
            provisional = provisional or local is None or bool(local.get("partial"))
            if local is not None:
                added = _named(local["days_off"])
                off, worked = {**off, **added}, (worked - added.keys()) | _days(local.get("worked_days", ()))
        return off, worked, provisional


@lru_cache(maxsize=4096)
def calendar_for(region: str | None) -> Calendar:
    """The calendar of a region (division code); ``None``: the national one."""
    return Calendar(region)


@cache
def _data(name: str) -> Mapping[str, Any]:
    text = resources.files("mingzhi.rules").joinpath(f"calendar/{name}.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))


def _days(raw: Any) -> frozenset[date]:
    return frozenset(date.fromisoformat(str(day)) for day in raw)


def _named(raw: Mapping[str, Any]) -> dict[date, str]:
    return {day: name for name, days in raw.items() for day in _days(days)}


@cache
def _national(year: int) -> tuple[Mapping[date, str], frozenset[date], bool]:
    """Days off with their names, worked weekends, and whether this was computed."""
    notice = _data("notices")["years"].get(year)
    if notice is not None:
        return _named(notice["days_off"]), _days(notice["worked_days"]), False
    if _FIRST_LIBRARY <= year <= _LAST_LIBRARY:
        off = {day: _NAMES.get(name, name) for day, name in library.holidays.items() if day.year == year}
        return off, frozenset(day for day in library.workdays if day.year == year), False
    return _computed(year), frozenset(), True


def _computed(year: int) -> dict[date, str]:
    """The statutory holidays of a year by the rules of its time, each on its own days, nothing exchanged."""
    off: dict[date, str] = {date(year, 1, 1): "元旦"}
    old, newest = year < 2000, year >= 2025
    spring = _movable("spring", year)
    if spring is not None:
        first = spring - _DAY if newest else spring
        off |= dict.fromkeys((first + _DAY * i for i in range(4 if newest else 3)), "春节")
    off |= dict.fromkeys(
        (date(year, 5, 1 + i) for i in range(1 if old or 2008 <= year < 2025 else 2 if newest else 3)), "劳动节"
    )
    off |= dict.fromkeys((date(year, 10, 1 + i) for i in range(2 if old else 3)), "国庆节")
    if year >= 2008:
        for key, name in (("qingming", "清明节"), ("dragon_boat", "端午节"), ("mid_autumn", "中秋节")):
            if (day := _movable(key, year)) is not None:
                off.setdefault(day, name)
    return off


def _movable(festival: str, year: int) -> date | None:
    """The day of a movable festival, where the table has the year."""
    return next((day for day in _days(_data("festivals")[festival]) if day.year == year), None)
