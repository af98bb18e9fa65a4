"""Who sees a case: own agency, those above it by region and by field, grants; secret cases by grant alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.ground.errors import Forbidden, NotFound
from mingzhi.registry.identity.api import Permission, admits, grant_case
from tests.casework.office import Office, office
from tests.casework.story import FACTS, Play

pytestmark = pytest.mark.django_db


def _sees(actor: object, play: Play) -> bool:
    listed = [row.id for row in cases.case_list(actor).rows]  # type: ignore[arg-type]
    counted = cases.capped_count(cases.visible_cases(actor).filter(pk=play.case_id))  # type: ignore[arg-type]
    try:
        cases.get_case(actor, play.case_id)  # type: ignore[arg-type]
        got = True
    except NotFound:
        got = False
    assert got == bool(counted) == (play.case_id in listed)
    return got


def _above(short: str, field: str, region: str = "5303") -> Office:
    return office(name=f"上级{short}", short=short, field=field, region=region, level="prefecture")


def test_supervisors_see_below_them_by_region_and_by_field_and_only_look() -> None:
    play = Play(office()).until("opened")
    justice, housing, health = _above("曲司", "justice"), _above("曲住建", "housing"), _above("曲卫健", "health")
    assert _sees(justice.supervisor, play) and _sees(housing.supervisor, play)
    assert not _sees(health.supervisor, play)
    assert not _sees(justice.officer, play) and not _sees(housing.head, play)
    assert cases.dossier(justice.supervisor, play.case_id).findings
    with pytest.raises((NotFound, Forbidden)):
        cases.record(justice.supervisor, play.case_id, "facts_established", FACTS)


def test_a_neighbour_is_not_below() -> None:
    play = Play(office()).until("opened")
    other = office(name="武定县卫生健康局", short="武卫健", field="health", region="532329")
    for actor in (other.officer, other.head, other.supervisor, other.archivist):
        assert not _sees(actor, play)
    justice = office(name="武定县司法局", short="武司", field="justice", region="532329")
    assert not _sees(justice.supervisor, play)


def test_a_secret_case_is_in_no_list_count_or_search_without_a_grant() -> None:
    here = office()
    play = Play(here)
    play.open(secret=True, title="涉密案件")
    for actor in (here.officer, here.head, here.reviewer, here.supervisor):
        assert not _sees(actor, play)
        assert not cases.case_list(actor, words="涉密").rows
        assert not cases.work_list(actor, mine=False).rows
    assert _sees(here.again(here.officer), play)  # who registered it
    grant_case(play.case_id, here.head.person_id, reason="批准人", granted_by="x")
    assert _sees(here.again(here.head), play)
    assert not _sees(_above("曲司", "justice").supervisor, play)


def test_a_request_for_a_secret_case_waits_only_for_who_may_see_it() -> None:
    here = office()
    play = Play(here)
    play.open(secret=True)
    opener = here.again(here.officer)
    cases.request_approval(opener, play.case_id, "not_opened", {"reason": "证据不足"})
    assert not cases.open_requests(here.head)
    grant_case(play.case_id, here.head.person_id, reason="批准人", granted_by="x")
    assert cases.open_requests(here.again(here.head)).count() == 1


def test_without_any_role_nothing_is_seen_or_opened() -> None:
    here = office()
    play = Play(here).until("opened")
    nobody = replace(here.officer, roles=frozenset())
    assert not _sees(nobody, play)
    with pytest.raises(Forbidden):
        Play(replace(here, officer=nobody)).open()
    assert not nobody.holds(Permission.CASE_READ)


@pytest.mark.parametrize("permission", list(Permission))
def test_one_row_at_hand_is_judged_as_the_lists_are(permission: Permission) -> None:
    here = office()
    open_, secret = Play(here), Play(here)
    open_.open()
    secret.open(secret=True, title="涉密案件")
    above = [_above("曲司", "justice"), _above("曲住建", "housing"), _above("曲卫健", "health")]
    actors = [actor for place in (here, *above) for actor in (place.officer, place.head, place.supervisor)]
    for actor in [*actors, here.again(here.officer), replace(here.officer, roles=frozenset())]:
        listed = {row.id for row in cases.visible_cases(actor, permission)}
        one_by_one = {row.id for row in cases.Row.objects.all() if admits(actor, permission, row, row.id)}
        assert one_by_one == listed
