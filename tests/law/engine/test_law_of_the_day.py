"""Which version of a rule judges which step; how severe an answer is (decisions 8, 9, 10, 37)."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from mingzhi.law.findings import Outcome, Severity
from mingzhi.law.lawbook import shipped
from mingzhi.law.profile import Profile
from tests.law.engine.small import answers, book, case, only, rule

VERSIONS = """
      - until: '2021-07-14'
        from: '1996-10-01'
        citation: {instrument: LAW, article: '9'}
        verified: 'no'
        parameters: {most: 50}
"""
BODY = """
from: '2021-07-15'
anchor: decided
parameters: {most: {value: 200, stricter: lower}}
require: {not: {penalties: {some: {type: fine, more_than: {parameter: most}}}}}
"""
FINES = book(rule(BODY, more=VERSIONS))
HUNDRED = {"event": "decided", "penalties": [{"type": "fine", "amount": "100.00"}]}


@pytest.mark.parametrize(
    ("at", "outcome", "article"),
    [
        ("2021-07-15", Outcome.SATISFIED, "1"),
        ("2021-07-14", Outcome.VIOLATED, "9"),
        ("1996-10-01", Outcome.VIOLATED, "9"),
    ],
)
def test_each_step_is_judged_by_the_law_of_its_own_day(at: str, outcome: Outcome, article: str) -> None:
    found = only(FINES, case({**HUNDRED, "at": at}))
    assert (found.outcome, found.citation.article) == (outcome, article)


def test_before_the_first_version_a_rule_is_silent() -> None:
    assert answers(FINES, case({**HUNDRED, "at": "1996-09-30"})) == []


def test_a_version_from_memory_warns_and_never_blocks() -> None:
    assert only(FINES, case({**HUNDRED, "at": "2021-07-15"})).severity is Severity.BLOCK
    assert only(FINES, case({**HUNDRED, "at": "2021-07-14"})).severity is Severity.WARN


@pytest.mark.parametrize(
    ("law_at", "in_file", "outcome"),
    [
        (None, "2019-01-01", Outcome.VIOLATED),
        (date(2024, 1, 1), "2019-01-01", Outcome.SATISFIED),
        ("any", "2019-01-01", Outcome.SATISFIED),
        ("any", None, Outcome.SATISFIED),
        (None, None, Outcome.SATISFIED),
    ],
)
def test_the_command_overrides_the_file_and_the_file_the_day(law_at: Any, in_file: str, outcome: Outcome) -> None:
    head = {"law_at": in_file} if in_file else {}
    assert only(FINES, case({**HUNDRED, "at": "2022-01-01"}, **head), law_at=law_at).outcome is outcome


def test_a_day_that_may_lie_under_either_law_accuses_only_if_both_do() -> None:
    both = {"event": "decided", "at": "2021-07", "penalties": [{"type": "fine", "amount": "300.00"}]}
    assert only(FINES, case(both)).outcome is Outcome.VIOLATED
    assert only(FINES, case({**HUNDRED, "at": "2021-07"})).outcome is Outcome.NOT_DETERMINED


def test_an_undated_step_lies_between_its_neighbours() -> None:
    opened = {"event": "opened", "at": "2022-01-01"}
    assert only(FINES, case(opened, HUNDRED)).outcome is Outcome.SATISFIED
    older = case({"event": "opened", "at": "2020-01-01"}, HUNDRED, {"event": "closed", "at": "2020-12-01"})
    assert only(FINES, older).outcome is Outcome.VIOLATED


def test_a_special_version_goes_before_the_general() -> None:
    special = """rules:
  - adds_to: r
    versions:
      - from: '2022-01-01'
        citation: {instrument: LAW, article: '7'}
        verified: 'yes'
        parameters: {most: 20}
"""
    lawbook = book(rule(BODY, more=VERSIONS), field_housing=special)
    housing = {"agency": {"name": "甲局", "field": "housing"}}
    fined = {**HUNDRED, "at": "2024-01-01"}
    assert only(lawbook, case(fined, **housing)).citation.article == "7"
    assert only(lawbook, case(fined, **housing)).outcome is Outcome.VIOLATED
    assert only(lawbook, case({**HUNDRED, "at": "2021-12-01"}, **housing)).citation.article == "1"
    assert only(lawbook, case(fined)).citation.article == "1"


def test_before_an_institution_runs_fully_its_rules_only_inform() -> None:
    profile = Profile(name="p", zh="试点", kinds={"penalty": {"trial": date(2024, 1, 1), "full": date(2024, 7, 1)}})
    lawbook = book(rule(BODY), profile)
    assert profile.phase("penalty", date(2023, 12, 31)) == "off"
    assert only(lawbook, case({**HUNDRED, "at": "2024-06-30"})).severity is Severity.INFO
    assert only(lawbook, case({**HUNDRED, "at": "2024-07-01"})).severity is Severity.BLOCK


def test_rules_of_another_kind_of_act_do_not_speak() -> None:
    assert answers(FINES, case({**HUNDRED, "at": "2024-01-01"}, act="permit")) == []


def test_the_digest_names_the_law_and_the_profile() -> None:
    plain = book(rule(BODY))
    assert plain.digest == book(rule(BODY)).digest
    assert plain.digest != book(rule(BODY.replace("200", "201"))).digest
    assert len({shipped(name).digest for name in (None, "qilin-housing", "wuding-health")}) == 3
