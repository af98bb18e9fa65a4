"""Changing what the journal refuses to change, as an administrator of the database could."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection, transaction


class _Undo(Exception):
    pass


@contextmanager
def tampered(*statements: tuple[str, list[Any]]) -> Iterator[None]:
    """Within the block the statements have taken effect although the guards stand; afterwards nothing happened."""
    try:
        with transaction.atomic():
            with _guards_asleep(), connection.cursor() as cursor:
                for statement, values in statements:
                    cursor.execute(statement, values)
            yield
            raise _Undo
    except _Undo:
        pass


@contextmanager
def _guards_asleep() -> Iterator[None]:
    """Triggers do not fire."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET LOCAL session_replication_role = replica")
            yield
            cursor.execute("SET LOCAL session_replication_role = origin")
            return
        cursor.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = cursor.fetchall()
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {name}")
        yield
        for _, sql in triggers:
            cursor.execute(sql.replace("%", "%%"))
