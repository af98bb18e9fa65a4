"""The front door of the review room."""

from __future__ import annotations

from mingzhi.casework.review.access import get_task, visible_tasks
from mingzhi.casework.review.actions import give_opinion, return_for_more, submit
from mingzhi.casework.review.checklist import ITEMS, Item, answered

__all__ = ["ITEMS", "Item", "answered", "get_task", "give_opinion", "return_for_more", "submit", "visible_tasks"]
