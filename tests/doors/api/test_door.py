"""Who is let in, what is told where something is wrong, and that the description of the API is true."""

from __future__ import annotations

import pytest
from django.test import Client

from mingzhi.registry.identity.api import Account, create_token, revoke_token
from tests.casework.office import Office, office
from tests.casework.story import FACTS, Play
from tests.doors.api.test_cases import NEW, Caller

pytestmark = pytest.mark.django_db


@pytest.fixture
def here() -> Office:
    return office()


def test_without_a_token_or_with_a_wrong_one_nothing_is_told(here: Office) -> None:
    for headers in ({}, {"Authorization": "Bearer mz_wrong"}, {"Authorization": "Basic eDp5"}):
        answer = Client(headers=headers).get("/api/v1/cases")
        assert answer.status_code == 401 and answer["WWW-Authenticate"] == "Bearer"
        assert answer["Content-Type"] == "application/problem+json" and answer.json()["code"] == "not_signed_in"


def test_a_revoked_token_and_a_closed_account_open_nothing(here: Office) -> None:
    account = Account.objects.get(pk=here.officer.account_id)
    secret, row = create_token(account.username)
    client = Client(headers={"Authorization": f"Bearer {secret}"})
    assert client.get("/api/v1/cases").status_code == 200
    Account.objects.filter(pk=account.pk).update(is_active=False)
    assert client.get("/api/v1/cases").status_code == 401
    Account.objects.filter(pk=account.pk).update(is_active=True)
    revoke_token(row.id)
    assert client.get("/api/v1/cases").status_code == 401


def test_a_token_for_reading_changes_nothing(here: Office) -> None:
    play = Play(here).until("opened")
    reader, before = Caller(here.officer, scope="read"), play.row().seq
    assert reader.get(f"cases/{play.case_id}").status_code == 200
    for path, body in (("cases", NEW), (f"cases/{play.case_id}/events", {"event": "facts_established"})):
        answer = reader.post(path, body, play.now)
        assert answer.status_code == 403 and answer.json()["code"] == "token_reads_only"
    assert play.row().seq == before


def test_a_browser_session_writes_only_with_the_csrf_token(here: Office) -> None:
    play = Play(here).until("opened")
    client, seen = Client(enforce_csrf_checks=True), play.row().seq
    client.force_login(Account.objects.get(pk=here.officer.account_id))
    body = {"event": "facts_established", "fields": FACTS}
    answer = client.post(f"/api/v1/cases/{play.case_id}/events", body, content_type="application/json")
    assert answer.status_code == 403 and answer.json()["code"] == "csrf"
    assert play.row().seq == seen


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("cases", "{", 400, "unreadable"),
        ("cases", "{}", 422, "wrong_shape"),
        ("cases/none/events", '{"event": "facts_established"}', 404, "case_not_found"),
        ("nowhere", "{}", 404, "address_not_found"),
        ("findings", "{}", 405, "method"),
    ],
)
def test_every_mistake_is_a_problem_with_a_code(here: Office, path: str, body: str, status: int, code: str) -> None:
    guards = {"If-Match": "*", "Idempotency-Key": "k-1"}
    answer = Caller(here.officer).client.post(f"/api/v1/{path}", body, content_type="application/json", headers=guards)
    assert answer.status_code == status
    told = answer.json()
    assert answer["Content-Type"] == "application/problem+json"
    assert (told["code"], told["status"], told["type"]) == (code, status, f"urn:mingzhi:{code}")
    assert told["title"]


def test_an_unknown_event_is_told_with_its_place(here: Office) -> None:
    play = Play(here).until("opened")
    answer = Caller(here.officer).post(f"cases/{play.case_id}/events", {"event": "facts_establishd"}, play.now)
    assert answer.status_code in (404, 422) and "facts_establish" in answer.content.decode()


def test_the_description_lists_every_operation_and_needs_no_token() -> None:
    told = Client().get("/api/v1/openapi.json").json()
    assert told["openapi"].startswith("3.1")
    assert {"/api/v1/cases", "/api/v1/cases/{case_id}/events", "/api/v1/publications"} <= set(told["paths"])
    for methods in told["paths"].values():
        for operation in methods.values():
            assert operation["summary"] and operation["responses"]
