"""The secret key: from the environment, or made once and kept in the data folder, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path


def secret_key(home: Path) -> str:
    """``MINGZHI_SECRET_KEY``, or the key in ``home/secret-key``, which is made at first use (mode 600)."""
    if given := os.environ.get("MINGZHI_SECRET_KEY"):
        return given
    file = home / "secret-key"
    home.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as out:
        key = secrets.token_urlsafe(48)
        out.write(key)
    return key
