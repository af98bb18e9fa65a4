"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """Tables of registry/people."""

    name = "mingzhi.registry.people"
    label = "people"
