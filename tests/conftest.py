"""What every test has: no socket beyond loopback (trust.md 18)."""

from __future__ import annotations

import socket
from typing import Any

import pytest

_LOOPBACK = ("127.", "::1", "localhost")
_connect = socket.socket.connect


def _only_loopback(self: socket.socket, address: Any) -> Any:
    """Connect, unless the address lies beyond this machine."""
    if isinstance(address, tuple) and not str(address[0]).startswith(_LOOPBACK):
        raise AssertionError(f"a test opened a socket beyond loopback: {address}")
    return _connect(self, address)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Any:
    """Refuse connections beyond loopback for the whole run."""
    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", _only_loopback)
    yield
    patch.undo()
