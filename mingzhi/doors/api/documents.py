"""Documents over the wire: which a case has, and their files."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import quote

from django.http import HttpRequest, HttpResponse
from ninja import Router

from mingzhi.casework.documents import api as documents

router = Router(tags=["documents"])


@router.get("", summary="The documents of one case, in the order in which they were made")
def of_case(request: HttpRequest, case: str) -> Any:
    """Empty where the caller may not know of the case, as where it has none."""
    rows = documents.documents_of(request.actor, case)  # type: ignore[attr-defined]
    return {
        "items": [
            {
                "id": row.id,
                "kind": row.kind,
                "state": row.state,
                "title": row.title,
                "number": row.number,
                "made_at": row.made_at.isoformat(),
            }
            for row in rows
        ]
    }


@router.get("/{document_id}/{form}", summary="The file of a document: pdf (PDF/A) or docx")
def file(request: HttpRequest, document_id: str, form: Literal["pdf", "docx"]) -> HttpResponse:
    """Always the same bytes: it comes from the vault by its digest."""
    found = documents.open_document(request.actor, document_id, form)  # type: ignore[attr-defined]
    response = HttpResponse(found.content, content_type=found.media)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(found.name)}"
    return response
