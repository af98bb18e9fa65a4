"""Documents at the desk: a draft decision is made on the case page and shown to who reviews and who approves."""

from __future__ import annotations

from mingzhi.casework.documents.models import Document
from tests.doors.desk.desk import Desk, client

TEXTS = {
    "draft": "1",
    "text-facts": "检查发现当事人擅自开工建设。",
    "text-evidence": "现场检查笔录",
    "text-basis": "《建筑工程施工许可管理办法》第十二条",
    "text-penalties": "罚款人民币捌仟元整",
}


def draft(bureau: Desk, case_id: str) -> Document:
    """The draft decision, made at the desk as the case page offers it."""
    officer = client(bureau.office.officer)
    path = f"/desk/cases/{case_id}/documents/decision/"
    assert f'href="{path}?draft=1"' in officer.get(f"/desk/cases/{case_id}/").content.decode()
    assert officer.get(f"{path}?draft=1").status_code == 200
    assert officer.post(path, TEXTS).status_code == 302
    return Document.objects.get(case_id=case_id)


def test_a_draft_decision_is_shown_to_the_reviewer(bureau: Desk) -> None:
    reviewer, path = client(bureau.office.reviewer), f"/desk/reviews/{bureau.submitted}/"
    before = reviewer.get(path).content.decode()
    made = draft(bureau, bureau.submitted)
    after = reviewer.get(path).content.decode()
    assert f"/desk/documents/{made.id}.pdf" in after
    assert 'id="draft-decision"' in before and "/desk/documents/" not in before


def test_a_draft_decision_is_shown_to_the_head_and_on_the_case(bureau: Desk) -> None:
    made = draft(bureau, bureau.asked)
    for person, path in (
        (bureau.office.head, f"/desk/approvals/{bureau.request}/"),
        (bureau.office.officer, f"/desk/cases/{bureau.asked}/"),
    ):
        assert f"/desk/documents/{made.id}.pdf" in client(person).get(path).content.decode()


def test_a_decided_case_offers_no_draft_and_makes_none(bureau: Desk) -> None:
    officer = client(bureau.office.officer)
    assert "?draft=1" not in officer.get(f"/desk/cases/{bureau.decided}/").content.decode()
    assert officer.post(f"/desk/cases/{bureau.decided}/documents/decision/", TEXTS).status_code == 422
    assert not Document.objects.exists()
