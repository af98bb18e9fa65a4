"""Terms and their ends: the domain's worked examples, every corner, and a brute-force oracle of another shape."""

from __future__ import annotations

import calendar as gregorian
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhi.ground.clock import SHANGHAI
from mingzhi.law.calendar import Calendar, calendar_for
from mingzhi.law.periods import MOST, UNITS, Term, end_date, end_instant, parse_term, working

NATION = calendar_for(None)
starts = st.dates(date(2004, 1, 1), date(2030, 12, 31))
regions = st.sampled_from([None, "532300", "532822", "530302"])


def end(start: str, term: str, region: str | None = None, *, roll: bool = True) -> str:
    return end_date(date.fromisoformat(start), parse_term(term), calendar_for(region), roll=roll).isoformat()


def oracle(start: date, count: int, unit: str, calendar: Calendar, *, roll: bool) -> date:
    """The end by listing days and months one after another; no arithmetic shared with the code."""
    if unit == "working_day":
        ahead = (start + timedelta(days=after) for after in range(1, 10**6))
        return [day for day, _ in zip((d for d in ahead if calendar.is_working_day(d)), range(count), strict=False)][-1]
    if unit == "calendar_day":
        last = date.fromordinal(start.toordinal() + count)
    else:
        year, month = start.year, start.month
        for _ in range(count * (12 if unit == "year" else 1)):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        length = len([d for d in gregorian.Calendar().itermonthdays(year, month) if d])
        last = date(year, month, start.day if start.day <= length else length)
    if roll:
        return next(d for d in (last + timedelta(days=n) for n in range(60)) if calendar.is_working_day(d))
    return last


@given(
    starts,
    st.integers(1, 120),
    st.sampled_from(["working_day", "calendar_day", "month", "year"]),
    regions,
    st.booleans(),
)
@settings(max_examples=400, deadline=None)
def test_a_term_ends_where_counting_on_the_fingers_ends(
    start: date, count: int, unit: str, region: str | None, roll: bool
) -> None:
    count = min(count, 8) if unit == "year" else count
    calendar = calendar_for(region)
    term = Term(count, unit)  # type: ignore[arg-type]
    assert end_date(start, term, calendar, roll=roll) == oracle(start, count, unit, calendar, roll=roll)


@given(starts, st.integers(1, 60), st.sampled_from(["working_day", "calendar_day", "month"]))
@settings(deadline=None)
def test_a_rolled_end_is_a_working_day_and_never_before_the_plain_one(start: date, count: int, unit: str) -> None:
    term = Term(count, unit)  # type: ignore[arg-type]
    rolled, plain = end_date(start, term, NATION), end_date(start, term, NATION, roll=False)
    assert NATION.is_working_day(rolled)
    assert start < plain <= rolled
    assert not any(NATION.is_working_day(plain + timedelta(days=n)) for n in range((rolled - plain).days))


@given(starts, st.integers(1, 40), st.sampled_from(["working_day", "calendar_day", "month"]))
@settings(deadline=None)
def test_a_later_start_or_a_longer_term_never_ends_earlier(start: date, count: int, unit: str) -> None:
    term, longer = Term(count, unit), Term(count + 1, unit)  # type: ignore[arg-type]
    assert end_date(start, term, NATION) <= end_date(start + timedelta(days=1), term, NATION)
    assert end_date(start, term, NATION) <= end_date(start, longer, NATION)


@pytest.mark.parametrize(
    ("start", "term", "expected"),
    [
        ("2026-09-23", "7 working_day", "2026-10-10"),  # ends on a worked Saturday
        ("2026-02-12", "7 working_day", "2026-02-28"),
        ("2024-07-25", "7 working_day", "2024-08-05"),
        ("2026-07-03", "90 calendar_day", "2026-10-08"),  # 1 October rolls over the whole holiday
        ("2024-01-31", "1 month", "2024-02-29"),
        ("2023-01-31", "1 month", "2023-02-28"),
        ("2024-02-29", "1 year", "2025-02-28"),
        ("2024-02-29", "4 year", "2028-02-29"),
        ("2024-03-31", "1 month", "2024-04-30"),
        ("2024-02-29", "1 month", "2024-03-29"),  # the same number, not the last day
        ("2024-11-30", "3 month", "2025-02-28"),
        ("2024-12-15", "1 month", "2025-01-15"),
        ("2026-10-01", "1 working_day", "2026-10-08"),  # starts in a holiday
        ("2026-09-30", "1 calendar_day", "2026-10-08"),
        ("2026-10-02", "3 calendar_day", "2026-10-08"),
        ("2026-10-09", "1 calendar_day", "2026-10-10"),  # a worked Saturday does not roll
        ("2026-03-06", "1 calendar_day", "2026-03-09"),  # Saturday to Monday
        ("2026-09-18", "1 working_day", "2026-09-20"),  # a worked Sunday counts
        ("2025-12-31", "2 calendar_day", "2026-01-04"),  # over the year, onto a worked Sunday
    ],
)
def test_the_worked_examples_of_the_domain_hold(start: str, term: str, expected: str) -> None:
    assert end(start, term) == expected


def test_a_local_holiday_moves_the_end_where_it_is_kept() -> None:
    assert end("2024-07-25", "7 working_day", "532300") == "2024-08-08"
    assert end("2024-07-25", "7 working_day", "532329") == "2024-08-08"


def test_a_restriction_is_not_lengthened_by_a_holiday() -> None:
    assert end("2026-09-02", "30 calendar_day", roll=False) == "2026-10-02"
    assert end("2026-09-02", "30 calendar_day") == "2026-10-08"
    assert end("2026-09-01", "1 month", roll=False) == "2026-10-01"


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("count", [0, -1, True, 1.0])
def test_a_term_without_length_is_refused(unit: str, count: object) -> None:
    with pytest.raises(ValueError, match="期限的长度"):
        Term(count, unit)  # type: ignore[arg-type]


@pytest.mark.parametrize("unit", UNITS)
def test_a_term_longer_than_anybody_sets_is_refused(unit: str) -> None:
    assert Term(MOST[unit], unit).count == MOST[unit]  # type: ignore[index,arg-type]
    with pytest.raises(ValueError, match="期限的长度"):
        Term(MOST[unit] + 1, unit)  # type: ignore[index,arg-type]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "7",
        "working_day",
        "7 day",
        "7.5 month",
        "-7 month",
        "+7 month",
        "7 working day",
        "七 month",
        "٧ month",
        "0 month",
        "7 month x",
    ],
)
def test_what_is_no_term_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"期限|单位"):
        parse_term(text)


@pytest.mark.parametrize(
    "text", ["7 working_day", " 7 working_day ", "7working_day", "7 working_days", "07 working_day"]
)
def test_a_term_is_read_with_or_without_blanks_and_plural(text: str) -> None:
    assert parse_term(text) == Term(7, "working_day")
    assert str(parse_term(text)) == "7 working_day"


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(ValueError, match="week"):
        Term(1, "week")  # type: ignore[arg-type]


def test_a_term_of_hours_has_no_last_day() -> None:
    for act in (end_date, working):
        with pytest.raises(ValueError, match="小时"):
            act(date(2026, 1, 1), Term(24, "hour"), NATION)


@given(
    st.datetimes(datetime(2004, 1, 1), datetime(2030, 1, 1), timezones=st.sampled_from([UTC, SHANGHAI])),  # noqa: DTZ001
    st.integers(1, 500),
)
def test_hours_run_through_nights_and_holidays(start: datetime, count: int) -> None:
    assert end_instant(start, Term(count, "hour"), NATION) - start == timedelta(hours=count)
    assert end_instant(start, Term(count, "hour"), NATION, roll=False) == end_instant(
        start, Term(count, "hour"), NATION
    )


def test_a_term_of_days_ends_at_midnight_in_china_after_its_last_day() -> None:
    start = datetime(2026, 9, 22, 17, tzinfo=UTC)  # already 23 September in China
    assert end_instant(start, Term(7, "working_day"), NATION) == datetime(2026, 10, 11, tzinfo=SHANGHAI)
    east = start.astimezone(timezone(timedelta(hours=-5)))
    assert end_instant(east, Term(7, "working_day"), NATION) == datetime(2026, 10, 11, tzinfo=SHANGHAI)
    assert end_instant(start, Term(9, "calendar_day"), NATION, roll=False) == datetime(2026, 10, 3, tzinfo=SHANGHAI)


def test_an_instant_without_offset_is_refused() -> None:
    with pytest.raises(ValueError, match="offset"):
        end_instant(datetime(2026, 1, 1), Term(1, "hour"), NATION)  # noqa: DTZ001


@pytest.mark.parametrize("term", ["20000 calendar_day", "1200 month", "100 year", "5000 working_day"])
def test_a_term_that_leaves_the_calendar_is_refused(term: str) -> None:
    with pytest.raises(ValueError, match="超出"):
        end_date(date(9999, 1, 1), parse_term(term), NATION)
    with pytest.raises(ValueError, match="超出"):
        working(date(9999, 1, 1), parse_term(term), NATION)


def test_the_working_names_each_skipped_holiday_and_each_worked_weekend() -> None:
    text = "\n".join(working(date(2026, 9, 23), Term(7, "working_day"), NATION))
    for part in ("2026-09-23", "中秋节", "国庆节", "2026-10-10", "调休", "第 7 个工作日"):
        assert part in text
    assert "第 8 个" not in text


def test_the_working_counts_every_working_day_once() -> None:
    lines = working(date(2026, 9, 23), Term(20, "working_day"), NATION)
    assert [line for line in lines if " 个工作日" in line] and sum(
        "个工作日" in line and "第" in line for line in lines
    ) == 20


def test_the_working_of_days_and_months_shows_each_day_rolled_over() -> None:
    lines = working(date(2026, 7, 3), Term(90, "calendar_day"), NATION)
    assert "2026-07-04 为第 1 日" in lines[1] and "2026-10-01 为第 90 日" in lines[1]
    assert sum("顺延" in line for line in lines) == 7
    assert lines[-1].count("2026-10-08") == 1
    assert any("不顺延" in line for line in working(date(2026, 7, 3), Term(90, "calendar_day"), NATION, roll=False))


def test_the_working_says_when_a_month_had_no_such_day_and_when_a_year_is_not_settled() -> None:
    assert any(
        "2024-02-29" in line and "最后一日" in line for line in working(date(2024, 1, 31), Term(1, "month"), NATION)
    )
    assert any("对应日，" in line for line in working(date(2024, 1, 30), Term(2, "month"), NATION))
    assert any("2027" in line and "推算" in line for line in working(date(2026, 12, 1), Term(3, "month"), NATION))
    assert not any("推算" in line for line in working(date(2026, 3, 1), Term(3, "month"), NATION))
