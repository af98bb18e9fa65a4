"""Who listens to what: the journal readers, by dotted path, in the order in which they are fed (decision 27)."""

from __future__ import annotations

READERS: list[str] = [
    "mingzhi.oversight.supervision.readers.Findings",
    "mingzhi.oversight.publication.readers.Proposals",
    "mingzhi.oversight.publication.readers.States",
]
