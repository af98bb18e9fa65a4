"""A running term names what is owed, and nothing else: the page shows it at that step."""

from __future__ import annotations

from datetime import date

from mingzhi.law.casefile.reader import read_mapping
from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Outcome
from mingzhi.law.lawbook import shipped

CASE = {
    "format": "mingzhi-case/1",
    "id": "owed",
    "act": "penalty",
    "procedure": "ordinary",
    "knowledge": "complete",
    "events": [
        {
            "event": "decided",
            "at": "2024-05-06",
            "on_the_spot": False,
            "penalties": [{"type": "fine", "amount": "3000.00"}],
        },
        {"event": "document_served", "at": "2024-05-08", "document": "决定书", "method": "direct", "receipt": True},
    ],
}


def test_a_running_term_owes_only_what_ends_it() -> None:
    found = evaluate(read_mapping(CASE, where="owed"), shipped(None), as_of=date(2024, 5, 9))
    owed = {one.rule: {lack.event_type for lack in one.missing} for one in found if one.outcome is Outcome.DUE}
    assert owed["pen-court-3m"] == {"court_enforcement_applied"}
    assert owed["rem-sue-6m"] == {"lawsuit_filed"}
    assert owed["pen-pay-15d"] == {"fine_paid", "fine_collected"}
    assert owed["pub-permit-penalty-7wd"] == {"published"}
