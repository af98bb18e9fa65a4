"""Two officers on one case, and the same request delivered twice."""

from __future__ import annotations

from unittest import mock

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.casework.cases import store
from mingzhi.ground.clock import fixed
from mingzhi.ground.errors import Conflict, NotFound
from tests.casework.office import office
from tests.casework.story import FACTS, Play, moment

pytestmark = pytest.mark.django_db


def test_who_saw_an_older_version_is_told_and_nothing_is_written() -> None:
    play = Play(office()).until("opened")
    seen = play.row().seq
    with fixed(play.now):
        cases.record(play.office.second, play.case_id, "facts_established", FACTS, expected=seen)
        with pytest.raises(Conflict) as caught:
            cases.record(play.office.officer, play.case_id, "facts_established", FACTS, expected=seen)
    assert (caught.value.code, caught.value.facts["seen"], caught.value.facts["now"]) == ("case_moved", seen, seen + 1)
    assert play.row().seq == seen + 1


def test_a_case_that_moves_between_judgement_and_lock_is_not_written_over() -> None:
    play = Play(office()).until("opened")
    original = store.project

    def slow(*args: object, **kwargs: object) -> object:
        with mock.patch.object(store, "project", original):
            cases.record(play.office.second, play.case_id, "facts_established", FACTS)
        return original(*args, **kwargs)  # type: ignore[arg-type]

    seen = play.row().seq
    with fixed(play.now), mock.patch.object(store, "project", slow), pytest.raises(Conflict) as caught:
        cases.record(play.office.officer, play.case_id, "facts_established", FACTS)
    assert caught.value.code == "stream_moved"
    assert play.row().seq == seen + 1


def test_the_same_request_twice_is_recorded_once() -> None:
    play = Play(office()).until("opened")
    with fixed(play.now):
        first = cases.record(play.office.officer, play.case_id, "facts_established", FACTS, idempotency_key="k-1")
    seq = play.row().seq
    again = cases.record(play.office.officer, play.case_id, "facts_established", FACTS, idempotency_key="k-1")
    assert again.id == first.id and play.row().seq == seq


def test_a_key_that_was_used_for_something_else_is_refused() -> None:
    play = Play(office()).until("opened")
    with fixed(play.now):
        cases.record(play.office.officer, play.case_id, "facts_established", FACTS, idempotency_key="k-2")
        with pytest.raises(Conflict) as caught:
            cases.record(play.office.officer, play.case_id, "complaint_answered", {}, idempotency_key="k-2")
    assert caught.value.code == "request_key_reused"


def test_a_clue_delivered_twice_is_one_case() -> None:
    here = office()
    first = Play(here).open(idempotency_key="clue-1")
    second = Play(here).open(idempotency_key="clue-1")
    assert first.id == second.id and cases.Row.objects.count() == 1


def test_an_approval_delivered_twice_is_one_approval_and_tells_strangers_nothing() -> None:
    play = Play(office())
    play.open()
    one = moment("opened")
    with fixed(play.now):
        asked = cases.request_approval(
            play.office.officer, play.case_id, "opened", one.values, officers=play.office.two
        )
        first = cases.approve(play.office.head, asked.id, idempotency_key="yes-1")
        again = cases.approve(play.office.head, asked.id, idempotency_key="yes-1")
    assert first.id == again.id
    stranger = office(name="武定县卫生健康局", short="武卫健", field="health").head
    with pytest.raises(NotFound):
        cases.approve(stranger, asked.id, idempotency_key="yes-1")
