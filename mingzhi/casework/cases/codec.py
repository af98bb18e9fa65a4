"""Between the journal and the case file: a case's stream *is* a case file, event by event.

The payload of a case event is the event's mapping of ``mingzhi-case/1`` without ``event`` and ``at`` (they stand in the
header). The first event carries the head of the file under ``head``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from mingzhi.ground.clock import now
from mingzhi.law.casefile.reader import read_mapping
from mingzhi.law.casefile.values import CaseFile, Event
from mingzhi.ledger.journal.api import Recorded

FORMAT = "mingzhi-case/1"


def case_of(case_id: str, head: Mapping[str, Any], recorded: Sequence[Recorded]) -> CaseFile:
    """The case as the law reads it, from its head and its recorded events in order of ``seq``.

    Events whose payload was lawfully destroyed keep their place with what the header still tells.
    """
    events = [event_mapping(one) for one in recorded]
    return read_mapping({"format": FORMAT, "id": case_id, **head, "events": events}, where=case_id)


def event_mapping(one: Recorded) -> dict[str, Any]:
    """One recorded event as a mapping of the case file."""
    payload = one.payload or {}
    if "file" in payload:  # a foreign case keeps its own words (files.py)
        return dict(payload["file"])
    if one.type == "payload_destroyed":  # the journal's own event says "event" where a case file says "of"
        payload = {"of": payload.get("event", ""), "ground": payload.get("ground", "")}
    fields = {name: value for name, value in payload.items() if name != "head"}
    mapping: dict[str, Any] = {"event": one.type, "id": one.id, **fields}
    if one.at is not None:
        mapping["at"] = one.at
    mapping["recorded_at"] = one.recorded_at.isoformat()
    return mapping


def with_draft(case: CaseFile, head: Mapping[str, Any], draft: Mapping[str, Any]) -> Event:
    """The draft as the event it would become: parsed by the vocabulary, placed after everything recorded.

    :raises BadInput: a field that the vocabulary does not know, or a value of another type.
    """
    entered = {**draft, "recorded_at": now().isoformat()}
    lone = read_mapping({"format": FORMAT, "id": case.id, **head, "events": [entered]}, where=case.id)
    return replace(lone.events[0], index=len(case.events))


def extended(case: CaseFile, event: Event) -> CaseFile:
    """The case with one more event."""
    return replace(case, events=(*case.events, event))


def payload_of(draft: Mapping[str, Any], *, head: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """The payload under which a draft is recorded; the first event of a case carries the head."""
    payload = {name: value for name, value in draft.items() if name not in ("event", "at", "id", "recorded_at")}
    if head is not None:
        payload["head"] = dict(head)
    return payload
