"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class ReviewConfig(AppConfig):
    """Tables of casework/review."""

    name = "mingzhi.casework.review"
    label = "review"
