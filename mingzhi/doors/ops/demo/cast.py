"""The demo's people: an account each, credentials for those who enforce; every name is invented."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.contrib.auth.hashers import make_password

from mingzhi.doors.ops.demo.matters import MATTERS
from mingzhi.doors.ops.demo.places import CAST, ENFORCING, REGIONS, SUPERVISING, Place, invented_name
from mingzhi.registry.agencies.api import AgencyInfo, create_agency, create_region, create_unit
from mingzhi.registry.catalog.api import add_power, add_review_item
from mingzhi.registry.identity.api import Actor, Role, actor_of, create_account
from mingzhi.registry.people.api import create_person, grant_credential

#: One password for all accounts of the demo; an installation without demo has none of them.
PASSWORD = "mingzhi-demo-2026"  # noqa: S105 - shown on purpose, demo data only
SINCE = date(2022, 1, 1)
_WITH_CREDENTIAL = ("officer", "unit_head", "reviewer")


@dataclass(frozen=True, slots=True)
class Office:
    """An agency of the demo with its actors, by the ending of their accounts, and its powers by matter."""

    place: Place
    agency: AgencyInfo
    people: Mapping[str, Actor]
    powers: Mapping[str, str]


@cache
def _encoded() -> str:
    """The demo password, encoded once: encoding is slow on purpose."""
    return make_password(PASSWORD)


def settle() -> list[Office]:
    """Make regions, agencies and people; the enforcing agencies are returned."""
    for code, name, parent in REGIONS:
        create_region(code, name, parent)
    offices = [_office(place, at) for at, place in enumerate(ENFORCING)]
    for at, place in enumerate(SUPERVISING, start=len(ENFORCING)):
        _supervisors(place, at)
    _administrators(offices[0].agency)
    return offices


def _agency(place: Place) -> AgencyInfo:
    return create_agency(
        name=place.name,
        short=place.short,
        level=place.level,
        region=place.region,
        field=place.field,
        profile=place.profile or "",
    )


def _office(place: Place, at: int) -> Office:
    agency = _agency(place)
    units = [create_unit(agency.id, name) for name in place.units]
    people = {}
    for number, (role, ending) in enumerate(CAST):
        unit = units[1] if role in ("reviewer", "hearing_chair", "publicity_clerk", "archivist") else units[0]
        name = invented_name(at, number)
        account = create_account(
            username=f"{place.key}-{ending}",
            password=PASSWORD,
            encoded=_encoded(),
            name=name,
            agency_id=agency.id,
            unit_id=unit.id,
            roles=[Role(role)],
            legally_qualified=role == "reviewer",
            check_password=False,
            valid_from=SINCE,
        )
        people[ending] = actor_of(account)
        if role in _WITH_CREDENTIAL:
            create_person(name, agency.id, unit_id=unit.id, person_id=account.person_id)
            grant_credential(
                account.person_id,
                f"{place.region}{at:02d}{number:04d}",
                valid_from=SINCE,
                valid_until=date(2029, 12, 31),
                issuer="云南省人民政府",
            )
    powers = {
        matter.key: add_power(
            agency.id,
            code=matter.power[0],
            name=matter.power[1],
            act="penalty",
            basis=[matter.basis],
            in_force_from=SINCE,
        ).id
        for matter in MATTERS
        if matter.field == place.field
    }
    add_review_item(agency.id, code="S-01", name="较大数额罚款的决定", act="penalty", in_force_from=SINCE)
    return Office(place, agency, people, powers)


def _supervisors(place: Place, at: int) -> None:
    agency = _agency(place)
    unit = create_unit(agency.id, place.units[0])
    create_account(
        username=f"{place.key}-supervisor",
        password=PASSWORD,
        encoded=_encoded(),
        name=invented_name(at, 1),
        agency_id=agency.id,
        unit_id=unit.id,
        roles=[Role.SUPERVISOR],
        check_password=False,
        valid_from=SINCE,
    )


def _administrators(agency: AgencyInfo) -> None:
    for number, role in enumerate((Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDIT_ADMIN)):
        create_account(
            username=str(role).replace("_", "-"),
            password=PASSWORD,
            encoded=_encoded(),
            name=invented_name(20, number),
            agency_id=agency.id,
            roles=[role],
            check_password=False,
            valid_from=SINCE,
        )


def accounts_lines() -> list[str]:
    """Who may be tried out, a line each."""
    lines = [f"演示账号（密码都是 {PASSWORD}）："]
    for place in ENFORCING:
        key = place.key
        people = f"{key}-officer1（执法人员） {key}-reviewer（法制审核） {key}-head（负责人） {key}-clerk（公示）"
        lines.append(f"  {place.name}：{people}")
    lines += [f"  {place.name}：{place.key}-supervisor（监督）" for place in SUPERVISING]
    return lines
