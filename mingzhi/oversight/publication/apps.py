"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    """Tables of oversight/publication."""

    name = "mingzhi.oversight.publication"
    label = "publication"
