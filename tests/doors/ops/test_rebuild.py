"""``mingzhi rebuild``."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhi.doors.ops import rebuild
from mingzhi.ground.actor import system
from mingzhi.ground.errors import NotFound
from mingzhi.ledger.journal.api import NewEvent, append, feed, write
from tests.doors.ops.commands import call
from tests.ledger.counting import counted, make_table

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def reader(settings: Any) -> None:
    """One reader, three events."""
    settings.READERS = ["tests.ledger.counting.Counting"]
    make_table()
    with write():
        append("case:a", [NewEvent("noted", {})] * 3, system("t"), expected=0)


def test_a_reader_reads_everything_again(capsys: pytest.CaptureFixture[str]) -> None:
    feed()
    assert call(rebuild, "counting") == 0
    assert "3" in capsys.readouterr().out
    assert [position for _, position in counted()] == [1, 2, 3]


def test_without_a_name_the_readers_are_listed_with_their_lag(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(rebuild) == 0
    [line] = capsys.readouterr().out.splitlines()
    assert line.startswith("counting") and "3" in line
    assert counted() == []


def test_an_unknown_reader_is_refused() -> None:
    with pytest.raises(NotFound):
        call(rebuild, "nobody")
