"""A whole ordinary case, from clue to archive, through the actions."""

from __future__ import annotations

from datetime import timedelta

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.ground.clock import fixed
from mingzhi.ground.errors import Refused
from mingzhi.law.findings import Severity
from tests.casework.office import office
from tests.casework.story import HEARING, ORDINARY, Moment, Play

pytestmark = pytest.mark.django_db


def test_an_ordinary_case_runs_from_clue_to_archive_and_breaks_no_blocking_rule() -> None:
    play = Play(office())
    play.open()
    states = [play.row().state]
    for moment in ORDINARY:
        play.take(moment)
        states.append(play.row().state)
    row = play.row()
    assert list(dict.fromkeys(states)) == ["待立案", "调查中", "待决定", "审核中", "已决定", "已结案", "已归档"]
    assert row.finished and row.next_step == "" and row.due_on is None
    with fixed(play.now):
        told = cases.dossier(play.office.officer, play.case_id)
    broken = [one.rule for one in told.findings if one.broken and one.severity is Severity.BLOCK]
    assert broken == []
    assert [one.seq for one in told.recorded] == list(range(1, len(told.recorded) + 1))


def test_the_row_always_names_the_step_that_the_story_takes_next() -> None:
    play = Play(office())
    play.open()
    missed = []
    for moment in ORDINARY:
        if play.row().next_step != moment.event:
            missed.append((moment.event, play.row().next_step))
        play.take(moment)
    # what lies beside the main path, or is the party's to do, is not suggested
    assert {event for event, _ in missed} <= {
        "order_to_correct",
        "statement_received",
        "review_submitted",
        "facts_established",
    }


def test_every_step_is_recorded_by_who_took_it_and_the_head_decided_in_his_own_name() -> None:
    play = Play(office()).until("decided")
    told = cases.dossier(play.office.officer, play.case_id)
    by = {one.type: one.actor.id for one in told.recorded}
    assert by["approval_requested"] == play.office.officer.person_id
    assert by["approval_given"] == by["decided"] == play.office.head.person_id
    assert by["review_completed"] == play.office.reviewer.person_id
    opinion = next(one for one in told.file.events if one.type == "review_completed")
    assert opinion.fields["qualified"] is True and opinion.fields["handled_case"] is False


def test_case_and_decision_have_numbers_without_gaps() -> None:
    here = office()
    first, second = Play(here).until("decided"), Play(here).until("opened")
    assert first.row().number.endswith("罚立〔2026〕1号")
    assert second.row().number.endswith("罚立〔2026〕2号")
    told = cases.dossier(here.officer, first.case_id)
    decided = next(one for one in told.file.events if one.type == "decided")
    assert decided.fields["number"].endswith("罚决〔2026〕1号")


def test_a_dossier_needs_few_queries_however_long_the_case(django_assert_max_num_queries: object) -> None:
    play = Play(office()).until("published")
    with django_assert_max_num_queries(5), fixed(play.now):  # type: ignore[operator]
        cases.dossier(play.office.officer, play.case_id)


def test_the_work_list_shows_what_waits_for_me_by_the_day_it_becomes_unlawful(
    django_assert_max_num_queries: object,
) -> None:
    here = office()
    plays = [Play(here).until("opened"), Play(here).until("decided"), Play(here).until("review_submitted")]
    with django_assert_max_num_queries(6):  # type: ignore[operator]
        page = cases.work_list(here.officer)
        mine = [row.id for row in page.rows]
    assert mine == [plays[1].case_id, plays[0].case_id]
    waiting = cases.work_list(here.reviewer, mine=False)
    assert [row.id for row in waiting.rows] == [plays[2].case_id]
    due = [row.due_on for row in page.rows if row.due_on]
    assert due == sorted(due)


def test_pages_of_the_work_list_follow_one_another_without_loss() -> None:
    here = office()
    ids = {Play(here).open().id for _ in range(5)}
    seen: list[str] = []
    after = None
    while True:
        page = cases.work_list(here.officer, size=2, after=after)
        seen += [row.id for row in page.rows]
        after = page.after
        if after is None:
            break
    assert len(seen) == 5 and set(seen) == ids


def _play(play: Play, moments: tuple[Moment, ...]) -> list[str]:
    """Play moments; what the law says is broken at the end."""
    play.open()
    for one in moments:
        play.take(one)
    with fixed(play.now):
        told = cases.dossier(play.office.officer, play.case_id)
    return [one.rule for one in told.findings if one.broken and one.severity is Severity.BLOCK]


@pytest.mark.parametrize("profile", ["", "qilin-housing"])
def test_a_case_with_a_hearing_is_heard_reviewed_discussed_and_decided(profile: str) -> None:
    assert _play(Play(office(profile=profile)), HEARING) == []


@pytest.mark.parametrize("left_out", ["hearing_held", "review_completed", "collective_discussion_held"])
def test_without_hearing_review_or_discussion_the_large_fine_is_refused(left_out: str) -> None:
    play = Play(office())
    play.open()
    skipped = {left_out, "hearing_reported"} if left_out == "hearing_held" else {left_out}
    with pytest.raises(Refused) as caught:
        for one in HEARING:
            if one.event in skipped:
                play.now += timedelta(days=one.days)
                continue
            play.take(one)
    assert caught.value.facts["step"] == "decided"


def test_a_second_profile_is_data_alone() -> None:
    here = office(name="武定县卫生健康局", short="武卫健", field="health", region="532329", profile="wuding-health")
    play = Play(here)
    assert _play(play, ORDINARY) == []
    assert play.row().number.startswith("武卫健")


def test_an_assignment_changes_who_handles_and_remembers_who_did() -> None:
    here = office()
    play = Play(here).until("opened")
    with fixed(play.now):
        cases.record(
            here.head,
            play.case_id,
            "officers_assigned",
            {},
            officers=[here.second.person_id, here.reviewer.person_id],
        )
    handlers = {one.person_id: one.current for one in play.row().handlers.all()}
    assert handlers == {
        here.officer.person_id: False,
        here.second.person_id: True,
        here.reviewer.person_id: True,
    }
    assert play.case_id not in [row.id for row in cases.work_list(here.officer).rows]
    assert play.case_id in [row.id for row in cases.work_list(here.second).rows]
