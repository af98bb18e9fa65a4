"""Requests delivered twice: the same key gives the same events, once (decision 46).

Only the place of the first answer is kept, no digest of the content: a digest would outlive a destroyed payload and
betray it. A repetition is compared with the events themselves.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from django.conf import settings
from django.db import connection
from django.db.backends.utils import CursorWrapper

from mingzhi.ground.errors import BadInput, Conflict
from mingzhi.ledger.journal import statements
from mingzhi.ledger.journal.rows import read_stream
from mingzhi.ledger.journal.values import Recorded

_LONGEST = 200


class Asked(Protocol):
    """What a request wants recorded, as far as repetitions are compared."""

    @property
    def type(self) -> str:
        """The event's word."""

    @property
    def at(self) -> str | None:
        """When it happened."""

    @property
    def payload(self) -> dict[str, Any]:
        """What it tells."""


def earlier(idempotency_key: str, *, origin: str | None = None) -> list[Recorded] | None:
    """What was recorded under this key; ``None`` if nothing was. Ask before doing what must not be done twice."""
    demand_key(idempotency_key)
    with connection.cursor() as cursor:
        return _found(cursor, origin or settings.ORIGIN, idempotency_key)


def demand_key(key: str) -> None:
    """A key that the table of requests can hold.

    :raises BadInput: ``request_key_odd``: empty, too long, or with characters that are not printed.
    """
    if not key or len(key) > _LONGEST or not key.isprintable():
        raise BadInput(
            "request_key_odd",
            where="Idempotency-Key",
            what=f"须为 1 至 {_LONGEST} 个可见字符",
            fix="每个请求用一个新的标识，如 UUID",
        )


def answered(
    cursor: CursorWrapper, origin: str, key: str, stream: str, asked: Sequence[Asked]
) -> list[Recorded] | None:
    """The events recorded for the first request under this key, ``None`` if this is the first.

    :raises BadInput: see :func:`demand_key`.
    :raises Conflict: ``request_key_reused``: it asked for something else.
    """
    demand_key(key)
    found = _found(cursor, origin, key)
    if found is None:
        return None
    same = len(found) == len(asked) and all(map(_same, found, asked))
    if not same or found[0].stream != stream:
        raise Conflict("request_key_reused", key=key, stream=stream)
    return found


def keep_request(cursor: CursorWrapper, origin: str, key: str, stream: str, first: int, count: int) -> None:
    """Remember the answer to this key.

    :raises Conflict: ``request_key_reused``: used for another stream at the same moment.
    """
    cursor.execute(statements.NEW_REQUEST, [origin, key, stream, first, count])
    if cursor.rowcount != 1:
        raise Conflict("request_key_reused", key=key, stream=stream)


def _found(cursor: CursorWrapper, origin: str, key: str) -> list[Recorded] | None:
    cursor.execute(statements.ASK_REQUEST, [origin, key])
    row = cursor.fetchone()
    if row is None:
        return None
    stream, first, count = row
    return read_stream(stream, after=first - 1, origin=origin)[:count]


def _same(found: Recorded, asked: Asked) -> bool:
    """Whether the event is what was asked for; of a destroyed payload nothing more can be said."""
    alike = found.type == asked.type and found.at == asked.at
    return alike and (found.payload is None or found.payload == asked.payload)
