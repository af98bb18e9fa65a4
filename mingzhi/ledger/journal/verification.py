"""Proving the journal: every digest computed again from what stands in the tables (trust.md, promise 2).

1. Each event: its header gives its digest, names the digest before it, follows without a gap; its payload gives the
   digest in the header, or ended by an event of the same stream; it has a position, or waits for one.
2. Each stream's head is its last event.
3. Positions are dense, name events, and the running digest over them is as stored, and as noted elsewhere.
4. No payload, destruction, waiting row, request or head belongs to nothing; no reader is ahead.
5. The triggers that refuse changes stand.

What this cannot see: an administrator who removes the *end* of the journal and sets everything else back
consistently. Who keeps (position, link) of an earlier report outside hands them in as *noted*, and it is seen.
"""

from __future__ import annotations

from collections.abc import Callable

from django.db import connection

from mingzhi.ledger.journal.breaks import Break, Findings, Kind, Report
from mingzhi.ledger.journal.stream_check import check_streams
from mingzhi.ledger.journal.table_check import check_guards, check_positions, check_readers, check_strays

__all__ = ["Break", "Kind", "Report", "verify"]


def verify(*, noted: tuple[int, str] | None = None, progress: Callable[[int, int], None] | None = None) -> Report:
    """Examine the whole journal, in constant memory, while others may write.

    :param noted: position and link of an earlier report.
    :param progress: called with (events examined, events in all) from time to time.
    :returns: the report; of each stream its first break.
    """
    findings, total = Findings(), _count()

    def seen(events: int) -> None:
        if progress:
            progress(events, max(total, events))

    check_guards(findings)
    walk = check_streams(findings, seen)
    check_strays(findings)
    places = check_positions(findings, noted)
    check_readers(findings)
    return Report(
        events=walk.events,
        streams=walk.streams,
        destroyed=walk.destroyed,
        waiting=walk.waiting,
        position=places.position,
        link=places.link,
        breaks=tuple(findings.kept),
        found=findings.count,
    )


def _count() -> int:
    """How many events there are."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_event")
        return int(cursor.fetchone()[0])
