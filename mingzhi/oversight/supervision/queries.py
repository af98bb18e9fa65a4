"""Reads of supervision: the findings that an actor may see, and how many each agency has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from mingzhi.oversight.supervision.models import Finding
from mingzhi.registry.identity.api import Actor, Permission, visible

PAGE = 20
BROKEN = ("violated", "overdue")


@dataclass(frozen=True, slots=True)
class Page:
    """One keyset page of findings; ``after`` is the key of the next one."""

    rows: Sequence[Finding]
    after: str | None


def visible_findings(actor: Actor) -> QuerySet[Finding]:
    """The open findings on which the actor may look: his agency's, or those below him by region or by line."""
    return Finding.objects.filter(visible(actor, Permission.FINDING_READ, case="case_id"), cleared_at=None)


def finding_list(
    actor: Actor,
    *,
    agency: str = "",
    rule: str = "",
    outcome: str = "",
    severity: str = "",
    before: str | None = None,
) -> Page:
    """Findings, the newest first; running terms only when asked for by ``outcome=due``."""
    rows = visible_findings(actor)
    rows = rows.filter(outcome=outcome) if outcome else rows.filter(outcome__in=BROKEN)
    if agency:
        rows = rows.filter(agency_id=agency)
    if rule:
        rows = rows.filter(rule=rule)
    if severity:
        rows = rows.filter(severity=severity)
    if before and before.isdecimal() and len(before) < 19:
        rows = rows.filter(id__lt=int(before))
    found = list(rows.order_by("-id")[: PAGE + 1])
    return Page(found[:PAGE], str(found[PAGE - 1].pk) if len(found) > PAGE else None)


def by_agency(actor: Actor) -> Sequence[dict[str, object]]:
    """Each agency below the actor with its broken findings, the worst first."""
    return list(
        visible_findings(actor)
        .filter(outcome__in=BROKEN)
        .values("agency_id", "agency_name")
        .annotate(broken=Count("id"), blocking=Count("id", filter=Q(severity="block")))
        .order_by("-blocking", "-broken", "agency_name")[:200]
    )
