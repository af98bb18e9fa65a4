"""Working days: against the library and the domain's own table; computed years; local holidays."""

from __future__ import annotations

from datetime import date, timedelta

import chinese_calendar
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.law.calendar import calendar_for
from tests.shared import needs_shared

NATION = calendar_for(None)
CHUXIONG = calendar_for("532300")


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=after) for after in range((last - first).days + 1)]


def test_every_day_of_the_notices_agrees_with_an_independent_table() -> None:
    wrong = [
        day
        for day in days(date(2004, 1, 1), date(2026, 12, 31))
        if NATION.is_working_day(day) is not chinese_calendar.is_workday(day)
    ]
    assert wrong == []
    assert not any(NATION.provisional(date(year, 1, 1)) for year in range(2004, 2027))


def test_the_year_2026_is_the_one_that_was_read() -> None:
    table = yaml.safe_load(needs_shared("domain", "calendar.yaml").read_text(encoding="utf-8"))["national_2026"]
    off, worked = set(table["days_off"]), set(table["worked_weekends"])
    for day in days(date(2026, 1, 1), date(2026, 12, 31)):
        assert NATION.is_working_day(day) is (day not in off and (day.weekday() < 5 or day in worked)), day


def test_the_local_days_off_are_those_that_were_read() -> None:
    local = yaml.safe_load(needs_shared("domain", "calendar.yaml").read_text(encoding="utf-8"))["local"]
    for name, region in (
        ("chuxiong_2024", "532300"),
        ("chuxiong_2025_part", "5323"),
        ("xishuangbanna_2025_part", "5328"),
    ):
        for day in local[name]["days_off"]:
            assert not calendar_for(region).is_working_day(day), (name, day)


@pytest.mark.parametrize("region", ["5323", "532300", "532329", "532329102", "532329102000"])
def test_what_lies_below_a_prefecture_keeps_its_holidays(region: str) -> None:
    assert not calendar_for(region).is_working_day(date(2024, 7, 29))
    assert "火把节" in calendar_for(region).why(date(2024, 7, 29))


@pytest.mark.parametrize("region", [None, "53", "530000", "530300", "532800", "532900", ""])
def test_nobody_else_keeps_the_torch_festival(region: str | None) -> None:
    assert calendar_for(region).is_working_day(date(2024, 7, 29))


def test_a_local_year_that_was_not_or_only_partly_read_is_provisional_there_alone() -> None:
    assert not CHUXIONG.provisional(date(2024, 7, 1))
    assert CHUXIONG.provisional(date(2025, 7, 1)) and CHUXIONG.provisional(date(2026, 7, 1))
    assert not NATION.provisional(date(2025, 7, 1))
    assert not calendar_for("530302").provisional(date(2026, 7, 1))


def test_a_worked_weekend_is_a_working_day_and_says_so() -> None:
    for day in (date(2026, 10, 10), date(2026, 9, 20)):
        assert day.weekday() >= 5
        assert NATION.is_working_day(day)
        assert "调休" in NATION.why(day)


def test_each_kind_of_day_says_what_it_is() -> None:
    assert NATION.why(date(2026, 10, 9)) == "工作日"
    assert NATION.why(date(2026, 10, 11)) == "周日"
    assert "国庆节" in NATION.why(date(2026, 10, 1))
    assert "补假" in NATION.why(date(2027, 5, 3))


def test_a_year_without_a_notice_is_computed_and_says_that_it_may_change() -> None:
    assert NATION.provisional(date(2027, 1, 4))
    off = [
        day
        for day in days(date(2027, 1, 1), date(2027, 12, 31))
        if day.weekday() < 5 and not NATION.is_working_day(day)
    ]
    assert off == [
        date(2027, 1, 1),
        date(2027, 2, 5),  # eve of the Spring Festival
        date(2027, 2, 8),
        date(2027, 2, 9),  # two of its four days fall on a weekend and are made up
        date(2027, 2, 10),
        date(2027, 4, 5),
        date(2027, 5, 3),
        date(2027, 5, 4),
        date(2027, 6, 9),
        date(2027, 9, 15),
        date(2027, 10, 1),
        date(2027, 10, 4),
        date(2027, 10, 5),
    ]


def test_no_weekend_is_worked_where_no_notice_says_so() -> None:
    weekends = [day for day in days(date(2027, 1, 1), date(2030, 12, 31)) if day.weekday() >= 5]
    assert not any(NATION.is_working_day(day) for day in weekends)


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(1998, 1, 28), False),  # Spring Festival, three days from the first
        (date(1998, 1, 27), True),  # its eve was no holiday then
        (date(1998, 5, 4), True),
        (date(1998, 10, 5), True),
        (date(1999, 10, 1), False),
        (date(2000, 5, 3), False),  # three days since 1999
        (date(2000, 4, 4), True),  # Qingming is a holiday since 2008
        (date(1994, 6, 4), True),  # Saturdays were worked before May 1995
        (date(1995, 5, 6), False),
        (date(1994, 6, 5), False),
    ],
)
def test_old_years_follow_the_measures_of_their_time(day: date, working: bool) -> None:
    assert NATION.is_working_day(day) is working


@pytest.mark.parametrize("year", range(2008, 2027))
def test_the_computed_holidays_lie_within_the_notices_of_the_years_we_know(year: int) -> None:
    """Proves the table of lunar festivals and the lengths by version: no notice makes anybody work on such a day."""
    from mingzhi.law.calendar import _statutory

    for first, count, name in _statutory(year):
        for day in days(first, first + timedelta(days=count - 1)):
            assert not NATION.is_working_day(day), (day, name)


@given(st.dates(date(1900, 1, 1), date(2300, 12, 31)))
def test_every_day_has_an_answer_that_fits_its_reason(day: date) -> None:
    why = NATION.why(day)
    assert NATION.is_working_day(day) is (why == "工作日" or "调休" in why)


def test_the_calendar_of_a_region_is_made_once() -> None:
    assert calendar_for("532300") is CHUXIONG
