"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class JournalConfig(AppConfig):
    """Tables of ledger/journal."""

    name = "mingzhi.ledger.journal"
    label = "journal"
