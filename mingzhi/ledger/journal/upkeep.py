"""Keeping SQLite's write-ahead log small (engineering.md, SQLite trap 3)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.db import connection

from mingzhi.ledger.journal.write_queue import write_lock

#: Size of the write-ahead log in bytes above which an idle moment is used to empty it.
LARGE_LOG = 4 << 20


def checkpoint(*, above: int = LARGE_LOG) -> bool:
    """Copy the write-ahead log into the database and empty it, if it is larger than *above*; whether it was done.

    Nothing to do on PostgreSQL or in memory. A reader that stays in a transaction puts it off to the next call.
    """
    sqlite: Any = connection
    if connection.vendor != "sqlite" or sqlite.is_in_memory_db() or connection.in_atomic_block:
        return False
    log = Path(f"{connection.settings_dict['NAME']}-wal")
    if not log.exists() or log.stat().st_size <= above:
        return False
    with write_lock(), connection.cursor() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        busy: int = cursor.fetchone()[0]
    return busy == 0
