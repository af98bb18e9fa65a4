"""Verbs of the register of agencies."""

from __future__ import annotations

from mingzhi.ground.actor import ActorStamp
from mingzhi.ground.errors import BadInput, NotFound
from mingzhi.ledger.journal.api import write
from mingzhi.registry.agencies import events
from mingzhi.registry.agencies.models import Agency, Region, Unit
from mingzhi.registry.agencies.queries import AgencyInfo, get_agency
from mingzhi.registry.agencies.recording import recorded


def create_region(code: str, name: str, parent: str | None = None, *, by: ActorStamp | None = None) -> Region:
    """Register a region below another; a region that is there already is returned as it is.

    :raises NotFound: the region above is not registered.
    """
    existing = Region.objects.filter(pk=code).first()
    if existing is not None:
        return existing
    above = None
    if parent is not None:
        above = Region.objects.filter(pk=parent).first()
        if above is None:
            raise NotFound("region_not_found", region=parent)
    with write():
        recorded(f"region:{code}", events.REGION_REGISTERED, {"name": name, "parent": parent}, by)
        path = f"{above.path if above else '/'}{code}/"
        return Region.objects.create(code=code, name=name, parent=above, path=path)


def create_agency(
    *,
    name: str,
    short: str,
    level: str,
    region: str,
    field: str,
    profile: str = "",
    code: str = "",
    by: ActorStamp | None = None,
) -> AgencyInfo:
    """Register an agency.

    :param field: field word (``housing``, ``health``, ``market``, …); ``justice`` makes it supervise its region.
    :param profile: name of its profile in ``rules/profiles``; empty: national law alone.
    :raises NotFound: the region is not registered.
    :raises BadInput: an agency of this name is registered already.
    """
    place = Region.objects.filter(pk=region).first()
    if place is None:
        raise NotFound("region_not_found", region=region)
    if Agency.objects.filter(name=name).exists():
        raise BadInput("agency_exists", where="机关名称", what=f"{name} 已经登记", fix="核对名称", field="name")
    told = {"name": name, "short": short, "code": code, "level": level, "field": field, "profile": profile}
    with write():
        row = Agency.objects.create(**told, region=place, region_path=place.path, line_path=f"/{field}{place.path}")
        recorded(f"agency:{row.id}", events.AGENCY_REGISTERED, {**told, "region": region}, by)
    return get_agency(row.id)


def create_unit(agency_id: str, name: str, *, by: ActorStamp | None = None) -> Unit:
    """Register an inner unit; one that is there already is returned."""
    with write():
        unit, new = Unit.objects.get_or_create(agency_id=agency_id, name=name)
        if new:
            recorded(f"agency:{agency_id}", events.UNIT_REGISTERED, {"unit": unit.id, "name": name}, by)
    return unit
