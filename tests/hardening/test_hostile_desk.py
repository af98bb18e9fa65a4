"""Hostile input to the pages: odd addresses, odd forms, markup in names. Always a page of ours, never a failure."""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

from mingzhi.ground.clock import now
from tests.casework.office import office
from tests.casework.story import Play
from tests.doors.desk.desk import DECIDED, client, play
from tests.doors.web.rules import asked, page_of
from tests.hardening.rows import chinese, held, nothing_written

pytestmark = pytest.mark.django_db
MARKUP = "<script>alert(1)</script>'\"--; drop table cases_case; {{7*7}}"
ODD = (
    "%00",
    "..%2f..%2fetc%2fpasswd",
    "%3Cscript%3E",
    "'%20or%201=1--",
    "x" * 3000,
    "%F0%9F%92%A9",
    "%ff",
    "-1",
    "9" * 40,
)
VALUES = (
    "",
    "\x00",
    MARKUP,
    "长" * 350_000,
    "9" * 400,
    "-1",
    "1e999",
    "NaN",
    "0000-00-00",
    "9999-12-31",
    "²",
    "\u202e",
)


def routes(under: str) -> list[str]:
    """Every address below a prefix, with ``{}`` where a value stands."""
    found: list[str] = []

    def walk(patterns: list[Any], before: str) -> None:
        for one in patterns:
            route = before + str(one.pattern)
            if isinstance(one, URLResolver):
                walk(one.url_patterns, route)
            elif isinstance(one, URLPattern) and route.startswith(under):
                found.append("/" + "".join(p if i % 2 == 0 else "{}" for i, p in enumerate(_parts(route))))

    walk(get_resolver().url_patterns, "")
    return found


def _parts(route: str) -> list[str]:
    return [piece for part in route.split("<") for piece in part.split(">", 1)]


def page(answer: Any) -> str:
    """The text of an answer that is a page, a redirection or a file, and no failure."""
    assert answer.status_code < 500, answer
    if answer.status_code >= 400 and answer.headers.get("Content-Type", "").startswith("text/html"):
        assert chinese(answer.content.decode())
    whole: bytes = answer.getvalue()  # to the end: then what it sends is closed
    return whole.decode(errors="replace")


@pytest.mark.parametrize("odd", ODD)
def test_odd_addresses_are_answered_by_a_page(odd: str) -> None:
    here = office()
    browser = client(here.officer)
    with nothing_written():
        for route in routes(""):
            if "{}" not in route or route.startswith(("/static", "/api")):
                continue
            address = route.replace("{}", odd)
            page(browser.get(address))
            if route.startswith("/desk"):
                page(browser.post(address, {"do": "confirm", "key": "k"}))


@pytest.mark.parametrize("odd", ODD)
def test_odd_questions_are_answered_by_a_page(odd: str) -> None:
    here = office()
    browser = client(here.officer)
    names = (
        "q",
        "query",
        "words",
        "act",
        "before",
        "after",
        "page",
        "agency",
        "region",
        "year",
        "state",
        "kind",
        "rule",
    )
    with nothing_written():
        for route in routes(""):
            if "{}" in route or route.startswith(("/static", "/api", "/logout", "/healthz")):
                continue
            for name in (*names, "late", "sort", "as_of", "change", "next", "outcome", "severity", "text"):
                page(browser.get(f"{route}?{name}={odd}"))


def test_markup_in_names_is_shown_and_not_run() -> None:
    here = office()
    one = Play(here, now=now())
    one.open(title=MARKUP, parties=[{"kind": "organisation", "name": MARKUP}])
    browser = client(here.officer)
    for path in ("/desk/", "/desk/cases/", f"/desk/cases/{one.case_id}/", f"/desk/search/?q={MARKUP[:8]}"):
        html = page(browser.get(path))
        assert "<script>alert" not in html and ">49<" not in html and "drop table cases_case; 49" not in html
    assert "&lt;script&gt;alert" in page(browser.get(f"/desk/cases/{one.case_id}/"))
    sheet = page(browser.get("/desk/cases.csv"))
    assert MARKUP.replace('"', '""') in sheet


@pytest.mark.parametrize("formula", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_a_name_is_no_formula_in_an_export(formula: str) -> None:
    here = office()
    Play(here, now=now()).open(title=f"{formula}案")
    cells = [
        cell.strip('"') for cell in page(client(here.officer).get("/desk/cases.csv")).replace("\r\n", ",").split(",")
    ]
    assert any(f"{formula.strip()}案" in cell for cell in cells)
    assert not [cell for cell in cells if cell.startswith(("=", "+", "@")) or cell == f"{formula}案"]


def test_forms_filled_with_nonsense_are_shown_again_and_record_nothing() -> None:
    here = office()
    case = play(here, "review_completed")
    browser, chance = client(here.officer), random.Random(7)
    path = f"/desk/cases/{case}/steps/decided/"
    names = [
        *DECIDED,
        "at-day",
        "seen",
        "key",
        "officers",
        "penalties-rows",
        "note",
        "late_reason",
        "party",
        "recorded",
    ]
    before = held()
    for _ in range(60):
        typed = {name: chance.choice(VALUES) for name in chance.sample(names, 6)}
        answer = browser.post(path, {**DECIDED, **typed, "do": chance.choice(["check", "draft", "add:penalties", "x"])})
        page(answer)
    assert held() == before


def test_a_new_case_filled_with_nonsense_is_shown_again_with_what_was_typed() -> None:
    here = office()
    browser, chance = client(here.officer), random.Random(8)
    good = {"title": "某案", "source": "inspection", "party_kind-0": "person", "party_name-0": "某人"}
    for _ in range(60):
        name = chance.choice(["title", "source", "parties", "party_kind-0", "party_code-0", "at-day", "power", "key"])
        value = chance.choice(VALUES)
        before = held()
        answer = browser.post("/desk/cases/new/", {**good, name: value})
        html = page(answer)
        if answer.status_code != 302:
            assert held() == before, (name, value[:20])
            if answer.status_code == 422 and name == "at-day":
                assert asked(page_of(html), "title") in (["某案"], [])
