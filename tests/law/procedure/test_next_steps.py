"""What may follow: derived from the gates, suggested along the main path."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingzhi.law import procedure
from mingzhi.law.casefile.reader import read_mapping
from mingzhi.law.casefile.values import CaseFile, Event
from mingzhi.law.findings import Citation, Finding, Missing, Outcome, Severity
from mingzhi.law.procedure import known_fields, next_step, next_steps, state_of, step_of

TODAY = date(2026, 4, 1)
FINE = {"type": "fine", "amount": "8000.00"}


def _case(*events: Any, **head: Any) -> CaseFile:
    listed = [{"event": one} if isinstance(one, str) else one for one in events]
    return read_mapping(
        {"format": "mingzhi-case/1", "id": "t", "act": "penalty", "knowledge": "complete", **head, "events": listed},
        where="t",
    )


def _finding(rule: str, outcome: Outcome = Outcome.VIOLATED, *missing: tuple[str, str | None]) -> Finding:
    return Finding(
        rule,
        rule,
        outcome,
        Severity.BLOCK,
        Citation("法", "1", None, None),
        missing=tuple(Missing(*m) for m in missing),
    )


@pytest.fixture
def law(monkeypatch: pytest.MonkeyPatch) -> dict[str, list[Finding]]:
    """A law that refuses what a test says: event → findings at its door."""
    doors: dict[str, list[Finding]] = {}

    def at_door(_case: CaseFile, draft: Event, _lawbook: object, *, as_of: date) -> tuple[Finding, ...]:
        assert as_of == TODAY
        return tuple(doors.get(draft.type, ()))

    monkeypatch.setattr(procedure, "at_door", at_door)
    monkeypatch.setattr(procedure, "evaluate", lambda *_, **__: ())
    return doors


def _suggested(case: CaseFile) -> str | None:
    found = next_step(case, None, as_of=TODAY)  # type: ignore[arg-type] - the law is faked
    every = [one.step.event for one in next_steps(case, None, as_of=TODAY) if one.suggested]  # type: ignore[arg-type]
    assert every == ([found.step.event] if found else [])
    return found.step.event if found else None


@pytest.mark.parametrize(
    ("events", "following"),
    [
        ((), "clue_received"),
        (("clue_received",), "opened"),
        (("clue_received", "not_opened"), "archived"),
        (("clue_received", "opened"), "credential_shown"),
        (("clue_received", "opened", "investigation_ended"), "prior_notice_served"),
        (("opened", "investigation_ended", "prior_notice_served"), "decided"),
        (("opened", "investigation_ended", "prior_notice_served", "statement_received"), "statement_reviewed"),
        (("opened", "investigation_ended", "prior_notice_served", "hearing_requested"), "hearing_notified"),
        (
            ("opened", "investigation_ended", "prior_notice_served", "hearing_requested", "hearing_notified"),
            "hearing_held",
        ),
        (("opened", "case_terminated"), "closed"),
        (("opened", "investigation_ended", "prior_notice_served", "decided"), "document_served"),
        (("opened", "investigation_ended", "decided", "document_served", "published"), "closed"),
        (("opened", "decided", "document_served", "published", "closed"), "archived"),
        (("opened", "decided", "closed", "archived"), None),
    ],
)
def test_the_main_path_is_suggested_step_by_step(law: Any, events: tuple[str, ...], following: str | None) -> None:
    assert _suggested(_case(*events)) == following


def test_a_fine_is_to_be_paid_only_where_there_is_one(law: Any) -> None:
    done = ("opened", "investigation_ended")
    after = ("document_served", "published")
    assert _suggested(_case(*done, {"event": "decided", "penalties": [FINE]}, *after)) == "fine_paid"
    assert _suggested(_case(*done, {"event": "decided", "penalties": [{"type": "warning"}]}, *after)) == "closed"
    paid = (*done, {"event": "decided", "penalties": [FINE]}, *after, "fine_collected")
    assert _suggested(_case(*paid)) == "closed"


def test_review_is_suggested_while_a_rule_refuses_the_decision_for_want_of_it(law: dict[str, list[Finding]]) -> None:
    events = ("opened", "investigation_ended", "prior_notice_served")
    law["decided"] = [_finding("rev-gate-penalty")]
    assert _suggested(_case(*events)) == "review_submitted"
    assert _suggested(_case(*events, "review_submitted")) == "review_completed"
    assert _suggested(_case(*events, "review_submitted", "review_returned")) == "review_submitted"
    law["decided"] = []
    assert _suggested(_case(*events, "review_submitted", "review_completed")) == "decided"


def test_a_refusal_makes_a_step_unready_and_an_open_field_is_asked_for(law: dict[str, list[Finding]]) -> None:
    case = _case("opened", "investigation_ended", {"event": "prior_notice_served", "proposed": [FINE]})
    law["decided"] = [
        _finding("pen-defence-5wd"),
        _finding("pen-decision-content", Outcome.NOT_DETERMINED, ("decided", "article_stated")),
    ]
    found = next(one for one in next_steps(case, None, as_of=TODAY) if one.step.event == "decided")  # type: ignore[arg-type]
    assert [one.rule for one in found.lacks] == ["pen-defence-5wd"]
    assert not found.ready
    assert "article_stated" in found.asks and "outcome" in found.asks
    assert "penalties" not in found.asks and "approved_by" not in found.asks
    law["decided"].pop(0)
    found = next(one for one in next_steps(case, None, as_of=TODAY) if one.step.event == "decided")  # type: ignore[arg-type]
    assert found.ready


def test_a_fact_of_another_event_that_is_not_known_is_lacking(law: dict[str, list[Finding]]) -> None:
    law["decided"] = [_finding("rev-gate-penalty", Outcome.NOT_DETERMINED, ("facts_established", "complicated"))]
    found = next(one for one in next_steps(_case("opened"), None, as_of=TODAY) if one.step.event == "decided")  # type: ignore[arg-type]
    assert [one.rule for one in found.lacks] == ["rev-gate-penalty"]


def test_what_was_proposed_is_known_when_it_comes_to_the_decision() -> None:
    case = _case("opened", {"event": "prior_notice_served", "proposed": [FINE]})
    step = step_of("penalty", None, "decided")
    assert step is not None
    assert known_fields(step, case)["penalties"][0]["type"] == "fine"


def test_a_step_that_is_taken_once_is_not_offered_again(law: Any) -> None:
    offered = {one.step.event for one in next_steps(_case("clue_received", "opened"), None, as_of=TODAY)}  # type: ignore[arg-type]
    assert "opened" not in offered and "interviewed" in offered and "archived" not in offered


def test_the_due_day_of_a_step_is_the_term_in_which_it_is_owed(law: Any) -> None:
    due = _finding("pen-decide-90d", Outcome.DUE, ("decided", None))
    steps = next_steps(_case("opened"), None, as_of=TODAY, findings=[due])  # type: ignore[arg-type]
    assert {one.step.event for one in steps if one.due is due} == {"decided"}


@pytest.mark.parametrize(
    ("events", "word", "finished"),
    [
        ((), "待立案", False),
        (("opened",), "调查中", False),
        (("opened", "prior_notice_served", "review_submitted", "statement_received"), "审核中", False),
        (("opened", "decided", "reconsideration_applied"), "已决定", False),
        (("opened", "decided", "archived"), "已归档", True),
    ],
)
def test_the_state_is_the_last_milestone(events: tuple[str, ...], word: str, finished: bool) -> None:
    state = state_of(_case(*events), None)  # type: ignore[arg-type]
    assert (state.word, state.finished) == (word, finished)
