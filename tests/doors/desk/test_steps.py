"""A step at the desk: asked, checked, recorded; refused by law or by a mistake, nothing that was entered is lost."""

from __future__ import annotations

from typing import Any

from mingzhi.casework.cases import api as cases
from mingzhi.ground.clock import today
from tests.doors.desk.desk import DECIDED, Desk, client
from tests.doors.web.rules import asked, page_of


def _two(bureau: Desk) -> list[str]:
    return list(bureau.office.two)


def _interview(bureau: Desk, **other: Any) -> dict[str, Any]:
    return {
        "person": "李某",
        "individually": "yes",
        "record_signed": "yes",
        "officers": _two(bureau),
        "recording": "full",
        "do": "check",
        **other,
    }


def _events(bureau: Desk, case_id: str) -> list[str]:
    return [one.event.type for one in _dossier(bureau, case_id)]


def _dossier(bureau: Desk, case_id: str) -> list[Any]:
    told = cases.dossier(bureau.office.officer, case_id)
    return [type("Pair", (), {"event": event, "recorded": one}) for event, one in zip(told.file.events, told.recorded)]  # noqa: B905


def test_a_step_is_recorded_with_officers_and_recording(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    answer = officer.post(f"/desk/cases/{bureau.filed}/steps/interviewed/", _interview(bureau))
    assert answer.status_code == 302
    last = _dossier(bureau, bureau.filed)[-1].event
    assert last.type == "interviewed" and last.fields["person"] == "李某"
    assert [one.name for one in last.officers] == ["周某", "许某"]
    assert last.shared["recordings"] == [{"complete": True}]
    page = officer.get(answer["Location"]).content.decode()
    assert 'role="status"' in page


def test_mistakes_stand_beside_their_fields_and_answers_stay(bureau: Desk) -> None:
    sent = _interview(bureau, individually="", note="补充说明", **{"at-day": "后天"})
    answer = client(bureau.office.officer).post(f"/desk/cases/{bureau.filed}/steps/interviewed/", sent)
    assert answer.status_code == 422
    page = page_of(answer.content.decode())
    links = {one.attributes["href"] for box in page.all("div") if box.has("errors") for one in box.all("a")}
    assert links == {"#individually", "#at-day"}
    assert asked(page, "person") == ["李某"] and asked(page, "note") == ["补充说明"]
    assert asked(page, "officers") == _two(bureau) and asked(page, "at-day") == ["后天"]
    assert "interviewed" not in _events(bureau, bureau.filed)


def test_what_was_entered_is_there_after_the_browser_was_closed(bureau: Desk) -> None:
    path = f"/desk/cases/{bureau.filed}/steps/interviewed/"
    client(bureau.office.officer).post(path, _interview(bureau, person="王某", do="draft"))
    page = page_of(client(bureau.office.officer).get(path).content.decode())
    assert asked(page, "person") == ["王某"] and asked(page, "officers") == _two(bureau)
    assert asked(page_of(client(bureau.office.second).get(path).content.decode()), "person") == [""]
    client(bureau.office.officer).post(path, {"do": "discard"})
    assert asked(page_of(client(bureau.office.officer).get(path).content.decode()), "person") == [""]


def test_the_page_keeps_a_draft_by_itself(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    sent = _interview(bureau, person="赵某", draft_of=f"case:{bureau.filed}:interviewed")
    assert officer.post("/desk/drafts/", sent).status_code == 204
    page = page_of(officer.get(f"/desk/cases/{bureau.filed}/steps/interviewed/").content.decode())
    assert asked(page, "person") == ["赵某"]


def test_a_recorded_step_leaves_no_draft(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    path = f"/desk/cases/{bureau.filed}/steps/interviewed/"
    officer.post(path, _interview(bureau, do="draft"))
    officer.post(path, _interview(bureau))
    assert asked(page_of(officer.get(path).content.decode()), "person") == [""]


def test_the_law_refuses_with_article_and_nothing_is_lost(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    path = f"/desk/cases/{bureau.filed}/steps/decided/"
    answer = officer.post(path, {**DECIDED, "do": "confirm"})
    assert answer.status_code == 409
    page = page_of(answer.content.decode())
    findings = [one.text for one in page.all("div") if one.has("finding")]
    assert findings and all("《" in one for one in findings)
    assert asked(page, "outcome") == ["罚款"] and asked(page, "penalties-0-amount") == ["8,000"]
    assert asked(page_of(officer.get(path).content.decode()), "outcome") == ["罚款"]


def test_a_binding_step_is_checked_before_it_is_recorded(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    path = f"/desk/cases/{bureau.filed}/steps/order_to_correct/"
    sent = {"kind": "stop", "officers": _two(bureau), "recording": "full", "do": "check"}
    answer = officer.post(path, sent)
    assert answer.status_code == 200 and "order_to_correct" not in _events(bureau, bureau.filed)
    page = page_of(answer.content.decode())
    again = {name: asked(page, name) for name in ("kind", "officers", "recording", "seen", "key")}
    back = officer.post(path, {**again, "do": "back"})
    assert asked(page_of(back.content.decode()), "officers") == _two(bureau)
    assert officer.post(path, {**again, "do": "confirm"}).status_code == 302
    assert _events(bureau, bureau.filed)[-1] == "order_to_correct"


def test_two_officers_at_once_lose_nothing(bureau: Desk) -> None:
    first, second = client(bureau.office.officer), client(bureau.office.second)
    path = f"/desk/cases/{bureau.filed}/steps/interviewed/"
    seen = asked(page_of(first.get(path).content.decode()), "seen")
    assert second.post(path, _interview(bureau, seen=seen[0])).status_code == 302
    answer = first.post(path, _interview(bureau, person="杨某", seen=seen[0]))
    assert answer.status_code == 412
    page = page_of(answer.content.decode())
    assert asked(page, "person") == ["杨某"] and asked(page, "seen") != seen
    assert first.post(path, _interview(bureau, person="杨某", seen=asked(page, "seen")[0])).status_code == 302
    assert _events(bureau, bureau.filed).count("interviewed") == 2


def test_the_same_form_twice_is_recorded_once(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    path = f"/desk/cases/{bureau.filed}/steps/interviewed/"
    key = asked(page_of(officer.get(path).content.decode()), "key")[0]
    for _ in range(2):
        assert officer.post(path, _interview(bureau, key=key)).status_code == 302
    assert _events(bureau, bureau.filed).count("interviewed") == 1


def test_a_late_entry_says_why(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    path = f"/desk/cases/{bureau.fresh}/steps/jurisdiction_decided/"
    sent = {"how": "own", "do": "check", "at-day": "2026-01-05"}
    answer = officer.post(path, sent)
    assert answer.status_code == 422
    assert asked(page_of(answer.content.decode()), "late_reason") == [""]
    assert officer.post(path, {**sent, "late_reason": "系统上线前已经办理"}).status_code == 302
    page = page_of(officer.get(f"/desk/cases/{bureau.fresh}/").content.decode())
    assert any("补录" in one.text for one in page.all("li"))
    assert today().isoformat() > "2026-01-05"


def test_one_officer_alone_is_not_enough(bureau: Desk) -> None:
    sent = _interview(bureau, officers=_two(bureau)[:1])
    answer = client(bureau.office.officer).post(f"/desk/cases/{bureau.filed}/steps/interviewed/", sent)
    assert answer.status_code == 422
    assert 'href="#officers-1"' in answer.content.decode()


def test_rows_are_added_without_script(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    path = f"/desk/cases/{bureau.filed}/steps/prior_notice_served/"
    sent = {"proposed-rows": "1", "proposed-0-type": "fine", "proposed-0-amount": "100", "do": "add:proposed"}
    page = page_of(officer.post(path, sent).content.decode())
    assert asked(page, "proposed-0-amount") == ["100"] and asked(page, "proposed-1-amount") == [""]
    more = officer.post(path, {"officers-rows": "2", "officers": _two(bureau), "do": "add:officers"})
    assert len(asked(page_of(more.content.decode()), "officers")) >= 2
    assert more.content.decode().count('name="officers"') == 3


def test_what_the_case_tells_is_shown_and_can_be_changed(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    path = f"/desk/cases/{bureau.asked}/steps/decided/"
    page = officer.get(path).content.decode()
    assert 'name="penalties-0-amount"' not in page and "8,000" in page
    changed = page_of(officer.get(f"{path}?change=penalties").content.decode())
    assert asked(changed, "penalties-0-amount") == ["8000.00"]


def test_a_step_of_another_post_is_told_and_not_shown(bureau: Desk) -> None:
    answer = client(bureau.office.officer).get(f"/desk/cases/{bureau.decided}/steps/archived/")
    assert answer.status_code == 403


def test_a_field_that_the_law_asks_for_cites_its_article(bureau: Desk) -> None:
    page = page_of(client(bureau.office.officer).get(f"/desk/cases/{bureau.asked}/steps/decided/").content.decode())
    hints = [one.text for one in page.all("span") if one.has("hint")]
    assert any("《" in one and "条" in one for one in hints)
