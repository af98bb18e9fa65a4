"""``mingzhi deadline``: terms from the command line and from JSON lines."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from typing import Any

import pytest

from mingzhi.doors.ops.main import main


def computed(capsys: pytest.CaptureFixture[str], *options: str) -> dict[str, Any]:
    assert main(["deadline", *options, "--format", "json"]) == 0
    return dict(json.loads(capsys.readouterr().out))


def piped(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], data: bytes, *options: str
) -> tuple[int, list[dict[str, Any]]]:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data), encoding="utf-8"))
    status = main(["deadline", "-", *options])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_term_ends_on_a_worked_saturday(capsys: pytest.CaptureFixture[str]) -> None:
    answer = computed(capsys, "--term", "7 working_day", "--from", "2026-09-23")
    assert answer["end"] == "2026-10-10"
    assert answer["provisional"] is False
    assert any("国庆节" in line for line in answer["working"])


def test_the_text_shows_the_end_and_the_working(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--term", "7 working_day", "--from", "2026-09-23"]) == 0
    told = capsys.readouterr().out
    assert "2026-10-10" in told.splitlines()[0]
    assert "中秋节" in told and "调休" in told


def test_a_region_keeps_its_own_holidays(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--term", "7 working_day", "--from", "2024-07-25")
    assert computed(capsys, *options)["end"] == "2024-08-05"
    assert computed(capsys, *options, "--region", "532300")["end"] == "2024-08-08"


def test_a_measure_does_not_roll(capsys: pytest.CaptureFixture[str]) -> None:
    options = ("--term", "30 calendar_day", "--from", "2026-09-02")
    assert computed(capsys, *options)["end"] == "2026-10-08"
    assert computed(capsys, *options, "--no-roll")["end"] == "2026-10-02"


def test_a_rule_brings_its_term_and_its_article(capsys: pytest.CaptureFixture[str]) -> None:
    answer = computed(capsys, "--rule", "pen-decide-90d", "--from", "2024-01-31")
    assert (answer["end"], answer["term"]) == ("2024-04-30", "90 calendar_day")
    assert "第六十条" in answer["citation"]


def test_hours_run_from_the_hour(capsys: pytest.CaptureFixture[str]) -> None:
    answer = computed(capsys, "--term", "24 hour", "--from", "2026-10-01T09:30")
    assert answer["end"] == "2026-10-02T09:30:00+08:00"


@pytest.mark.parametrize(
    ("options", "told"),
    [
        (["--term", "7 week", "--from", "2024-01-31"], "week"),
        (["--term", "0 month", "--from", "2024-01-31"], "0"),
        (["--term", "-3 month", "--from", "2024-01-31"], "term"),
        (["--term", "24 hour", "--from", "2024-01-31"], "时刻"),
        (["--term", "1 month", "--from", "2024-02-30"], "2024-02-30"),
        (["--term", "1 month", "--from", "20240131"], "20240131"),
        (["--term", "1 month", "--from", "2024-W05-3"], "2024-W05-3"),
        (["--term", "1 month"], "--from"),
        (["--from", "2024-01-31"], "--term"),
        (["--term", "1 month", "--from", "2024-01-31", "--region", "楚雄"], "楚雄"),
        (["--rule", "pen-decide-90", "--from", "2024-01-31"], "pen-decide-90d"),
        (["--rule", "pen-two-officers", "--from", "2024-01-31"], "pen-two-officers"),
        (["--rule", "pen-decide-90d", "--from", "1980-01-31"], "pen-decide-90d"),
        (["--term", "100 year", "--from", "9999-01-31"], "超出"),
    ],
)
def test_bad_input_is_told_in_one_line_and_status_two(
    capsys: pytest.CaptureFixture[str], options: list[str], told: str
) -> None:
    assert _status(["deadline", *options]) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert told in err and "Traceback" not in err


def _status(argv: list[str]) -> int:
    try:
        return main(argv)
    except SystemExit as stop:
        return int(stop.code or 0)


def test_each_line_is_answered_and_a_bad_one_spoils_no_other(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    lines = [
        b'\xef\xbb\xbf{"from": "2024-01-31", "term": "1 month"}',
        b"nonsense",
        b"",
        b"[1]",
        b'{"from": "2024-01-31"}',
        b'{"term": "1 month"}',
        b'{"from": "2024-01-31", "term": "7 fortnight"}',
        b'{"from": 5, "term": {}}',
        b'{"from": "2024-01-31", "term": "\xff"}',
        b"[" * 100_000,
        b'{"from": "2024-07-25", "term": "7 working_day", "region": "532300"}',
    ]
    status, answers = piped(monkeypatch, capsys, b"\n".join(lines))
    assert status == 2
    assert [answer.get("end") for answer in answers] == ["2024-02-29", *[None] * 8, "2024-08-08"]
    for answer in answers[1:-1]:
        assert set(answer["error"]) == {"where", "what", "fix"}
        assert all(answer["error"].values())
    assert "第 2 行" in answers[1]["error"]["where"]


def test_lines_that_are_all_good_end_with_status_zero(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    data = b'{"from": "2026-09-02", "term": "30 calendar_day"}\n' * 3
    status, answers = piped(monkeypatch, capsys, data, "--no-roll")
    assert status == 0
    assert [answer["end"] for answer in answers] == ["2026-10-02"] * 3


def test_neither_django_nor_a_database_is_touched() -> None:
    code = (
        "import sys; from mingzhi.doors.ops.main import main; "
        "main(['deadline', '--rule', 'pen-decide-90d', '--from', '2024-01-31']); "
        "sys.exit(any(name.split('.')[0] in ('django', 'sqlite3', 'psycopg') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("rule", ["pen-decide-90", "pen-nonsense"])
def test_an_unknown_rule_is_told_with_its_nearest_once(rule: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--rule", rule, "--from", "2024-01-31"]) == 2
    told = capsys.readouterr().err
    assert rule in told and told.count("最接近") == 1


@pytest.mark.parametrize("region", ["999999", "00", "100000"])
def test_a_region_of_no_province_is_refused(region: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["deadline", "--term", "7 working_day", "--from", "2024-07-25", "--region", region]) == 2
    assert region[:2] in capsys.readouterr().err


def test_a_region_without_rest_days_of_its_own_is_counted_nationally_and_says_so(
    capsys: pytest.CaptureFixture[str],
) -> None:
    options = ("--term", "7 working_day", "--from", "2024-07-25", "--region")
    own, national = computed(capsys, *options, "532329"), computed(capsys, *options, "440300")
    assert (own["end"], own["calendar"]) == ("2024-08-08", "532329")
    assert (national["end"], national["calendar"]) == ("2024-08-05", "national")
    for region, noted in (("532329", False), ("440300", True)):
        assert main(["deadline", *options, region]) == 0
        assert ("全国" in capsys.readouterr().out) is noted
