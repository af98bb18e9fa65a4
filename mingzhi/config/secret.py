"""The secret key: from the environment, or made once and kept in the data folder, readable by its owner only."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

from mingzhi.ground.errors import BadInput


def secret_key(home: Path) -> str:
    """``MINGZHI_SECRET_KEY``, or the key in ``home/secret-key``, which is made at first use (mode 600).

    :raises BadInput: ``home_not_writable``.
    """
    if given := os.environ.get("MINGZHI_SECRET_KEY"):
        return given
    file = home / "secret-key"
    try:
        home.mkdir(parents=True, exist_ok=True)
        return _kept(file)
    except OSError as error:
        raise BadInput(
            "home_not_writable",
            where=f"MINGZHI_HOME（{home}）",
            what=f"不能在这里存放数据（{error.strerror}）",
            fix="换一个可以写入的目录，或改正目录的权限",
        ) from None


def _kept(file: Path) -> str:
    """The key of the file; the first to come makes it."""
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return file.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as out:
        key = secrets.token_urlsafe(48)
        out.write(key)
    return key
