"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class SupervisionConfig(AppConfig):
    """Tables of oversight/supervision."""

    name = "mingzhi.oversight.supervision"
    label = "supervision"
