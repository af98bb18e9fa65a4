"""A reader that notes every event it is handed, in a table that would show one handed over twice or out of order."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import connection

from mingzhi.ledger.journal.api import Recorded

_NUMBER = {"sqlite": "integer primary key autoincrement", "postgresql": "bigserial primary key"}


class Counting:
    """Notes event and position."""

    name = "counting"

    def handle(self, batch: Sequence[Recorded]) -> None:
        """Note the events."""
        with connection.cursor() as cursor:
            cursor.executemany(
                "INSERT INTO counted (event_id, position) VALUES (%s, %s)", [(one.id, one.position) for one in batch]
            )

    def reset(self) -> None:
        """Forget them."""
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM counted")


def make_table() -> None:
    """Make the table, without any constraint that would hide a mistake."""
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE counted (n {_NUMBER[connection.vendor]}, event_id text, position bigint)")


def counted() -> list[tuple[str, int]]:
    """What was noted, in the order of noting."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT event_id, position FROM counted ORDER BY n")
        return [(str(event), int(position)) for event, position in cursor.fetchall()]
