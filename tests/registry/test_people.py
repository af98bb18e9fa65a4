"""Persons and their credentials, as they stood on a day; parties; powers."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhi.ground.errors import BadInput, NotFound
from mingzhi.registry.agencies import api as agencies
from mingzhi.registry.catalog import api as catalog
from mingzhi.registry.parties import api as parties
from mingzhi.registry.people import api as people
from tests.casework.office import office

pytestmark = pytest.mark.django_db


def test_officers_are_told_with_the_credential_of_that_day(django_assert_num_queries: object) -> None:
    agency = office().agency
    person = people.create_person("新某", agency.id)
    people.grant_credential(person.id, "A1", valid_from=date(2020, 1, 1), valid_until=date(2022, 12, 31))
    people.grant_credential(person.id, "A2", valid_from=date(2023, 1, 1))
    with django_assert_num_queries(1):  # type: ignore[operator]
        by_year = {
            year: next(one for one in people.officers_of(agency.id, date(year, 6, 1)) if one.person_id == person.id)
            for year in (2019,)
        }
    assert by_year[2019].credential is None
    for year, number, until in ((2021, "A1", date(2022, 12, 31)), (2024, "A2", None)):
        found = next(one for one in people.officers_of(agency.id, date(year, 6, 1)) if one.person_id == person.id)
        assert (found.credential, found.valid_until) == (number, until)


def test_a_revoked_credential_ended_the_day_before() -> None:
    agency = office().agency
    person = people.create_person("新某", agency.id)
    people.grant_credential(person.id, "A1", valid_from=date(2020, 1, 1), valid_until=date(2030, 1, 1))
    people.revoke_credential("A1", date(2024, 5, 2))
    before = next(one for one in people.officers_of(agency.id, date(2024, 5, 1)) if one.person_id == person.id)
    after = next(one for one in people.officers_of(agency.id, date(2024, 5, 2)) if one.person_id == person.id)
    assert before.valid_until == date(2030, 1, 1) and after.valid_until == date(2024, 5, 1)
    with pytest.raises(NotFound):
        people.revoke_credential("A1", date(2024, 5, 3))


def test_wrong_entries_are_refused_with_their_field() -> None:
    agency = office().agency
    person = people.create_person("新某", agency.id)
    people.grant_credential(person.id, "A1", valid_from=date(2020, 1, 1))
    for call, field in (
        (lambda: people.create_person(" ", agency.id), "name"),
        (lambda: people.create_person("某", agency.id, kind="boss"), "kind"),
        (lambda: people.grant_credential(person.id, "A1", valid_from=date(2020, 1, 1)), "number"),
        (
            lambda: people.grant_credential(person.id, "B", valid_from=date(2020, 1, 2), valid_until=date(2020, 1, 1)),
            "valid_until",
        ),
    ):
        with pytest.raises(BadInput) as refused:
            call()
        assert refused.value.facts["field"] == field


def test_a_party_keeps_its_former_names() -> None:
    first = parties.register_party(kind="organisation", name="旧名有限公司", code="91530302MA6K000007")
    again = parties.register_party(kind="organisation", name="新名有限公司", code="91530302ma6k000007")
    assert again.id == first.id
    assert [one.name for one in again.former_names.all()] == ["旧名有限公司"]
    assert [one.id for one in parties.find_party("新名")] == [first.id]


def test_a_code_with_a_wrong_check_digit_registers_nobody() -> None:
    for kind, code in (("organisation", "91530302MA6K00000X"), ("person", "530302199001010011")):
        with pytest.raises(BadInput) as refused:
            parties.register_party(kind=kind, name="某人", code=code)
        assert refused.value.facts["field"] == "code"
    assert not parties.find_party("某人")


def test_a_new_version_of_a_power_ends_the_one_before() -> None:
    agency = office().agency
    given = {"code": "A-1", "name": "处罚", "act": "penalty", "basis": ["某条"]}
    catalog.add_power(agency.id, in_force_from=date(2020, 1, 1), **given)
    new = catalog.add_power(agency.id, in_force_from=date(2024, 1, 1), **given)
    assert [one.id for one in catalog.power_list(agency.id, day=date(2024, 1, 1))] == [new.id]
    assert len(catalog.power_list(agency.id, day=date(2023, 12, 31))) == 1
    with pytest.raises(NotFound):
        catalog.get_power("none")


def test_regions_are_a_tree_of_any_depth() -> None:
    above = None
    for code in ("53", "5303", "530302", "530302001", "530302001A"):
        region = agencies.create_region(code, code, above)
        above = code
    assert region.path == "/53/5303/530302/530302001/530302001A/"
    with pytest.raises(NotFound):
        agencies.create_region("99", "x", "98")
