"""What the register of agencies records."""

from __future__ import annotations

REGION_REGISTERED = "region_registered"
AGENCY_REGISTERED = "agency_registered"
UNIT_REGISTERED = "unit_registered"
