"""A case with its corrections applied: nothing is edited, later words say what earlier ones should have said.

``corrected`` names an event (id, name where it occurs once, or index) and the new values; the law reads the case so.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from mingzhi.law.casefile.mapping import FORMAT, Errors, build
from mingzhi.law.casefile.values import CaseFile, Event
from mingzhi.law.casefile.writer import event_json

#: What a correction can never change: who the event is, and when it was entered.
FIXED = frozenset({"id", "event", "recorded_at"})


def corrected_view(case: CaseFile) -> CaseFile:
    """The case as its corrections make it read; the same case where there are none.

    A correction that names no event of the case, or whose values cannot be read, changes nothing.
    """
    if not any(event.type == "corrected" for event in case.events):
        return case
    events = list(case.events)
    for correction in case.events:
        if correction.type != "corrected":
            continue
        target = named(case, correction.fields.get("of"))
        values = correction.fields.get("values")
        if target is not None and values:
            events[target.index] = with_values(events[target.index], dict(values)) or events[target.index]
    return replace(case, events=tuple(events))


def named(case: CaseFile, reference: Any) -> Event | None:
    """The event that a reference names: by id, by its word where it occurs once, by index."""
    if isinstance(reference, int) and not isinstance(reference, bool):
        return case.events[reference] if 0 <= reference < len(case.events) else None
    found = [event for event in case.events if event.id == reference]
    found = found or [event for event in case.events if event.type == reference]
    return found[0] if len(found) == 1 else None


def with_values(event: Event, values: dict[str, Any]) -> Event | None:
    """The event with other values; ``None`` if they cannot be read."""
    if FIXED.intersection(values):
        return None
    raw = {"format": FORMAT, "id": "-", "act": "other", "events": [{**event_json(event), **values}]}
    made = build(raw, Errors())
    return None if made is None else replace(made.events[0], index=event.index)
