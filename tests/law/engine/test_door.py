"""At a door: the closed world, what refuses, what a late entry or a correction may not do (decisions 3, 19, 20)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from mingzhi.law.door import at_door
from mingzhi.law.findings import Finding, Outcome
from mingzhi.law.lawbook import Lawbook, shipped
from tests.law.engine.small import book, case, only, rule

DAY = date(2024, 5, 6)
NOTICE = {
    "event": "prior_notice_served",
    "at": "2024-04-10",
    "proposed": [{"type": "fine", "amount": "3000.00"}],
    "told": ["facts", "reasons", "basis", "content", "statement_right", "hearing_right"],
}
DECIDED = {"event": "decided", "at": "2024-05-06", "penalties": [{"type": "fine", "amount": "3000.00"}]}


def door(lawbook: Lawbook, *events: dict[str, Any], draft: dict[str, Any], as_of: date = DAY) -> dict[str, Finding]:
    """The findings at the door of *draft*, by rule."""
    whole = case(*events, draft)
    return {
        one.rule: one
        for one in at_door(replace(whole, events=whole.events[:-1]), whole.events[-1], lawbook, as_of=as_of)
    }


def test_what_is_not_listed_did_not_happen_at_a_door() -> None:
    found = door(shipped(None), draft=DECIDED)
    assert found["pen-notice"].outcome is Outcome.VIOLATED
    assert found["pen-notice"].blocks


def test_an_unanswered_field_refuses_and_is_named() -> None:
    found = door(shipped(None), draft=DECIDED)["pen-decision-content"]
    assert found.outcome is Outcome.NOT_DETERMINED and found.blocks
    assert {one.field for one in found.missing} >= {"facts_stated", "evidence_stated", "sealed"}
    assert {one.event_type for one in found.missing} == {"decided"}


def test_only_rules_that_guard_the_step_speak() -> None:
    assert set(door(shipped(None), draft={"event": "closed", "at": "2024-05-06", "way": "performed"})).isdisjoint(
        {"pen-notice", "pen-service-7wd"}
    )


def test_a_heavier_penalty_than_the_one_notified_is_refused() -> None:
    heavier = {**DECIDED, "penalties": [{"type": "fine", "amount": "3000.01"}]}
    assert not door(shipped(None), NOTICE, draft=DECIDED)["pen-notice"].blocks
    assert door(shipped(None), NOTICE, draft=heavier)["pen-notice"].blocks


GUARD = rule("anchor: decided\nrequire: {happened: opened, before: anchor}", guards="[decided]")


def test_what_was_recorded_after_the_act_meets_no_gate() -> None:
    opened = {"event": "opened", "at": "2024-03-04", "recorded_at": "2024-05-07T09:00+08:00"}
    decided = {"event": "decided", "at": "2024-05-06", "recorded_at": "2024-05-06T10:00+08:00"}
    assert door(book(GUARD), opened, draft=decided)["r"].blocks
    in_time = {**opened, "recorded_at": "2024-05-06T09:00+08:00"}
    assert not door(book(GUARD), in_time, draft=decided)["r"].blocks


def test_a_correction_runs_the_gate_of_what_it_corrects() -> None:
    events = ({"event": "opened", "at": "2024-03-04"}, {**DECIDED, "id": "d"})
    earlier = {"event": "corrected", "at": "2024-05-08", "of": "d", "values": {"at": "2024-03-01"}, "reason": "笔误"}
    assert door(book(GUARD), *events, draft=earlier)["r"].blocks
    later = {**earlier, "values": {"at": "2024-05-05"}}
    assert not door(book(GUARD), *events, draft=later)["r"].blocks


def test_a_correction_cannot_raise_the_penalty_past_the_notice() -> None:
    values = {"penalties": [{"type": "fine", "amount": "9000.00"}]}
    correction = {"event": "corrected", "at": "2024-05-08", "of": "d", "values": values, "reason": "笔误"}
    found = door(shipped(None), NOTICE, {**DECIDED, "id": "d"}, draft=correction)
    assert found["pen-notice"].blocks


def test_a_rule_that_does_not_guard_warns_without_refusing() -> None:
    warn = rule("anchor: decided\nrequire: {happened: opened, before: anchor}", guards="[decided]", severity="warn")
    found = door(book(warn), draft=DECIDED)["r"]
    assert found.broken and not found.blocks


def test_a_corrected_day_meets_no_gate_that_lay_before_the_correction() -> None:
    opened = {"id": "o", "event": "opened", "at": "2024-05-10"}
    correction = {"event": "corrected", "at": "2024-05-12", "of": "o", "values": {"at": "2024-03-04"}, "reason": "笔误"}
    moved = case(DECIDED, opened, correction, knowledge="complete")
    assert only(book(GUARD), moved).outcome is Outcome.VIOLATED
    in_time = case({**opened, "at": "2024-04-30"}, {**correction, "at": "2024-05-02"}, DECIDED, knowledge="complete")
    assert only(book(GUARD), in_time).outcome is Outcome.SATISFIED
