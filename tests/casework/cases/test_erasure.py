"""The lawful end of an event's content: the case stays readable, the names are gone (decision 21)."""

from __future__ import annotations

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.ground.clock import fixed
from mingzhi.ground.errors import BadInput, NotFound
from tests.casework.office import office
from tests.casework.story import FACTS, Play

pytestmark = pytest.mark.django_db
GROUND = "《个人信息保护法》第四十七条：保存期限已届满"


def _id(play: Play, event: str) -> str:
    return str(next(one for one in cases.file_of(play.row()).events if one.type == event).id)


def test_an_erased_event_is_still_told_and_the_case_goes_on() -> None:
    play = Play(office()).until("interviewed")
    with fixed(play.now):
        cases.erase(play.office.archivist, play.case_id, _id(play, "interviewed"), ground=GROUND)
        told = cases.dossier(play.office.officer, play.case_id)
        cases.record(play.office.officer, play.case_id, "facts_established", FACTS)
    event = next(one for one in told.file.events if one.type == "interviewed")
    assert event.fields == {} and event.at is not None and event.officers is None
    last = told.file.events[-1]
    assert (last.type, last.fields["of"], last.fields["ground"]) == ("payload_destroyed", event.id, GROUND)
    assert len(told.file.events) == len(told.recorded)


def test_with_the_first_event_the_names_go_from_the_case_and_its_lists() -> None:
    play = Play(office()).until("opened")
    with fixed(play.now):
        cases.erase(play.office.archivist, play.case_id, _id(play, "clue_received"), ground=GROUND)
    row = play.row()
    assert "云岭" not in f"{row.title}{row.party}{row.head}"
    assert row.head["parties"][0]["kind"] == "organisation"
    assert not cases.case_list(play.office.officer, words="云岭").rows
    assert cases.dossier(play.office.officer, play.case_id).file.parties[0].kind == "organisation"


def test_erasing_needs_a_ground_the_permission_and_an_event_of_the_case() -> None:
    play = Play(office()).until("interviewed")
    target = _id(play, "interviewed")
    with pytest.raises(BadInput):
        cases.erase(play.office.archivist, play.case_id, target, ground=" ")
    with pytest.raises(NotFound):
        cases.erase(play.office.officer, play.case_id, target, ground=GROUND)
    other = Play(play.office).until("opened")
    with pytest.raises(NotFound):
        cases.erase(play.office.archivist, other.case_id, target, ground=GROUND)
    assert cases.file_of(play.row()).events[-1].type == "interviewed"
