"""The front door of the journal. ::

with write():
    append("case:01H…", [NewEvent("opened", {...}, at="2024-03-04")], actor.stamp(), expected=3)
"""

from __future__ import annotations

from mingzhi.ledger.journal.append import append
from mingzhi.ledger.journal.erasure import destroy_payload
from mingzhi.ledger.journal.feeding import BATCH, Fed, Lag, Reader, feed, lag, readers, rebuild
from mingzhi.ledger.journal.guards import missing_guards
from mingzhi.ledger.journal.requests import earlier
from mingzhi.ledger.journal.rows import read_after, read_stream
from mingzhi.ledger.journal.sequencer import last_position, sequence
from mingzhi.ledger.journal.upkeep import checkpoint
from mingzhi.ledger.journal.values import NewEvent, Recorded
from mingzhi.ledger.journal.verification import Break, Kind, Report, verify
from mingzhi.ledger.journal.write_queue import Busy, write

__all__ = [
    "BATCH",
    "Break",
    "Busy",
    "Fed",
    "Kind",
    "Lag",
    "NewEvent",
    "Reader",
    "Recorded",
    "Report",
    "append",
    "checkpoint",
    "destroy_payload",
    "earlier",
    "feed",
    "lag",
    "last_position",
    "missing_guards",
    "read_after",
    "read_stream",
    "readers",
    "rebuild",
    "sequence",
    "verify",
    "write",
]
