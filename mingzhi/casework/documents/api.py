"""The front door of the document room."""

from __future__ import annotations

from mingzhi.casework.documents.access import get_document, visible_documents
from mingzhi.casework.documents.actions import draw_up
from mingzhi.casework.documents.asking import Asked, Due, due_documents, texts_of
from mingzhi.casework.documents.kinds import KINDS, Kind
from mingzhi.casework.documents.queries import File, documents_of, open_document

__all__ = [
    "KINDS",
    "Asked",
    "Due",
    "File",
    "Kind",
    "documents_of",
    "draw_up",
    "due_documents",
    "get_document",
    "open_document",
    "texts_of",
    "visible_documents",
]
