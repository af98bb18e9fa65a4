"""Who listens to what: the journal readers, by dotted path, in the order in which they are fed (decision 27)."""

from __future__ import annotations

READERS: list[str] = [
    "mingzhi.oversight.supervision.readers.Findings",
    "mingzhi.oversight.publication.readers.Proposals",
    "mingzhi.oversight.publication.readers.States",
]

#: What the worker does at its start and once on each civil day: callables without arguments, by dotted path.
DAILY: list[str] = [
    "mingzhi.casework.cases.api.tick",
    "mingzhi.oversight.supervision.api.judge_lapsed",
    "mingzhi.oversight.publication.api.take_down_ended",
    "mingzhi.registry.identity.api.forget_old_drafts",
    "mingzhi.casework.documents.api.forget_unnamed",
]
