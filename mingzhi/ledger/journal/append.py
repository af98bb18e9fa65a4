"""The only way into the journal."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from typing import Any

from django.conf import settings
from django.db import IntegrityError, connection
from django.db.backends.utils import CursorWrapper

from mingzhi.ground.actor import ActorStamp
from mingzhi.ground.canonical import encode, instant, plain
from mingzhi.ground.clock import now
from mingzhi.ground.digest import SALT_BYTES, salted
from mingzhi.ground.errors import Conflict
from mingzhi.ground.ulid import new_ulid
from mingzhi.ledger.journal import statements
from mingzhi.ledger.journal.chain import GENESIS, header_digest
from mingzhi.ledger.journal.requests import answered, keep_request
from mingzhi.ledger.journal.values import NewEvent, Recorded, checked_id, told_time

#: Events written by one statement.
_AT_ONCE = 200


def append(
    stream: str,
    events: Sequence[NewEvent],
    actor: ActorStamp,
    *,
    expected: int | None,
    lawbook: str | None = None,
    idempotency_key: str | None = None,
    origin: str | None = None,
) -> list[Recorded]:
    """Append events to a stream, chained to what is there. Inside the caller's transaction, best :func:`write`.

    :param expected: ``seq`` of the last event that the caller saw (0: none); ``None``: append whatever came between.
    :param lawbook: digest of the law by which the events were judged.
    :param idempotency_key: the same key again returns what was recorded the first time, whatever *expected* says.
    :param origin: another installation's name, for foreign events only; default this one's.
    :returns: the events as recorded, ``position`` not yet given.
    :raises Conflict: ``stream_moved`` (``current`` tells its last seq); ``request_key_reused`` for other content;
        ``event_id_taken``.
    :raises BadInput: a payload, time or id that cannot be recorded.
    :raises RuntimeError: outside a transaction.
    """
    if not connection.in_atomic_block:
        raise RuntimeError("append() needs the caller's transaction: use journal.api.write()")
    if not events:
        raise ValueError("append() needs at least one event")
    origin = origin or settings.ORIGIN
    moment = now()
    drafts = [_prepare(event) for event in events]
    with connection.cursor() as cursor:
        seq, digest = _lock(cursor, origin, stream)
        if idempotency_key is not None:
            earlier = answered(cursor, origin, idempotency_key, stream, drafts)
            if earlier is not None:
                return earlier
        if expected is not None and expected != seq:
            raise Conflict("stream_moved", stream=stream, expected=expected, current=seq)
        recorded, rows = _chain(drafts, origin, stream, seq, digest, moment, actor, lawbook)
        try:
            _insert(cursor, origin, stream, rows)
        except IntegrityError as error:
            raise Conflict("event_id_taken", stream=stream, ids=[draft.id for draft in drafts]) from error
        if idempotency_key is not None:
            keep_request(cursor, origin, idempotency_key, stream, seq + 1, len(drafts))
    return recorded


@dataclass(frozen=True, slots=True)
class Draft:
    """An event made ready: everything that needs no lock."""

    id: str
    type: str
    at: str | None
    payload: dict[str, Any]
    body: bytes
    salt: bytes


def _prepare(event: NewEvent) -> Draft:
    """Canonical form, salt and id."""
    payload = plain(event.payload)
    return Draft(
        id=checked_id(event.id) if event.id else new_ulid(),
        type=event.type,
        at=told_time(event.at),
        payload=payload,
        body=encode(payload),
        salt=os.urandom(SALT_BYTES),
    )


def _lock(cursor: CursorWrapper, origin: str, stream: str) -> tuple[int, str]:
    """The head of the stream, made if it is new, locked until the transaction ends. SQLite has one writer anyway."""
    ask = statements.HEAD_LOCKED if connection.vendor == "postgresql" else statements.HEAD
    cursor.execute(ask, [origin, stream])
    head = cursor.fetchone()
    if head is None:
        cursor.execute(statements.NEW_HEAD, [origin, stream, GENESIS])
        cursor.execute(ask, [origin, stream])
        head = cursor.fetchone()
    return int(head[0]), str(head[1])


@lru_cache(maxsize=1024)
def _stamp(actor: ActorStamp) -> tuple[dict[str, Any], str]:
    """The actor as the header holds it, and as its column does."""
    stamp = plain(actor.as_json())
    return stamp, encode(stamp).decode()


@dataclass(frozen=True, slots=True)
class _Rows:
    """What is to be inserted: one list of values per table and the new head."""

    events: list[tuple[Any, ...]]
    payloads: list[tuple[str, str, str]]
    seq: int
    digest: str


def _chain(
    drafts: Sequence[Draft],
    origin: str,
    stream: str,
    seq: int,
    digest: str,
    moment: datetime,
    actor: ActorStamp,
    lawbook: str | None,
) -> tuple[list[Recorded], _Rows]:
    """Number and chain the drafts after the head."""
    recorded_at, (stamp, actor_text) = instant(moment), _stamp(actor)
    recorded: list[Recorded] = []
    events: list[tuple[Any, ...]] = []
    payloads: list[tuple[str, str, str]] = []
    for draft in drafts:
        previous, seq = digest, seq + 1
        payload_digest = salted(draft.salt, draft.body)
        digest = header_digest(
            origin=origin,
            stream=stream,
            seq=seq,
            id=draft.id,
            type=draft.type,
            at=draft.at,
            recorded_at=recorded_at,
            actor=stamp,
            lawbook=lawbook,
            payload_digest=payload_digest,
            previous=previous,
        )
        told = (draft.type, draft.at, recorded_at, actor_text, lawbook)
        events.append((draft.id, origin, stream, seq, *told, payload_digest, previous, digest))
        payloads.append((draft.id, draft.salt.hex(), draft.body.decode()))
        recorded.append(
            Recorded(
                id=draft.id,
                origin=origin,
                stream=stream,
                seq=seq,
                position=None,
                type=draft.type,
                at=draft.at,
                recorded_at=moment,
                actor=actor,
                payload=draft.payload,
                lawbook=lawbook,
                digest=digest,
            )
        )
    return recorded, _Rows(events, payloads, seq, digest)


def _insert(cursor: CursorWrapper, origin: str, stream: str, rows: _Rows) -> None:
    """Write headers, payloads and queue, and move the head."""
    for start in range(0, len(rows.events), _AT_ONCE):
        events, payloads = rows.events[start : start + _AT_ONCE], rows.payloads[start : start + _AT_ONCE]
        count, last = len(events), events[-1]
        values = [one for event in events for one in event]
        bodies = [one for payload in payloads for one in payload]
        ids = [event[0] for event in events]
        head = [last[3], last[11], origin, stream]
        if connection.vendor == "postgresql":
            cursor.execute(statements.insert_all(count), [*values, *bodies, *ids, *head])
        else:
            cursor.execute(statements.insert_events(count), values)
            cursor.execute(statements.insert_payloads(count), bodies)
            cursor.execute(statements.insert_unplaced(count), ids)
            cursor.execute(statements.MOVE_HEAD, head)
