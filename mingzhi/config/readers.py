"""Who listens to what: the journal readers, by dotted path, in the order in which they are fed (decision 27)."""

from __future__ import annotations

READERS: list[str] = []
