"""What the ledger's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.ledger.installation import Installation, fresh


@pytest.fixture
def installation(tmp_path: Path) -> Iterator[Installation]:
    """A ledger of its own, its tables made."""
    with fresh(tmp_path) as made:
        made.ledger("migrate")
        yield made
