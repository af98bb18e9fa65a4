"""Verbs of the register of agencies."""

from __future__ import annotations

from mingzhi.ground.errors import BadInput, NotFound
from mingzhi.registry.agencies.models import Agency, Region, Unit
from mingzhi.registry.agencies.queries import AgencyInfo, get_agency


def create_region(code: str, name: str, parent: str | None = None) -> Region:
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
    return Region.objects.create(code=code, name=name, parent=above, path=f"{above.path if above else '/'}{code}/")


def create_agency(
    *, name: str, short: str, level: str, region: str, field: str, profile: str = "", code: str = ""
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
    row = Agency.objects.create(
        name=name,
        short=short,
        code=code,
        level=level,
        field=field,
        profile=profile,
        region=place,
        region_path=place.path,
        line_path=f"/{field}{place.path}",
    )
    return get_agency(row.id)


def create_unit(agency_id: str, name: str) -> Unit:
    """Register an inner unit; one that is there already is returned."""
    return Unit.objects.get_or_create(agency_id=agency_id, name=name)[0]
