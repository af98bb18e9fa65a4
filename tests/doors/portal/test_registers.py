"""Who may enforce, and what each agency may do, on public pages."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.test import Client

from mingzhi.registry.catalog.api import add_power
from tests.casework.office import Office, office

pytestmark = [pytest.mark.django_db, pytest.mark.urls("tests.doors.portal.urls")]


@pytest.fixture
def people() -> Office:
    made = office(second_valid_until="2021-12-31")
    add_power(
        made.agency.id,
        code="P-01",
        name="对未取得施工许可证擅自施工的处罚",
        act="penalty",
        basis=["《中华人民共和国建筑法》第六十四条"],
        in_force_from=date(2024, 1, 1),
    )
    return made


def _page(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_agencies_are_listed_by_region_with_their_pages(client: Client, people: Office) -> None:
    page = _page(client, "/agencies/")
    assert people.agency.name in page
    assert "麒麟区" in page
    assert f"/agencies/{people.agency.id}/" in page


def test_an_agency_shows_officers_with_credentials_and_says_which_have_ended(client: Client, people: Office) -> None:
    page = _page(client, f"/agencies/{people.agency.id}/")
    assert people.officer.name in page
    assert "2030-12-31" in page
    assert page.count("已失效") == 1
    assert people.clerk.name not in page
    assert "only-for-tests" not in page


def test_a_power_list_shows_items_with_their_basis(client: Client, people: Office) -> None:
    page = _page(client, f"/powers/?agency={people.agency.id}")
    assert "对未取得施工许可证擅自施工的处罚" in page
    assert "《中华人民共和国建筑法》第六十四条" in page
    assert "行政处罚" in page


def test_empty_registers_say_what_they_mean(client: Client) -> None:
    assert "还没有登记执法主体" in _page(client, "/agencies/")
    assert "还没有登记执法主体" in _page(client, "/powers/")


def test_an_unknown_agency_is_a_page_not_found(client: Client) -> None:
    assert client.get("/agencies/nobody/").status_code == 404
    assert client.get("/powers/?agency=nobody").status_code == 200


def test_register_pages_cost_a_fixed_number_of_statements(
    client: Client, people: Office, django_assert_max_num_queries: Callable[[int], Any]
) -> None:
    for address, most in (("/agencies/", 1), (f"/agencies/{people.agency.id}/", 5), ("/powers/", 2)):
        with django_assert_max_num_queries(most):
            client.get(address)
