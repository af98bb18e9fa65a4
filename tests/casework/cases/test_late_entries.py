"""补录: what is entered on a later day says why, and stays recognisable (decision 19)."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.ground.clock import SHANGHAI, fixed
from mingzhi.ground.errors import Refused
from tests.casework.office import office
from tests.casework.story import Play, moment

pytestmark = pytest.mark.django_db


def test_a_late_entry_keeps_both_days_and_its_reason() -> None:
    play = Play(office()).until("credential_shown")
    happened = play.now.date()
    play.now += timedelta(days=2)
    one = moment("investigated_on_site")
    with fixed(play.now):
        recorded = cases.record(
            play.office.officer,
            play.case_id,
            one.event,
            one.values,
            at=happened.isoformat(),
            officers=play.office.two,
            late_reason="现场没有网络",
        )
    event = cases.file_of(play.row()).events[-1]
    assert event.at is not None and event.at.day == happened
    assert recorded.recorded_at.astimezone(SHANGHAI).date() == play.now.date()
    assert event.shared["x"]["late_reason"] == "现场没有网络"


def test_what_is_entered_after_the_act_that_it_should_have_preceded_does_not_meet_its_gate() -> None:
    play = Play(office()).until("opened")
    happened = play.now.date()
    play.now += timedelta(days=2)
    one = moment("investigated_on_site")
    late = {"at": happened.isoformat(), "officers": play.office.two, "late_reason": "现场没有网络"}
    with fixed(play.now):
        with pytest.raises(Refused) as caught:
            cases.record(play.office.officer, play.case_id, one.event, one.values, **late)
        cases.record(play.office.officer, play.case_id, "credential_shown", {}, **late)
        cases.record(play.office.officer, play.case_id, one.event, one.values, **late)
    assert {"pen-credential", "pub-in-process-id"} & {one.rule for one in caught.value.facts["findings"]}
