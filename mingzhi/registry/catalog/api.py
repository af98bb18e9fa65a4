"""The front door of the catalogue room."""

from __future__ import annotations

from mingzhi.registry.catalog.actions import add_power, add_review_item
from mingzhi.registry.catalog.models import Power, ReviewItem
from mingzhi.registry.catalog.queries import get_power, power_list, review_items

__all__ = ["Power", "ReviewItem", "add_power", "add_review_item", "get_power", "power_list", "review_items"]
