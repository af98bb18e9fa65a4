"""The authorisation matrix (trust.md 1): every address and operation × every asker × every kind of row.

What is expected stands in one table, ``authorisation.txt``; a route that is missing there fails. Whatever is answered
(page, list, search, export, file, error text) holds no row that its asker may not see.
"""

from __future__ import annotations

import io
import json
import re
import zipfile
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from mingzhi.doors.api.routes import api
from mingzhi.ledger.journal.models import Event
from tests.house.test_headers import routes
from tests.house.world import MARKS, World, world

pytestmark = pytest.mark.django_db
TABLE = Path(__file__).with_name("authorisation.txt")
#: What is filled into an address beside the row: a word that exists.
WORDS = {"event": "facts_established", "kind": "filing_approval", "form": "csv", "agency_id": "none"}
#: Where an address means another row by the same name.
OTHER = {
    "desk/reviews/<str:case_id>/": "review_id",
    "desk/releases/<str:case_id>/": "release_id",
}
#: What is sent to the API; to a page always the same: an empty form.
BODIES: dict[str, Any] = {
    "api/v1/cases": {"title": "新案", "parties": [{"kind": "organisation", "name": "某公司"}], "clue": {}},
    "api/v1/cases/<case_id>/events": {"event": "facts_established", "fields": {}},
    "api/v1/cases/<case_id>/requests": {"event": "not_opened", "fields": {"reason": "证据不足"}},
    "api/v1/requests/<request_id>/approve": {},
    "api/v1/publications/<publication_id>/correct": {"reason": "写错"},
    "api/v1/publications/<publication_id>/withdraw": {"reason": "other", "note": "依法撤下"},
    "api/v1/requests/<request_id>/refuse": {"reasons": "补正"},
}
ANONYMOUS = "anonymous"


def table() -> tuple[list[str], dict[tuple[str, str, str], str]]:
    """The askers, and for each (method, route, kind of row) one sign per asker.

    ``+`` may (the page, or the action with whatever the law says to it) · ``!`` told that his post is another (403) ·
    ``0`` told that there is nothing (404) · ``>`` asked to sign in (302 to the sign-in page, or 401).
    """
    askers: list[str] = []
    cells: dict[tuple[str, str, str], str] = {}
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        if line.startswith("asker "):
            askers.append(line.split()[1])
        elif line and not line.startswith("#"):
            signs, method, kind, *route = line.split()
            cells[method, " ".join(route), kind] = signs
    return askers, cells


ASKERS, CELLS = table()


def operations() -> Iterator[tuple[str, str]]:
    """Every method and route of the product: pages by the route table, the API by its operations."""
    for route in dict.fromkeys(routes()):
        if not route.startswith("api/"):
            yield "GET", route
            yield "POST", route
    for path, methods in api.get_openapi_schema()["paths"].items():
        for method in methods:
            yield method.upper(), path.lstrip("/").replace("{", "<").replace("}", ">")
    yield "GET", "api/v1/openapi.json"


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """The world, made once and taken away again."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield world()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def clients(made: World) -> dict[str, Client]:
    """One browser for each asker."""
    found = {ANONYMOUS: Client(raise_request_exception=False)}
    for name, account in made.accounts.items():
        found[name] = Client(raise_request_exception=False)
        found[name].force_login(account)
    return found


def address(route: str, row: dict[str, str]) -> str:
    """The address of a row."""

    def fill(match: re.Match[str]) -> str:
        kind, name = match.group(1), match.group(2)
        if kind == "paper" or (name == "form" and kind is None):
            return "pdf"
        return row.get(OTHER.get(route, name)) or WORDS[name]

    return "/" + re.sub(r"<(?:(\w+):)?(\w+)>", fill, route)


@dataclass(frozen=True)
class Answer:
    """What came back; ``events`` is how many the journal held then."""

    status: int
    location: str
    text: str
    events: int


def send(client: Client, method: str, route: str, row: dict[str, str]) -> Answer:
    """One request, undone afterwards whatever it did."""
    where, cookies = address(route, row), deepcopy(client.cookies)
    with transaction.atomic():
        if method == "GET":
            answer = client.get(where, {"words": "隐语", "q": "隐语", "query": "隐语"} if "<" not in route else {})
        elif route.startswith("api/"):
            guards = {"If-Match": "*", "Idempotency-Key": "asked-once"}
            answer = client.post(where, BODIES.get(route, {}), content_type="application/json", headers=guards)
        else:
            answer = client.post(where, {})
        told = Answer(answer.status_code, answer.get("Location", ""), text_of(answer), Event.objects.count())
        transaction.set_rollback(True)
    client.cookies = cookies
    return told


def text_of(answer: HttpResponse) -> str:
    """Everything that was answered, archives unpacked."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content  # type: ignore[attr-defined]
    if zipfile.is_zipfile(io.BytesIO(content)):
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    if "json" in answer.get("Content-Type", ""):
        return json.dumps(json.loads(content), ensure_ascii=False)
    return content.decode("utf-8", "replace")


def sign(answer: Answer) -> str:
    """The answer as a sign of the table."""
    login = answer.status == 302 and answer.location.startswith("/login/")
    signs = {401: ">", 403: "!", 404: "0", 405: "x"}
    return ">" if login else signs.get(answer.status, "?" if answer.status >= 500 else "+")


def sees(asker: str) -> set[str]:
    """The kinds of rows whose case this asker may open, by the table."""
    at = ASKERS.index(asker)
    return {kind for kind in MARKS if CELLS["GET", "desk/cases/<str:case_id>/", kind][at] == "+"}


def read_only(client: Client, route: str, row: dict[str, str]) -> bool:
    """Whether POST is refused, or answered as GET is, and nothing is recorded: then GET stands for both."""
    before, asked, posted = Event.objects.count(), send(client, "GET", route, row), send(client, "POST", route, row)
    return posted.status == 405 or (posted.status == asked.status and posted.events == before)


def test_the_table_knows_every_address_and_operation(made: World, clients: dict[str, Client]) -> None:
    named = {(method, route) for method, route, _kind in CELLS}
    missing = []
    for method, route in operations():
        if (method, route) in named:
            continue
        posting = [clients[asker] for asker in ("officer", "head", "reviewer", "clerk")]
        if method == "POST" and all(read_only(one, route, dict(made.rows["plain"])) for one in posting):
            continue
        missing.append(f"{method} {route}")
    assert missing == []
    assert sorted(named - set(operations())) == []
    assert set(ASKERS) == set(clients)


@pytest.mark.parametrize(("method", "route", "kind"), CELLS, ids=[" ".join(cell) for cell in CELLS])
def test_every_asker_gets_what_the_table_says(
    made: World, clients: dict[str, Client], method: str, route: str, kind: str
) -> None:
    expected = CELLS[method, route, kind]
    assert len(expected) == len(ASKERS)
    row = made.rows["plain" if kind == "-" else kind]
    before = Event.objects.count()
    wrong = []
    for asker, wanted in zip(ASKERS, expected, strict=True):
        answer = send(clients[asker], method, route, dict(row))
        got = sign(answer)
        if got != wanted:
            wrong.append(f"{asker}: {wanted} expected, got {got} ({answer.status})")
        if got != "+" and answer.events != before:
            wrong.append(f"{asker}: refused, and yet something was recorded")
        if leaked := [mark for mark, word in MARKS.items() if word in answer.text and mark not in sees(asker)]:
            public = not route.startswith(("desk/", "api/v1/cases", "api/v1/requests", "api/v1/findings"))
            if not public or "secret" in leaked:
                wrong.append(f"{asker}: told of {leaked}")
    assert wrong == []


@pytest.mark.parametrize("route", ["desk/cases/", "desk/search/", "desk/cases.<sheet:form>", "api/v1/cases"])
def test_lists_searches_and_exports_show_exactly_what_their_asker_may_open(
    made: World, clients: dict[str, Client], route: str
) -> None:
    for asker in ASKERS:
        answer = send(clients[asker], "GET", route, {})
        if sign(answer) == "+":
            assert {kind for kind, word in MARKS.items() if word in answer.text} == sees(asker), asker
