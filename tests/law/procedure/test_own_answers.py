"""A rule that only the step's own form leaves open does not stand in its way (pages: the next step leads on)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingzhi.law.casefile.reader import read_mapping
from mingzhi.law.lawbook import shipped
from mingzhi.law.procedure import NextStep, next_steps

TOLD = ["facts", "reasons", "basis", "content", "statement_right"]


def _steps(fine: dict[str, Any], *, told: bool = True) -> dict[str, NextStep]:
    """What may follow in an ordinary case that was reviewed, with this fine in its notice."""
    events: list[dict[str, Any]] = [
        {"event": "clue_received", "at": "2026-03-02", "source": "inspection"},
        {"event": "opened", "at": "2026-03-03", "approved_by": "head", "danger": "none"},
        {"event": "credential_shown", "at": "2026-03-04"},
        {"event": "investigated_on_site", "at": "2026-03-04", "party_present": True, "record_signed": True},
        {"event": "interviewed", "at": "2026-03-04", "person": "李某", "individually": True, "record_signed": True},
        {"event": "evidence_collected", "at": "2026-03-04", "kind": "documentary", "lawful": True},
        {"event": "facts_established", "at": "2026-03-05", "complicated": False, "public_interest": False}
        | {"several_legal_relations": False, "party_is_actor": True},
        {"event": "investigation_ended", "at": "2026-03-05", "report": True},
        {"event": "prior_notice_served", "at": "2026-03-06", "method": "direct", "told": TOLD, "proposed": [fine]},
        {"event": "statement_waived", "at": "2026-03-06"},
    ]
    if not told:
        del events[-2:]
    case = read_mapping(
        {"format": "mingzhi-case/1", "id": "t", "act": "penalty", "procedure": "ordinary", "knowledge": "complete"}
        | {"parties": [{"kind": "organisation", "name": "某公司"}], "events": events},
        where="t",
    )
    found = next_steps(case, shipped(None), as_of=date(2026, 3, 16))
    return {one.step.event: one for one in found}


def _rules(step: NextStep) -> set[str]:
    return {one.rule for one in step.lacks}


def test_whether_a_fine_is_large_is_asked_and_no_discussion_suggested() -> None:
    found = _steps({"type": "fine", "amount": "8000.00"})
    assert found["decided"].suggested and found["decided"].ready
    assert "penalties" in found["decided"].asks


@pytest.mark.parametrize("large", [False, True])
def test_a_fine_that_is_known_to_be_large_needs_the_discussion(large: bool) -> None:
    found = _steps({"type": "fine", "amount": "8000.00", "large": large})
    assert ("pen-collective" in _rules(found["decided"])) is large
    assert found["collective_discussion_held"].suggested is large
    assert "penalties" not in found["decided"].asks


def test_before_the_notice_a_decision_lacks_the_notice_and_no_discussion() -> None:
    rules = _rules(_steps({"type": "warning"}, told=False)["decided"])
    assert "pen-notice" in rules and "pen-collective" not in rules
