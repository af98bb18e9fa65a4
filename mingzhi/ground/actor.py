"""Who acts: a plain value that is written on every event (decision 23)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class ActorStamp:
    """The actor of an event, as known at that moment. Copied, never looked up again.

    :param kind: ``person``; ``system`` for a rule of the installation; ``peer`` for another installation.
    :param id: the person's, the rule's or the peer's id.
    :param name: name shown beside the event.
    :param agency: id of the agency acted for; ``None`` for the system.
    :param unit: id of the unit, if any.
    :param role: the role under which it was done (a value of identity's ``Role``).
    :param credential: number of the credential, where the rule for the event demands one.
    """

    kind: Literal["person", "system", "peer"]
    id: str
    name: str
    agency: str | None = None
    unit: str | None = None
    role: str | None = None
    credential: str | None = None

    def as_json(self) -> dict[str, Any]:
        """The stamp as JSON, empty values left out."""
        pairs = ((name, getattr(self, name)) for name in self.__slots__)
        return {name: value for name, value in pairs if value is not None}

    @classmethod
    def from_json(cls, value: dict[str, Any]) -> ActorStamp:
        """The stamp that :meth:`as_json` wrote."""
        return cls(**value)


def system(rule: str) -> ActorStamp:
    """The installation itself, acting under the named rule."""
    return ActorStamp(kind="system", id=rule, name="系统")
