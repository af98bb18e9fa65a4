"""What people type is read kindly, and what cannot be read says how to write it."""

from __future__ import annotations

import pytest

from mingzhi.doors.desk import entering


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("2026-03-05", "2026-03-05"),
        ("2026-3-5", "2026-03-05"),
        ("２０２６年３月５日", "2026-03-05"),
        ("2026/03/05", "2026-03-05"),
        (" 2026.3.5 ", "2026-03-05"),
        ("20260305", "2026-03-05"),
    ],
)
def test_days(typed: str, meant: str) -> None:
    assert entering.day(typed) == meant


@pytest.mark.parametrize("typed", ["", "昨天", "2026-02-30", "2026-13-01", "03-05"])
def test_no_days(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        entering.day(typed)


@pytest.mark.parametrize(
    ("typed", "meant"), [("38000", "38000.00"), ("３８，０００元", "38000.00"), ("3.8万", "38000.00"), ("0.5", "0.50")]
)
def test_amounts(typed: str, meant: str) -> None:
    assert entering.money(typed) == meant


@pytest.mark.parametrize("typed", ["很多", "-1", "1.005", "NaN", "1e999999"])
def test_no_amounts(typed: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        entering.money(typed)


def test_times_and_codes() -> None:
    assert entering.clock("９：05") == "09:05"
    assert entering.clock("15时20分") == "15:20"
    assert entering.moment("2026-3-5 9:05") == "2026-03-05T09:05:00+08:00"
    assert entering.code(" 9153 0302-ＭＡ6k") == "91530302MA6K"
    with pytest.raises(ValueError, match=r".+"):
        entering.clock("25:00")
