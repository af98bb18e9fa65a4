"""Who sees what, who may what, how an account is kept safe."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth import authenticate
from django.test import Client

from mingzhi.casework.cases.api import visible_cases
from mingzhi.ground.clock import fixed, now
from mingzhi.ground.errors import BadInput, Forbidden, NotFound
from mingzhi.registry.identity import api as identity
from mingzhi.registry.identity.api import Account, Permission, Role
from tests.casework.office import both, office
from tests.casework.story import BEGIN, Play

pytestmark = pytest.mark.django_db


def supervisor_of(name: str, field: str, region: str, level: str = "county") -> identity.Actor:
    """The supervisor of another agency."""
    return office(name, name[:6], field, region, level=level).supervisor


def sees(actor: identity.Actor, case_id: str) -> bool:
    """Whether the case is among those that the actor sees."""
    return visible_cases(actor).filter(pk=case_id).exists()


def test_a_case_is_seen_by_its_agency_its_justice_bureau_and_its_superior_department() -> None:
    here = office()
    case_id = Play(here).open().id
    assert sees(here.officer, case_id) and sees(here.head, case_id)
    assert sees(supervisor_of("麒麟区司法局", "justice", "530302"), case_id)
    assert sees(supervisor_of("曲靖市司法局", "justice", "5303", "prefecture"), case_id)
    assert sees(supervisor_of("曲靖市住房和城乡建设局", "housing", "5303", "prefecture"), case_id)


def test_a_case_is_not_seen_by_another_agency_region_or_field() -> None:
    case_id = Play(office()).open().id
    other = office("武定县卫生健康局", "武卫", "health", "532329")
    assert not sees(other.officer, case_id) and not sees(other.supervisor, case_id)
    assert not sees(supervisor_of("武定县司法局", "justice", "532329"), case_id)
    assert not sees(supervisor_of("曲靖市卫生健康委", "health", "5303", "prefecture"), case_id)


def test_an_officer_of_the_level_above_is_no_supervisor() -> None:
    case_id = Play(office()).open().id
    above = office("曲靖市住房和城乡建设局", "曲住建", "housing", "5303", level="prefecture")
    assert not sees(above.officer, case_id) and not sees(above.head, case_id)


def test_a_supervisor_looks_and_does_not_write() -> None:
    case_id = Play(office()).open().id
    watcher = supervisor_of("麒麟区司法局", "justice", "530302")
    assert not visible_cases(watcher, Permission.CASE_WRITE).filter(pk=case_id).exists()


def test_a_secret_case_is_seen_by_grant_alone() -> None:
    here = office()
    case_id = Play(here).open(secret=True).id
    assert not sees(here.head, case_id)
    identity.grant_case(case_id, here.head.person_id, reason="办案", granted_by="安全管理员")
    assert sees(here.again(here.head), case_id)
    assert not sees(here.clerk, case_id)


def test_a_prefix_of_a_code_is_not_a_region_above() -> None:
    here = office()
    case_id = Play(here).open().id
    watcher = supervisor_of("麒麟区司法局", "justice", "530302")
    from dataclasses import replace

    assert not sees(replace(watcher, region_path="/53/5303/53030/"), case_id)


def test_the_three_administrators_never_meet_in_one_account() -> None:
    agency = office().agency
    made = identity.create_account(
        username="sys", password="长口令-8472-长口令", name="甲", agency_id=agency.id, roles=[Role.SYSTEM_ADMIN]
    )
    for role in (Role.SECURITY_ADMIN, Role.AUDIT_ADMIN):
        with pytest.raises(Forbidden) as refused:
            identity.assign_role(made, role)
        assert refused.value.code == "administrators_separate"


def test_a_weak_password_and_a_taken_name_are_refused() -> None:
    agency = office().agency
    given = {"name": "甲", "agency_id": agency.id, "roles": [Role.OFFICER]}
    with pytest.raises(BadInput) as weak:
        identity.create_account(username="a", password="123", **given)
    assert weak.value.facts["field"] == "password"
    identity.create_account(username="a", password="长口令-8472-长口令", **given)
    with pytest.raises(BadInput) as taken:
        identity.create_account(username="a", password="长口令-8472-长口令", **given)
    assert taken.value.code == "username_taken"


def test_five_failures_rest_the_account_for_a_quarter_of_an_hour() -> None:
    here = office()
    name = Account.objects.get(pk=here.officer.account_id).username
    for _ in range(5):
        assert authenticate(username=name, password="wrong") is None
    assert authenticate(username=name, password="only-for-tests") is None
    with fixed(now() + timedelta(minutes=16)):
        assert authenticate(username=name, password="only-for-tests") is not None


def test_a_change_of_roles_ends_the_sessions() -> None:
    here = office()
    account = Account.objects.get(pk=here.officer.account_id)
    client = Client()
    client.force_login(account)
    assert client.get("/desk/").status_code == 200
    identity.assign_role(account, Role.ARCHIVIST)
    assert client.get("/desk/").status_code == 302


def test_a_role_counts_from_its_first_day_to_its_last() -> None:
    here = office()
    account = Account.objects.get(pk=here.clerk.account_id)
    with fixed(BEGIN):
        identity.assign_role(account, Role.ARCHIVIST, valid_until=BEGIN.date())
        assert Role.ARCHIVIST in identity.actor_of(account).roles
    with fixed(BEGIN + timedelta(days=1)):
        assert Role.ARCHIVIST not in identity.actor_of(account).roles


def test_a_token_opens_the_door_until_it_ends_or_is_revoked() -> None:
    here = office()
    name = Account.objects.get(pk=here.officer.account_id).username
    secret, row = identity.create_token(name, days=1)
    assert secret not in row.digest
    found = identity.actor_of_token(secret)
    assert found is not None and found.person_id == here.officer.person_id
    assert identity.actor_of_token(secret + "x") is None
    with fixed(now() + timedelta(days=2)):
        assert identity.actor_of_token(secret) is None
    identity.revoke_token(row.id)
    assert identity.actor_of_token(secret) is None
    with pytest.raises(NotFound):
        identity.revoke_token(row.id)


def test_a_draft_is_kept_for_its_person_and_ends() -> None:
    here = office()
    identity.keep_draft(here.officer, "case:1:opened", {"note": ["写了一半"]})
    kept = identity.draft_of(here.officer, "case:1:opened")
    assert kept is not None and kept[0] == {"note": ["写了一半"]}
    assert identity.draft_of(here.second, "case:1:opened") is None
    with fixed(now() + timedelta(days=31)):
        assert identity.draft_of(here.officer, "case:1:opened") is None
        assert identity.forget_old_drafts() == 1


def test_one_person_may_hold_two_roles() -> None:
    here = office()
    one = both(here.officer, here.clerk)
    assert one.holds(Permission.CASE_OPEN) and one.holds(Permission.PUBLICATION_RELEASE)
