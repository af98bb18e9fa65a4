"""A penalty on the spot: one page, a few events, one transaction."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.ground.clock import fixed
from mingzhi.ground.errors import BadInput, Forbidden, Problem, Refused
from tests.casework.office import Office, office
from tests.casework.story import BEGIN, DECISION, REMEDIES

pytestmark = pytest.mark.django_db
SPOT = {
    **{name: value for name, value in DECISION.items() if name != "matches_notice"},
    "penalties": [{"type": "fine", "amount": "1000.00", "large": False}],
    "remedies": {**REMEDIES, "reconsideration_first": True},
}


def _decide(here: Office, **other: Any) -> cases.Row:
    with fixed(BEGIN):
        return cases.decide_on_the_spot(
            other.pop("actor", here.officer),
            **{
                "title": "某公司未公示收费标准案",
                "party": {"kind": "organisation", "name": "云岭某物业有限公司"},
                "officers": here.two,
                "scene": {"party_present": True, "record_signed": True},
                "decision": SPOT,
                **other,
            },
        )


def test_it_is_recorded_from_finding_to_delivery() -> None:
    here = office()
    row = _decide(here)
    words = [one.type for one in cases.dossier(here.officer, row.id).recorded]
    assert words == [
        "clue_received",
        "credential_shown",
        "investigated_on_site",
        "prior_notice_served",
        "statement_waived",
        "decided",
        "document_served",
    ]
    assert (row.state, row.procedure, row.next_step) == ("已决定", "simplified", "reported_to_agency")
    assert row.number.endswith("当罚〔2026〕1号")
    decided = cases.file_of(row).events[5]
    assert decided.fields["approved_by"] == "officer_on_the_spot" and decided.fields["on_the_spot"] is True
    assert [one.credential for one in decided.officers or ()] == ["麒住建-officer", "麒住建-second"]


def test_a_defence_is_heard_and_answered_before_the_decision() -> None:
    here = office()
    row = _decide(here, statement={"content": "不知情", "adopted": "no", "reasons": "不影响违法事实成立"})
    words = [one.type for one in cases.dossier(here.officer, row.id).recorded]
    assert words.index("statement_received") < words.index("statement_reviewed") < words.index("decided")


def _refused(here: Office, **other: Any) -> Problem:
    with pytest.raises(Problem) as caught:
        _decide(here, **other)
    assert cases.Row.objects.count() == 0
    return caught.value


def test_a_fine_above_the_limit_of_the_simplified_procedure_is_refused_whole() -> None:
    penalties = [{"type": "fine", "amount": "3000.01", "large": False}]
    problem = _refused(office(), decision={**SPOT, "penalties": penalties})
    assert isinstance(problem, Refused) and problem.facts["step"] == "decided"
    assert "pen-simple-threshold" in {one.rule for one in problem.facts["findings"]}


def test_a_citizen_is_fined_two_hundred_at_most_on_the_spot() -> None:
    penalties = [{"type": "fine", "amount": "201.00", "large": False}]
    person = {"kind": "person", "name": "杞某"}
    problem = _refused(office(), party=person, decision={**SPOT, "penalties": penalties})
    assert "pen-simple-threshold" in {one.rule for one in problem.facts["findings"]}


def test_without_officers_or_as_somebody_else_it_is_refused() -> None:
    here = office()
    assert isinstance(_refused(here, officers=()), BadInput)
    assert isinstance(_refused(here, actor=here.archivist), Forbidden)


def test_the_same_page_sent_twice_is_one_case() -> None:
    here = office()
    assert _decide(here, idempotency_key="spot-1").id == _decide(here, idempotency_key="spot-1").id
    assert cases.Row.objects.count() == 1
