"""Examining what stands around the streams: positions, rows that belong to nothing, readers, guards."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db import connection

from mingzhi.ledger.journal.breaks import Break, Findings, Kind
from mingzhi.ledger.journal.chain import GENESIS, link
from mingzhi.ledger.journal.guards import missing_guards

PAGE = 5000

_POSITIONS = """SELECT p.position, p.event_id, p.link, e.digest, e.origin, e.stream, e.seq
  FROM journal_position p LEFT JOIN journal_event e ON e.id = p.event_id
  WHERE p.position > %s ORDER BY p.position LIMIT %s"""

_NO_EVENT = "NOT EXISTS (SELECT 1 FROM journal_event e WHERE e.id = x.event_id)"
#: Rows that belong to no event: (table, what names the row, condition).
_STRAYS = (
    ("payload", "x.event_id", _NO_EVENT),
    ("destruction", "x.event_id", _NO_EVENT),
    ("unplaced", "x.event_id", _NO_EVENT),
    ("unplaced", "x.event_id", "EXISTS (SELECT 1 FROM journal_position p WHERE p.event_id = x.event_id)"),
    (
        "unplaced",
        "x.event_id",
        "x.event_id IN (SELECT event_id FROM journal_unplaced GROUP BY event_id HAVING count(*) > 1)",
    ),
    (
        "request",
        "x.key",
        "x.first < 1 OR x.count < 1 OR NOT EXISTS (SELECT 1 FROM journal_stream s "
        "WHERE s.origin = x.origin AND s.name = x.stream AND s.seq >= x.first + x.count - 1)",
    ),
)
# A head at 0 is what a refused first append may leave; any other head needs its event.
_HEADS = (
    "SELECT x.origin, x.name, x.seq, x.digest FROM journal_stream x WHERE (x.seq <> 0 OR x.digest <> %s) "
    "AND NOT EXISTS (SELECT 1 FROM journal_event e WHERE e.origin = x.origin AND e.stream = x.name) "
    "ORDER BY x.origin, x.name"
)


@dataclass(frozen=True, slots=True)
class Places:
    """How far the positions reach, and the running digest there as computed from the events."""

    position: int
    link: str


def check_positions(findings: Findings, noted: tuple[int, str] | None) -> Places:
    """Positions are 1, 2, 3, …, each names an event, and the running digest follows; the first break is reported.

    :param noted: a position and its link that somebody kept elsewhere.
    """
    position, running, broken = 0, GENESIS, False
    passed = noted is None or noted == (0, GENESIS)
    while True:
        with connection.cursor() as cursor:
            cursor.execute(_POSITIONS, [position, PAGE])
            page = cursor.fetchall()
        if not page:
            break
        for row in page:
            if not broken:
                wrong, running = _step(position, running, row)
                broken = wrong is not None
                if wrong:
                    findings.add(wrong)
            position = int(row[0])
            if noted and position == noted[0] and not broken:
                passed = running == noted[1]
    if not passed and noted:
        found = running if position == noted[0] else None
        findings.add(Break(Kind.NOTED, "position", position=noted[0], expected=noted[1], found=found))
    return Places(position, running)


def _step(before: int, running: str, row: tuple[Any, ...]) -> tuple[Break | None, str]:
    """One position after *before*: what is wrong with it, and the running digest with it."""
    position, event, stored, digest, origin, stream, seq = row

    def broken(kind: Kind, expected: object, found: object) -> tuple[Break, str]:
        texts = (str(expected), None if found is None else str(found))
        return Break(kind, "position", origin, stream, seq, event, position, *texts), running

    if position != before + 1:
        return broken(Kind.POSITION, before + 1, position)
    if digest is None:
        return broken(Kind.POSITION, event, None)
    try:
        after = link(running, position, digest)
    except ValueError:
        return broken(Kind.LINK, "a digest", digest)
    if after != stored:
        return broken(Kind.LINK, after, stored)
    return None, after


def check_strays(findings: Findings) -> None:
    """Payloads, destructions, waiting rows, requests and heads that belong to no event: the first of each kind."""
    with connection.cursor() as cursor:
        for table, name, condition in _STRAYS:
            cursor.execute(f"SELECT {name} FROM journal_{table} x WHERE {condition} LIMIT 1")
            for (found,) in cursor.fetchall():
                event = None if table == "request" else found
                findings.add(Break(Kind.STRAY, table, event=event, found=str(found)))
        cursor.execute(_HEADS, [GENESIS])
        for origin, name, seq, digest in cursor.fetchall():
            findings.add(Break(Kind.HEAD, "stream", origin, name, seq, found=f"{seq} {digest}"))


def check_readers(findings: Findings) -> None:
    """No reader has read more than there is."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT name, position FROM journal_readerstate WHERE position < 0 OR "
            "position > (SELECT coalesce(max(position), 0) FROM journal_position) ORDER BY name"
        )
        for name, position in cursor.fetchall():
            findings.add(Break(Kind.READER, "readerstate", position=position, found=name))


def check_guards(findings: Findings) -> None:
    """The triggers stand."""
    for name in missing_guards():
        findings.add(Break(Kind.GUARD, name))
