"""What was published, over the wire: for everybody, as the portal shows it. Reads public tables alone (decision 41)."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from mingzhi.doors.api.preconditions import KEYED, key
from mingzhi.oversight.publication import api as publication

router = Router(tags=["publications"])
own = Router(tags=["publications"])
_PUBLIC = (
    "id", "act", "number", "title", "party", "agency_name", "result", "basis", "state", "withdrawn_reason",
)  # fmt: skip
_DAYS = ("decided_on", "shown_on", "until")


def _line(row: Any) -> dict[str, Any]:
    told = {name: getattr(row, name) for name in _PUBLIC}
    return told | {name: day.isoformat() if (day := getattr(row, name)) else None for name in _DAYS}


@router.get("", summary="Published results, newest first")
def publications(
    request: HttpRequest,
    query: str = "",
    act: str = "",
    agency: str = "",
    region: str = "",
    year: str = "",
    state: str = "",
    kind: str = "",
    before: int | None = None,
) -> Any:
    """A keyset page of the same rows as the portal's list; ``next`` is the key for ``before``, or null."""
    wanted = publication.Filter(query, act, agency, region, year, state, kind)
    page = publication.listed(wanted, before=before)
    return {"items": [_line(row) for row in page.rows], "next": page.older}


@router.get("/{publication_id}", summary="One publication, or its tombstone")
def publication_of(request: HttpRequest, publication_id: str) -> Any:
    """404 where there is none."""
    return _line(publication.one(publication_id))


class ReasonIn(Schema):
    """Why: for a withdrawal a word of the vocabulary with an optional note for the public, else a sentence."""

    reason: str
    note: str = ""


@own.post(
    "/{publication_id}/correct", summary="Bring a publication in line with its corrected case", openapi_extra=KEYED
)
def correct(request: HttpRequest, publication_id: str, body: ReasonIn) -> Any:
    """The page shows when and why (decision 40)."""
    actor = request.actor  # type: ignore[attr-defined]
    row = publication.correct(actor, publication_id, reason=body.reason, idempotency_key=key(request))
    return _line(row)


@own.post("/{publication_id}/withdraw", summary="Take a publication down; a tombstone stays", openapi_extra=KEYED)
def withdraw(request: HttpRequest, publication_id: str, body: ReasonIn) -> Any:
    """A reason that concerns the decision takes all its parties' publications down."""
    actor, given = request.actor, key(request)  # type: ignore[attr-defined]
    rows = publication.withdraw(actor, publication_id, reason=body.reason, note=body.note, idempotency_key=given)
    return {"items": [_line(row) for row in rows]}
