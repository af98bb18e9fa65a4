"""The front door of the register of agencies."""

from __future__ import annotations

from mingzhi.registry.agencies.actions import create_agency, create_region, create_unit
from mingzhi.registry.agencies.queries import JUSTICE, AgencyInfo, agencies_below, get_agency, regions, units_of
from mingzhi.registry.agencies.recording import recorded

__all__ = [
    "JUSTICE",
    "AgencyInfo",
    "agencies_below",
    "create_agency",
    "create_region",
    "create_unit",
    "get_agency",
    "recorded",
    "regions",
    "units_of",
]
