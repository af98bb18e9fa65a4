"""Dense positions for committed events (decision 18).

On PostgreSQL ids are handed out before commit, so a cursor over ids loses events that commit late. Here every append
leaves a row in ``unplaced``; one sequencer at a time turns the *committed* rows into positions 1, 2, 3, … Within a
stream positions follow ``seq``: its head was locked until the earlier event was committed.
"""

from __future__ import annotations

from django.db import connection

from mingzhi.ledger.journal import statements
from mingzhi.ledger.journal.chain import GENESIS, link
from mingzhi.ledger.journal.write_queue import write

_BATCH = 1000
#: Key of the advisory lock: "mingzhi" in ASCII.
_LOCK = int.from_bytes(b"mingzhi", "big")


def sequence() -> int:
    """Give every committed event its position; how many were given. Any number of processes may call it."""
    total = 0
    while placed := _batch():
        total += placed
    return total


def last_position() -> tuple[int, str]:
    """The last position given and the running digest there; (0, zeros) before the first."""
    with connection.cursor() as cursor:
        cursor.execute(statements.LAST_POSITION)
        found = cursor.fetchone()
    return (int(found[0]), str(found[1])) if found else (0, GENESIS)


def _batch() -> int:
    """Place one batch in one transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 FROM journal_unplaced LIMIT 1")  # cheap: an idle journal takes no lock
        if cursor.fetchone() is None:
            return 0
    with write(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_LOCK])
        cursor.execute(statements.UNPLACED, [_BATCH])
        waiting = cursor.fetchall()
        if not waiting:
            return 0
        position, running = last_position()
        values: list[int | str] = []
        for _n, event, digest in waiting:
            position += 1
            running = link(running, position, digest)
            values += [position, event, running]
        cursor.execute(statements.insert_positions(len(waiting)), values)
        cursor.execute(statements.delete_unplaced(len(waiting)), [row[0] for row in waiting])
    return len(waiting)
