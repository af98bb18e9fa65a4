"""Every page of the route table keeps the rules of pages.md; a new route without an example fails here."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from tests.doors.desk.desk import DECIDED, Desk, client, desk
from tests.doors.web.rules import asked, broken_rules, page_of

#: Routes that are no pages: files, feeds, machines, verbs.
NO_PAGES = frozenset(
    (
        "healthz",
        "logout",
        "view",
        "desk:cases_export",
        "desk:supervision_export",
        "desk:case_file",
        "desk:document",
        "desk:drafts",
        "portal:csv",
        "portal:xlsx",
        "portal:atom",
        "portal:json_feed",
        "portal:robots",
        "portal:sitemap",
    )
)
#: Pages that the portal's own tests look at.
ELSEWHERE = ("portal:", "api:")

Address = Callable[[Desk], tuple[str, str]]
EXAMPLES: dict[str, list[Address]] = {
    "login": [lambda _d: ("nobody", "/login/")],
    "desk:work": [
        lambda _d: ("officer", "/desk/"),
        lambda _d: ("officer", "/desk/?of=agency"),
        lambda _d: ("officer", "/desk/?of=others"),
        lambda _d: ("head", "/desk/"),
        lambda _d: ("reviewer", "/desk/"),
        lambda _d: ("archivist", "/desk/"),
    ],
    "desk:search": [
        lambda _d: ("officer", "/desk/search/?q=某公司"),
        lambda _d: ("officer", "/desk/search/?q=没有的字"),
    ],
    "desk:account": [lambda _d: ("officer", "/desk/account/"), lambda _d: ("supervisor", "/desk/account/")],
    "desk:cases": [lambda _d: ("officer", "/desk/cases/"), lambda _d: ("officer", "/desk/cases/?words=没有的字")],
    "desk:open": [lambda _d: ("officer", "/desk/cases/new/")],
    "desk:spot": [lambda _d: ("officer", "/desk/cases/spot/")],
    "desk:case": [
        lambda d: ("officer", f"/desk/cases/{d.fresh}/"),
        lambda d: ("officer", f"/desk/cases/{d.decided}/"),
        lambda d: ("officer", f"/desk/cases/{d.asked}/?as_of=2026-03-01"),
        lambda d: ("supervisor", f"/desk/cases/{d.submitted}/"),
    ],
    "desk:step": [
        lambda d: ("officer", f"/desk/cases/{d.fresh}/steps/opened/"),
        lambda d: ("officer", f"/desk/cases/{d.filed}/steps/interviewed/"),
        lambda d: ("officer", f"/desk/cases/{d.filed}/steps/prior_notice_served/"),
        lambda d: ("officer", f"/desk/cases/{d.filed}/steps/decided/"),
        lambda d: ("officer", f"/desk/cases/{d.decided}/steps/document_served/"),
    ],
    "desk:correct": [lambda d: ("officer", f"/desk/cases/{d.filed}/events/{_first_event(d)}/correct/")],
    "desk:paper": [lambda d: ("officer", f"/desk/cases/{d.decided}/documents/decision/")],
    "desk:approvals": [lambda _d: ("head", "/desk/approvals/")],
    "desk:approval": [lambda d: ("head", f"/desk/approvals/{d.request}/")],
    "desk:reviews": [lambda _d: ("reviewer", "/desk/reviews/")],
    "desk:review": [lambda d: ("reviewer", f"/desk/reviews/{d.submitted}/")],
    "desk:releases": [lambda _d: ("clerk", "/desk/releases/")],
    "desk:release": [lambda d: ("clerk", f"/desk/releases/{d.decided}/")],
    "desk:publication": [lambda d: ("clerk", f"/desk/publications/{_published(d)}/")],
    "desk:supervision": [lambda _d: ("supervisor", "/desk/supervision/")],
}


def _first_event(one: Desk) -> str:
    from mingzhi.casework.cases.api import dossier

    return dossier(one.office.officer, one.filed).recorded[0].id


def _published(one: Desk) -> str:
    from mingzhi.oversight.publication import api as publication

    return publication.release(one.office.clerk, one.decided, checked_secrecy=True)[0].id


def _names(patterns: Any, space: str = "") -> Iterator[str]:
    for one in patterns:
        if isinstance(one, URLResolver):
            yield from _names(one.url_patterns, f"{one.namespace}:" if one.namespace else space)
        elif isinstance(one, URLPattern) and one.name:
            yield space + one.name


def test_every_page_of_the_route_table_is_looked_at() -> None:
    names = set(_names(get_resolver().url_patterns))
    left = {one for one in names - set(EXAMPLES) - NO_PAGES if not one.startswith(ELSEWHERE)}
    assert not left, f"no example for {sorted(left)}"
    assert set(EXAMPLES) <= names


@pytest.mark.django_db
def test_pages_keep_the_rules() -> None:
    one = desk()
    found: dict[str, list[str]] = {}
    for addresses in EXAMPLES.values():
        for address in addresses:
            who, path = address(one)
            browser = Client() if who == "nobody" else client(getattr(one.office, who))
            answer = browser.get(path)
            assert answer.status_code == 200, (path, answer.status_code)
            if broken := broken_rules(answer.content.decode()):
                found[f"{who} {path}"] = broken
    assert not found


@pytest.mark.django_db
def test_pages_with_errors_keep_the_rules() -> None:
    one = desk()
    officer = client(one.office.officer)
    answers = {
        "new": officer.post("/desk/cases/new/", {"title": "", "do": "save"}),
        "spot": officer.post("/desk/cases/spot/", {"do": "save"}),
        "step": officer.post(f"/desk/cases/{one.filed}/steps/interviewed/", {"person": "李某", "do": "check"}),
        "refused": officer.post(f"/desk/cases/{one.filed}/steps/decided/", {**DECIDED, "do": "confirm"}),
        "approval": client(one.office.head).post(f"/desk/approvals/{one.request}/", {"do": "refuse", "reasons": ""}),
        "review": client(one.office.reviewer).post(f"/desk/reviews/{one.submitted}/", {"do": "opinion"}),
        "release": client(one.office.clerk).post(f"/desk/releases/{one.decided}/", {"until": "不知道"}),
        "account": officer.post("/desk/account/", {"old": "x", "new": "a", "again": "b"}),
        "login": Client().post("/login/", {"username": "", "password": ""}),
    }
    found = {}
    for name, answer in answers.items():
        assert 400 <= answer.status_code < 500, name
        html = answer.content.decode()
        assert "<title>错误：" in html, name
        if broken := broken_rules(html):
            found[name] = broken
    assert not found


def test_a_broken_page_is_found() -> None:
    bad = (
        '<title>x</title><main><h1>a</h1><table><tr><th>a</th><td style="x">1</td></tr></table>'
        '<form method="post"><input name="q"><button class="btn-primary">确定</button></form><p>请输入！</p></main>'
    )
    numbers = {one.split(":")[0] for one in broken_rules(bad)}
    assert {"1", "6", "18", "22", "24", "31", "csp"} <= numbers


def test_the_reader_of_pages_sees_what_a_browser_would_send() -> None:
    page = page_of(
        '<input name="a" value="1"><input type="checkbox" name="b" value="2"><textarea name="c">x</textarea>'
    )
    assert [asked(page, name) for name in "abc"] == [["1"], [], ["x"]]
