"""The head, the reviewer, the clerk and the supervisor at their pages; opening a case, and a penalty on the spot."""

from __future__ import annotations

import re
from typing import Any

from mingzhi.casework.cases import api as cases
from mingzhi.ground.clock import SHANGHAI
from mingzhi.ledger.journal.api import feed, sequence
from mingzhi.oversight.publication import api as publication
from tests.casework.story import ITEMS
from tests.doors.desk.desk import Desk, client
from tests.doors.web.rules import asked, page_of


def _last(bureau: Desk, case_id: str) -> str:
    return cases.dossier(bureau.office.officer, case_id).recorded[-1].type


def test_the_head_approves_in_his_own_session(bureau: Desk) -> None:
    head = client(bureau.office.head)
    assert bureau.request in head.get("/desk/approvals/").content.decode()
    case = page_of(head.get(f"/desk/cases/{bureau.asked}/").content.decode())
    assert [one.attributes["href"] for one in case.all("a") if one.has("btn-primary")] == [
        f"/desk/approvals/{bureau.request}/"
    ]
    page = head.get(f"/desk/approvals/{bureau.request}/").content.decode()
    assert "8,000 元" in page
    answer = head.post(f"/desk/approvals/{bureau.request}/", {"do": "approve"})
    assert answer.status_code == 302 and _last(bureau, bureau.asked) == "decided"
    told = cases.dossier(bureau.office.officer, bureau.asked)
    assert told.recorded[-1].actor.name == bureau.office.head.name
    assert "〔" in head.get(answer["Location"]).content.decode()
    assert head.get(f"/desk/approvals/{bureau.request}/").status_code == 404


def test_the_head_sends_back_only_with_reasons(bureau: Desk) -> None:
    head = client(bureau.office.head)
    path = f"/desk/approvals/{bureau.request}/"
    assert head.post(path, {"do": "refuse", "reasons": " "}).status_code == 422
    assert head.post(path, {"do": "refuse", "reasons": "补充裁量理由"}).status_code == 302
    assert _last(bureau, bureau.asked) == "approval_refused"
    assert "补充裁量理由" in client(bureau.office.officer).get(f"/desk/cases/{bureau.asked}/").content.decode()


def test_an_officer_asks_for_approval_and_sees_that_it_waits(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    sent = {"officers": list(bureau.office.two), "danger": "none"}
    assert officer.post(f"/desk/cases/{bureau.fresh}/steps/opened/", {**sent, "do": "check"}).status_code == 200
    answer = officer.post(f"/desk/cases/{bureau.fresh}/steps/opened/", {**sent, "do": "confirm"})
    assert answer.status_code == 302 and "asked=opened" in answer["Location"]
    page = page_of(officer.get(answer["Location"]).content.decode())
    assert not any(one.has("btn-primary") for one in page.all("a"))


def test_the_reviewer_examines_every_item(bureau: Desk) -> None:
    reviewer = client(bureau.office.reviewer)
    path = f"/desk/reviews/{bureau.submitted}/"
    answer = reviewer.post(path, {"do": "opinion", "outcome": "passed", "items": ITEMS[:2]})
    assert answer.status_code == 422
    page = page_of(answer.content.decode())
    assert asked(page, "items") == ITEMS[:2] and asked(page, "outcome") == ["passed"]
    assert asked(page_of(reviewer.get(path).content.decode()), "items") == ITEMS[:2]
    assert reviewer.post(path, {"do": "opinion", "outcome": "passed", "items": ITEMS}).status_code == 302
    assert _last(bureau, bureau.submitted) == "review_completed"
    assert reviewer.get(path).status_code == 404


def test_the_reviewer_sends_back_what_is_incomplete(bureau: Desk) -> None:
    reviewer = client(bureau.office.reviewer)
    path = f"/desk/reviews/{bureau.submitted}/"
    assert reviewer.post(path, {"do": "return", "missing": "\n"}).status_code == 422
    assert reviewer.post(path, {"do": "return", "missing": "检测报告\n裁量说明"}).status_code == 302
    told = cases.dossier(bureau.office.officer, bureau.submitted)
    assert told.file.events[-1].fields["missing"] == ("检测报告", "裁量说明")


def test_the_clerk_sees_the_public_text_before_he_releases(bureau: Desk) -> None:
    clerk = client(bureau.office.clerk)
    path = f"/desk/releases/{bureau.decided}/"
    page = clerk.get(path).content.decode()
    assert "罚款 8,000 元" in page
    assert clerk.post(path, {}).status_code == 422
    answer = clerk.post(path, {"checked": "yes", "until": "2099-01-05"})
    assert answer.status_code == 302 and _last(bureau, bureau.decided) == "published"
    shown = publication.of_case(bureau.decided)[0]
    assert str(shown.until) == "2099-01-05"
    assert clerk.get(f"/results/{shown.id}/").status_code == 200
    assert clerk.post(path, {"checked": "yes"}).status_code in (409, 412)


def test_the_clerk_takes_down_with_a_reason(bureau: Desk) -> None:
    clerk = client(bureau.office.clerk)
    clerk.post(f"/desk/releases/{bureau.decided}/", {"checked": "yes"})
    shown = publication.of_case(bureau.decided)[0]
    path = f"/desk/publications/{shown.id}/"
    assert clerk.post(path, {"do": "withdraw"}).status_code == 422
    assert clerk.post(path, {"do": "correct", "why": ""}).status_code == 422
    assert clerk.post(path, {"do": "withdraw", "reason": "repaired"}).status_code == 302
    assert publication.of_case(bureau.decided)[0].state == "withdrawn"


def test_a_case_is_opened_from_a_clue(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    sent = {
        "title": "某单位涉嫌擅自施工",
        "source": "complaint",
        "parties": "2",
        "party_kind-0": "organisation",
        "party_name-0": "某单位",
        "party_kind-1": "",
        "party_name-1": "",
    }
    answer = officer.post("/desk/cases/new/", {**sent, "party_code-0": "９１53 0302-MA6K00000X"})
    assert answer.status_code == 422 and 'href="#party_code-0"' in answer.content.decode()
    assert asked(page_of(answer.content.decode()), "title") == ["某单位涉嫌擅自施工"]
    answer = officer.post("/desk/cases/new/", sent)
    found = re.search(r"/desk/cases/([^/]+)/", answer["Location"])
    assert found and cases.get_case(bureau.office.officer, found[1]).party == "某单位"


def test_more_parties_are_added_without_script(bureau: Desk) -> None:
    sent = {"parties": "1", "party_name-0": "甲单位", "do": "add:party"}
    page = page_of(client(bureau.office.officer).post("/desk/cases/new/", sent).content.decode())
    assert asked(page, "party_name-0") == ["甲单位"] and asked(page, "party_name-1") == [""]


def test_a_document_is_made_and_sent_as_it_is(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    path = f"/desk/cases/{bureau.decided}/documents/proof_of_service/"
    answer = officer.post(path, {})
    assert answer.status_code == 302, answer.content.decode()[:600]
    page = officer.get(f"/desk/cases/{bureau.decided}/").content.decode()
    found = re.search(r"/desk/documents/([^.]+)\.pdf", page)
    assert found
    sent = officer.get(f"/desk/documents/{found[1]}.pdf")
    assert sent.content.startswith(b"%PDF") and sent["Content-Disposition"].startswith("attachment")
    assert officer.get(f"/desk/documents/{found[1]}.docx").content.startswith(b"PK")


def test_lists_are_exported_as_seen_and_formulas_stay_text(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    officer.post(
        "/desk/cases/new/",
        {"title": "=1+1", "source": "other", "party_kind-0": "organisation", "party_name-0": "@SUM(A1)"},
    )
    text = officer.get("/desk/cases.csv?words=1%2B1").content.decode("utf-8-sig")
    assert "'=1+1" in text and "'@SUM(A1)" in text and len(text.splitlines()) == 2
    assert officer.get("/desk/cases.xlsx").content.startswith(b"PK")


def test_the_case_is_seen_as_it_stood_on_a_past_day(bureau: Desk) -> None:
    officer, path = client(bureau.office.officer), f"/desk/cases/{bureau.decided}/"
    recorded = cases.dossier(bureau.office.officer, bureau.decided).recorded
    noticed = next(one for one in recorded if one.type == "prior_notice_served")
    day = noticed.recorded_at.astimezone(SHANGHAI).date().isoformat()
    page = officer.get(f"{path}?as_of={day}").content.decode()
    assert noticed.id in page and recorded[-1].id not in page and "/steps/" not in page
    assert noticed.id not in officer.get(f"{path}?as_of=2020-01-01").content.decode()
    assert recorded[-1].id in officer.get(f"{path}?as_of=不是日期").content.decode()


def test_a_day_before_the_case_tells_nothing_of_it_yet(bureau: Desk) -> None:
    officer, path = client(bureau.office.officer), f"/desk/cases/{bureau.decided}/"
    row = cases.get_case(bureau.office.officer, bureau.decided)
    lead = officer.get(f"{path}?as_of=2020-01-01").content.decode()
    assert row.number in officer.get(path).content.decode() and row.number not in lead and "尚未登记" in lead
    told = next(one for one in page_of(lead).all("p") if one.has("lead")).text
    assert not [one.name for one in cases.dossier(bureau.office.officer, row.id).handlers if one.name in told]


def test_a_day_that_cannot_be_read_is_said(bureau: Desk) -> None:
    path = f"/desk/cases/{bureau.decided}/"
    page = page_of(client(bureau.office.officer).get(f"{path}?as_of=garbage").content.decode())
    assert any(one.has("note-amber") and "garbage" in one.text for one in page.all("div"))


def test_the_top_bar_counts_what_waits(bureau: Desk) -> None:
    def counts(actor: Any) -> dict[str, str]:
        page = page_of(client(actor).get("/desk/cases/").content.decode())
        return {
            link.attributes["href"]: mark.text
            for link in page.all("a")
            for mark in link.all("span")
            if mark.has("count")
        }

    mine = cases.work_list(bureau.office.officer).rows
    assert counts(bureau.office.officer) == {"/desk/": str(len(mine))} and mine
    assert counts(bureau.office.head)["/desk/approvals/"] == "1"
    assert counts(bureau.office.supervisor) == {}


def test_the_supervisor_sees_numbers_and_a_word_with_every_finding(bureau: Desk) -> None:
    sequence()
    feed()
    page = page_of(client(bureau.office.supervisor).get("/desk/supervision/?outcome=due").content.decode())
    rows = [row for row in page.all("tr") if any(link.attributes["href"].startswith("?rule=") for link in row.all("a"))]
    assert rows and all(any(mark.has("tag") for mark in row.all("span")) for row in rows)
    numbers = {row.number for row in cases.case_list(bureau.office.supervisor).rows if row.number}
    assert any(next(row.all("a")).text in numbers for row in rows)
