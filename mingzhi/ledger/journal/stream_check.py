"""Examining the streams: each event against its digests, each chain against its head."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import orjson
from django.db import connection

from mingzhi.ground.canonical import encode
from mingzhi.ground.digest import salted
from mingzhi.ledger.journal.breaks import Break, Findings, Kind
from mingzhi.ledger.journal.chain import GENESIS, header_digest
from mingzhi.ledger.journal.events import PAYLOAD_DESTROYED

PAGE = 2000

# One statement sees one state of the database: an event, its head and its place are compared as of the same moment,
# so that others may go on writing and no read transaction stays open (engineering.md, SQLite trap 3).
# The page is taken first, by the unique index: else a database without statistics sorts the whole journal each time.
_EVENTS = """WITH e AS MATERIALIZED (
    SELECT origin, stream, seq, id, type, at, recorded_at, actor, lawbook, payload_digest, previous, digest
      FROM journal_event WHERE (origin, stream, seq) > (%s, %s, %s) ORDER BY origin, stream, seq LIMIT %s)
  SELECT e.origin, e.stream, e.seq, e.id, e.type, e.at, e.recorded_at, e.actor, e.lawbook, e.payload_digest,
    e.previous, e.digest, b.salt, b.body, d.by_id, o.origin, o.stream, o.seq, o.type, t.body, s.seq, s.digest,
    p.position, e.id IN (SELECT event_id FROM journal_unplaced)
  FROM e
  LEFT JOIN journal_payload b ON b.event_id = e.id
  LEFT JOIN journal_destruction d ON d.event_id = e.id
  LEFT JOIN journal_event o ON o.id = d.by_id
  LEFT JOIN journal_payload t ON t.event_id = d.by_id
  LEFT JOIN journal_stream s ON s.origin = e.origin AND s.name = e.stream
  LEFT JOIN journal_position p ON p.event_id = e.id
  ORDER BY e.origin, e.stream, e.seq"""


@dataclass(frozen=True, slots=True)
class Row:
    """An event with all that must agree with it."""

    origin: str
    stream: str
    seq: int
    id: str
    type: str
    at: str | None
    recorded_at: str
    actor: str
    lawbook: str | None
    payload_digest: str
    previous: str
    digest: str
    salt: str | None
    body: str | None
    by_id: str | None
    order_origin: str | None
    order_stream: str | None
    order_seq: int | None
    order_type: str | None
    order_body: str | None
    head_seq: int | None
    head_digest: str | None
    position: int | None
    waiting: bool


@dataclass(slots=True)
class Walk:
    """Where the examination stands: counts, and the event before."""

    events: int = 0
    streams: int = 0
    destroyed: int = 0
    waiting: int = 0
    last: Row | None = None
    place: int = 0
    unplaced: bool = False
    broken: bool = False


def check_streams(findings: Findings, progress: Callable[[int], None]) -> Walk:
    """Go through all events, stream by stream; report the first break of each stream.

    :param progress: called with the number of events seen after each page.
    """
    walk = Walk()
    for page in _pages():
        for row in page:
            _step(walk, row, findings)
        progress(walk.events)
    _end(walk, findings)
    return walk


def _pages() -> Iterator[list[Row]]:
    key: tuple[Any, ...] = ("", "", 0)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_EVENTS, [*key, PAGE])
            page = [Row(*values) for values in cursor.fetchall()]
        if not page:
            return
        yield page
        last = page[-1]
        key = (last.origin, last.stream, last.seq)


def _step(walk: Walk, row: Row, findings: Findings) -> None:
    """Examine one event in the light of the one before it."""
    if walk.last is None or (walk.last.origin, walk.last.stream) != (row.origin, row.stream):
        _end(walk, findings)
        walk.streams += 1
        walk.last, walk.place, walk.unplaced, walk.broken = None, 0, False, False
    if not walk.broken:
        wrong = _wrong(walk, row)
        if wrong is not None:
            walk.broken = True
            findings.add(wrong)
    walk.events += 1
    walk.destroyed += row.by_id is not None
    walk.waiting += row.position is None
    walk.place, walk.unplaced = row.position or walk.place, walk.unplaced or row.position is None
    walk.last = row


def _end(walk: Walk, findings: Findings) -> None:
    """At the end of a stream: its head is its last event, and no event is missing behind it."""
    last = walk.last
    if last is None or walk.broken:
        return
    if (last.head_seq, last.head_digest) != (last.seq, last.digest):
        findings.add(
            Break(
                Kind.HEAD,
                "stream",
                last.origin,
                last.stream,
                last.seq,
                last.id,
                expected=f"{last.seq} {last.digest}",
                found=None if last.head_seq is None else f"{last.head_seq} {last.head_digest}",
            )
        )


def _wrong(walk: Walk, row: Row) -> Break | None:
    """The first thing wrong with the event."""

    def broken(kind: Kind, table: str, expected: object = None, found: object = None) -> Break:
        texts = [None if one is None else str(one) for one in (expected, found)]
        return Break(kind, table, row.origin, row.stream, row.seq, row.id, row.position, *texts)

    seq, previous = (walk.last.seq + 1, walk.last.digest) if walk.last else (1, GENESIS)
    if row.seq != seq:
        return broken(Kind.GAP, "event", seq, row.seq)
    if row.previous != previous:
        return broken(Kind.CHAIN, "event", previous, row.previous)
    digest = _digest_of(row)
    if digest is None:
        return broken(Kind.UNREADABLE, "event", found=row.actor)
    if digest != row.digest:
        return broken(Kind.HEADER, "event", digest, row.digest)
    if row.body is not None and row.by_id is not None:
        return broken(Kind.PAYLOAD_BACK, "payload")
    if row.body is None and row.by_id is None:
        return broken(Kind.PAYLOAD_GONE, "payload")
    if row.by_id is not None:
        return None if _is_ordered(row) else broken(Kind.DESTRUCTION, "destruction", found=row.by_id)
    payload_digest = _payload_digest_of(row)
    if payload_digest != row.payload_digest:
        return broken(Kind.PAYLOAD, "payload", row.payload_digest, payload_digest)
    if row.position is None:
        return None if row.waiting else broken(Kind.UNPLACED, "position")
    if walk.unplaced or row.position <= walk.place:
        return broken(Kind.ORDER, "position", f"> {walk.place}", row.position)
    return None


def _digest_of(row: Row) -> str | None:
    """The digest that the header gives; ``None`` if it cannot be read or is not in its canonical form."""
    try:
        actor = orjson.loads(row.actor)
        if encode(actor).decode() != row.actor:
            return None
        return header_digest(
            origin=row.origin,
            stream=row.stream,
            seq=row.seq,
            id=row.id,
            type=row.type,
            at=row.at,
            recorded_at=row.recorded_at,
            actor=actor,
            lawbook=row.lawbook,
            payload_digest=row.payload_digest,
            previous=row.previous,
        )
    except (ValueError, TypeError, AttributeError):
        return None


def _payload_digest_of(row: Row) -> str | None:
    """The digest that salt and body give."""
    try:
        return salted(bytes.fromhex(row.salt or ""), (row.body or "").encode())
    except (ValueError, TypeError, AttributeError):
        return None


def _is_ordered(row: Row) -> bool:
    """Whether a later event of the same stream orders the destruction of this payload."""
    place: Sequence[object] = (row.order_origin, row.order_stream, row.order_type)
    if place != (row.origin, row.stream, PAYLOAD_DESTROYED) or row.type == PAYLOAD_DESTROYED:
        return False
    try:
        told = orjson.loads(row.order_body or "")
    except (ValueError, TypeError):
        return False
    return (row.order_seq or 0) > row.seq and isinstance(told, dict) and told.get("event") == row.id
