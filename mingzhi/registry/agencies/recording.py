"""How the rooms of the registry write down what was done to their objects: one event each, in the object's own stream.

Streams are ``region:``, ``agency:``, ``person:``, ``account:``, ``party:`` and ``power:`` with the object's id
(decision 17). The words stand in each room's ``events.py`` and in ``rules/vocabulary/streams.yaml`` (decision 22).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingzhi.ground.actor import ActorStamp, system
from mingzhi.ledger.journal.api import NewEvent, append

#: Who acts where no person does: the set-up of an installation, its commands, the demo.
SETTING_UP = system("registry")


def recorded(stream: str, word: str, payload: Mapping[str, Any], by: ActorStamp | None = None) -> None:
    """Record one event. Inside the caller's transaction, with the change that it tells of.

    :param by: who does it; ``None``: the installation itself.
    """
    told = {name: value for name, value in payload.items() if value not in (None, "")}
    append(stream, [NewEvent(word, told)], by or SETTING_UP, expected=None)
