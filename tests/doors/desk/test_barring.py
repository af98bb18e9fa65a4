"""What cannot be done is said before a form is filled in, and before anything is put up to be confirmed."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from mingzhi.ground.clock import now
from tests.casework.story import Play
from tests.doors.desk.desk import DECIDED, Desk, client, play
from tests.doors.web.rules import asked, page_of


def _asks(answer: object, name: str) -> bool:
    page = page_of(answer.content.decode())  # type: ignore[attr-defined]
    return any(one.attributes.get("name") == name for tag in ("input", "select", "textarea") for one in page.all(tag))


def test_a_step_before_the_filing_shows_no_form(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    for event, field in (("decided", "outcome"), ("hearing_notified", "hearing_on")):
        answer = officer.get(f"/desk/cases/{bureau.fresh}/steps/{event}/")
        assert answer.status_code == 200 and not _asks(answer, field)
        assert f"/desk/cases/{bureau.fresh}/" in answer.content.decode()


def test_what_the_law_lacks_is_told_before_the_form(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    path = f"/desk/cases/{bureau.filed}/steps/decided/"
    answer = officer.get(path)
    assert not _asks(answer, "outcome") and any(one.has("no") for one in page_of(answer.content.decode()).all("li"))
    assert _asks(officer.get(f"{path}?fill=1"), "outcome")


def test_a_step_taken_already_shows_no_form(bureau: Desk) -> None:
    answer = client(bureau.office.officer).get(f"/desk/cases/{bureau.decided}/steps/decided/")
    assert answer.status_code == 200 and not _asks(answer, "outcome")


def test_the_gates_are_asked_before_the_check_page(bureau: Desk) -> None:
    path = f"/desk/cases/{bureau.filed}/steps/decided/"
    answer = client(bureau.office.officer).post(path, {**DECIDED, "do": "check"})
    assert answer.status_code == 409 and asked(page_of(answer.content.decode()), "outcome") == ["罚款"]


def test_the_terms_of_the_remedies_are_those_of_the_law(bureau: Desk) -> None:
    case_id = play(bureau.office, "review_completed")
    officer, path = client(bureau.office.officer), f"/desk/cases/{case_id}/steps/decided/"
    page = page_of(officer.get(path).content.decode())
    assert asked(page, "remedies-within") == ["六十日"] and asked(page, "remedies-court_within") == ["六个月"]
    wrong = {**DECIDED, "remedies-within": "30日", "remedies-court_within": "3个月", "do": "check"}
    answer = officer.post(path, wrong)
    links = {
        one.attributes["href"]
        for box in page_of(answer.content.decode()).all("div")
        if box.has("errors")
        for one in box.all("a")
    }
    assert answer.status_code == 422 and links == {"#remedies-within", "#remedies-court_within"}
    assert officer.post(path, {**DECIDED, "penalties-0-large": "no", "do": "check"}).status_code == 200


def test_a_fine_that_may_be_large_is_asked_about_in_the_form_of_the_decision(bureau: Desk) -> None:
    fine = [{"type": "fine", "amount": "8000.00"}]
    one = Play(bureau.office, now=now() - timedelta(days=40))
    one.open()
    for moment in Play.before("review_completed"):
        open_fine = {**moment.values, "proposed": fine} if moment.event == "prior_notice_served" else moment.values
        one.take(replace(moment, values=open_fine))
    officer, path = client(bureau.office.officer), f"/desk/cases/{one.case_id}/steps/decided/"
    page = page_of(officer.get(path).content.decode())
    assert asked(page, "penalties-0-type") == ["fine"] and asked(page, "penalties-0-amount") == ["8000.00"]
    assert one.row().next_step == "decided"
    answer = officer.post(path, {**DECIDED, "do": "check"})
    assert answer.status_code == 409 and 'href="#penalties-0-large"' in answer.content.decode()
    assert officer.post(path, {**DECIDED, "penalties-0-large": "no", "do": "check"}).status_code == 200


def test_facts_that_state_nothing_are_refused(bureau: Desk) -> None:
    officer, path = client(bureau.office.officer), f"/desk/cases/{bureau.filed}/steps/facts_established/"
    assert officer.post(path, {"do": "check"}).status_code == 422
    assert officer.post(path, {"note": "未取得许可证，已施工至三层", "do": "check"}).status_code == 302


def test_a_payment_begins_with_what_is_owed_and_no_more_is_taken_without_a_word(bureau: Desk) -> None:
    officer, path = client(bureau.office.officer), f"/desk/cases/{bureau.decided}/steps/fine_paid/"
    assert asked(page_of(officer.get(path).content.decode()), "amount") == ["8000.00"]
    assert officer.post(path, {"amount": "8000", "do": "check"}).status_code == 302
    assert asked(page_of(officer.get(path).content.decode()), "amount") == [""]
    assert officer.post(path, {"amount": "8000", "do": "check"}).status_code == 422
    told = {"amount": "8000", "note": "当事人重复缴纳，已通知退还", "do": "check"}
    assert officer.post(path, told).status_code == 302


def test_a_way_of_serving_and_its_pictures_are_two_answers(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    page = page_of(officer.get(f"/desk/cases/{bureau.decided}/steps/document_served/").content.decode())
    kinds = {
        name: [one.attributes["value"] for one in page.all("input") if one.attributes.get("name") == name]
        for name in ("recorded", "recording")
    }
    assert kinds == {"recorded": ["yes", "no"], "recording": ["full", "part", "none"]}
