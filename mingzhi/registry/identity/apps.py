"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class IdentityConfig(AppConfig):
    """Tables of registry/identity."""

    name = "mingzhi.registry.identity"
    label = "identity"
