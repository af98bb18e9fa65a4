"""What the door refuses, and that nothing is left behind when it does."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.casework.cases.events import OF_ROOMS, RESERVED
from mingzhi.ground.clock import fixed
from mingzhi.ground.errors import BadInput, Forbidden, NotFound, Problem, Refused
from mingzhi.registry.catalog.api import add_power
from mingzhi.registry.identity.api import Role
from mingzhi.registry.parties.api import find_party
from tests.casework.office import SINCE, office
from tests.casework.story import FACTS, Play, moment

pytestmark = pytest.mark.django_db


def _refused(play: Play, step: Any, **other: Any) -> Problem:
    """The problem that the step meets; the case has not moved."""
    before = (play.row().seq, len(cases.dossier(play.office.officer, play.case_id).recorded))
    with pytest.raises(Problem) as caught:
        play.take(step, **other)
    assert (play.row().seq, len(cases.dossier(play.office.officer, play.case_id).recorded)) == before
    return caught.value


def _rules(problem: Problem) -> set[str]:
    assert isinstance(problem, Refused), problem
    return {one.rule for one in problem.facts["findings"]}


def _to(play: Play, last: str, *left_out: str, **changed: dict[str, Any]) -> Play:
    """Play up to *last*, some steps left out, some with other values."""
    play.open()
    for one in play.before(last):
        if one.event not in left_out:
            play.take(replace(one, values={**one.values, **changed.get(one.event, {})}))
    return play


def test_a_decision_without_notice_is_refused() -> None:
    play = _to(Play(office()), "investigation_ended")
    assert "pen-notice" in _rules(_refused(play, moment("decided")))


def test_a_decision_without_the_review_it_needs_is_refused() -> None:
    complicated = {**FACTS, "complicated": True}
    play = _to(Play(office()), "statement_reviewed", facts_established=complicated)
    play.now += timedelta(days=10)
    assert _rules(_refused(play, moment("decided"))) & {"rev-gate-penalty", "rev-gate-all"}


def test_a_decision_before_the_defence_period_ended_is_refused() -> None:
    play = _to(Play(office()), "prior_notice_served")
    assert "pen-defence-5wd" in _rules(_refused(play, moment("decided")))


def test_evidence_by_an_officer_with_an_expired_credential_is_refused() -> None:
    here = office(second_valid_until="2026-01-31")
    play = _to(Play(here), "opened")
    play.take(moment("credential_shown"))
    assert _rules(_refused(play, moment("investigated_on_site"))) & {"staff-credential-valid", "pen-two-officers"}


def test_evidence_by_a_single_officer_is_refused() -> None:
    play = Play(office()).until("credential_shown")
    with fixed(play.now), pytest.raises(Refused) as caught:
        cases.record(
            play.office.officer,
            play.case_id,
            "investigated_on_site",
            moment("investigated_on_site").values,
            officers=[play.office.officer.person_id],
        )
    assert "pen-two-officers" in {one.rule for one in caught.value.facts["findings"]}


def test_a_notice_dated_before_the_filing_is_refused() -> None:
    play = _to(Play(office()), "investigation_ended")
    problem = _refused_late(play, "2026-02-25", "当时已送达")
    assert problem.code == "dated_before"


def test_a_notice_entered_late_without_a_reason_is_refused() -> None:
    play = _to(Play(office()), "investigation_ended")
    assert _refused_late(play, "2026-03-06", "").code == "late_without_reason"


def _refused_late(play: Play, at: str, reason: str) -> Problem:
    one = moment("prior_notice_served")
    play.now += timedelta(days=8)
    with fixed(play.now), pytest.raises(BadInput) as caught:
        cases.record(
            play.office.officer,
            play.case_id,
            one.event,
            one.values,
            at=at,
            officers=play.office.two,
            late_reason=reason,
        )
    return caught.value


def test_a_step_in_the_future_is_refused() -> None:
    play = Play(office()).until("opened")
    with fixed(play.now), pytest.raises(BadInput) as caught:
        cases.record(play.office.officer, play.case_id, "facts_established", FACTS, at="2026-12-01")
    assert caught.value.code == "at_in_future"


def test_a_step_of_another_role_is_refused() -> None:
    play = Play(office()).until("investigation_ended")
    problem = _refused(play, replace(moment("prior_notice_served"), who="clerk"))
    assert isinstance(problem, Forbidden) and problem.facts["roles"] == ["officer", "unit_head"]


def test_a_step_that_needs_approval_is_not_recorded_directly() -> None:
    play = Play(office())
    play.open()
    with fixed(play.now), pytest.raises(Forbidden) as caught:
        cases.record(play.office.officer, play.case_id, "opened", moment("opened").values, officers=play.office.two)
    assert caught.value.facts["by"] == "head"


def test_a_step_that_is_taken_once_is_refused_the_second_time() -> None:
    play = Play(office()).until("opened")
    assert _refused(play, moment("opened")).code == "step_taken_already"


def test_a_case_is_not_closed_before_it_is_decided_or_ended() -> None:
    play = Play(office()).until("opened")
    problem = _refused(play, moment("closed"))
    assert problem.code == "step_too_early" and "decided" in problem.facts["awaits"]


def test_another_document_is_served_before_the_decision() -> None:
    play = Play(office()).until("prior_notice_served")
    assert play.take(moment("document_served", document="prior_notice_served")).type == "document_served"


@pytest.mark.parametrize("word", [*RESERVED, *OF_ROOMS])
def test_approvals_reviews_and_publications_are_not_forged_as_plain_steps(word: str) -> None:
    here = office()
    play = Play(here).until("opened")
    everybody = replace(here.officer, roles=frozenset(Role))
    before = play.row().seq
    with fixed(play.now), pytest.raises(Forbidden) as caught:
        cases.record(everybody, play.case_id, word, {"of": "decided"})
    assert caught.value.code == "use_own_verb" and play.row().seq == before


def test_an_unknown_event_is_refused_with_the_nearest_word() -> None:
    play = Play(office()).until("opened")
    with fixed(play.now), pytest.raises(BadInput) as caught:
        cases.record(play.office.officer, play.case_id, "interveiwed", {})
    assert "interviewed" in caught.value.fix


def test_a_missing_and_an_unknown_field_are_named() -> None:
    play = Play(office()).until("opened")
    with fixed(play.now), pytest.raises(BadInput) as caught:
        cases.record(play.office.officer, play.case_id, "interviewed", {"person": "李某"}, officers=play.office.two)
    assert caught.value.facts["fields"] == ["individually", "record_signed"]
    with fixed(play.now), pytest.raises(BadInput) as caught:
        cases.record(play.office.officer, play.case_id, "facts_established", {"complicatd": True})
    assert "complicated" in caught.value.fix


def test_a_wrong_credit_code_of_a_party_is_refused_and_a_right_one_taken() -> None:
    play = Play(office())
    party = {"kind": "organisation", "name": "云岭某建筑有限公司"}
    with pytest.raises(BadInput) as caught:
        play.open(parties=[{**party, "code": "91530300MA6K0000X0"}])
    assert (caught.value.code, caught.value.facts["field"]) == ("credit_code_wrong", "party_code")
    assert cases.Row.objects.count() == 0
    row = play.open(parties=[{**party, "code": "91350100m000100y43"}])
    assert row.head["parties"][0]["code"] == "91350100M000100Y43"
    assert [one.party_id for one in row.registered_parties.all()] == [found.id for found in find_party("云岭")]


def test_a_wrong_identity_number_of_a_person_is_refused() -> None:
    with pytest.raises(BadInput) as caught:
        Play(office()).open(parties=[{"kind": "person", "name": "杞某", "code": "11010519491231002Y"}])
    assert caught.value.code == "identity_number_wrong"


def test_a_power_of_the_own_list_tells_that_the_agency_is_competent_and_another_is_refused() -> None:
    here = office()
    power = add_power(
        here.agency.id, code="A-1", name="处罚", act="penalty", basis=["《某法》第一条"], in_force_from=SINCE
    )
    assert Play(here).open(power_id=power.id).head["authority"]["competent"] is True
    assert "competent" not in Play(here).open().head["authority"]
    other = office(name="武定县卫生健康局", short="武卫健", field="health", region="532329")
    with pytest.raises(BadInput) as caught:
        Play(other).open(power_id=power.id)
    assert caught.value.code == "power_not_ours"


def test_a_kind_of_act_that_the_agencys_measures_do_not_name_is_not_opened() -> None:
    here = office(profile="qilin-housing")
    assert Play(here).open().profile == "qilin-housing"
    with pytest.raises(Forbidden) as caught:
        Play(here).open(act="permit")
    assert caught.value.code == "act_switched_off"


@pytest.mark.parametrize(
    ("wrong", "code"),
    [
        ({"title": " "}, "title_missing"),
        ({"parties": []}, "party_missing"),
        ({"parties": [{"kind": "organisation"}]}, "party_name_missing"),
        ({"parties": [{"kind": "firm", "name": "某公司"}]}, "party_kind_unknown"),
        ({"clue": {}}, "fields_missing"),
    ],
)
def test_a_case_without_what_it_needs_is_not_opened(wrong: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as caught:
        Play(office()).open(**wrong)
    assert caught.value.code == code
    assert cases.Row.objects.count() == 0


def test_a_number_given_twice_is_refused_and_the_counter_passes_it_over() -> None:
    here = office()
    first = Play(here)
    first.open()
    first.take(moment("opened", number="麒住建罚立〔2026〕1号"))
    second = Play(here)
    second.open()
    assert _refused(second, moment("opened", number="麒住建罚立〔2026〕1号")).code == "number_taken"
    third = Play(here).until("opened")
    assert third.row().number == "麒住建罚立〔2026〕2号"


def test_somebody_of_another_agency_is_no_officer_here() -> None:
    play = Play(office()).until("opened")
    stranger = office(name="武定县卫生健康局", short="武卫健", field="health").officer
    with fixed(play.now), pytest.raises(BadInput) as caught:
        cases.record(
            play.office.officer,
            play.case_id,
            "credential_shown",
            {},
            officers=[play.office.officer.person_id, stranger.person_id],
        )
    assert caught.value.code == "officer_unknown"


def test_a_case_of_another_agency_is_not_found_by_any_action() -> None:
    play = Play(office()).until("opened")
    stranger = office(name="武定县卫生健康局", short="武卫健", field="health").officer
    for attempt in (
        lambda: cases.record(stranger, play.case_id, "facts_established", FACTS),
        lambda: cases.request_approval(stranger, play.case_id, "closed", {"way": "other"}),
        lambda: cases.correct(stranger, play.case_id, "opened", {"danger": "none"}, reason="x"),
        lambda: cases.dossier(stranger, play.case_id),
        lambda: cases.export_case(stranger, play.case_id),
        lambda: cases.erase(stranger, play.case_id, "x", ground="y"),
    ):
        with pytest.raises(NotFound):
            attempt()
