"""What the level above sees: kept by a reader, never doubled, cleared when mended, shown to nobody else."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from mingzhi.casework.cases.api import Row
from mingzhi.ground.clock import fixed
from mingzhi.ledger.journal.api import feed, rebuild, sequence
from mingzhi.oversight.supervision import api as supervision
from mingzhi.oversight.supervision.models import Finding
from mingzhi.registry.identity.api import grant_case
from tests.casework.office import Office, office
from tests.casework.story import Play

pytestmark = pytest.mark.django_db
TERM = "pen-decide-90d"


def fed(play: Play) -> None:
    """Let the readers catch up, on the day of the story."""
    with fixed(play.now):
        sequence()
        feed()


def open_ones(play: Play, **columns: Any) -> list[str]:
    """Rules of the open findings of a case."""
    found = Finding.objects.filter(case_id=play.case_id, cleared_at=None, **columns)
    return sorted(found.values_list("rule", flat=True))


@pytest.fixture
def here() -> Office:
    return office()


def test_a_running_term_is_kept_with_its_article_and_cleared_when_it_was_met(here: Office) -> None:
    play = Play(here).until("opened")
    fed(play)
    row = Finding.objects.get(case_id=play.case_id, rule=TERM)
    assert row.outcome == "due" and row.due_on is not None
    assert row.citation["article"] and row.explanation and len(row.lawbook) == 64
    play_on = Play(here, now=play.now, case_id=play.case_id)
    for moment in list(Play.before("decided"))[1:]:
        play_on.take(moment)
    fed(play_on)
    assert TERM not in open_ones(play)
    assert Finding.objects.get(case_id=play.case_id, rule=TERM).cleared_at is not None


def test_feeding_again_doubles_nothing_and_a_rebuild_gives_the_same(here: Office) -> None:
    play = Play(here).until("opened")
    fed(play)

    def kept() -> list[tuple[Any, ...]]:
        return sorted(Finding.objects.values_list("case_id", "rule", "anchor", "outcome", "due_on", "explanation"))

    first = kept()
    fed(play)
    assert kept() == first and first
    with fixed(play.now):
        rebuild("findings")
    assert kept() == first


def test_a_term_that_runs_out_is_noticed_without_any_event(here: Office) -> None:
    play = Play(here).until("opened")
    fed(play)
    assert TERM in open_ones(play, outcome="due")
    with fixed(play.now + timedelta(days=200)):
        assert supervision.judge_lapsed() == 1
        assert TERM in open_ones(play, outcome="overdue")
        assert supervision.judge_lapsed() == 0
        shown = supervision.finding_list(here.supervisor)
        assert TERM in {row.rule for row in shown.rows}
        assert supervision.by_agency(here.supervisor)[0]["agency_id"] == here.agency.id


def test_findings_are_seen_by_those_above_by_region_or_field_and_by_nobody_beside(here: Office) -> None:
    play = Play(here).until("opened")
    fed(play)
    justice = office("曲靖市司法局", "曲司", "justice", "5303", level="prefecture").supervisor
    superior = office("曲靖市住房和城乡建设局", "曲住建", "housing", "5303", level="prefecture").supervisor
    others = [
        office("曲靖市卫生健康委员会", "曲卫", "health", "5303", level="prefecture").supervisor,
        office("武定县司法局", "武司", "justice", "532329").supervisor,
        office("麒麟区卫生健康局", "麒卫", "health", "530302").officer,
    ]
    for actor in (here.officer, justice, superior):
        assert supervision.finding_list(actor, outcome="due").rows
    for actor in others:
        assert not supervision.finding_list(actor, outcome="due").rows
        assert not supervision.visible_findings(actor).exists()
        assert not supervision.by_agency(actor)


def test_findings_of_a_secret_case_are_seen_by_grant_alone(here: Office) -> None:
    play = Play(here)
    play.open(secret=True)
    fed(play)
    assert Finding.objects.filter(case_id=play.case_id).exists()
    assert not supervision.visible_findings(here.supervisor).exists()
    grant_case(play.case_id, here.supervisor.person_id, reason="督办", granted_by="某人")
    assert supervision.visible_findings(here.again(here.supervisor)).exists()


def test_the_list_is_cut_by_key_and_narrowed_in_one_query(here: Office, django_assert_num_queries: Any) -> None:
    for _ in range(12):
        fed(Play(here).until("opened"))
    everything = Finding.objects.filter(outcome="due").count()
    seen, before = [], None
    while True:
        with django_assert_num_queries(1):
            page = supervision.finding_list(here.supervisor, outcome="due", before=before)
        seen += [row.pk for row in page.rows]
        before = page.after
        if before is None:
            break
    assert len(seen) == len(set(seen)) == everything
    narrowed = supervision.finding_list(here.supervisor, outcome="due", rule=TERM, agency=here.agency.id)
    assert {row.rule for row in narrowed.rows} == {TERM} and len(narrowed.rows) == Row.objects.count()
