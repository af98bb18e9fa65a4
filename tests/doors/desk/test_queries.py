"""How many queries a page needs: the same for few and many, and few."""

from __future__ import annotations

from typing import Any

from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.doors.desk.desk import Desk, client, play


def _count(browser: Any, path: str) -> int:
    browser.get(path)
    with CaptureQueriesContext(connection) as caught:
        assert browser.get(path).status_code == 200
    return len(caught)


def test_lists_need_as_many_queries_for_many_as_for_few(bureau: Desk) -> None:
    pages = {
        "officer": ("/desk/", "/desk/?of=agency", "/desk/cases/", "/desk/search/?q=某公司"),
        "head": ("/desk/approvals/",),
        "reviewer": ("/desk/reviews/",),
        "clerk": ("/desk/releases/",),
        "supervisor": ("/desk/supervision/",),
    }
    before = {(who, path): _count(client(getattr(bureau.office, who)), path) for who in pages for path in pages[who]}
    for _ in range(3):
        play(bureau.office, "review_submitted")
    after = {(who, path): _count(client(getattr(bureau.office, who)), path) for who, path in before}
    assert after == before
    assert max(before.values()) <= 10, before


def test_the_work_list_needs_few(bureau: Desk) -> None:
    assert _count(client(bureau.office.officer), "/desk/") <= 6


def test_a_case_page_needs_as_many_queries_for_a_long_case(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    short = _count(officer, f"/desk/cases/{bureau.fresh}/")
    assert _count(officer, f"/desk/cases/{bureau.decided}/") == short
    assert short <= 12
