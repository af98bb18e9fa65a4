"""``mingzhi worker``: feeds, does the daily work, ends cleanly, survives errors."""

from __future__ import annotations

import signal
import subprocess
import time
from collections.abc import Callable
from datetime import date
from typing import Any, ClassVar

import pytest

from mingzhi.doors.ops import worker
from mingzhi.ground import clock
from mingzhi.ground.actor import system
from mingzhi.ledger.journal.api import NewEvent, append, write
from tests.doors.ops.commands import call, program
from tests.ledger.counting import counted, make_table
from tests.ledger.installation import Installation, kill

HERE = "tests.doors.ops.test_worker"


class Days:
    """What the daily tasks saw."""

    seen: ClassVar[list[date]] = []
    fails: ClassVar[bool] = False


def note_day() -> str:
    """A daily task."""
    if Days.fails:
        raise ValueError("not today")
    Days.seen.append(clock.today())
    return "noted"


@pytest.fixture
def ready(db: None, settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """One reader, one daily task, two events."""
    make_table()
    settings.READERS = ["tests.ledger.counting.Counting"]
    settings.DAILY = [f"{HERE}.note_day"]
    monkeypatch.setattr(Days, "seen", [])
    monkeypatch.setattr(Days, "fails", False)
    with write():
        append("case:a", [NewEvent("noted", {})] * 2, system("t"), expected=0)


@pytest.mark.usefixtures("ready")
def test_once_feeds_to_the_end_and_does_the_daily_work() -> None:
    assert call(worker, "--once") == 0
    assert len(counted()) == 2 and len(Days.seen) == 1


@pytest.mark.usefixtures("ready")
def test_the_daily_work_is_done_once_a_day_and_again_after_midnight_in_china() -> None:
    daily = worker.Daily()
    for moment in ("2024-03-04T23:59:59+08:00", "2024-03-04T23:59:59+08:00", "2024-03-05T00:00:00+08:00"):
        with clock.fixed(clock.datetime.fromisoformat(moment)):
            worker.work(daily)
    assert Days.seen == [date(2024, 3, 4), date(2024, 3, 5)]


@pytest.mark.usefixtures("ready")
def test_a_daily_task_that_fails_stops_nothing_and_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Days, "fails", True)
    daily = worker.Daily()
    assert worker.work(daily) and not daily.done and len(counted()) == 2
    monkeypatch.setattr(Days, "fails", False)
    worker.work(daily)
    assert Days.seen == []  # not at once
    monkeypatch.setattr(worker, "DAILY_AGAIN", 0.0)
    daily = worker.Daily()
    worker.work(daily)
    assert daily.done and len(Days.seen) == 1


@pytest.mark.usefixtures("ready")
def test_a_reader_with_an_error_makes_once_fail(settings: Any) -> None:
    settings.READERS = [f"{HERE}.Refusing"]
    assert call(worker, "--once") == 1


class Refusing:
    """A reader that takes nothing."""

    name = "refusing"

    def handle(self, batch: object) -> None:
        """Refuse."""
        raise ValueError("no")

    def reset(self) -> None:
        """Nothing to forget."""


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_a_running_worker_feeds_what_others_commit_and_ends_when_told(
    installation: Installation, number: signal.Signals
) -> None:
    process = installation.start(*program("worker"))
    try:
        installation.ledger("work", str(installation.notes), "--feeders", "0", "--writers", "1", "--events", "20")
        events = len(installation.acknowledged())
        _until(lambda: _count(installation) == events, process)
        process.send_signal(number)
        assert process.wait(20) == 0
    finally:
        kill(process) if process.poll() is None else process.communicate()
    assert installation.settled()["events"] == events


def _count(installation: Installation) -> int:
    told = installation.run(
        "-c", "import django; django.setup(); from tests.ledger.counting import counted; print(len(counted()))"
    )
    return int(told)


def _until(true: Callable[[], bool], process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 30
    while not true():
        assert process.poll() is None and time.monotonic() < until
        time.sleep(0.1)
