"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class PartiesConfig(AppConfig):
    """Tables of registry/parties."""

    name = "mingzhi.registry.parties"
    label = "parties"
