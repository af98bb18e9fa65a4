"""What the catalogue room records."""

from __future__ import annotations

POWER_LISTED = "power_listed"
REVIEW_ITEM_LISTED = "review_item_listed"
