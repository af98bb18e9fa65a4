"""Reading: a stream, or the whole journal after a position."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

import orjson
from django.conf import settings
from django.db import connection

from mingzhi.ground.actor import ActorStamp
from mingzhi.ledger.journal import statements
from mingzhi.ledger.journal.values import Recorded


def read_stream(stream: str, *, after: int = 0, origin: str | None = None) -> list[Recorded]:
    """The events of a stream in order of ``seq``; empty for a stream that does not exist.

    :param after: only events with a greater ``seq``.
    :param origin: another installation's name; default this one's.
    """
    return _read(statements.STREAM, [origin or settings.ORIGIN, stream, after])


def read_after(position: int, limit: int = 500) -> list[Recorded]:
    """The events after a position, in order of position, at most *limit*. What has no position yet is not told."""
    return _read(statements.AFTER, [position, limit])


def _read(query: str, values: Sequence[Any]) -> list[Recorded]:
    with connection.cursor() as cursor:
        cursor.execute(query, values)
        return [recorded(row) for row in cursor.fetchall()]


def recorded(row: Sequence[Any]) -> Recorded:
    """The value of a row with the columns of ``statements.RECORDED``."""
    return Recorded(
        id=row[0],
        origin=row[1],
        stream=row[2],
        seq=row[3],
        position=row[4],
        type=row[5],
        at=row[6],
        recorded_at=datetime.fromisoformat(row[7]),
        actor=ActorStamp.from_json(orjson.loads(row[8])),
        payload=None if row[11] is None else orjson.loads(row[11]),
        lawbook=row[9],
        digest=row[10],
    )
