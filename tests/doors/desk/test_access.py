"""Nobody gets a page, row, count, search hit or file of another agency; every address asks who is there."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from mingzhi.casework.cases import api as cases
from tests.casework.office import office
from tests.doors.desk.desk import DECIDED, Desk, client


def _addresses(bureau: Desk) -> dict[str, str]:
    event = cases.dossier(bureau.office.officer, bureau.filed).recorded[0].id
    return {
        "case": reverse("desk:case", args=[bureau.filed]),
        "file": reverse("desk:case_file", args=[bureau.filed]),
        "step": reverse("desk:step", args=[bureau.filed, "interviewed"]),
        "correct": reverse("desk:correct", args=[bureau.filed, event]),
        "paper": reverse("desk:paper", args=[bureau.decided, "decision"]),
        "approval": reverse("desk:approval", args=[bureau.request]),
        "review": reverse("desk:review", args=[bureau.submitted]),
        "release": reverse("desk:release", args=[bureau.decided]),
    }


PEOPLE = ("officer", "head", "reviewer", "clerk", "archivist", "chair")


def test_people_of_another_agency_get_nothing(bureau: Desk) -> None:
    other = office(name="武定县卫生健康局", short="武卫健", field="health", region="532329")
    addresses = _addresses(bureau)
    for who in PEOPLE:
        stranger = client(getattr(other, who))
        for name, path in addresses.items():
            assert stranger.get(path).status_code in (403, 404), (who, name)
            assert stranger.post(path, {**DECIDED, "do": "confirm"}).status_code in (403, 404, 405), (who, name)
        for path in ("/desk/", "/desk/?of=agency", "/desk/cases/", "/desk/search/?q=某公司", "/desk/cases.csv"):
            text = stranger.get(path).content.decode("utf-8-sig")
            assert "云岭" not in text and bureau.filed not in text, (who, path)


def test_nobody_gets_in_without_signing_in(bureau: Desk) -> None:
    from mingzhi.doors.desk.urls import urlpatterns

    for path in [*_addresses(bureau).values(), "/desk/", "/desk/cases/", "/desk/cases.csv", "/desk/account/"]:
        answer = Client().get(path)
        assert answer.status_code == 302 and answer["Location"].startswith("/login/"), path
    for one in urlpatterns:
        assert hasattr(one.callback, "permissions"), f"{one.name} is not wrapped by at_desk"


def test_the_top_bar_shows_only_what_one_may_use(bureau: Desk) -> None:
    for who in (*PEOPLE, "supervisor"):
        browser = client(getattr(bureau.office, who))
        page = browser.get("/desk/").content.decode()
        bar = page[page.index("<nav") : page.index("</nav>")]
        for path in re.findall(r'href="([^"]+)"', bar):
            assert browser.get(path).status_code == 200, (who, path)


def test_a_supervisor_reads_and_changes_nothing(bureau: Desk) -> None:
    watcher = client(bureau.office.supervisor)
    page = watcher.get(f"/desk/cases/{bureau.filed}/").content.decode()
    assert "/steps/" not in page and "/correct/" not in page
    answer = watcher.post(f"/desk/cases/{bureau.filed}/steps/interviewed/", {"do": "confirm"})
    assert answer.status_code == 403


@pytest.mark.parametrize("path", ["/desk/cases/nothing/", "/desk/approvals/nothing/", "/desk/documents/nothing.pdf"])
def test_what_is_not_there_is_told_alike(bureau: Desk, path: str) -> None:
    assert client(bureau.office.head).get(path).status_code == 404


def test_forms_need_their_token(bureau: Desk) -> None:
    browser = client(bureau.office.officer, enforce_csrf_checks=True)
    assert browser.post("/desk/cases/new/", {"title": "x"}).status_code == 403


def test_nobody_approves_what_he_asked_for(bureau: Desk) -> None:
    answer = client(bureau.office.officer).post(f"/desk/approvals/{bureau.request}/", {"do": "approve"})
    assert answer.status_code == 403


@pytest.mark.parametrize(
    "path",
    [
        "/desk/?after=x_y",
        "/desk/?after=2026-99-99_a",
        "/desk/cases/?before=zzz&late=7&finished=maybe&act=none",
        "/desk/cases/?words=%25%27%22%3Cscript%3E",
        "/desk/supervision/?before=abc&agency=x",
        "/desk/search/?q=%3Cb%3E",
    ],
)
def test_a_mangled_address_is_no_error(bureau: Desk, path: str) -> None:
    answer = client(bureau.office.head).get(path)
    assert answer.status_code == 200
    assert "<script>" not in answer.content.decode() and "<b>" not in answer.content.decode().replace("明<b>执</b>", "")


@pytest.mark.parametrize("do", ["add:", "drop:x:y", "drop:penalties:99", "back", "nonsense"])
def test_mangled_forms_are_no_error(bureau: Desk, do: str) -> None:
    sent = {"do": do, "penalties-rows": "9999", "officers-rows": "-3", "seen": "x", "key": ""}
    answer = client(bureau.office.officer).post(f"/desk/cases/{bureau.asked}/steps/decided/", sent)
    assert answer.status_code in (200, 422)


@pytest.mark.parametrize("path", ["/desk/", "/desk/cases/", "/desk/search/", "/desk/cases.csv", "/desk/supervision/"])
def test_pages_that_only_tell_take_no_post(bureau: Desk, path: str) -> None:
    assert client(bureau.office.head).post(path).status_code == 405
