"""The Django app of this room."""

from __future__ import annotations

from django.apps import AppConfig


class VaultConfig(AppConfig):
    """Tables of ledger/vault."""

    name = "mingzhi.ledger.vault"
    label = "vault"
