"""How an actor gets a document: only through a case that he may read."""

from __future__ import annotations

from django.db.models import QuerySet

from mingzhi.casework.cases.api import visible_cases
from mingzhi.casework.documents.models import Document
from mingzhi.ground.errors import NotFound
from mingzhi.registry.identity.api import Actor, Permission


def visible_documents(actor: Actor) -> QuerySet[Document]:
    """The documents of the cases that this actor may read."""
    return Document.objects.filter(case__in=visible_cases(actor, Permission.CASE_READ))


def get_document(actor: Actor, document_id: str) -> Document:
    """The document, if the actor may.

    :raises NotFound: there is none, or the actor may not know of it; told alike.
    """
    found = visible_documents(actor).filter(pk=document_id).first()
    if found is None:
        raise NotFound("document_not_found", document=document_id)
    return found
