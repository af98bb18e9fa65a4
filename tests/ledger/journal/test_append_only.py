"""The database itself refuses changes, whoever asks (trust.md, promise 4)."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, connection, transaction

from mingzhi.ground.actor import system
from mingzhi.ledger.journal.api import NewEvent, append, destroy_payload, missing_guards, sequence, verify, write

pytestmark = pytest.mark.django_db

CHANGES = [
    "UPDATE journal_event SET type = 'other'",
    "UPDATE journal_event SET recorded_at = recorded_at",
    "DELETE FROM journal_event",
    "UPDATE journal_payload SET body = '{}'",
    "DELETE FROM journal_payload",
    "UPDATE journal_stream SET seq = seq - 1",
    "UPDATE journal_stream SET digest = previous FROM journal_event WHERE journal_event.seq = 1",
    "UPDATE journal_stream SET name = 'case:b', seq = seq + 1",
    "DELETE FROM journal_stream",
    "UPDATE journal_position SET position = position + 100",
    "DELETE FROM journal_position",
    "UPDATE journal_request SET first = 2",
    "DELETE FROM journal_request",
    "UPDATE journal_destruction SET by_id = event_id",
    "DELETE FROM journal_destruction",
    "UPDATE journal_unplaced SET event_id = 'x'",
    "DELETE FROM journal_unplaced",
    # a payload that was destroyed comes back
    "INSERT INTO journal_payload (event_id, salt, body) SELECT event_id, 'x', '{}' FROM journal_destruction",
    # a destruction that nobody ordered, or that another event ordered
    "INSERT INTO journal_destruction (event_id, by_id) SELECT id, id FROM journal_event WHERE seq = 3",
    "INSERT INTO journal_destruction (event_id, by_id) "
    "SELECT e.id, d.by_id FROM journal_event e, journal_destruction d WHERE e.seq = 3",
]
TABLES = ["event", "payload", "stream", "position", "request", "destruction", "unplaced"]
#: What only one of the two databases knows: rows put in place of others, and emptied tables.
ITS_OWN = {
    "sqlite": [
        *(f"INSERT OR REPLACE INTO journal_{table} SELECT * FROM journal_{table}" for table in TABLES[:-1]),
        "UPDATE OR REPLACE journal_event SET seq = 1",
    ],
    "postgresql": [f"TRUNCATE journal_{table} CASCADE" for table in TABLES],
}


@pytest.fixture(autouse=True)
def one_row_in_every_table() -> None:
    """A stream with a destroyed payload, an answered request, positions, and an event that waits for one."""
    with write():
        first = append("case:a", [NewEvent("opened", {}), NewEvent("noted", {})], system("t"), expected=0)
    destroy_payload(first[0].id, system("t"), ground="依法")
    sequence()
    with write():
        append("case:a", [NewEvent("closed", {})], system("t"), expected=3, idempotency_key="k")


def refused(statement: str) -> bool:
    """Whether the database refuses the statement by one of the journal's own triggers."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
    except DatabaseError as error:
        assert "the journal is append only" in str(error)
        return True
    return False


@pytest.mark.parametrize("statement", CHANGES)
def test_no_row_is_changed_or_removed(statement: str) -> None:
    assert refused(statement)
    assert verify().sound


def test_no_row_comes_in_place_of_another_and_no_table_is_emptied() -> None:
    for statement in ITS_OWN[connection.vendor]:
        assert refused(statement), statement


def test_every_guard_stands() -> None:
    assert missing_guards() == []


@pytest.mark.parametrize("table", TABLES)
def test_a_guard_that_was_taken_away_is_missed(table: str) -> None:
    name = f"journal_{table}_no_delete"
    with connection.cursor() as cursor:
        cursor.execute(f"DROP TRIGGER {name}" + (f" ON journal_{table}" if connection.vendor == "postgresql" else ""))
    assert missing_guards() == [name]
    assert [(one.kind, one.table) for one in verify().breaks] == [("guard", name)]


def test_a_guard_that_was_put_to_sleep_is_missed() -> None:
    asleep = {
        "sqlite": "DROP TRIGGER journal_event_no_update",
        "postgresql": "ALTER TABLE journal_event DISABLE TRIGGER journal_event_no_update",
    }
    with connection.cursor() as cursor:
        cursor.execute(asleep[connection.vendor])
    assert missing_guards() == ["journal_event_no_update"]
