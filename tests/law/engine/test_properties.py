"""What holds for every case: the order of rules is nothing, the same twice, step by step as at once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Outcome
from mingzhi.law.lawbook import Lawbook, shipped
from tests.law.engine.small import case

_FIRST = date(2023, 1, 1)
_OFFICERS = [{"name": "张某", "credential": "1"}, {"name": "李某", "credential": "2"}]
_FINE = [{"type": "fine", "amount": "30000.00", "large": True}]
_SHAPES: list[dict[str, Any]] = [
    {"event": "clue_received", "source": "complaint"},
    {"event": "opened", "approved_by": "head"},
    {"event": "interviewed", "officers": _OFFICERS},
    {"event": "evidence_collected", "officers": _OFFICERS[:1], "means": "ordinary"},
    {"event": "prior_notice_served", "proposed": _FINE, "told": ["facts", "reasons", "basis", "statement_right"]},
    {"event": "hearing_right_told"},
    {"event": "hearing_requested"},
    {"event": "hearing_held"},
    {"event": "statement_received"},
    {"event": "statement_reviewed", "adopted": "no", "reasons": "理由"},
    {"event": "review_completed", "outcome": "passed"},
    {"event": "collective_discussion_held", "present": ["甲"], "conclusion": "同意"},
    {"event": "clock_stopped", "ground": "testing"},
    {"event": "clock_resumed"},
    {"event": "term_extended", "term": "办案期限", "days": 30, "approved_by": "head"},
    {"event": "decided", "outcome": "罚款", "penalties": _FINE},
    {"event": "document_served", "document": "decided", "method": "direct"},
    {"event": "published", "deidentified": True},
    {"event": "closed", "way": "performed"},
]


@st.composite
def cases(draw: st.DrawFn, *, dated: bool = False) -> CaseFile:
    """A penalty case of some steps in time order; unless *dated*, some without a day."""
    day, events = _FIRST, []
    for shape in draw(st.lists(st.sampled_from(_SHAPES), max_size=14)):
        day += timedelta(days=draw(st.integers(0, 40)))
        known = dated or draw(st.integers(0, 9)) > 0
        events.append({**shape, "at": day.isoformat()} if known else dict(shape))
    knowledge = draw(st.sampled_from(["complete", "partial"]))
    return case(*events, knowledge=knowledge, parties=[{"kind": "organisation", "name": "某公司"}])


def _backwards(book: Lawbook) -> Lawbook:
    return replace(book, rules=tuple(reversed(book.rules)), compiled={})


@settings(max_examples=25, deadline=None)
@given(cases())
def test_the_order_of_rules_is_nothing(one: CaseFile) -> None:
    book = shipped(None)
    assert evaluate(one, book) == evaluate(one, _backwards(book))


@settings(max_examples=25, deadline=None)
@given(cases())
def test_reading_the_reasons_of_one_finding_changes_no_other(one: CaseFile) -> None:
    book, day = shipped(None), _FIRST + timedelta(days=900)
    read = evaluate(one, book, as_of=day)
    for finding in reversed(read):
        assert finding.facts is not None
    assert read == evaluate(one, book, as_of=day)


@settings(max_examples=25, deadline=None)
@given(cases(dated=True))
def test_step_by_step_ends_where_all_at_once_does(one: CaseFile) -> None:
    """A finding is identified by rule and anchor: re-evaluation updates and never doubles (decision 15)."""
    book, day = shipped(None), _FIRST + timedelta(days=900)
    held: dict[tuple[str, int | None], Any] = {}
    for length in range(len(one.events) + 1):
        found = evaluate(replace(one, events=one.events[:length]), book, as_of=day)
        now = {(finding.rule, finding.anchor): finding for finding in found}
        assert len(now) == len(found)
        assert held.keys() <= now.keys()
        held = now
    assert list(held.values()) == list(evaluate(one, book, as_of=day))


@settings(max_examples=25, deadline=None)
@given(cases())
def test_knowing_less_never_accuses_of_more(one: CaseFile) -> None:
    """Under partial knowledge an unlisted duty is unknown: who is accused there is accused in the closed world too."""
    day = _FIRST + timedelta(days=900)
    known = {(f.rule, f.anchor): f for f in evaluate(replace(one, knowledge="complete"), shipped(None), as_of=day)}
    for finding in evaluate(replace(one, knowledge="partial"), shipped(None), as_of=day):
        if finding.broken:
            assert known[finding.rule, finding.anchor].outcome in (Outcome.VIOLATED, Outcome.OVERDUE), finding
