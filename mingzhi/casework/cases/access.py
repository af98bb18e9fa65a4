"""How an actor gets a case. Nobody fetches a row on a person's behalf in any other way (decision 30)."""

from __future__ import annotations

from django.db.models import QuerySet

from mingzhi.casework.cases.models import Case
from mingzhi.ground.errors import NotFound
from mingzhi.registry.identity.api import Actor, Permission, visible


def visible_cases(actor: Actor, permission: Permission = Permission.CASE_READ) -> QuerySet[Case]:
    """The cases on which *actor* holds *permission*; one predicate, for pages, lists, searches, exports and counts."""
    return Case.objects.filter(visible(actor, permission))


def get_case(actor: Actor, case_id: str, permission: Permission = Permission.CASE_READ) -> Case:
    """The case, if the actor may.

    :raises NotFound: there is none, or the actor may not know of it; told alike.
    """
    if "\x00" in case_id:  # PostgreSQL cannot even be asked
        raise NotFound("case_not_found", case="")
    case = next(iter(visible_cases(actor, permission).filter(pk=case_id)[:1]), None)
    if case is None:
        raise NotFound("case_not_found", case=case_id)
    return case
