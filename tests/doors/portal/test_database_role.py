"""Decision 41: the portal works with a database role that can read nothing but public tables."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.db import ProgrammingError, connection, transaction
from django.test import Client

from mingzhi.doors.portal.public_tables import PUBLIC_TABLES, grants
from mingzhi.doors.portal.urls import urlpatterns
from tests.casework.office import office
from tests.oversight.publication.rows import publication

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.urls("tests.doors.portal.urls"),
    pytest.mark.skipif("connection.vendor != 'postgresql'", reason="SQLite has no roles"),
]


@pytest.fixture
def role() -> Iterator[None]:
    """The connection acts as the portal's role until the end of the test."""
    with connection.cursor() as cursor:
        cursor.execute("create role mingzhi_portal_test nologin")
        cursor.execute("grant usage on schema public to mingzhi_portal_test")
        cursor.execute(grants("mingzhi_portal_test"))
    yield
    with connection.cursor() as cursor:
        cursor.execute("reset role")


def _become_the_portal() -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local role mingzhi_portal_test")


def test_every_page_of_the_portal_works_with_public_tables_alone(client: Client, role: None) -> None:
    people, row = office(), publication()
    empty = dict.fromkeys(("title", "party", "result"), "")
    gone = publication(**empty, state="withdrawn", withdrawn_reason="void")
    _become_the_portal()
    ids = {"publication_id": row.id, "agency_id": people.agency.id}
    for pattern in urlpatterns:
        address = "/" + str(pattern.pattern).replace("<str:", "{").replace(">", "}").format(**ids)
        answer = client.get(address)
        assert answer.status_code == 200, address
        if answer.streaming:
            assert b"".join(answer.streaming_content)
    for address in ("/?q=施工&act=penalty&year=2026", "/nothing", f"/results/{gone.id}/"):
        assert client.get(address).status_code in (200, 404, 410)


def test_the_role_reads_no_other_table(role: None) -> None:
    tables = connection.introspection.table_names()
    assert set(PUBLIC_TABLES) <= set(tables)
    hidden = [table for table in tables if table not in PUBLIC_TABLES]
    assert {"journal_event", "cases_case", "publication_sourcerow", "publication_proposal"} <= set(hidden)
    _become_the_portal()
    for table in hidden:
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'select 1 from "{table}" limit 1')


def test_the_role_changes_nothing(role: None) -> None:
    publication()
    _become_the_portal()
    for table in PUBLIC_TABLES:
        with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f'delete from "{table}"')
