"""How an actor gets a proposal, or the right to change what is public (decision 30)."""

from __future__ import annotations

from django.db.models import QuerySet

from mingzhi.ground.errors import Forbidden, NotFound
from mingzhi.oversight.publication.models import Proposal, Publication
from mingzhi.registry.identity.api import Actor, Permission, visible


def visible_proposals(actor: Actor) -> QuerySet[Proposal]:
    """The proposals of cases that this actor may release; nobody else knows that they are there."""
    if not actor.holds(Permission.PUBLICATION_RELEASE):
        return Proposal.objects.none()
    return Proposal.objects.filter(
        visible(actor, Permission.PUBLICATION_RELEASE, case="case_id"), agency_id=actor.agency_id
    )


def demand_release(actor: Actor) -> None:
    """Only who may release may change or take down.

    :raises Forbidden: ``may_not_release``.
    """
    if not actor.holds(Permission.PUBLICATION_RELEASE):
        raise Forbidden("may_not_release", agency=actor.agency_id)


def get_own(actor: Actor, publication_id: str) -> Publication:
    """A publication of the actor's own agency, made from one of its cases.

    :raises NotFound: there is none, or it is another agency's; told alike.
    """
    demand_release(actor)
    row = Publication.objects.filter(id=publication_id, kind="decision", agency_id=actor.agency_id).first()
    if row is None:
        raise NotFound("publication_not_found", publication=publication_id)
    return row
