"""Findings over the wire, for the agency itself and for those who supervise it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja import Router

from mingzhi.ground.errors import Forbidden
from mingzhi.oversight.supervision import api as supervision
from mingzhi.registry.identity.api import Permission

router = Router(tags=["findings"])


@router.get("", summary="Open findings the caller may see, newest first")
def findings(
    request: HttpRequest, agency: str = "", rule: str = "", outcome: str = "", severity: str = "", before: str = ""
) -> Any:
    """A keyset page; ``next`` is the key for ``before``, or null. Running terms with ``outcome=due``.

    :raises Forbidden: the caller has no role that sees findings.
    """
    actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(Permission.FINDING_READ):
        raise Forbidden("not_your_page", roles=[str(role) for role in actor.roles])
    page = supervision.finding_list(
        actor, agency=agency, rule=rule, outcome=outcome, severity=severity, before=before or None
    )
    return {
        "items": [
            {
                "case": row.case_id,
                "title": row.case_title,
                "agency": row.agency_name,
                "rule": row.rule,
                "outcome": row.outcome,
                "severity": row.severity,
                "citation": row.citation,
                "due_on": row.due_on.isoformat() if row.due_on else None,
                "explanation": row.explanation,
            }
            for row in page.rows
        ],
        "next": page.after,
    }
