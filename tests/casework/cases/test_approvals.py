"""Approvals are events of the approver in his own session (decision 25)."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.ground.clock import fixed
from mingzhi.ground.errors import BadInput, Forbidden, NotFound, Refused
from tests.casework.office import office
from tests.casework.story import Play, moment

pytestmark = pytest.mark.django_db


def _ask(play: Play, event: str = "opened") -> str:
    one = moment(event)
    with fixed(play.now):
        return cases.request_approval(play.office.officer, play.case_id, event, one.values, officers=play.office.two).id


def _opened() -> Play:
    play = Play(office())
    play.open()
    return play


def _words(play: Play) -> list[str]:
    return [one.type for one in cases.dossier(play.office.officer, play.case_id).recorded]


def test_a_request_waits_for_the_head_alone() -> None:
    play = _opened()
    asked = _ask(play)
    assert [one.id for one in cases.open_requests(play.office.head)] == [asked]
    assert not cases.open_requests(play.office.officer) and not cases.open_requests(play.office.reviewer)
    with pytest.raises(NotFound):
        cases.approve(play.office.officer, asked)


def test_approval_and_step_are_recorded_together_and_the_request_is_answered() -> None:
    play = _opened()
    asked = _ask(play)
    with fixed(play.now):
        cases.approve(play.office.head, asked)
    assert _words(play)[-2:] == ["approval_given", "opened"]
    assert not cases.open_requests(play.office.head)
    with pytest.raises(NotFound):
        cases.approve(play.office.head, asked)


def test_a_refused_request_says_why_and_may_be_asked_again() -> None:
    play = _opened()
    asked = _ask(play)
    with pytest.raises(BadInput), fixed(play.now):
        cases.refuse(play.office.head, asked, reasons=" ")
    with fixed(play.now):
        refused = cases.refuse(play.office.head, asked, reasons="补充案源材料")
    assert refused.payload is not None and refused.payload["reasons"] == "补充案源材料"
    assert _words(play)[-1] == "approval_refused"
    assert _ask(play)


def test_nobody_is_asked_twice_for_the_same_step() -> None:
    play = _opened()
    _ask(play)
    with pytest.raises(BadInput) as caught:
        _ask(play)
    assert caught.value.code == "asked_already"


def test_nobody_approves_his_own_request() -> None:
    here = office()
    both = replace(here.officer, roles=here.officer.roles | here.head.roles)
    play = Play(replace(here, officer=both, head=both))
    play.open()
    asked = _ask(play)
    with pytest.raises(Forbidden) as caught, fixed(play.now):
        cases.approve(both, asked)
    assert caught.value.code == "own_request"


def test_what_cannot_be_approved_today_is_not_asked_for() -> None:
    play = Play(office()).until("prior_notice_served")
    with pytest.raises(Refused):
        _ask(play, "decided")
    assert not cases.open_requests(play.office.head)


def test_the_gates_are_judged_again_when_the_approval_is_given() -> None:
    play = Play(office()).until("review_completed")
    asked = _ask(play, "decided")
    with fixed(play.now):
        cases.record(play.office.officer, play.case_id, "hearing_requested", {})
    before = play.row().seq
    with pytest.raises(Refused), fixed(play.now):
        cases.approve(play.office.head, asked)
    assert play.row().seq == before
    assert [one.id for one in cases.open_requests(play.office.head)] == [asked]


def test_what_was_registered_at_once_has_its_approval_made_up() -> None:
    play = Play(office()).until("evidence_collected")
    with fixed(play.now):
        cases.record(
            play.office.officer,
            play.case_id,
            "evidence_registered",
            {"list": True, "urgent": True},
            officers=play.office.two,
        )
        told = cases.dossier(play.office.officer, play.case_id)
        assert told.file.events[-1].fields["approved_by"] == "none"
        asked = cases.request_approval(play.office.officer, play.case_id, "evidence_registered", {})
    play.now += timedelta(hours=3)
    with fixed(play.now):
        cases.approve(play.office.head, asked.id)
    assert _words(play).count("evidence_registered") == 1
    assert _words(play)[-1] == "approval_given"


def test_the_door_writes_who_approved_whatever_was_sent() -> None:
    play = _opened()
    with fixed(play.now):
        asked = cases.request_approval(
            play.office.officer,
            play.case_id,
            "opened",
            {"danger": "none", "approved_by": "other"},
            officers=play.office.two,
        )
        opened = cases.approve(play.office.head, asked.id)
    assert opened.payload is not None and opened.payload["approved_by"] == "head"
