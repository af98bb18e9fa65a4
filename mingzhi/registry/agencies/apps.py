"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class AgenciesConfig(AppConfig):
    """Tables of registry/agencies."""

    name = "mingzhi.registry.agencies"
    label = "agencies"
