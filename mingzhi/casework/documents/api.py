"""The front door of the document room."""

from __future__ import annotations

from mingzhi.casework.documents.access import get_document, visible_documents
from mingzhi.casework.documents.actions import draw_up
from mingzhi.casework.documents.asking import Asked, Due, due_documents, texts_of
from mingzhi.casework.documents.drafting import DRAFTED, draft_kinds, drafts_of
from mingzhi.casework.documents.kinds import KINDS, Kind
from mingzhi.casework.documents.queries import File, documents_of, open_document
from mingzhi.casework.documents.upkeep import forget_unnamed

__all__ = [
    "DRAFTED",
    "KINDS",
    "Asked",
    "Due",
    "File",
    "Kind",
    "documents_of",
    "draft_kinds",
    "drafts_of",
    "draw_up",
    "due_documents",
    "forget_unnamed",
    "get_document",
    "open_document",
    "texts_of",
    "visible_documents",
]
