"""Reads and additions of the catalogue room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from mingzhi.ground.clock import today
from mingzhi.ground.errors import NotFound
from mingzhi.registry.catalog.models import Power, ReviewItem


def add_power(agency_id: str, *, code: str, name: str, act: str, basis: Sequence[str], in_force_from: date) -> Power:
    """Put an item on the power list; the version before it, if any, ends the day before."""
    Power.objects.filter(agency_id=agency_id, code=code, in_force_until=None, in_force_from__lt=in_force_from).update(
        in_force_until=date.fromordinal(in_force_from.toordinal() - 1)
    )
    return Power.objects.create(
        agency_id=agency_id, code=code, name=name, act=act, basis=list(basis), in_force_from=in_force_from
    )


def add_review_item(agency_id: str, *, code: str, name: str, act: str, in_force_from: date) -> ReviewItem:
    """Put an item on the agency's catalogue of major decisions."""
    return ReviewItem.objects.create(agency_id=agency_id, code=code, name=name, act=act, in_force_from=in_force_from)


def power_list(agency_id: str, *, act: str = "", day: date | None = None) -> Sequence[Power]:
    """The items in force on a day (default today), by code."""
    when = day or today()
    rows = Power.objects.filter(Q(in_force_until=None) | Q(in_force_until__gte=when), in_force_from__lte=when)
    rows = rows.filter(agency_id=agency_id)
    return list((rows.filter(act=act) if act else rows).order_by("code"))


def get_power(power_id: str) -> Power:
    """One item, in whichever version.

    :raises NotFound: there is none.
    """
    row = Power.objects.filter(pk=power_id).first()
    if row is None:
        raise NotFound("power_not_found", power=power_id)
    return row


def review_items(agency_id: str, *, act: str = "", day: date | None = None) -> Sequence[ReviewItem]:
    """The catalogue of major decisions in force on a day (default today), by code."""
    when = day or today()
    rows = ReviewItem.objects.filter(Q(in_force_until=None) | Q(in_force_until__gte=when), in_force_from__lte=when)
    rows = rows.filter(agency_id=agency_id)
    return list((rows.filter(act=act) if act else rows).order_by("code"))
