"""How an event is bound to all before it in its stream, and the journal's events to one another (decision 21).

The digest of an event is SHA-256 over the canonical JSON of its header; the header holds the digest of the previous
event and SHA-256(salt ‖ canonical payload). So the payload can be destroyed and the chain still verifies.
"""

from __future__ import annotations

import hashlib
from typing import Any

from mingzhi.ground.canonical import encode
from mingzhi.ground.digest import sha256

#: Domain of the digests; a later form of the header gets another name.
FORMAT = "mingzhi-journal/1"
#: What stands for the digest before the first event of a stream, and before the first position.
GENESIS = "0" * 64


def header_digest(
    *,
    origin: str,
    stream: str,
    seq: int,
    id: str,
    type: str,
    at: str | None,
    recorded_at: str,
    actor: Any,
    lawbook: str | None,
    payload_digest: str,
    previous: str,
) -> str:
    """The digest of an event's header, in hexadecimal."""
    return sha256(
        encode(
            {
                "format": FORMAT,
                "origin": origin,
                "stream": stream,
                "seq": seq,
                "id": id,
                "type": type,
                "at": at,
                "recorded_at": recorded_at,
                "actor": actor,
                "lawbook": lawbook,
                "payload": payload_digest,
                "previous": previous,
            }
        )
    )


def link(before: str, position: int, digest: str) -> str:
    """The running digest over all positions: SHA-256(before ‖ position as 8 bytes ‖ event digest), in hexadecimal.

    Whoever noted (position, link) once can tell later whether anything up to there was removed, added or reordered.
    """
    return hashlib.sha256(bytes.fromhex(before) + position.to_bytes(8, "big") + bytes.fromhex(digest)).hexdigest()
