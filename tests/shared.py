"""Where the domain sources lie that some tests measure against: real cases, vectors, statutes. Never needed to run."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

SHARED = Path(os.environ.get("MINGZHI_SHARED") or Path(__file__).resolve().parents[2] / "shared")


def needs_shared(*parts: str) -> Path:
    """The path below the shared sources; skips the test, saying so loudly, where it is absent."""
    path = SHARED.joinpath(*parts)
    if not path.exists():
        pytest.skip(f"NOT TESTED: the shared sources are absent: {'/'.join(parts) or '.'} (set MINGZHI_SHARED)")
    return path
