"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """Tables of registry/catalog."""

    name = "mingzhi.registry.catalog"
    label = "catalog"
