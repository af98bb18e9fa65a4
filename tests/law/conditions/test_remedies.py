"""Terms of remedies as decisions spell them, and codes of parties as files give them."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhi.law.casefile.reader import read_mapping
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.conditions.remedies import read_term
from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Finding, Outcome
from mingzhi.law.identifiers import identity_check
from mingzhi.law.lawbook import lawbook_for
from mingzhi.law.wording import explain


@pytest.mark.parametrize(
    ("text", "term"),
    [
        ("六十日", (60, "day")),
        ("60 日", (60, "day")),
        ("６０天", (60, "day")),
        ("自收到本决定书之日起六十日内", (60, "day")),
        ("一百八十日", (180, "day")),
        ("十五日", (15, "day")),
        ("二十个工作日", (20, "working_day")),
        ("6个月", (6, "month")),
        ("六个月", (6, "month")),
        ("半年", (6, "month")),
        ("一年", (1, "year")),
        ("法定期限", None),
        ("六十日内复议或者六个月内起诉", None),
        ("", None),
    ],
)
def test_a_term_is_read_from_its_spellings(text: str, term: tuple[int, str] | None) -> None:
    assert read_term(text) == term


def _found(rule: str, **more: Any) -> tuple[CaseFile, Finding]:
    raw = {"format": "mingzhi-case/1", "id": "example", "act": "penalty", "events": [], **more}
    case = read_mapping(raw, where="example")
    return case, next(one for one in evaluate(case, lawbook_for(case)) if one.rule == rule)


def test_the_number_of_a_person_is_never_repeated() -> None:
    body = "53030219900101001"
    wrong = body + ("0" if identity_check(body) != "0" else "1")
    case, found = _found("party-code", parties=[{"kind": "person", "name": "某甲", "code": wrong}])
    assert found.outcome is Outcome.VIOLATED
    assert body[6:14] not in explain(found, case)


def test_a_wrong_code_does_not_stop_the_judging() -> None:
    decided = {"event": "decided", "at": "2024-05-06", "approved_by": "officer_on_the_spot"}
    case, found = _found(
        "pen-head-decides",
        procedure="ordinary",
        parties=[{"kind": "organisation", "name": "某公司", "code": "91530302MA6K123450"}],
        events=[{**decided, "penalties": [{"type": "fine", "amount": "3000.00"}]}],
    )
    assert found.outcome is Outcome.VIOLATED
    assert any(one.rule == "party-code" and one.broken for one in evaluate(case, lawbook_for(case)))
