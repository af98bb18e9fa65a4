"""The front door of the vault: a content is known by its SHA-256, so whoever names the digest names the content."""

from __future__ import annotations

from mingzhi.ledger.vault.keeping import Stored, delete_unreferenced, exists, open_, put, stored
from mingzhi.ledger.vault.verification import Break, Kind, Report, verify

__all__ = [
    "Break",
    "Kind",
    "Report",
    "Stored",
    "delete_unreferenced",
    "exists",
    "open_",
    "put",
    "stored",
    "verify",
]
