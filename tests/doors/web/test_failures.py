"""Pages that say no: the right status, words, and a way out; signing in and out."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client, RequestFactory

from mingzhi.doors.web.failures import ProblemPages, csrf_failure, server_error
from mingzhi.ground.errors import BadInput, Conflict, Forbidden, NotFound
from mingzhi.registry.identity.api import Account
from tests.casework.office import office
from tests.doors.desk.desk import client
from tests.doors.web.rules import page_of


@pytest.mark.parametrize(
    ("problem", "status"),
    [
        (NotFound("case_not_found", case="x"), 404),
        (Forbidden("not_your_page", roles=[]), 403),
        (Conflict("case_moved", case="x", seen=1, now=2), 412),
        (BadInput("x", where="文号", what="已经用过", fix="留空"), 422),
    ],
)
def test_a_problem_becomes_a_page(problem: Exception, status: int) -> None:
    pages = ProblemPages(lambda _request: (_ for _ in ()).throw(problem))
    answer = pages.process_exception(RequestFactory().get("/desk/x/"), problem)
    assert answer is not None and answer.status_code == status
    links = [one.attributes["href"] for main in page_of(answer.content.decode()).all("main") for one in main.all("a")]
    assert links


def test_the_machine_interface_words_its_own() -> None:
    pages = ProblemPages(lambda _request: None)  # type: ignore[arg-type, return-value]
    assert pages.process_exception(RequestFactory().get("/api/v1/x"), NotFound("case_not_found", case="x")) is None
    assert pages.process_exception(RequestFactory().get("/desk/"), ValueError("a mistake of ours")) is None


def test_pages_of_the_framework_stand_without_database() -> None:
    request = RequestFactory().get("/desk/")
    assert csrf_failure(request).status_code == 403
    assert server_error(request).status_code == 500


@pytest.mark.django_db
def test_an_unknown_address_is_told() -> None:
    assert Client().get("/nothing-here/").status_code == 404


@pytest.fixture
def someone(db: None) -> Iterator[Account]:
    yield Account.objects.get(pk=office().officer.account_id)


def test_one_signs_in_and_comes_to_where_one_wanted(someone: Account) -> None:
    browser = Client()
    wanted = "/desk/cases/?state=x"
    answer = browser.get(wanted)
    assert answer.status_code == 302 and answer["Location"].startswith("/login/?next=")
    page = page_of(browser.get(answer["Location"]).content.decode())
    kept = [one.attributes["value"] for one in page.all("input") if one.attributes.get("name") == "next"]
    answer = browser.post("/login/", {"username": someone.username, "password": "only-for-tests", "next": kept[0]})
    assert answer["Location"] == wanted


def test_a_wrong_password_keeps_the_name_and_tells(someone: Account) -> None:
    answer = Client().post("/login/", {"username": someone.username, "password": "wrong"})
    assert answer.status_code == 422
    assert f'value="{someone.username}"' in answer.content.decode()


def test_one_is_never_sent_off_this_site(someone: Account) -> None:
    for address in ("https://evil.example/", "//evil.example/", "javascript:alert(1)"):
        sent = {"username": someone.username, "password": "only-for-tests", "next": address}
        assert Client().post("/login/", sent)["Location"] == "/desk/"


def test_signing_out_wants_a_post_and_ends_the_session(someone: Account) -> None:
    browser = Client()
    browser.force_login(someone, backend="mingzhi.registry.identity.signing_in.Passwords")
    assert browser.get("/logout/").status_code == 405
    browser.post("/logout/")
    assert browser.get("/desk/").status_code == 302


@pytest.mark.django_db
def test_the_elders_view_stays_chosen() -> None:
    browser = client(office().officer)
    assert 'class="elders"' not in browser.get("/desk/").content.decode()
    browser.post("/view/", {"view": "elders", "next": "/desk/account/"})
    assert 'class="elders"' in browser.get("/desk/").content.decode()
    browser.post("/view/", {"view": "plain", "next": "/desk/account/"})
    assert 'class="elders"' not in browser.get("/desk/").content.decode()
