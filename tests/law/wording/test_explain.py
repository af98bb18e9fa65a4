"""A finding in words: nothing that a person needs is left out, nothing breaks on odd values."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from mingzhi.law import wording
from mingzhi.law.casefile.reader import read_mapping
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.findings import Citation, Fact, Finding, Missing, Outcome, Severity
from mingzhi.law.lawbook import shipped
from mingzhi.law.wording import cited, explain, fact_zh, value_zh

CASE = read_mapping(
    {
        "format": "mingzhi-case/1",
        "id": "t",
        "act": "penalty",
        "events": [
            {"event": "opened", "at": "2026-03-04", "danger": "none"},
            {"event": "decided", "at": "2026-05-06", "penalties": [{"type": "fine", "amount": "30000.00"}]},
        ],
    },
    where="t",
)


def _finding(outcome: Outcome, **more: object) -> Finding:
    rule = shipped(None).rules[0]
    version = rule.versions[0]
    citation = Citation("行政处罚法", version.source.article, None, None)
    return Finding(rule.id, rule.title, outcome, Severity.BLOCK, citation, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize("outcome", list(Outcome))
def test_every_outcome_is_told_with_title_and_article(outcome: Outcome) -> None:
    finding = _finding(outcome, due_on=date(2026, 6, 2), counting=("3月4日立案", "满90日"))
    told = explain(finding, CASE)
    assert finding.title in told and "《行政处罚法》" in told
    assert "满90日" in told
    assert "{" not in told


def test_facts_missing_and_remedy_are_told_where_they_belong() -> None:
    facts = (Fact(1, "decided", "penalties", ({"type": "fine", "amount": Decimal("30000.00")},)),)
    missing = (Missing("facts_established", "complicated"),)
    broken = explain(_finding(Outcome.VIOLATED, facts=facts, missing=missing, remedy="重新告知"), CASE)
    assert "2026-05-06" in broken and "30,000.00元" in broken and "罚款" in broken and "重新告知" in broken
    open_ = explain(_finding(Outcome.NOT_DETERMINED, missing=missing), CASE)
    assert VOCABULARY.field_zh("facts_established", "complicated") in open_


def test_articles_are_cited_as_officials_write_them() -> None:
    assert cited(Citation("行政处罚法", "44; 62", None, None)) == "《行政处罚法》第44条、第62条"
    assert cited(Citation("行政处罚法", "64(一)", None, None)) == "《行政处罚法》第64条（一）"
    assert cited(Citation("指导意见", "二(五)", None, None)) == "《指导意见》二（五）"


def test_values_are_worded_by_the_vocabulary() -> None:
    kind = VOCABULARY["opened"].fields["danger"]
    assert value_zh("none", kind, "opened", "danger") == VOCABULARY.choice_zh("opened", "danger", "none")
    assert value_zh(True) == "是"
    assert value_zh(None) == "没有"
    assert value_zh("decided") == VOCABULARY["decided"].zh
    assert value_zh("person", None, None, "parties.kind") == "个人"
    assert value_zh(CASE.events[0].at) == "2026-03-04"
    assert value_zh({"type": "detain", "days": 15}) == "行政拘留 15日"
    assert fact_zh(Fact(0, "opened", None, True), CASE) == "2026-03-04 立案"
    assert fact_zh(Fact(None, None, "procedure", "simplified"), CASE).startswith(wording.field_zh(None, "procedure"))


def test_every_rule_can_be_worded_in_every_outcome() -> None:
    for rule in shipped(None).rules:
        for version in rule.versions:
            for outcome in Outcome:
                citation = Citation("某法", version.source.article, None, None)
                numbers = tuple((name, one.value) for name, one in version.parameters.items())
                finding = Finding(rule.id, rule.title, outcome, Severity.WARN, citation, parameters=numbers)
                told = explain(finding, CASE)
                assert rule.title in told and "{" not in told, rule.id


def test_a_term_is_worded_as_people_say_it() -> None:
    assert value_zh("7 working_day") == "7个工作日"
    assert value_zh("本机关 7 working_day") == "本机关 7 working_day"


def test_an_event_without_a_day_and_a_blank_are_told_as_such() -> None:
    raw = {"format": "mingzhi-case/1", "id": "t", "act": "penalty", "events": [{"event": "opened"}]}
    undated = read_mapping(raw, where="t")
    assert fact_zh(Fact(0, "opened", "at", None), undated) != fact_zh(Fact(0, "opened", None, True), undated)
    assert "没有写明日期" in fact_zh(Fact(0, "opened", "at", None), undated)
    assert value_zh("")
