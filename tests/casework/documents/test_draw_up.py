"""Documents of a case under way: what is owed, drawing it up, numbers, digests, who may fetch it."""

from __future__ import annotations

import pymupdf
import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.casework.documents import api as documents
from mingzhi.casework.documents.models import Document
from mingzhi.ground.clock import fixed
from mingzhi.ground.digest import sha256
from mingzhi.ground.errors import BadInput, Conflict, NotFound
from tests.casework.office import office
from tests.casework.story import Play, moment

pytestmark = pytest.mark.django_db
FACTS = {
    "facts": "检查发现当事人擅自开工建设。",
    "basis": "《建筑工程施工许可管理办法》第十二条",
    "evidence": "现场检查笔录",
}


def drawn(play: Play, kind: str, **other: object) -> Document:
    """The document of this kind, made now."""
    with fixed(play.now):
        return documents.draw_up(play.office.officer, play.case_id, kind, FACTS, **other)  # type: ignore[arg-type]


def text_of(play: Play, row: Document) -> str:
    """What its PDF says, blanks left out."""
    file = documents.open_document(play.office.officer, row.id, "pdf")
    assert file.media == "application/pdf" and sha256(file.content) == row.pdf
    with pymupdf.open(stream=file.content) as document:
        return "".join("".join(page.get_text().split()) for page in document)


def test_all_documents_of_a_whole_case_are_owed_and_can_be_drawn_up() -> None:
    play = Play(office()).until("document_served")
    with fixed(play.now):
        told = cases.dossier(play.office.officer, play.case_id)
        owed = [due.kind.key for due in documents.due_documents(told) if due.made is None]
    assert owed == ["filing_approval", "prior_notice", "review_opinion", "decision", "proof_of_service"]
    for kind in owed:
        drawn(play, kind)
    with fixed(play.now):
        told = cases.dossier(play.office.officer, play.case_id)
    assert all(due.made is not None for due in documents.due_documents(told))


def test_a_decision_says_what_was_decided_under_its_number() -> None:
    play = Play(office()).until("decided")
    row = drawn(play, "decision")
    told = cases.dossier(play.office.officer, play.case_id)
    decided = next(one for one in told.file.events if one.type == "decided")
    assert row.number == decided.fields["number"]
    text = text_of(play, row)
    for part in (row.number, "云岭某建筑有限公司", "罚款人民币捌仟元整（8,000.00元）", "六十日", "未签章"):
        assert part in text, part


def test_the_event_names_the_digests_of_both_forms() -> None:
    play = Play(office()).until("decided")
    row = drawn(play, "decision")
    told = cases.dossier(play.office.officer, play.case_id)
    event = told.file.events[-1]
    assert event.type == "document_drawn_up"
    assert {one["sha256"] for one in event.shared["documents"]} == {row.docx, row.pdf}


def test_notices_are_numbered_without_gaps_also_after_a_failure() -> None:
    here = office()
    numbers = []
    for fails in (False, True, False):
        play = Play(here).until("prior_notice_served")
        if fails:
            with pytest.raises(BadInput), fixed(play.now):
                documents.draw_up(here.officer, play.case_id, "prior_notice", {**FACTS, "facts": "字\U0001f9ff"})
            continue
        numbers.append(drawn(play, "prior_notice").number)
    assert numbers == ["麒住建罚告〔2026〕1号", "麒住建罚告〔2026〕2号"]


def test_a_number_taken_meanwhile_is_rendered_again(monkeypatch: pytest.MonkeyPatch) -> None:
    play = Play(office()).until("prior_notice_served")
    other = Play(play.office).until("prior_notice_served")
    drawn(other, "prior_notice")
    real, calls = cases.next_number, []

    def stale(*given: object) -> str:
        calls.append(given)
        return "麒住建罚告〔2026〕1号" if len(calls) == 1 else real(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(cases, "next_number", stale)
    row = drawn(play, "prior_notice")
    assert len(calls) == 2 and row.number == "麒住建罚告〔2026〕2号"
    assert row.number in text_of(play, row)


def test_what_is_missing_is_named_and_nothing_is_made() -> None:
    play = Play(office()).until("prior_notice_served")
    with pytest.raises(BadInput) as refused, fixed(play.now):
        documents.draw_up(play.office.officer, play.case_id, "prior_notice", {"facts": "事实。"})
    assert "basis" in refused.value.facts["fields"]
    assert not Document.objects.exists()


def test_a_document_waits_for_its_step_and_for_a_known_kind() -> None:
    play = Play(office()).until("opened")
    for kind, code in (("decision", "document_too_early"), ("nothing", "document_kind_unknown")):
        with pytest.raises(BadInput) as refused:
            drawn(play, kind)
        assert refused.value.code == code


def test_the_same_request_makes_one_document() -> None:
    play = Play(office()).until("decided")
    first = drawn(play, "decision", idempotency_key="k1")
    assert Document.objects.count() == 1
    version = play.row().seq
    with pytest.raises(Conflict):
        drawn(play, "decision", expected=version - 1)
    assert Document.objects.get().id == first.id


def test_a_document_is_fetched_only_by_who_may_read_its_case() -> None:
    play = Play(office()).until("decided")
    row = drawn(play, "decision")
    other = office("武定县卫生健康局", "武卫", "health", "532329")
    with pytest.raises(NotFound):
        documents.open_document(other.officer, row.id)
    assert documents.documents_of(other.officer, play.case_id) == []


def test_notice_with_hearing_right_is_the_hearing_notice() -> None:
    play = Play(office()).until("investigation_ended")
    told = ["facts", "reasons", "basis", "content", "statement_right", "hearing_right"]
    play.take(moment("prior_notice_served", told=told))
    row = drawn(play, "prior_notice")
    assert row.title == "行政处罚听证告知书" and "有权要求听证" in text_of(play, row)
