"""法制审核: the queue, the checklist, the opinion; who handled a case does not review it (行政处罚法 58)."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.casework.review import api as review
from mingzhi.ground.clock import fixed
from mingzhi.ground.errors import BadInput, Forbidden, NotFound, Refused
from mingzhi.law.procedurefile import procedure_of
from tests.casework.office import both, office
from tests.casework.story import ITEMS, MATERIALS, Play

pytestmark = pytest.mark.django_db
PASSED = {"outcome": "passed", "items": ITEMS}


def _submitted() -> Play:
    return Play(office()).until("review_submitted")


def _give(play: Play, values: dict[str, Any], actor: Any = None) -> Any:
    with fixed(play.now):
        return review.give_opinion(actor or play.office.reviewer, play.case_id, values)


def test_a_submission_stands_in_the_queue_with_its_last_day_and_leaves_it_with_the_opinion() -> None:
    play = _submitted()
    (task,) = review.visible_tasks(play.office.reviewer)
    assert (task.case_id, task.submitted_by) == (play.case_id, play.office.officer.person_id)
    assert task.due_on is not None and task.due_on > play.now.date()  # 住建: ten working days
    _give(play, PASSED)
    assert not review.visible_tasks(play.office.reviewer)
    assert play.row().state == "待决定"


def test_a_case_that_does_not_wait_is_not_reviewed() -> None:
    play = Play(office()).until("statement_reviewed")
    with pytest.raises(NotFound):
        _give(play, PASSED)


def test_a_file_is_returned_with_what_is_missing_and_submitted_again() -> None:
    play = _submitted()
    with fixed(play.now):
        with pytest.raises(BadInput):
            review.return_for_more(play.office.reviewer, play.case_id, [" "])
        review.return_for_more(play.office.reviewer, play.case_id, ["听证笔录", " "])
        event = cases.file_of(play.row()).events[-1]
        assert event.fields["missing"] == ("听证笔录",)
        assert not review.visible_tasks(play.office.reviewer)
        assert play.row().next_step in ("review_submitted", "decided")
        review.submit(play.office.officer, play.case_id, {"materials": MATERIALS})
    assert review.visible_tasks(play.office.reviewer).count() == 1


def test_every_item_of_the_checklist_is_examined() -> None:
    play = _submitted()
    for items in ([], ITEMS[1:], [*ITEMS, "weather"]):
        with pytest.raises(BadInput) as caught:
            _give(play, {"outcome": "passed", "items": items})
        assert caught.value.facts["items"]
    assert play.row().state == "审核中"


def test_an_opinion_other_than_passed_says_why() -> None:
    play = _submitted()
    with pytest.raises(BadInput):
        _give(play, {"outcome": "rejected", "items": ITEMS})
    _give(play, {"outcome": "rejected", "items": ITEMS, "note": "证据不足"})
    assert cases.file_of(play.row()).events[-1].fields["outcome"] == "rejected"


def test_after_a_rejected_review_the_decision_is_refused() -> None:
    play = _submitted()
    _give(play, {"outcome": "rejected", "items": ITEMS, "note": "证据不足"})
    from tests.casework.story import moment

    with pytest.raises(Refused) as caught:
        play.take(moment("decided"))
    assert {"rev-gate-penalty", "rev-gate-all"} & {one.rule for one in caught.value.facts["findings"]}


def test_who_handled_the_case_does_not_review_it() -> None:
    here = office()
    two_hats = both(here.reviewer, here.officer)
    play = Play(replace(here, officer=two_hats)).until("review_submitted")
    with pytest.raises(Refused) as caught:
        _give(play, PASSED, two_hats)
    assert "rev-separation" in {one.rule for one in caught.value.facts["findings"]}
    assert review.visible_tasks(here.reviewer).count() == 1


def test_who_only_took_part_in_a_step_does_not_review_it_either() -> None:
    here = office()
    play = Play(here).until("opened")
    with fixed(play.now):
        cases.record(
            here.officer,
            play.case_id,
            "credential_shown",
            {},
            officers=[here.officer.person_id, here.reviewer.person_id],
        )
    for one in list(play.before("review_submitted"))[2:]:
        play.take(one)
    with pytest.raises(Refused) as caught:
        _give(play, PASSED)
    assert "rev-separation" in {one.rule for one in caught.value.facts["findings"]}


def test_a_reviewer_without_the_qualification_is_refused() -> None:
    play = _submitted()
    with pytest.raises(Refused) as caught:
        _give(play, PASSED, replace(play.office.reviewer, legally_qualified=False))
    assert "rev-reviewer-qualified" in {one.rule for one in caught.value.facts["findings"]}


def test_others_neither_see_the_queue_nor_give_an_opinion() -> None:
    play = _submitted()
    stranger = office(name="武定县卫生健康局", short="武卫健", field="health", region="532329").reviewer
    for actor in (play.office.officer, play.office.head, stranger):
        assert not review.visible_tasks(actor)
        with pytest.raises((NotFound, Forbidden)):
            _give(play, PASSED, actor)


def test_findings_are_laid_beside_the_items_they_speak_to() -> None:
    play = _submitted()
    told = cases.dossier(play.office.reviewer, play.case_id)
    placed = review.answered(told.findings)
    assert set(placed) == set(ITEMS)
    assert {one.rule for one in placed["procedure"]} >= {"pen-notice"} or placed["procedure"]
    step = procedure_of("penalty", "ordinary").step("review_completed")
    assert step is not None and step.roles == ("reviewer",)


@pytest.mark.parametrize("items", [[{}], "all", {"a": 1}, [["x"]]])
def test_items_of_another_shape_are_unknown(items: Any) -> None:
    with pytest.raises(BadInput) as caught:
        _give(_submitted(), {"outcome": "passed", "items": items})
    assert caught.value.code == "items_unknown"
