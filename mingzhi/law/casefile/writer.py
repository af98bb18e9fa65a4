"""Writing a case as a case file; reading it again gives an equal case."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

import yaml

from mingzhi.law.casefile.mapping import FORMAT
from mingzhi.law.casefile.values import CaseFile, Event, Officer, When

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


def dump(case: CaseFile) -> str:
    """The case as YAML, in the order that people read."""
    return str(yaml.dump(to_json(case), Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=110))


def dump_line(case: CaseFile) -> str:
    """The case as one line of JSON lines."""
    return json.dumps(to_json(case), ensure_ascii=False, separators=(",", ":"))


def to_json(case: CaseFile) -> dict[str, Any]:
    """The case as JSON values: what is unknown is left out."""
    made: dict[str, Any] = {"format": FORMAT, "id": case.id, "act": case.act}
    _put(made, "procedure", case.procedure)
    _put(made, "title", case.title)
    if case.agency:
        made["agency"] = {
            name: value
            for name in ("name", "region", "level", "field")
            if (value := getattr(case.agency, name)) is not None
        }
    _put(made, "profile", case.profile)
    if case.parties:
        made["parties"] = [
            {name: value for name in ("kind", "name", "code") if (value := getattr(party, name)) is not None}
            | dict(party.x)
            for party in case.parties
        ]
    if case.law_at:
        made["law_at"] = case.law_at.isoformat()
    made["knowledge"] = case.knowledge
    if case.absent:
        made["absent"] = sorted(case.absent)
    authority = {
        name: value
        for name in ("own_name", "competent", "inner_unit", "entrusted_by")
        if (value := getattr(case.authority, name)) is not None
    }
    if authority:
        made["authority"] = authority
    made["events"] = [event_json(event) for event in case.events]
    if case.x:
        made["x"] = dict(case.x)
    return made


def event_json(event: Event) -> dict[str, Any]:
    """One event as JSON values."""
    made: dict[str, Any] = {}
    _put(made, "id", event.id)
    made["event"] = event.type
    if event.at is not None:
        made["at"] = _when(event.at)
    if event.recorded_at is not None:
        made["recorded_at"] = event.recorded_at.isoformat()
    _put(made, "party", event.party)
    if event.officers is not None:
        made["officers"] = [_officer(one) for one in event.officers]
    made.update({name: _plain(value) for name, value in event.fields.items()})
    made.update(event.shared)
    return made


def _put(made: dict[str, Any], name: str, value: Any) -> None:
    if value is not None:
        made[name] = value


def _when(at: When) -> Any:
    if at.instant is not None:
        return at.instant.isoformat()
    if at.day is not None:
        return at.day.isoformat()
    return {name: day.isoformat() for name, day in (("after", at.first), ("before", at.last)) if day is not None}


def _officer(one: Officer) -> dict[str, Any]:
    made: dict[str, Any] = {"name": one.name}
    if one.credential_known:
        made["credential"] = one.credential
    if one.valid_until is not None:
        made["valid_until"] = one.valid_until.isoformat()
    if one.kind != "officer":
        made["kind"] = one.kind
    return made


def _plain(value: Any) -> Any:
    """A field's value as JSON: amounts and times as text."""
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return value
