"""Many processes on one journal: eight writers with random commit delays, and SIGKILL (decision 18; trust.md 3, 5)."""

from __future__ import annotations

import os
import random
import subprocess
import time
from typing import Any

import pytest

from tests.ledger.installation import Installation, kill

FULL = os.environ.get("MINGZHI_TRUST") == "full"


def assert_exact(found: dict[str, Any], installation: Installation) -> None:
    """The journal holds every acknowledged event, dense, sound; the reader had each once and in order."""
    assert found["errors"] == []
    assert found["breaks"] == []
    journal = found["journal"]
    assert [position for *_, position in journal] == list(range(1, len(journal) + 1))
    assert found["waiting"] == 0 and found["events"] == len(journal)
    there = {(event, stream, seq) for event, stream, seq, _ in journal}
    assert len(there) == len(journal)
    lost = installation.acknowledged() - there
    assert not lost, f"{len(lost)} acknowledged events are not there"
    assert found["counted"] == [[event, position] for event, _, _, position in journal]


def test_eight_writers_with_random_commit_delays_give_dense_positions(installation: Installation) -> None:
    events = 150 if FULL else 15
    installation.ledger("work", str(installation.notes), "--events", str(events), "--delay", "0.02")
    found = installation.settled()
    assert_exact(found, installation)
    assert len(installation.acknowledged()) == found["events"] > 8 * events * 0.8


@pytest.mark.slow
def test_killed_writers_lose_no_acknowledged_event_and_readers_double_none(installation: Installation) -> None:
    chance = random.Random(7)
    for attempt in range(40 if FULL else 3):
        process = installation.start(
            "-m", "tests.ledger.process", "work", str(installation.notes), "--seed", str(attempt), "--delay", "0.002"
        )
        before = len(installation.acknowledged())
        _wait_for_more_than(before, installation, process)
        time.sleep(chance.random() * 0.5)
        kill(process)
        found = installation.settled()
        assert_exact(found, installation)
        assert found["events"] > before


def _wait_for_more_than(before: int, installation: Installation, process: subprocess.Popen[str]) -> None:
    until = time.monotonic() + 60
    while len(installation.acknowledged()) <= before:
        assert process.poll() is None and time.monotonic() < until, "the writers did not begin"
        time.sleep(0.02)
