"""What a client could send to get round the register, the clock or the database."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.casework.cases.entered import NEVER_TYPED
from mingzhi.casework.cases.known import FILLED, fill_names
from mingzhi.ground.clock import fixed
from mingzhi.ground.errors import BadInput, Conflict, NotFound
from tests.casework.office import office
from tests.casework.story import FACTS, Play, moment

pytestmark = pytest.mark.django_db
FORGED = [{"name": "周某", "credential": "1", "valid_until": "2099-01-01"}, {"name": "许某", "credential": "2"}]


@pytest.mark.parametrize("name", sorted(NEVER_TYPED))
def test_what_the_installation_writes_is_not_typed(name: str) -> None:
    play = Play(office()).until("opened")
    values = {**FACTS, name: FORGED if name == "officers" else "2020-01-01"}
    with fixed(play.now), pytest.raises(BadInput) as caught:
        cases.record(play.office.officer, play.case_id, "facts_established", values)
    assert (caught.value.code, caught.value.facts["field"]) == ("not_typed", name)


def test_credentials_are_not_forged_in_a_request_for_approval_or_on_the_spot() -> None:
    play = Play(office())
    play.open()
    with fixed(play.now), pytest.raises(BadInput):
        cases.request_approval(play.office.officer, play.case_id, "opened", {"danger": "none", "officers": FORGED})
    with fixed(play.now), pytest.raises(BadInput):
        cases.decide_on_the_spot(
            play.office.officer,
            title="x",
            party={"kind": "organisation", "name": "某公司"},
            officers=play.office.two,
            scene={"party_present": True, "record_signed": True, "officers": FORGED},
            decision={},
        )


@pytest.mark.parametrize("values", [{**FACTS, "note": "a\x00b"}, {**FACTS, "x": {"k": ["\x00"]}}])
def test_a_text_that_cannot_be_kept_is_refused_with_its_place(values: dict[str, Any]) -> None:
    play = Play(office()).until("opened")
    with fixed(play.now), pytest.raises(BadInput) as caught:
        cases.record(play.office.officer, play.case_id, "facts_established", values)
    assert caught.value.code == "nul_in_text"


def test_odd_keys_and_words_find_nothing_and_break_nothing() -> None:
    here = office()
    with pytest.raises(NotFound):
        cases.get_case(here.officer, "\x00")
    assert not cases.case_list(here.officer, words="%_\x00'\"", before="\U0010ffff").rows
    with pytest.raises(BadInput):
        cases.work_list(here.officer, after="yesterday_1")


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"title": "a\x00"}, "nul_in_text"),
        ({"parties": [{"kind": "person", "name": "\x00"}]}, "nul_in_text"),
        ({"procedure": "fast"}, "procedure_unknown"),
        ({"act": "penality"}, "case_file_wrong"),
    ],
)
def test_a_case_is_not_opened_with_what_nobody_can_read(other: dict[str, Any], code: str) -> None:
    with pytest.raises(BadInput) as caught:
        Play(office()).open(**other)
    assert caught.value.code == code


def test_a_number_that_is_too_long_is_refused() -> None:
    play = Play(office())
    play.open()
    with pytest.raises(BadInput) as caught:
        play.take(moment("opened", number="号" * 65))
    assert caught.value.code == "number_too_long"


def test_a_key_sent_again_with_other_content_is_refused() -> None:
    play = Play(office()).until("opened")
    with fixed(play.now):
        cases.record(play.office.officer, play.case_id, "facts_established", FACTS, idempotency_key="k")
        with pytest.raises(Conflict) as caught:
            cases.record(
                play.office.officer,
                play.case_id,
                "facts_established",
                {**FACTS, "harm": "serious"},
                idempotency_key="k",
            )
    assert caught.value.code == "request_key_reused"


def test_whatever_the_door_fills_is_named_in_a_procedure() -> None:
    assert all(fill_names(event) for event in FILLED)


@pytest.mark.parametrize(
    ("other", "code"),
    [
        ({"title": "长" * 301}, "text_too_long"),
        ({"parties": [{"kind": "person", "name": "长" * 201}]}, "text_too_long"),
        ({"clue": {"source": "inspection", "note": "长" * 100_001}}, "text_too_long"),
        ({"clue": {"source": "inspection", "at": 20260302}}, "bad_time"),
        ({"clue": {"source": "inspection", "x": "text"}, "late_reason": "忘记"}, "x_not_mapping"),
    ],
)
def test_texts_without_end_and_values_of_another_shape_are_refused(other: dict[str, Any], code: str) -> None:
    play = Play(office())
    with pytest.raises(BadInput) as caught:
        play.open(**other)
    assert caught.value.code == code
    assert not cases.Row.objects.exists()
