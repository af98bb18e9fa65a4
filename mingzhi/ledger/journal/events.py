"""The event that the journal itself records."""

from __future__ import annotations

from typing import TypedDict

#: A payload was lawfully destroyed; the only type that the database's triggers know by name.
PAYLOAD_DESTROYED = "payload_destroyed"


class PayloadDestroyed(TypedDict):
    """Payload of :data:`PAYLOAD_DESTROYED`.

    ``event`` is the id of the event whose payload ended, ``ground`` says why, with the article.
    """

    event: str
    ground: str
