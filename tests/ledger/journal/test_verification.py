"""Alterations behind the doors are found, and named with the first broken event (trust.md, promise 2, test 7)."""

from __future__ import annotations

import os
import random
from typing import Any

import pytest
from django.db import connection

from mingzhi.ground.actor import system
from mingzhi.ledger.journal import stream_check, table_check
from mingzhi.ledger.journal.api import (
    Break,
    Kind,
    NewEvent,
    append,
    destroy_payload,
    feed,
    last_position,
    sequence,
    verify,
    write,
)
from tests.ledger.counting import make_table
from tests.ledger.journal.tampering import tampered

pytestmark = pytest.mark.django_db
FULL = os.environ.get("MINGZHI_TRUST") == "full"
ANY = "00000000000000000000000000"


@pytest.fixture(autouse=True)
def journal(settings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three streams of five events, one payload destroyed, one request answered, two events waiting; small pages."""
    make_table()
    settings.READERS = ["tests.ledger.counting.Counting"]
    monkeypatch.setattr(stream_check, "PAGE", 4)
    monkeypatch.setattr(table_check, "PAGE", 4)
    for n in range(5):
        for stream in ("case:a", "case:b", "person:c"):
            told = NewEvent("noted", {"n": n, "字": "值"}, at="2024-03-04")
            with write():
                append(stream, [told], system("t"), expected=n, lawbook="ab" * 32, idempotency_key=f"{stream}{n}")
    destroy_payload(event("case:a", 2), system("t"), ground="依法")
    feed()
    with write():
        append("case:d", [NewEvent("noted", {"n": 1}), NewEvent("noted", {"n": 2})], system("t"), expected=0)


def event(stream: str, seq: int) -> str:
    """The id of an event."""
    return str(column("id", stream, seq))


def column(name: str, stream: str, seq: int) -> Any:
    """A value of a header."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {name} FROM journal_event WHERE stream = %s AND seq = %s", [stream, seq])
        return cursor.fetchone()[0]


def breaks(*statements: tuple[str, list[Any]]) -> list[tuple[str, str, str | None, int | None]]:
    """What verify finds after the statements: kind, table, stream, seq."""
    with tampered(*statements):
        return [(one.kind.value, one.table, one.stream, one.seq) for one in verify().breaks]


def test_an_untouched_journal_is_sound() -> None:
    report = verify()
    assert report.sound and report.breaks == ()
    assert (report.events, report.streams, report.destroyed, report.waiting) == (18, 4, 1, 2)
    assert (report.position, report.link) == last_position() == (16, report.link)


def test_progress_is_told() -> None:
    steps: list[tuple[int, int]] = []
    verify(progress=lambda done, total: steps.append((done, total)))
    assert steps[-1] == (18, 18) and len(steps) == 5


@pytest.mark.parametrize("name", ["type", "recorded_at", "at", "lawbook", "actor", "payload_digest"])
def test_a_changed_header_is_found_at_its_event(name: str) -> None:
    value = str(column(name, "case:b", 3))
    changed = value[:-2] + ("9" if value[-2] != "9" else "8") + value[-1]
    found = breaks((f"UPDATE journal_event SET {name} = %s WHERE id = %s", [changed, event("case:b", 3)]))
    assert ("unreadable" if name == "actor" else "header", "event", "case:b", 3) == found[0]


def test_only_the_first_break_of_each_stream_is_named_and_others_go_on() -> None:
    found = breaks(
        ("UPDATE journal_event SET type = 'x' WHERE stream = 'case:a' AND seq >= 2", []),
        ("UPDATE journal_event SET type = 'x' WHERE stream = 'case:b' AND seq = 4", []),
    )
    assert found == [("header", "event", "case:a", 2), ("header", "event", "case:b", 4)]


def test_spaces_added_to_the_stored_actor_are_found() -> None:
    assert breaks(("UPDATE journal_event SET actor = actor || ' ' WHERE id = %s", [event("case:b", 1)])) == [
        ("unreadable", "event", "case:b", 1)
    ]


def test_a_changed_payload_or_salt_is_found() -> None:
    target = event("case:b", 5)
    for change in ("body = replace(body, '4', '5')", "salt = '00000000000000000000000000000000'", "salt = 'no hex'"):
        assert breaks((f"UPDATE journal_payload SET {change} WHERE event_id = %s", [target])) == [
            ("payload", "payload", "case:b", 5)
        ]


def test_a_removed_event_is_found_by_the_gap_and_a_removed_last_event_by_its_head() -> None:
    assert breaks(("DELETE FROM journal_event WHERE id = %s", [event("case:b", 3)]))[0] == (
        "gap",
        "event",
        "case:b",
        4,
    )
    assert breaks(("DELETE FROM journal_event WHERE id = %s", [event("case:b", 5)]))[0] == (
        "head",
        "stream",
        "case:b",
        4,
    )


def test_a_stream_that_was_removed_is_found_by_its_head() -> None:
    found = breaks(("DELETE FROM journal_event WHERE stream = 'case:b'", []))
    assert ("head", "stream", "case:b", 5) in found


def test_a_head_that_was_moved_or_removed_is_found() -> None:
    for change in (
        "UPDATE journal_stream SET seq = 4",
        "UPDATE journal_stream SET digest = 'x'",
        "DELETE FROM journal_stream",
    ):
        assert breaks((f"{change} WHERE name = 'case:b'", []))[0] == ("head", "stream", "case:b", 5)


def test_an_event_rewritten_with_a_right_digest_breaks_the_chain_behind_it() -> None:
    digest = "ab" * 32
    found = breaks(("UPDATE journal_event SET digest = %s WHERE id = %s", [digest, event("case:b", 2)]))
    assert found[0] == ("header", "event", "case:b", 2)
    found = breaks(("UPDATE journal_event SET previous = %s WHERE id = %s", [digest, event("case:b", 2)]))
    assert found == [("chain", "event", "case:b", 2)]


def test_a_payload_that_disappeared_without_an_event_is_found() -> None:
    target = event("case:b", 2)
    gone = ("DELETE FROM journal_payload WHERE event_id = %s", [target])
    assert breaks(gone) == [("payload_gone", "payload", "case:b", 2)]
    for by in (ANY, event("case:b", 3), event("case:a", 6)):
        record = ("INSERT INTO journal_destruction (event_id, by_id) VALUES (%s, %s)", [target, by])
        assert breaks(gone, record) == [("destruction", "destruction", "case:b", 2)]


def test_a_destroyed_payload_that_is_there_again_is_found() -> None:
    back = ("INSERT INTO journal_payload (event_id, salt, body) VALUES (%s, %s, '{}')", [event("case:a", 2), "0" * 32])
    assert breaks(back) == [("payload_back", "payload", "case:a", 2)]


def test_an_event_that_lost_its_place_is_found() -> None:
    last = "(SELECT max(position) FROM journal_position)"
    found = breaks((f"DELETE FROM journal_position WHERE position = {last}", []))
    assert ("unplaced", "position", "case:a", 6) in found
    found = breaks(("DELETE FROM journal_unplaced", []))
    assert found == [("unplaced", "position", "case:d", 1)]
    found = breaks(("DELETE FROM journal_position WHERE position = 5", []))
    assert ("position", "position", "person:c", 2) in found


def test_positions_that_were_exchanged_are_found() -> None:
    one, two = event("case:b", 1), event("case:b", 2)
    swap = "UPDATE journal_position SET event_id = %s WHERE event_id = %s"
    found = breaks((swap, [ANY, one]), (swap, [one, two]), (swap, [two, ANY]))
    assert ("order", "position", "case:b", 2) in found and ("link", "position", "case:b", 2) in found


def test_rows_that_belong_to_nothing_are_found() -> None:
    insert = {
        "payload": ("(event_id, salt, body) VALUES (%s, 'x', '{}')", [ANY]),
        "destruction": ("(event_id, by_id) VALUES (%s, %s)", [ANY, ANY]),
        "unplaced": ("(event_id) VALUES (%s)", [ANY]),
        "request": ("(origin, key, stream, first, count) VALUES ('local', %s, 'case:b', 5, 2)", ["k"]),
    }
    for table, (rest, values) in insert.items():
        assert breaks((f"INSERT INTO journal_{table} {rest}", values)) == [("stray", table, None, None)]
    placed = event("case:b", 1)
    assert ("stray", "unplaced", None, None) in breaks(
        ("INSERT INTO journal_unplaced (event_id) VALUES (%s)", [placed])
    )


def test_a_reader_that_is_ahead_of_the_journal_is_found() -> None:
    assert breaks(("UPDATE journal_readerstate SET position = 17", [])) == [("reader", "readerstate", None, None)]


def test_a_cut_journal_made_consistent_again_is_found_by_who_noted_its_end() -> None:
    noted = last_position()
    ends = ("case:a", 6), ("person:c", 5)
    cut: list[tuple[str, list[Any]]] = []
    for stream, seq in ends:
        gone, before = event(stream, seq), column("previous", stream, seq)
        cut += [(f"DELETE FROM journal_{table} WHERE event_id = %s", [gone]) for table in ("payload", "position")]
        cut += [
            ("DELETE FROM journal_destruction WHERE by_id = %s", [gone]),
            ("DELETE FROM journal_request WHERE stream = %s AND first = %s", [stream, seq]),
            ("DELETE FROM journal_event WHERE id = %s", [gone]),
            ("UPDATE journal_stream SET seq = %s, digest = %s WHERE name = %s", [seq - 1, before, stream]),
        ]
    cut.append(("UPDATE journal_readerstate SET position = 14", []))
    with tampered(*cut):
        unnoted = verify().breaks
        assert [one.kind for one in unnoted] == [Kind.PAYLOAD_GONE]  # of the destroyed payload; all else fits
        assert Break(Kind.NOTED, "position", position=16, expected=noted[1]) in verify(noted=noted).breaks
    assert verify(noted=noted).sound
    sequence()
    assert verify(noted=noted).sound
    assert not verify(noted=(16, "ab" * 32)).sound


EVIDENCE = {
    "event": "id, origin, stream, seq, type, at, recorded_at, actor, lawbook, payload_digest, previous, digest",
    "payload": "event_id, salt, body",
    "stream": "origin, name, seq, digest",
    "position": "position, event_id, link",
    "destruction": "event_id, by_id",
    "unplaced": "event_id",
}


def test_every_random_change_of_one_character_is_found() -> None:
    chance = random.Random(20240304)
    for _ in range(10_000 if FULL else 250):
        table = chance.choice(list(EVIDENCE))
        name = chance.choice(EVIDENCE[table].split(", "))
        key = {"event": "id", "stream": "name", "position": "position"}.get(table, "event_id")
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT {key}, {name} FROM journal_{table} ORDER BY 1")
            row, value = chance.choice(cursor.fetchall())
        changed = _changed(value, chance)
        with tampered((f"UPDATE journal_{table} SET {name} = %s WHERE {key} = %s", [changed, row])):
            assert not verify().sound, f"journal_{table}.{name} of {row}: {value!r} -> {changed!r}"


def _changed(value: Any, chance: random.Random) -> Any:
    """The value, changed a little, but to no other row's: that the database would refuse."""
    if value is None:
        return "x"
    if isinstance(value, int):
        return value + chance.choice([100, 1000])
    at = chance.randrange(len(value))
    other = chance.choice([one for one in "XYZ" if one != value[at]])
    return value[:at] + other + value[at + 1 :]
