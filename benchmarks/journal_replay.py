"""The same SQL on the bare driver: what a piece of work sent to the database is noted, then sent again without us.

A noted *turn* is a list of ``(inside a transaction?, statement, values)``. Replayed on a copy of the database as it
was before, by the driver alone (psycopg with its prepared statements, sqlite3), it is the engine's limit for this work.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import psycopg

Turn = list[tuple[bool, str, Sequence[Any]]]


def note(turns: int, work: Callable[[int], None]) -> list[Turn]:
    """Do the work so many times through Django; what each time sent."""
    from django.db import connection

    noted: list[Turn] = []

    def keep(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if not sql.startswith("BEGIN"):  # Django's own, on SQLite; the replay begins by itself
            sent = params if many else [params or ()]
            noted[-1] += [(connection.in_atomic_block, sql, tuple(values)) for values in sent]
        return execute(sql, params, many, context)

    with connection.execute_wrapper(keep):
        for turn in range(turns):
            noted.append([])
            work(turn)
    return noted


def replay(address: str, turns: Iterable[Turn], init: str = "") -> tuple[float, float]:
    """Send the turns to the database on one connection of the bare driver; when that began and when it ended.

    :param address: ``postgresql://…``, or the file of SQLite, opened with the *init* pragmas of our settings.
    """
    prepared = list(turns)
    if address.startswith("postgresql"):
        with psycopg.connect(address, autocommit=True) as connection, connection.cursor() as cursor:
            begun = time.monotonic()
            for turn in prepared:
                _send(cursor, turn, "BEGIN")
            return begun, time.monotonic()
    prepared = [[(inside, sql.replace("%s", "?"), values) for inside, sql, values in turn] for turn in prepared]
    lite = sqlite3.connect(address, isolation_level=None, timeout=60)
    try:
        lite.executescript(init)
        begun = time.monotonic()
        cursor = lite.cursor()
        for turn in prepared:
            _send(cursor, turn, "BEGIN IMMEDIATE")
        return begun, time.monotonic()
    finally:
        lite.close()


def _send(cursor: Any, turn: Turn, begin: str) -> None:
    """One turn: what was sent inside a transaction goes into one, the rest by itself; results are fetched."""
    open_ = False
    for inside, sql, values in turn:
        if inside is not open_:
            cursor.execute(begin if inside else "COMMIT")
            open_ = inside
        cursor.execute(sql, values)
        if cursor.description:
            cursor.fetchall()
    if open_:
        cursor.execute("COMMIT")
