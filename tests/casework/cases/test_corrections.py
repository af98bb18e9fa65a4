"""Corrections run the gates again and never step round one (decision 20)."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.ground.clock import fixed
from mingzhi.ground.errors import BadInput, Forbidden, NotFound, Problem, Refused
from mingzhi.law.casefile.corrections import corrected_view
from tests.casework.office import office
from tests.casework.story import Play

pytestmark = pytest.mark.django_db


def _correct(play: Play, event: str, values: dict[str, Any], reason: str = "录入时看错", who: str = "officer") -> Any:
    target = next(one for one in cases.file_of(play.row()).events if one.type == event)
    with fixed(play.now):
        return cases.correct(getattr(play.office, who), play.case_id, str(target.id), values, reason=reason)


def _problem(play: Play, *args: Any, **more: Any) -> Problem:
    before = play.row().seq
    with pytest.raises(Problem) as caught:
        _correct(play, *args, **more)
    assert play.row().seq == before
    return caught.value


def test_a_correction_is_read_by_the_law_and_the_first_record_stays() -> None:
    play = Play(office()).until("interviewed")
    _correct(play, "interviewed", {"person": "王某"})
    file = cases.file_of(play.row())
    first = next(one for one in file.events if one.type == "interviewed")
    assert first.fields["person"] == "李某"
    assert corrected_view(file).events[first.index].fields["person"] == "王某"


def test_a_correction_without_reason_or_values_or_with_an_unknown_field_is_refused() -> None:
    play = Play(office()).until("interviewed")
    assert _problem(play, "interviewed", {"person": "王某"}, reason=" ").code == "reason_missing"
    assert _problem(play, "interviewed", {}).code == "values_missing"
    wrong = _problem(play, "interviewed", {"persn": "王某"})
    assert isinstance(wrong, BadInput) and "person" in wrong.fix


def test_the_notice_that_was_served_is_not_back_dated_by_a_correction() -> None:
    play = Play(office()).until("prior_notice_served")
    problem = _problem(play, "prior_notice_served", {"at": "2026-03-01"})
    assert isinstance(problem, Forbidden) and problem.code == "sealed_not_corrected"


def test_what_the_installation_wrote_is_not_corrected() -> None:
    play = Play(office()).until("review_completed")
    assert _problem(play, "opened", {"approved_by": "other"}).code == "not_correctable"
    assert _problem(play, "investigated_on_site", {"officers": []}).code == "not_correctable"
    assert _problem(play, "investigated_on_site", {"recorded_at": "2026-01-01"}).code == "not_correctable"


def test_what_the_head_approved_is_corrected_by_the_head() -> None:
    play = Play(office()).until("opened")
    problem = _problem(play, "opened", {"danger": "finance"})
    assert isinstance(problem, Forbidden) and problem.facts["by"] == "head"
    assert _correct(play, "opened", {"danger": "finance"}, who="head").type == "corrected"


def test_a_correction_that_would_take_away_the_ground_of_a_later_step_is_refused() -> None:
    play = Play(office()).until("investigated_on_site")
    problem = _problem(play, "credential_shown", {"at": "2026-03-06"})
    assert isinstance(problem, Refused) and problem.code == "correction_refused_by_law"
    assert problem.facts["step"] == "investigated_on_site"


def test_a_correction_is_not_recorded_past_its_own_door() -> None:
    play = Play(office()).until("interviewed")
    with pytest.raises(Forbidden) as caught:
        cases.record(play.office.officer, play.case_id, "corrected", {"of": "interviewed", "values": {}, "reason": "x"})
    assert (caught.value.code, caught.value.facts["verb"]) == ("use_own_verb", "correct")


def test_an_event_that_is_not_there_is_not_corrected() -> None:
    play = Play(office()).until("opened")
    with pytest.raises(NotFound):
        cases.correct(play.office.officer, play.case_id, "01ARZ3NDEKTSV4RRFFQ69G5FAV", {"danger": "none"}, reason="x")
