"""Terms in rules: when they start, stop, are extended and end; what bounded dates allow to be said."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingzhi.law.findings import Outcome
from tests.law.engine.small import book, case, only, rule

TERM = book(
    rule("""
anchor: opened
deadline:
  term: 90 calendar_day
  done: decided
  ends: {event: case_terminated}
  stops: [testing, {from: investigation_suspended, to: [investigation_resumed]}]
  extend: {names: [办案期限], approved_by: [head]}
""")
)
OPENED = {"event": "opened", "at": "2024-09-09"}


def _decided(at: Any) -> dict[str, Any]:
    return {"event": "decided", "at": at}


def _extended(at: str, **more: Any) -> dict[str, Any]:
    return {"event": "term_extended", "at": at, "term": "办案期限", "approved_by": "head", **more}


@pytest.mark.parametrize(
    ("done", "outcome"),
    [
        ("2024-12-09", Outcome.SATISFIED),  # 2024-12-08 is a Sunday: rolls
        ("2024-12-10", Outcome.VIOLATED),
        ({"after": "2024-12-01", "before": "2024-12-09"}, Outcome.SATISFIED),
        ({"after": "2024-12-10", "before": "2024-12-31"}, Outcome.VIOLATED),
        ({"after": "2024-12-09", "before": "2024-12-10"}, Outcome.NOT_DETERMINED),
        (None, Outcome.NOT_DETERMINED),
    ],
)
def test_a_term_is_judged_by_its_last_day(done: Any, outcome: Outcome) -> None:
    found = only(TERM, case(OPENED, {k: v for k, v in _decided(done).items() if v is not None}))
    assert found.outcome is outcome
    assert found.due_on == date(2024, 12, 9)


@pytest.mark.parametrize(
    ("as_of", "knowledge", "outcome"),
    [
        (date(2024, 12, 9), "complete", Outcome.DUE),
        (date(2024, 12, 10), "complete", Outcome.OVERDUE),
        (date(2024, 12, 9), "partial", Outcome.DUE),
        (date(2024, 12, 10), "partial", Outcome.NOT_DETERMINED),
    ],
)
def test_an_unlisted_end_is_overdue_only_where_all_is_known(as_of: date, knowledge: str, outcome: Outcome) -> None:
    found = only(TERM, case(OPENED, knowledge=knowledge), as_of=as_of)
    assert found.outcome is outcome
    assert [(one.event_type, one.field) for one in found.missing] == [("decided", None)]


@pytest.mark.parametrize(
    ("between", "due"),
    [
        ([], date(2024, 12, 9)),
        ([_extended("2024-12-01", days=30)], date(2025, 1, 7)),
        ([_extended("2024-12-09", days=30)], date(2025, 1, 7)),
        ([_extended("2024-12-10", days=30)], date(2024, 12, 9)),  # the term had run out
        ([_extended("2024-12-01", until="2024-12-20")], date(2024, 12, 20)),
        ([{**_extended("2024-12-01", days=30), "approved_by": "other"}], date(2024, 12, 9)),
        ([{**_extended("2024-12-01", days=30), "term": "pen-register-7wd"}], date(2024, 12, 9)),
        (
            [
                {"event": "clock_stopped", "at": "2024-10-08", "ground": "testing"},
                {"event": "clock_resumed", "at": "2024-10-18"},
            ],
            date(2024, 12, 18),
        ),
        (
            [
                {"event": "clock_stopped", "at": "2024-10-08", "ground": "other"},
                {"event": "clock_resumed", "at": "2024-10-18"},
            ],
            date(2024, 12, 9),
        ),
        (
            [
                {"event": "investigation_suspended", "at": "2024-10-08"},
                {"event": "investigation_resumed", "at": "2024-10-18"},
            ],
            date(2024, 12, 18),
        ),
    ],
)
def test_stops_and_extensions_move_the_end_while_the_term_runs(between: list[dict[str, Any]], due: date) -> None:
    found = only(TERM, case(OPENED, *between, _decided("2024-09-20")))
    assert found.due_on == due
    assert found.counting


def test_a_stopped_clock_that_did_not_resume_is_due_without_a_day() -> None:
    stopped = {"event": "clock_stopped", "at": "2024-10-08", "ground": "testing"}
    found = only(TERM, case(OPENED, stopped, knowledge="complete"), as_of=date(2026, 1, 1))
    assert (found.outcome, found.due_on) == (Outcome.DUE, None)


def test_a_stop_of_unknown_ground_never_accuses() -> None:
    stopped = {"event": "clock_stopped", "at": "2024-10-08"}
    resumed = {"event": "clock_resumed", "at": "2024-10-18"}
    assert only(TERM, case(OPENED, stopped, resumed, _decided("2024-12-12"))).outcome is Outcome.NOT_DETERMINED
    assert only(TERM, case(OPENED, stopped, resumed, _decided("2024-12-19"))).outcome is Outcome.VIOLATED


def test_a_duty_that_fell_away_in_time_is_not_owed() -> None:
    ended = {"event": "case_terminated", "at": "2024-11-01"}
    assert only(TERM, case(OPENED, ended, knowledge="complete"), as_of=date(2026, 1, 1)).outcome is (
        Outcome.NOT_APPLICABLE
    )
    late = {"event": "case_terminated", "at": "2025-11-01"}
    assert only(TERM, case(OPENED, late, knowledge="complete"), as_of=date(2026, 1, 1)).outcome is Outcome.OVERDUE


WORKING = book(
    rule("""
anchor: decided
deadline:
  term: 7 working_day
  done: {event: document_served, with: {not: {field: method, is: posted, unknown: false}}}
  stops: [party_missing]
""")
)


def test_working_days_stop_and_go_on_with_what_was_left() -> None:
    stop = {"event": "clock_stopped", "at": "2024-05-08", "ground": "party_missing"}
    back = {"event": "clock_resumed", "at": "2024-05-20"}
    found = only(WORKING, case(_decided("2024-05-06"), stop, back, {"event": "document_served", "at": "2024-05-27"}))
    assert (found.due_on, found.outcome) == (date(2024, 5, 27), Outcome.SATISFIED)


def test_a_duty_done_wrongly_is_the_account_of_it() -> None:
    posted = {"event": "document_served", "at": "2024-05-07", "method": "posted"}
    assert only(WORKING, case(_decided("2024-05-06"), posted)).outcome is Outcome.VIOLATED
    direct = {"event": "document_served", "at": "2024-05-08", "method": "direct"}
    assert only(WORKING, case(_decided("2024-05-06"), posted, direct)).outcome is Outcome.SATISFIED


def test_a_duty_found_never_done_is_broken_even_without_a_start_day() -> None:
    undated = {"event": "decided"}
    assert only(WORKING, case(undated, absent=["document_served"])).outcome is Outcome.VIOLATED
    assert only(WORKING, case(undated)).outcome is Outcome.NOT_DETERMINED


WAIT = rule("""
anchor: decided
deadline: {start: {event: prior_notice_served}, term: 5 working_day, done: anchor, wait: true}
""")


@pytest.mark.parametrize(
    ("events", "outcome"),
    [
        ([{"event": "prior_notice_served", "at": "2024-04-10"}, _decided("2024-04-18")], Outcome.SATISFIED),
        ([{"event": "prior_notice_served", "at": "2024-04-10"}, _decided("2024-04-17")], Outcome.VIOLATED),
        ([{"event": "prior_notice_served"}, _decided("2024-04-17")], Outcome.NOT_DETERMINED),
        ([{"event": "prior_notice_served", "at": "2024-04"}, _decided("2024-04-17")], Outcome.NOT_DETERMINED),
        ([_decided("2024-04-17")], Outcome.NOT_DETERMINED),
    ],
)
def test_a_waiting_term_must_be_over(events: list[dict[str, Any]], outcome: Outcome) -> None:
    assert only(book(WAIT), case(*events)).outcome is outcome


def test_a_missing_start_is_broken_only_where_it_is_demanded() -> None:
    decided = case(_decided("2024-04-17"), knowledge="complete")
    assert only(book(WAIT), decided).outcome is Outcome.NOT_APPLICABLE
    demanded = WAIT.replace("wait: true", "wait: true, needs_start: true")
    assert only(book(demanded), decided).outcome is Outcome.VIOLATED


HOURS = book(rule("anchor: opened\ndeadline: {term: 24 hour, done: decided}"))


@pytest.mark.parametrize(
    ("start", "done", "outcome"),
    [
        ("2024-09-30T10:00+08:00", "2024-10-01T10:00+08:00", Outcome.SATISFIED),
        ("2024-09-30T10:00+08:00", "2024-10-01T10:01+08:00", Outcome.VIOLATED),
        ("2024-09-30", "2024-09-30", Outcome.SATISFIED),
        ("2024-09-30", "2024-10-01", Outcome.NOT_DETERMINED),
        ("2024-09-30", "2024-10-02", Outcome.VIOLATED),
    ],
)
def test_hours_run_over_holidays_and_never_roll(start: str, done: str, outcome: Outcome) -> None:
    assert only(HOURS, case({"event": "opened", "at": start}, _decided(done))).outcome is outcome


def test_a_right_of_the_party_lapses_without_anybody_breaking_a_rule() -> None:
    right = book(
        rule("anchor: decided\ndeadline: {term: 60 calendar_day, done: reconsideration_applied, owner: party}")
    )
    decided = case(_decided("2024-05-06"), knowledge="complete")
    assert only(right, decided, as_of=date(2024, 7, 5)).outcome is Outcome.DUE
    assert only(right, decided, as_of=date(2024, 7, 8)).outcome is Outcome.NOT_APPLICABLE


def test_an_account_after_the_fact_that_names_it_absent_says_it_was_never_done() -> None:
    decided = _decided("2024-05-06")
    assert only(WORKING, case(decided, absent=["document_served"])).outcome is Outcome.VIOLATED
    assert only(WORKING, case(decided, absent=["document_served"]), as_of=date(2024, 5, 7)).outcome is Outcome.DUE
    assert only(WORKING, case(decided, knowledge="complete")).outcome is Outcome.DUE


def test_a_term_that_leaves_the_calendar_never_ends() -> None:
    found = only(TERM, case({"event": "opened", "at": "9999-12-31"}, knowledge="complete"))
    assert (found.outcome, found.due_on) == (Outcome.DUE, None)
