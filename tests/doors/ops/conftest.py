"""What the tests of the commands share."""

from __future__ import annotations

from tests.ledger.conftest import installation

__all__ = ["installation"]
