"""ULIDs: identities that sort by the time they were made (decision 17). https://github.com/ulid/spec"""

from __future__ import annotations

import os
import threading

from mingzhi.ground.clock import now

_ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_lock = threading.Lock()
_last = (0, 0)


def _begin_anew() -> None:
    """In a forked child: own entropy, or siblings born in one millisecond would make the same ids; a free lock."""
    global _last, _lock
    _last, _lock = (0, 0), threading.Lock()


os.register_at_fork(after_in_child=_begin_anew)


def new_ulid() -> str:
    """A new 26-character ULID; monotonic within this process even inside one millisecond."""
    global _last  # noqa: PLW0603 - the spec's monotonic factory needs the last value
    millis = int(now().timestamp() * 1000)
    with _lock:
        follows = millis == _last[0]
        entropy = (_last[1] + 1) & ((1 << 80) - 1) if follows else int.from_bytes(os.urandom(10), "big")
        _last = (millis, entropy)
    value = (millis << 80) | entropy
    return "".join(_ALPHABET[(value >> shift) & 31] for shift in range(125, -1, -5))
