"""The top bar of the desk: the places that this person may open, and who is signed in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from mingzhi.casework.cases import api as cases
from mingzhi.casework.review import api as review
from mingzhi.registry.identity.api import Actor, Permission, Role

#: Beyond this many, the top bar does not count on.
MOST = 99


@dataclass(frozen=True, slots=True)
class Place:
    """One entry of the top bar.

    :param count: how much waits there for this person; never more than :data:`MOST` + 1 are counted.
    """

    key: str
    route: str
    zh: str
    count: int = 0


@dataclass(frozen=True, slots=True)
class Frame:
    """What the top bar shows."""

    places: tuple[Place, ...]
    agency: str
    unit: str
    name: str


_PLACES: tuple[tuple[Place, Permission | None], ...] = (
    (Place("work", "desk:work", "我的待办"), None),
    (Place("cases", "desk:cases", "案件"), Permission.CASE_READ),
    (Place("approvals", "desk:approvals", "审批"), Permission.CASE_APPROVE),
    (Place("reviews", "desk:reviews", "法制审核"), Permission.CASE_REVIEW),
    (Place("releases", "desk:releases", "公示"), Permission.PUBLICATION_RELEASE),
    (Place("supervision", "desk:supervision", "监督"), Permission.FINDING_READ),
)

#: Findings of one's own cases stand on their pages; the page of all findings is for those who oversee.
_OVERSEERS = frozenset({Role.SUPERVISOR, Role.HEAD})


def frame_of(actor: Actor) -> Frame:
    """The top bar of this person. Only what he may use is there (pages.md, the desk)."""
    places = tuple(
        place
        for place, needed in _PLACES
        if (needed is None or actor.holds(needed)) and (place.key != "supervision" or actor.roles & _OVERSEERS)
    )
    return Frame(places, actor.agency_name, "", actor.name)


def counted(frame: Frame, actor: Actor) -> Frame:
    """The top bar with what waits for this person: one short query for each of his offices."""
    waiting: dict[str, int] = {}
    if actor.holds(Permission.CASE_WRITE):
        mine = cases.visible_cases(actor).filter(
            agency_id=actor.agency_id,
            finished=False,
            next_role__in=[str(role) for role in actor.roles],
            handlers__person_id=actor.person_id,
            handlers__current=True,
        )
        waiting["work"] = cases.capped_count(mine, MOST)
    if actor.holds(Permission.CASE_APPROVE):
        waiting["approvals"] = cases.capped_count(cases.open_requests(actor), MOST)
    if actor.holds(Permission.CASE_REVIEW):
        waiting["reviews"] = cases.capped_count(review.visible_tasks(actor), MOST)
    return replace(frame, places=tuple(replace(one, count=waiting.get(one.key, 0)) for one in frame.places))


def page(
    request: HttpRequest, template: str, here: str, context: Mapping[str, Any], *, status: int = 200
) -> HttpResponse:
    """A page of the desk in its frame.

    :param here: key of the place in the top bar that is current; empty: none.
    """
    frame = counted(request.desk, request.actor)  # type: ignore[attr-defined]
    return render(request, template, {"desk": frame, "here": here, **context}, status=status)
