"""Reads of the register of agencies."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from mingzhi.ground.errors import NotFound
from mingzhi.registry.agencies.models import Agency, Region, Unit

#: The field word of justice bureaus, which supervise every agency of their region.
JUSTICE = "justice"


@dataclass(frozen=True, slots=True)
class AgencyInfo:
    """An agency as other rooms know it: a plain value, copied where it is needed."""

    id: str
    name: str
    short: str
    level: str
    region_id: str
    region_name: str
    region_path: str
    line_path: str
    field: str
    profile: str


def _info(row: Agency) -> AgencyInfo:
    return AgencyInfo(
        id=row.id,
        name=row.name,
        short=row.short,
        level=row.level,
        region_id=row.region_id,
        region_name=row.region.name,
        region_path=row.region_path,
        line_path=row.line_path,
        field=row.field,
        profile=row.profile,
    )


def get_agency(agency_id: str) -> AgencyInfo:
    """One agency. One query.

    :raises NotFound: there is none of this id.
    """
    row = Agency.objects.select_related("region").filter(pk=agency_id).first()
    if row is None:
        raise NotFound("agency_not_found", agency=agency_id)
    return _info(row)


def agencies_below(region_path: str = "/", line_path: str = "") -> Sequence[AgencyInfo]:
    """The active agencies below a region path, or below a line path where one is given, by region and name."""
    rows = Agency.objects.select_related("region").filter(active=True)
    rows = (
        rows.filter(line_path__startswith=line_path) if line_path else rows.filter(region_path__startswith=region_path)
    )
    return [_info(row) for row in rows.order_by("region_path", "name")]


def regions() -> Sequence[Region]:
    """All regions from the top."""
    return list(Region.objects.order_by("path"))


def units_of(agency_id: str) -> Sequence[Unit]:
    """The units of an agency by name."""
    return list(Unit.objects.filter(agency_id=agency_id).order_by("name"))
