"""How a reviewer gets a task: of his own agency, or of one that granted him its reviews."""

from __future__ import annotations

from django.db.models import Exists, OuterRef, Q, QuerySet

from mingzhi.casework.cases.api import visible_cases
from mingzhi.casework.review.models import Task
from mingzhi.ground.errors import NotFound
from mingzhi.registry.identity.api import Actor, Permission


def visible_tasks(actor: Actor) -> QuerySet[Task]:
    """The submissions that wait for this reviewer, the earliest due first."""
    waiting = Task.objects.filter(Q(agency_id=actor.agency_id) | Q(case_id__in=actor.granted))
    seen = visible_cases(actor, Permission.CASE_REVIEW).filter(pk=OuterRef("case_id"))
    return waiting.filter(Exists(seen)).select_related("case").order_by("due_on", "submitted_at")


def get_task(actor: Actor, case_id: str) -> Task:
    """The waiting submission of this case.

    :raises NotFound: it is not in the queue, or not for this actor.
    """
    task = visible_tasks(actor).filter(case_id=case_id).first()
    if task is None:
        raise NotFound("review_not_found", case=case_id)
    return task
