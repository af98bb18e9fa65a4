"""Why an answer came out: the facts that led to it and the facts that would decide it. Collected only when asked."""

from __future__ import annotations

from typing import Any

from mingzhi.law.casefile.values import Event
from mingzhi.law.findings import Fact, Missing


class Trace:
    """Facts and missing facts in the order in which they were met; a node may cut back what proved beside the point."""

    __slots__ = ("facts", "missing")

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.missing: list[Missing] = []

    def saw(self, event: Event | None, field: str | None, value: Any) -> None:
        """A fact was used: that *event* happened (``field=None``), or the value of one of its fields."""
        fact = Fact(event.index if event else None, event.type if event else None, field, value)
        if fact not in self.facts:
            self.facts.append(fact)

    def lacks(self, event_type: str | None, field: str | None = None) -> None:
        """A fact would be needed."""
        missing = Missing(event_type, field)
        if missing not in self.missing:
            self.missing.append(missing)

    def mark(self) -> tuple[int, int]:
        """A place to come back to."""
        return len(self.facts), len(self.missing)

    def keep_since(self, start: tuple[int, int], kept: tuple[int, int]) -> None:
        """Forget what was collected between *start* and *kept*: only the part after *kept* decided the answer."""
        del self.facts[start[0] : kept[0]]
        del self.missing[start[1] : kept[1]]
