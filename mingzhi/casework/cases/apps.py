"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """Tables of casework/cases."""

    name = "mingzhi.casework.cases"
    label = "cases"
