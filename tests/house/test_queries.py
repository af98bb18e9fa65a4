"""No page asks the database more often because there is more to show."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingzhi.ground.clock import fixed
from mingzhi.ledger.journal.api import feed, sequence
from mingzhi.registry.identity.api import Account
from tests.casework.office import office
from tests.casework.story import Play

pytestmark = pytest.mark.django_db
#: Address → most queries, session, account, roles and grants included.
PAGES = {
    "/desk/": 12,
    "/desk/?of=agency": 12,
    "/desk/cases/": 10,
    "/desk/search/?q=擅自": 12,
    "/desk/cases.csv": 10,
    "/desk/approvals/": 10,
    "/desk/supervision/": 10,
    "/api/v1/cases": 8,
    "/api/v1/requests": 8,
    "/api/v1/findings": 8,
    "/api/v1/officers": 8,
}


def asked(client: Client, address: str) -> int:
    """How many queries a page takes."""
    with CaptureQueriesContext(
        connection,
    ) as queries:
        assert client.get(address).status_code == 200, address
    return len(queries)


def test_more_rows_take_no_more_queries() -> None:
    here = office()
    clients: dict[str, Client] = {}
    for name in ("officer", "head"):
        clients[name] = Client()
        clients[name].force_login(Account.objects.get(pk=getattr(here, name).account_id))
    counted: list[dict[str, Any]] = []
    for more in (2, 8):
        for _ in range(more):
            play = Play(here).until("opened")
            Play(here).open()
        with fixed(play.now):
            sequence()
            feed()
            who = {address: clients["head" if "approvals" in address else "officer"] for address in PAGES}
            for address, client in who.items():
                client.get(address)
            counted.append({address: asked(client, address) for address, client in who.items()})
    few, many = counted
    assert {address: count for address, count in many.items() if count > few[address]} == {}
    assert {address: count for address, count in many.items() if count > PAGES[address]} == {}
