"""Files that nothing names go; those of documents and of events stay."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.conf import settings

from mingzhi.casework.cases import api as cases
from mingzhi.casework.documents import api as documents
from mingzhi.ground import clock
from mingzhi.ledger.vault import api as vault
from tests.casework.office import office
from tests.casework.story import Play

pytestmark = pytest.mark.django_db
FACTS = {"facts": "检查发现当事人擅自开工建设。", "evidence": "现场检查笔录"}


def test_what_a_document_or_an_event_names_stays_and_the_rest_goes() -> None:
    play = Play(office()).until("decided")
    with clock.fixed(play.now):
        row = documents.draw_up(play.office.officer, play.case_id, "decision", FACTS)
        picture, lost = vault.put(b"recording").digest, vault.put(b"rendered, then refused").digest
        cases.record(
            play.office.officer,
            play.case_id,
            "document_drawn_up",
            {"document": "现场照片", "documents": [{"kind": "photo", "sha256": picture}]},
        )
    with clock.fixed(play.now + timedelta(days=6)):
        assert documents.forget_unnamed() == 0
    with clock.fixed(play.now + timedelta(days=8)):
        assert documents.forget_unnamed() == 1
        assert documents.forget_unnamed() == 0
    assert not vault.exists(lost)
    assert all(vault.exists(one) for one in (row.docx, row.pdf, picture))


def test_events_are_not_read_where_documents_name_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    from mingzhi.casework.documents import upkeep

    play = Play(office()).until("decided")
    with clock.fixed(play.now):
        documents.draw_up(play.office.officer, play.case_id, "decision", FACTS)

    def never() -> set[str]:
        raise AssertionError("the events were read")

    monkeypatch.setattr(upkeep, "_named_by_events", never)
    with clock.fixed(play.now + timedelta(days=8)):
        assert documents.forget_unnamed() == 0


def test_it_is_daily_work() -> None:
    assert "mingzhi.casework.documents.api.forget_unnamed" in settings.DAILY
