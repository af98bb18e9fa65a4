"""Readers: each event once, in order, whatever fails beside them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar

import pytest

from mingzhi.ground.actor import system
from mingzhi.ground.errors import NotFound
from mingzhi.ledger.journal import feeding
from mingzhi.ledger.journal.api import NewEvent, Recorded, append, feed, lag, readers, rebuild, write
from mingzhi.ledger.journal.models import ReaderState
from tests.ledger.counting import counted, make_table

pytestmark = pytest.mark.django_db
HERE = "tests.ledger.journal.test_feeding"
COUNTING = "tests.ledger.counting.Counting"


class Sulking:
    """Fails at the event whose number is in ``at``, after it wrote something."""

    name = "sulking"
    at: ClassVar[set[int]] = set()
    seen: ClassVar[list[int]] = []

    def handle(self, batch: Sequence[Recorded]) -> None:
        """Write, then fail."""
        for one in batch:
            ReaderState.objects.create(name=f"trace-{one.position}", updated_at=one.recorded_at)
            if one.payload and one.payload["n"] in self.at:
                raise ValueError(f"no {one.payload['n']}")
            self.seen.append(one.position or 0)

    def reset(self) -> None:
        """Forget."""
        self.seen.clear()


@pytest.fixture(autouse=True)
def two_readers(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sulking first, so that its failure could stop the other; two events in a batch."""
    make_table()
    settings.READERS = [f"{HERE}.Sulking", COUNTING]
    monkeypatch.setattr(Sulking, "at", set())
    monkeypatch.setattr(Sulking, "seen", [])
    monkeypatch.setattr(feeding, "BATCH", 2)


def told(*numbers: int) -> list[str]:
    """Append an event for each number; their ids."""
    with write():
        events = append("case:a", [NewEvent("noted", {"n": n}) for n in numbers], system("t"), expected=None)
    return [one.id for one in events]


def traces() -> set[str]:
    return set(ReaderState.objects.filter(name__startswith="trace-").values_list("name", flat=True))


def test_each_event_is_handed_over_once_and_in_order() -> None:
    first = told(1, 2, 3)
    assert {name: fed.handled for name, fed in feed().items()} == {"sulking": 3, "counting": 3}
    second = told(4)
    assert feed()["counting"].handled == 1
    assert feed()["counting"].handled == 0
    assert counted() == [(event, n) for n, event in enumerate(first + second, 1)]


def test_one_readers_error_stops_only_it_and_undoes_what_its_batch_wrote() -> None:
    told(1, 2, 3, 4)
    Sulking.at = {4}
    fed = feed()
    assert (fed["sulking"].handled, fed["sulking"].error) == (2, "ValueError: no 4")
    assert len(counted()) == 4
    assert traces() == {"trace-1", "trace-2"}
    [behind, on_time] = lag()
    assert (behind.reader, behind.position, behind.behind, behind.error) == ("sulking", 2, 2, "ValueError: no 4")
    assert behind.error_since is not None
    assert (on_time.behind, on_time.error) == (0, None)


def test_an_error_keeps_its_first_time_and_ends_when_the_batch_goes_through() -> None:
    told(1, 2)
    Sulking.at = {2}
    feed()
    since = lag()[0].error_since
    feed()
    assert lag()[0].error_since == since is not None
    Sulking.at = set()
    assert feed()["sulking"].handled == 2
    assert (lag()[0].error, lag()[0].error_since, lag()[0].behind) == (None, None, 0)


def test_what_was_not_placed_yet_counts_as_lag() -> None:
    told(1, 2, 3)
    assert [one.behind for one in lag()] == [3, 3]


def test_one_reader_can_be_fed_alone() -> None:
    told(1)
    assert set(feed("counting")) == {"counting"}
    assert len(counted()) == 1 and Sulking.seen == []


def test_a_rebuilt_reader_reads_everything_again_and_once() -> None:
    told(1, 2, 3)
    feed()
    before, steps = counted(), []
    assert rebuild("counting", lambda done, total: steps.append((done, total))) == 3
    assert counted() == before
    assert steps == [(2, 3), (3, 3)]
    assert Sulking.seen == [1, 2, 3]


def test_a_rebuild_that_fails_goes_on_where_it_stopped() -> None:
    told(1, 2, 3)
    Sulking.at = {3}
    with pytest.raises(ValueError):
        rebuild("sulking")
    Sulking.at = set()
    assert feed("sulking")["sulking"].handled == 1
    assert Sulking.seen == [1, 2, 3]


def test_an_unknown_reader_is_named_with_those_that_are_known() -> None:
    for asking in (feed, rebuild):
        with pytest.raises(NotFound) as refusal:
            asking("nobody")
        assert refusal.value.facts == {"reader": "nobody", "known": ["counting", "sulking"]}


def test_two_readers_of_one_name_are_refused(settings: Any) -> None:
    settings.READERS = [COUNTING, COUNTING]
    with pytest.raises(ValueError):
        readers()
