"""What stays outside of every door, and how machines are told what the framework refuses."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
FORM = "application/x-www-form-urlencoded"


@pytest.mark.parametrize("path", ["/?query=%00", "/results/%00/", "/desk/cases/%00/", "/%00", "/?a%00=1"])
def test_a_nul_in_an_address_is_told_on_a_page(path: str) -> None:
    answer = Client().get(path)
    assert answer.status_code == 422 and answer["Content-Type"].startswith("text/html")


@pytest.mark.parametrize("body", ["username=a%00b&password=x", "user%00name=a"])
def test_a_nul_in_a_form_is_told_on_a_page(body: str) -> None:
    answer = Client().post("/login/", body, content_type=FORM)
    assert answer.status_code == 422


@pytest.mark.parametrize(
    ("path", "body", "status", "code"),
    [
        ("cases", '{"title": "a\\u0000b"}', 422, "nul_in_text"),
        ("cases/%00/events", "{}", 422, "nul_in_text"),
        ("cases?x=%00", "{}", 422, "nul_in_text"),
        ("nowhere", "{}", 404, "address_not_found"),
    ],
)
def test_machines_are_told_by_problems(path: str, body: str, status: int, code: str) -> None:
    answer: Any = Client().post(f"/api/v1/{path}", body, content_type="application/json")
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert answer.json()["code"] == code


def test_a_failure_of_ours_is_told_to_a_machine_too(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_args: object, **_named: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr("mingzhi.oversight.publication.api.listed", fail)
    answer = Client(raise_request_exception=False).get("/api/v1/publications")
    assert (answer.status_code, answer["Content-Type"]) == (500, "application/problem+json")
    assert answer.json()["code"] == "failed"


def test_a_method_that_an_address_does_not_take_is_told_on_a_page() -> None:
    answer = Client().post("/")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
    assert "没有" in answer.content.decode() or "不能" in answer.content.decode()
