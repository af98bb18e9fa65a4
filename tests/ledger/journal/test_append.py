"""The only way into the journal."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from django.db import connection

from mingzhi.ground import clock
from mingzhi.ground.actor import ActorStamp, system
from mingzhi.ground.errors import BadInput, Conflict
from mingzhi.ledger.journal import append as append_module
from mingzhi.ledger.journal.api import (
    NewEvent,
    append,
    earlier,
    last_position,
    read_after,
    read_stream,
    sequence,
    verify,
    write,
)
from mingzhi.ledger.journal.chain import GENESIS

ALICE = ActorStamp("person", "01ALICE", "张爱", agency="01AGENCY", role="officer", credential="滇0001")
OPENED = NewEvent("opened", {"title": "占道"}, at="2024-03-04")

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("key", ["", "x" * 201, "a\x00b", "a\nb"])
def test_a_key_that_cannot_be_kept_is_refused_and_nothing_is_appended(key: str) -> None:
    with pytest.raises(BadInput) as refused, write():
        append("case:a", [OPENED], ALICE, expected=0, idempotency_key=key)
    assert refused.value.code == "request_key_odd"
    with pytest.raises(BadInput):
        earlier(key)
    assert read_stream("case:a") == []


def test_events_are_numbered_and_chained_within_their_stream() -> None:
    with write():
        first = append("case:a", [OPENED, NewEvent("decided", {})], ALICE, expected=0)
        other = append("case:b", [OPENED], ALICE, expected=0)
        second = append("case:a", [NewEvent("closed", {})], ALICE, expected=2, lawbook="sha256:1")
    assert [one.seq for one in first + other + second] == [1, 2, 1, 3]
    read = read_stream("case:a")
    assert [one.digest for one in read] == [one.digest for one in first + second]
    assert read[2].lawbook == "sha256:1" and read[0].actor == ALICE and read[0].payload == {"title": "占道"}
    assert read == first + second
    assert verify().sound


def test_reading_can_begin_after_a_seq() -> None:
    with write():
        append("case:a", [OPENED] * 3, ALICE, expected=0)
    assert [one.seq for one in read_stream("case:a", after=2)] == [3]
    assert read_stream("case:none") == []


def test_who_has_not_seen_the_last_event_is_refused_and_nothing_is_written() -> None:
    with write():
        append("case:a", [OPENED, OPENED], ALICE, expected=0)
    with pytest.raises(Conflict) as refusal, write():
        append("case:a", [OPENED], ALICE, expected=1)
    assert refusal.value.code == "stream_moved"
    assert refusal.value.facts == {"stream": "case:a", "expected": 1, "current": 2}
    assert len(read_stream("case:a")) == 2


def test_without_expectation_an_event_follows_whatever_came_between() -> None:
    with write():
        append("case:a", [OPENED], ALICE, expected=0)
        assert append("case:a", [OPENED], ALICE, expected=None)[0].seq == 2


def test_appending_outside_a_transaction_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(connection, "in_atomic_block", False)
    with pytest.raises(RuntimeError):
        append("case:a", [OPENED], ALICE, expected=0)


def test_appending_nothing_is_refused() -> None:
    with write(), pytest.raises(ValueError):
        append("case:a", [], ALICE, expected=0)


@pytest.mark.parametrize(
    ("event", "code", "where"),
    [
        (NewEvent("fined", {"amount": 1.5}), "float_refused", "$.amount"),
        (NewEvent("fined", {"of": [{"a": object()}]}), "no_canonical_form", "$.of[0].a"),
        (NewEvent("fined", {}, at="昨天"), "bad_time", "at"),
        (NewEvent("fined", {}, at="2024-02-30"), "bad_time", "at"),
        (NewEvent("fined", {}, id="not-a-ulid"), "bad_event_id", "id"),
    ],
)
def test_what_cannot_be_recorded_is_refused_with_its_place(event: NewEvent, code: str, where: str) -> None:
    with pytest.raises(BadInput) as refusal, write():
        append("case:a", [event], ALICE, expected=0)
    assert (refusal.value.code, refusal.value.where) == (code, where)
    assert read_stream("case:a") == []


def test_payloads_are_kept_in_their_canonical_form() -> None:
    payload = {"z": Decimal("30000.00"), "é": "e\u0301", "at": datetime(2024, 3, 4, 8, tzinfo=UTC), "a": [True, None]}
    with write():
        [recorded] = append("case:a", [NewEvent("fined", payload)], ALICE, expected=0)
    with connection.cursor() as cursor:
        cursor.execute("SELECT body FROM journal_payload WHERE event_id = %s", [recorded.id])
        [body] = cursor.fetchone()
    assert body == '{"a":[true,null],"at":"2024-03-04T08:00:00.000000Z","z":"30000.00","é":"é"}'
    assert recorded.payload == read_stream("case:a")[0].payload


def test_the_digest_of_an_event_is_the_one_in_the_specification(monkeypatch: pytest.MonkeyPatch) -> None:
    """The vector of docs/reference/journal.md: whoever writes an own verifier starts with it."""
    monkeypatch.setattr(append_module.os, "urandom", lambda count: bytes(range(count)))
    event = NewEvent("opened", {"title": "占道"}, at="2024-03-04T09:30", id="01HR0000000000000000000000")
    with clock.fixed(datetime(2024, 3, 4, 2, tzinfo=UTC)), write():
        [recorded] = append("case:01", [event], system("demo"), expected=0, origin="qilin")
    assert recorded.at == "2024-03-04T09:30+08:00"
    with connection.cursor() as cursor:
        cursor.execute("SELECT payload_digest, previous FROM journal_event WHERE id = %s", [recorded.id])
        payload_digest, previous = cursor.fetchone()
    assert previous == GENESIS
    assert payload_digest == "becc613dd72edf82d79579e117e4cd4e9a2d98f8c07d1e2725ea1782777c673c"
    assert recorded.digest == "2a1ef8969f6b9cf4aebb12cf6ae2ab7aee2db579b8f90844ce8ed46f7de3b8c6"
    sequence()
    assert last_position() == (1, "a8231e617a6789b7d62a8881d5c9f243f823cec2e3927ac8acec7f7d5f0f7931")


def test_another_installations_stream_of_the_same_name_is_another_stream() -> None:
    with write():
        append("case:a", [OPENED], ALICE, expected=0)
        append("case:a", [OPENED, OPENED], ALICE, expected=0, origin="qujing")
    assert len(read_stream("case:a")) == 1
    assert len(read_stream("case:a", origin="qujing")) == 2


def test_an_id_is_taken_once() -> None:
    event = NewEvent("opened", {}, id="01HR0000000000000000000000")
    with write():
        append("case:a", [event], ALICE, expected=0)
    with pytest.raises(Conflict) as refusal, write():
        append("case:b", [event], ALICE, expected=0)
    assert refusal.value.code == "event_id_taken"


def test_many_events_at_once_are_one_append() -> None:
    with write():
        recorded = append("case:a", [NewEvent("noted", {"n": n}) for n in range(501)], ALICE, expected=0)
    assert [one.payload for one in read_stream("case:a")] == [{"n": n} for n in range(501)]
    assert recorded[-1].seq == 501 and verify().sound


def test_the_same_key_again_returns_what_was_recorded_first() -> None:
    with write():
        first = append("case:a", [OPENED], ALICE, expected=0, idempotency_key="k1")
        append("case:a", [NewEvent("decided", {})], ALICE, expected=1)
    with write():
        again = append("case:a", [OPENED], ALICE, expected=0, idempotency_key="k1")
    assert again == first == earlier("k1")
    assert len(read_stream("case:a")) == 2
    assert earlier("k2") is None


@pytest.mark.parametrize(
    ("stream", "event"),
    [
        ("case:a", NewEvent("opened", {"title": "别的"}, at="2024-03-04")),
        ("case:a", NewEvent("decided", {"title": "占道"}, at="2024-03-04")),
        ("case:a", NewEvent("opened", {"title": "占道"}, at="2024-03-05")),
        ("case:b", OPENED),
    ],
)
def test_a_key_reused_for_something_else_is_refused(stream: str, event: NewEvent) -> None:
    with write():
        append("case:a", [OPENED], ALICE, expected=0, idempotency_key="k1")
    with pytest.raises(Conflict) as refusal, write():
        append(stream, [event], ALICE, expected=None, idempotency_key="k1")
    assert refusal.value.code == "request_key_reused"


def test_an_event_has_no_position_until_the_sequencer_has_passed() -> None:
    with write():
        [recorded] = append("case:a", [OPENED], ALICE, expected=0)
    assert recorded.position is None and read_after(0) == []
    assert sequence() == 1 and sequence() == 0
    [told] = read_after(0)
    assert (told.id, told.position) == (recorded.id, 1)
