"""Reads of the document room."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mingzhi.casework.documents.access import get_document, visible_documents
from mingzhi.casework.documents.models import Document
from mingzhi.ledger.vault import api as vault
from mingzhi.registry.identity.api import Actor

Form = Literal["docx", "pdf"]
MEDIA = {
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


@dataclass(frozen=True, slots=True)
class File:
    """A document as it is sent: file name, media type, bytes."""

    name: str
    media: str
    content: bytes


def documents_of(actor: Actor, case_id: str) -> Sequence[Document]:
    """The documents of one case that the actor may read, in the order in which they were made. One query."""
    return list(visible_documents(actor).filter(case_id=case_id).order_by("made_at", "id"))


def open_document(actor: Actor, document_id: str, form: Form = "pdf") -> File:
    """One document in one of its forms, byte for byte as it was made.

    :raises NotFound: no such document for this actor.
    """
    row = get_document(actor, document_id)
    with vault.open_(row.docx if form == "docx" else row.pdf) as source:
        content = source.read()
    name = "".join(ch for ch in f"{row.title}{row.number}" if ch not in '\\/:*?"<>|')
    return File(f"{name}.{form}", MEDIA[form], content)
