"""Reads of the catalogue room."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import Q

from mingzhi.ground.clock import today
from mingzhi.ground.errors import NotFound
from mingzhi.registry.catalog.models import Power, ReviewItem


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
