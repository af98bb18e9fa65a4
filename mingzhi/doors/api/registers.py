"""What a client needs to fill in a case: the caller's power list and its officers with their credentials."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest
from ninja import Router

from mingzhi.ground.clock import today
from mingzhi.ground.errors import Forbidden
from mingzhi.registry.catalog.api import power_list
from mingzhi.registry.identity.api import Actor, Permission
from mingzhi.registry.people.api import officers_of

powers = Router(tags=["powers"])
officers = Router(tags=["officers"])


def _reader(request: HttpRequest) -> Actor:
    """The caller, if he may read the registers of his agency.

    :raises Forbidden: he has no role here.
    """
    actor: Actor = request.actor  # type: ignore[attr-defined]
    if not actor.holds(Permission.REGISTER_READ):
        raise Forbidden("not_your_page", roles=[str(role) for role in actor.roles])
    return actor


@powers.get("", summary="The power list of the caller's agency, with the basis of each item")
def list_powers(request: HttpRequest, act: str = "", on: date | None = None) -> Any:
    """The items in force on a day (default today); ``act`` narrows to one kind of act."""
    rows = power_list(_reader(request).agency_id, act=act, day=on)
    return {
        "items": [
            {
                "id": row.id,
                "code": row.code,
                "name": row.name,
                "act": row.act,
                "basis": row.basis,
                "in_force_from": row.in_force_from.isoformat(),
                "in_force_until": row.in_force_until.isoformat() if row.in_force_until else None,
            }
            for row in rows
        ]
    }


@officers.get("", summary="The persons of the caller's agency with their credentials")
def list_officers(request: HttpRequest, on: date | None = None) -> Any:
    """As they stood on a day (default today): ``id`` is what ``officers`` of an event wants."""
    return {
        "items": [
            {
                "id": one.person_id,
                "name": one.name,
                "kind": one.kind,
                "credential": one.credential,
                "valid_until": one.valid_until.isoformat() if one.valid_until else None,
            }
            for one in officers_of(_reader(request).agency_id, on or today())
        ]
    }
