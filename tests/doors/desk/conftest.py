"""The desk of the tests in this folder."""

from __future__ import annotations

import pytest

from tests.doors.desk.desk import Desk, desk


@pytest.fixture
def bureau(db: None) -> Desk:
    """An agency with cases in several stages."""
    return desk()
