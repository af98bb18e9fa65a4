"""The condition language: three-valued logic, fields, events, people, penalties, references."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Outcome
from tests.law.engine.small import book, case, only, rule

YES, NO, OPEN = Outcome.SATISFIED, Outcome.VIOLATED, Outcome.NOT_DETERMINED
DECIDED: dict[str, Any] = {"event": "decided", "at": "2024-05-06"}
T, F, U = "{anchor: decided}", "{anchor: closed}", "{field: sealed, is: true}"


def judge(condition: str, *events: dict[str, Any], decided: dict[str, Any] | None = None, **head: Any) -> Outcome:
    """The answer of one condition at a decision that stands behind *events*."""
    text = rule(f"anchor: decided\nrequire: {condition}")
    return only(book(text), case(*events, {**DECIDED, **(decided or {})}, **head)).outcome


@pytest.mark.parametrize(
    ("condition", "answer"),
    [
        (f"{{all: [{T}, {T}]}}", YES),
        (f"{{all: [{T}, {U}]}}", OPEN),
        (f"{{all: [{U}, {F}]}}", NO),
        (f"{{any: [{F}, {F}]}}", NO),
        (f"{{any: [{F}, {U}]}}", OPEN),
        (f"{{any: [{U}, {T}]}}", YES),
        (f"{{not: {T}}}", NO),
        (f"{{not: {F}}}", YES),
        (f"{{not: {U}}}", OPEN),
    ],
)
def test_and_or_not_over_three_values(condition: str, answer: Outcome) -> None:
    assert judge(condition) is answer


@pytest.mark.parametrize(
    ("when", "require", "answer"),
    [
        (F, F, Outcome.NOT_APPLICABLE),
        (T, F, NO),
        (U, F, OPEN),
        (U, T, YES),
        (T, U, OPEN),
    ],
)
def test_a_rule_that_may_not_apply_accuses_nobody(when: str, require: str, answer: Outcome) -> None:
    text = rule(f"anchor: decided\nwhen: {when}\nrequire: {require}")
    assert only(book(text), case(DECIDED)).outcome is answer


@pytest.mark.parametrize(
    ("condition", "decided", "answer"),
    [
        ("{field: outcome, is: 罚款}", {"outcome": "罚款"}, YES),
        ("{field: outcome, is: 罚款}", {"outcome": "没收"}, NO),
        ("{field: outcome, is: 罚款}", {}, OPEN),
        ("{field: outcome, is: 罚款, unknown: false}", {}, NO),
        ("{field: outcome, is: 罚款, unknown: true}", {}, YES),
        ("{field: outcome, has_text: [罚, 没收]}", {"outcome": "罚款"}, YES),
        ("{field: outcome, has_text: [吊销]}", {"outcome": "罚款"}, NO),
        ("{field: outcome, in: [罚款, 没收]}", {"outcome": "没收"}, YES),
        ("{field: basis, includes: [甲, 乙]}", {"basis": ["甲", "乙", "丙"]}, YES),
        ("{field: basis, includes: [甲, 丁]}", {"basis": ["甲", "乙"]}, NO),
        ("{field: basis, includes_any: [丁, 乙]}", {"basis": ["甲", "乙"]}, YES),
        ("{field: basis, filled: true}", {"basis": []}, NO),
        ("{field: basis, filled: true}", {"basis": ["甲"]}, YES),
        ("{field: gain, at_least: 100}", {"gain": "100.00"}, YES),
        ("{field: gain, at_most: 100}", {"gain": "100.00"}, YES),
        ("{field: gain, more_than: 100}", {"gain": "100.00"}, NO),
        ("{field: gain, less_than: 100}", {"gain": "100.00"}, NO),
        ("{field: gain, more_than: 100}", {"gain": "100.01"}, YES),
        ("{field: gain, known: true}", {}, NO),
        ("{field: gain, known: false}", {}, YES),
        ("{field: remedies.court, is: 区法院}", {"remedies": {"court": "区法院"}}, YES),
        ("{field: remedies.court, is: 区法院}", {"remedies": {"within": "60日"}}, OPEN),
    ],
)
def test_a_field_is_compared_or_unknown(condition: str, decided: dict[str, Any], answer: Outcome) -> None:
    assert judge(condition, decided=decided) is answer


OPENED = {"event": "opened", "at": "2024-03-04", "approved_by": "head"}
OTHER = {**OPENED, "approved_by": "other"}


@pytest.mark.parametrize(
    ("condition", "events", "head", "answer"),
    [
        ("{happened: opened, before: anchor}", [OPENED], {}, YES),
        ("{happened: opened, before: anchor}", [], {}, OPEN),
        ("{happened: opened, before: anchor}", [], {"absent": ["opened"]}, NO),
        ("{happened: opened, before: anchor}", [], {"knowledge": "complete"}, NO),
        ("{happened: opened, before: anchor, listed: true}", [], {}, NO),
        ("{happened: hearing_requested, before: anchor}", [], {}, NO),  # none if unlisted
        ("{happened: opened, before: anchor}", [{**OPENED, "at": "2024-06-01"}], {}, NO),
        ("{happened: opened, before: anchor, late: unknown}", [{**OPENED, "at": "2024-06-01"}], {}, OPEN),
        ("{happened: opened, with: {field: approved_by, is: head}}", [OPENED], {}, YES),
        ("{happened: opened, with: {field: approved_by, is: deputy}}", [OPENED], {}, NO),
        ("{happened: opened, where: {field: approved_by, is: deputy}}", [OPENED], {}, OPEN),
        ("{never: opened}", [OPENED], {}, NO),
        ("{never: opened}", [], {"knowledge": "complete"}, YES),
        ("{each: opened, that: {field: approved_by, is: head}}", [OPENED, OPENED], {}, YES),
        ("{each: opened, that: {field: approved_by, is: head}}", [OPENED, OTHER], {}, NO),
        ("{each: opened, that: {field: approved_by, is: head}}", [], {}, YES),
        ("{each: opened, that: {field: danger, is: none}}", [OPENED], {}, OPEN),
        (
            "{latest: opened, that: {field: approved_by, is: other}}",
            [OPENED, {**OPENED, "approved_by": "other"}],
            {},
            YES,
        ),
        ("{latest: opened, that: {field: approved_by, is: head}}", [], {}, OPEN),
        ("{count: opened, at_least: 2}", [OPENED, OPENED], {}, YES),
        ("{count: opened, at_least: 2}", [OPENED], {}, OPEN),
        ("{count: opened, at_least: 2}", [OPENED], {"knowledge": "complete"}, NO),
        ("{count: opened, at_most: 1}", [OPENED, OPENED], {}, NO),
        ("{count: opened, at_most: 1}", [OPENED], {"knowledge": "complete"}, YES),
    ],
)
def test_events_happened_never_each_latest_count(
    condition: str, events: list[dict[str, Any]], head: dict[str, Any], answer: Outcome
) -> None:
    assert judge(condition, *events, **head) is answer


@pytest.mark.parametrize(
    ("opened", "answer"),
    [
        ("2024-05-06T09:00+08:00", YES),
        ("2024-05-06T11:00+08:00", NO),
        ("2024-05-06", YES),  # same day: listed before
        ("2024-05", YES),
        ({"after": "2024-05-07"}, NO),
    ],
)
def test_before_follows_days_times_and_the_listed_order(opened: Any, answer: Outcome) -> None:
    at = {"at": "2024-05-06T10:00+08:00"}
    assert judge("{happened: opened, before: anchor}", {**OPENED, "at": opened}, decided=at) is answer


def test_events_of_another_party_do_not_count() -> None:
    other = {**OPENED, "party": "乙"}
    assert judge("{happened: opened, before: anchor}", other, decided={"party": "甲"}) is OPEN
    assert judge("{happened: opened, before: anchor}", {**OPENED, "party": "甲"}, decided={"party": "甲"}) is YES


@pytest.mark.parametrize(
    ("people", "answer"),
    [
        ([{"name": "甲", "credential": "1"}, {"name": "乙", "credential": "2"}], YES),
        ([{"name": "甲", "credential": "1"}], NO),
        ([{"name": "甲", "credential": "1"}, {"name": "乙", "credential": None}], NO),
        ([{"name": "甲", "credential": "1"}, {"name": "乙"}], OPEN),
        ([{"name": "甲", "credential": "1"}, {"name": "乙", "credential": "2", "valid_until": "2024-05-05"}], NO),
        ([{"name": "甲", "credential": "1"}, {"name": "乙", "credential": "2", "valid_until": "2024-05-06"}], YES),
        ([{"name": "甲", "credential": "1"}, {"name": "乙", "credential": "2", "kind": "auxiliary"}], NO),
        (None, OPEN),
    ],
)
def test_officers_are_counted_with_their_credentials(people: Any, answer: Outcome) -> None:
    decided = {} if people is None else {"officers": people}
    assert judge("{officers: {at_least: 2, qualified: 2}}", decided=decided) is answer


@pytest.mark.parametrize(
    ("condition", "penalties", "answer"),
    [
        ("{penalties: {empty: true}}", [], YES),
        ("{penalties: {empty: false}}", [{"type": "fine"}], YES),
        ("{penalties: {some: {type: fine, more_than: 200}}}", [{"type": "fine", "amount": "200.00"}], NO),
        ("{penalties: {some: {type: fine, more_than: 200}}}", [{"type": "fine"}], OPEN),
        ("{penalties: {every: {type: [fine, warning]}}}", [{"type": "fine"}, {"type": "warning"}], YES),
        ("{penalties: {every: {type: [warning]}}}", [{"type": "fine"}, {"type": "warning"}], NO),
        ("{penalties: {some: {type: fine, large: true, threshold: 100}}}", [{"type": "fine", "amount": "100"}], NO),
        (
            "{penalties: {some: {type: fine, large: true, threshold: 100, inclusive: true}}}",
            [{"type": "fine", "amount": "100"}],
            YES,
        ),
        ("{penalties: {some: {type: fine, large: true}}}", [{"type": "fine", "amount": "5", "large": True}], YES),
        ("{penalties: {some: {type: fine}}}", None, OPEN),
    ],
)
def test_penalties_some_every_empty_large(condition: str, penalties: Any, answer: Outcome) -> None:
    assert judge(condition, decided={} if penalties is None else {"penalties": penalties}) is answer


@pytest.mark.parametrize(
    ("document", "answer"),
    [("decided", YES), (0, YES), ("行政处罚决定书", YES), ("处罚事先告知书", NO), (1, NO), ("opened", NO)],
)
def test_a_reference_names_the_decision(document: Any, answer: Outcome) -> None:
    text = rule(
        "anchor: decided\nrequire: {count: document_served, where: "
        "{field: document, refers: decided, names: [决定书]}, at_least: 1}"
    )
    served = {"event": "document_served", "at": "2024-05-08", "document": document}
    assert only(book(text), case(DECIDED, served, OPENED, knowledge="complete")).outcome is answer


def test_a_name_that_occurs_twice_means_the_last_before() -> None:
    meant = "{field: document, refers: decided}"
    text = rule(f"anchor: decided\nrequire: {{happened: document_served, where: {meant}, after: anchor}}")
    served = {"event": "document_served", "at": "2024-06-01", "document": "decided"}
    both = case(DECIDED, served, {**DECIDED, "at": "2024-07-01"}, knowledge="complete")
    found = {one.anchor: one.outcome for one in evaluate(both, book(text))}
    assert found == {0: YES, 2: NO}


@pytest.mark.parametrize(
    ("condition", "head", "answer"),
    [
        ("{party: person}", {"parties": [{"kind": "person", "name": "甲"}]}, YES),
        ("{party: person}", {"parties": [{"kind": "organisation", "name": "甲"}]}, NO),
        ("{party: person}", {}, OPEN),
        ("{procedure: ordinary}", {"procedure": "ordinary"}, YES),
        ("{procedure: ordinary}", {}, OPEN),
        ("{said_procedure: ordinary}", {}, NO),
        ("{authority: competent, is: true}", {"authority": {"competent": False}}, NO),
        ("{authority: competent, is: true}", {}, OPEN),
        ("{agency: {field: [housing]}}", {"agency": {"name": "甲", "field": "housing"}}, YES),
        ("{agency: {region: ['53']}}", {"agency": {"name": "甲", "region": "530302"}}, YES),
        ("{agency: {level: [county]}}", {}, NO),
        ("{act: [permit]}", {}, NO),
    ],
)
def test_the_case_itself(condition: str, head: dict[str, Any], answer: Outcome) -> None:
    assert judge(condition, **head) is answer
