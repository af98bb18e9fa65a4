"""Verbs of the catalogue room: what is put on an agency's lists."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from mingzhi.ground.actor import ActorStamp
from mingzhi.ledger.journal.api import write
from mingzhi.registry.agencies.api import recorded
from mingzhi.registry.catalog import events
from mingzhi.registry.catalog.models import Power, ReviewItem


def add_power(
    agency_id: str,
    *,
    code: str,
    name: str,
    act: str,
    basis: Sequence[str],
    in_force_from: date,
    by: ActorStamp | None = None,
) -> Power:
    """Put an item on the power list; the version before it, if any, ends the day before."""
    told = {"code": code, "name": name, "act": act, "basis": list(basis)}
    with write():
        before = Power.objects.filter(agency_id=agency_id, code=code, in_force_until=None)
        before.filter(in_force_from__lt=in_force_from).update(in_force_until=in_force_from - timedelta(days=1))
        row = Power.objects.create(agency_id=agency_id, in_force_from=in_force_from, **told)
        told |= {"agency": agency_id, "in_force_from": in_force_from.isoformat()}
        recorded(f"power:{row.id}", events.POWER_LISTED, told, by)
    return row


def add_review_item(
    agency_id: str, *, code: str, name: str, act: str, in_force_from: date, by: ActorStamp | None = None
) -> ReviewItem:
    """Put an item on the agency's catalogue of major decisions."""
    told = {"code": code, "name": name, "act": act}
    with write():
        row = ReviewItem.objects.create(agency_id=agency_id, in_force_from=in_force_from, **told)
        told |= {"in_force_from": in_force_from.isoformat()}
        recorded(f"agency:{agency_id}", events.REVIEW_ITEM_LISTED, told, by)
    return row
