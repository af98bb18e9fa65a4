"""No path of grants by one administrator leads to another's powers (trust.md 17); READING changes nothing."""

from __future__ import annotations

from itertools import combinations

import pytest

from mingzhi.ground.errors import Forbidden
from mingzhi.registry.identity.api import ADMINISTRATORS, Account, Permission, Role, held_by
from mingzhi.registry.identity.api import assign_role as assign
from mingzhi.registry.identity.roles import HELD, READING
from tests.casework.office import office

_CHANGING = {Permission.ACCOUNT_MANAGE, Permission.REGISTER_WRITE, Permission.GRANT_MANAGE}


def test_every_role_has_its_permissions_and_the_three_administrators_see_no_case() -> None:
    assert set(HELD) == set(Role)
    for role in ADMINISTRATORS:
        held = held_by(frozenset({role}))
        assert not {one for one in held if one.value.startswith(("case:", "document:", "publication:", "finding:"))}


def test_administrators_share_no_power_beyond_reading_the_register() -> None:
    for one, other in combinations(ADMINISTRATORS, 2):
        assert HELD[one] & HELD[other] == {Permission.REGISTER_READ}


def test_supervisors_and_readers_change_nothing() -> None:
    assert HELD[Role.SUPERVISOR] <= READING
    assert not READING & (_CHANGING | {Permission.CASE_WRITE, Permission.CASE_APPROVE, Permission.CASE_OPEN})


@pytest.mark.django_db
def test_in_no_order_do_two_administrators_meet_in_one_account() -> None:
    account = Account.objects.get(pk=office().officer.account_id)
    for first in sorted(ADMINISTRATORS):
        account.assignments.all().delete()
        assign(account, first)
        for second in sorted(ADMINISTRATORS - {first}):
            with pytest.raises(Forbidden):
                assign(account, second)
        held = {Role(role) for role in account.assignments.values_list("role", flat=True)}
        assert held & ADMINISTRATORS == {first}
