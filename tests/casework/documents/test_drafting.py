"""Drafts: made before their event, without number and day, marked 草稿, and never in the way of the real paper."""

from __future__ import annotations

from typing import Any

import pymupdf
import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.casework.documents import api as documents
from mingzhi.casework.documents.models import Document
from mingzhi.ground.clock import fixed
from mingzhi.ground.errors import BadInput, Conflict
from tests.casework.office import office
from tests.casework.story import DECISION, Play

pytestmark = pytest.mark.django_db
FACTS = {
    "facts": "检查发现当事人擅自开工建设。",
    "basis": "《建筑工程施工许可管理办法》第十二条",
    "evidence": "现场检查笔录",
}


def draft(play: Play, kind: str = "decision", texts: dict[str, str] | None = None, **other: Any) -> Document:
    """The draft of this kind, made now."""
    with fixed(play.now):
        given = FACTS if texts is None else texts
        return documents.draw_up(play.office.officer, play.case_id, kind, given, draft=True, **other)


def text_of(play: Play, row: Document) -> str:
    """What its PDF says, blanks left out."""
    file = documents.open_document(play.office.officer, row.id, "pdf")
    with pymupdf.open(stream=file.content) as document:
        return "".join("".join(page.get_text().split()) for page in document)


def told(play: Play) -> cases.Dossier:
    """The case as it stands."""
    with fixed(play.now):
        return cases.dossier(play.office.officer, play.case_id)


def test_a_draft_decision_lies_in_the_dossier_before_the_review() -> None:
    play = Play(office()).until("statement_reviewed")
    row = draft(play)
    assert (row.state, row.number) == (Document.DRAFT, "")
    event = told(play).file.events[-1]
    assert event.type == "document_drawn_up" and row.event_id == row.made_from == event.id
    assert {(one["kind"], one["sha256"]) for one in event.shared["documents"]} == {
        ("decision.draft.docx", row.docx),
        ("decision.draft.pdf", row.pdf),
    }
    assert documents.drafts_of(told(play)) == [row]
    assert documents.documents_of(play.office.officer, play.case_id) == [row]


def test_its_head_says_draft_and_it_holds_the_penalties_of_the_notice() -> None:
    play = Play(office()).until("statement_reviewed")
    text = text_of(play, draft(play))
    assert "草稿" in text and "未签章" not in text
    assert "罚款人民币捌仟元整（8,000.00元）" in text and FACTS["basis"] in text
    assert "罚决〔" not in text and "二〇二六年" not in text


def test_the_fields_of_the_coming_event_go_before_the_notice() -> None:
    play = Play(office()).until("statement_reviewed")
    less = [{"type": "fine", "amount": "6000.00", "large": False}]
    row = draft(play, values={**DECISION, "penalties": less})
    text = text_of(play, row)
    assert "陆仟元整" in text and "捌仟元整" not in text


def test_the_fields_of_the_waiting_request_are_taken() -> None:
    play = Play(office()).until("review_completed")
    less = [{"type": "fine", "amount": "7000.00", "large": False}]
    with fixed(play.now):
        cases.request_approval(play.office.officer, play.case_id, "decided", {**DECISION, "penalties": less})
    assert "柒仟元整" in text_of(play, draft(play))


def test_a_draft_of_a_notice_asks_for_the_penalties() -> None:
    play = Play(office()).until("investigation_ended")
    with fixed(play.now):
        asked = {one.name for one in documents.texts_of(told(play), "prior_notice", draft=True)}
    assert "penalties" in asked
    with pytest.raises(BadInput) as refused:
        draft(play, "prior_notice")
    assert refused.value.facts["fields"] == ["penalties"]
    row = draft(play, "prior_notice", {**FACTS, "penalties": "罚款人民币伍仟元整"})
    assert "罚款人民币伍仟元整" in text_of(play, row)


def test_a_draft_of_the_filing_says_that_approval_is_open() -> None:
    play = Play(office())
    play.open()
    text = text_of(play, draft(play, "filing_approval"))
    assert "待批准" in text and "同意立案" not in text


def test_the_paper_itself_is_still_owed_after_a_draft_and_takes_the_first_number() -> None:
    play = Play(office()).until("statement_reviewed")
    draft(play)
    for step in ("review_submitted", "review_completed", "decided"):
        play.take(next(one for one in play.before(step) if one.event == step))
    owed = {due.kind.key: due.made for due in documents.due_documents(told(play))}
    assert owed["decision"] is None
    with fixed(play.now):
        final = documents.draw_up(play.office.officer, play.case_id, "decision", FACTS)
    assert final.state == Document.FINAL and final.number.endswith("1号")


@pytest.mark.parametrize(
    ("until", "kind", "code"),
    [
        ("decided", "decision", "draft_too_late"),
        ("opened", "filing_approval", "draft_too_late"),
        ("opened", "review_opinion", "no_draft_of_kind"),
        ("opened", "nothing", "document_kind_unknown"),
    ],
)
def test_there_is_no_draft_of_what_happened_or_never_has_one(until: str, kind: str, code: str) -> None:
    play = Play(office()).until(until)
    with pytest.raises(BadInput) as refused:
        draft(play, kind)
    assert refused.value.code == code
    assert not Document.objects.exists()


def test_what_can_be_drafted_now_is_told() -> None:
    play = Play(office()).until("investigation_ended")
    assert [kind.key for kind in documents.draft_kinds(told(play))] == ["prior_notice", "decision"]
    play = Play(play.office).until("decided")
    assert documents.draft_kinds(told(play)) == ()


def test_a_draft_is_made_of_the_version_that_was_seen() -> None:
    play = Play(office()).until("statement_reviewed")
    with pytest.raises(Conflict):
        draft(play, expected=play.row().seq - 1)
    assert not Document.objects.exists()


def test_papers_of_penalties_are_no_papers_of_other_acts() -> None:
    play = Play(office())
    play.open(act="permit", parties=[{"kind": "person", "name": "杞某"}])
    assert documents.draft_kinds(told(play)) == ()
    with pytest.raises(BadInput) as refused:
        draft(play, "filing_approval")
    assert refused.value.code == "draft_too_late"
