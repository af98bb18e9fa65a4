"""What the publicity clerk sees: what is to be released, and what of a case is public."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import F

from mingzhi.oversight.publication.access import visible_proposals
from mingzhi.oversight.publication.models import Proposal, Publication
from mingzhi.registry.identity.api import Actor

SIZE = 50


def proposals(actor: Actor) -> Sequence[Proposal]:
    """The decisions that this actor may release, the one due first on top; at most :data:`SIZE`. One query."""
    rows = visible_proposals(actor).order_by(F("due_on").asc(nulls_last=True), "decision_ref")
    return list(rows[:SIZE])


def of_case(case_id: str) -> Sequence[Publication]:
    """The publications and tombstones made from a case, in order; for whoever may see the case. One query."""
    return list(Publication.objects.filter(kind="decision", case_ref=case_id).order_by("place"))
