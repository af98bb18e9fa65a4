"""A case leaves as a case file and comes in as one: export and import, equal both ways.

A file from elsewhere is a foreign case: its events keep their own ids, times and order, it passes no gate and is read
only here (decision 17). What the law says of it is computed like for every case.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings

from mingzhi.casework.cases.access import get_case
from mingzhi.casework.cases.door import file_of
from mingzhi.casework.cases.entered import demand_text
from mingzhi.casework.cases.models import Case
from mingzhi.casework.cases.projection import apply, project
from mingzhi.ground.clock import today
from mingzhi.ground.errors import BadInput, Conflict, Forbidden
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.casefile.writer import to_json
from mingzhi.law.lawbook import profiles, shipped
from mingzhi.ledger.journal.api import NewEvent, append, write
from mingzhi.registry.agencies.api import get_agency
from mingzhi.registry.identity.api import Actor, Permission


def export_case(actor: Actor, case_id: str) -> CaseFile:
    """The case as a case file, for whoever may read it. A foreign case leaves under the id it came with."""
    row = get_case(actor, case_id, Permission.CASE_READ)
    return file_of(row)


def import_case(actor: Actor, case: CaseFile, *, origin: str) -> Case:
    """Take a case file from elsewhere into the journal as a foreign case of the actor's agency.

    :param origin: name of the place it comes from; never this installation's.
    :raises Forbidden: the actor may not import.
    :raises BadInput: no events, or this installation's own name as origin.
    :raises Conflict: a case of this id from this origin is here already.
    """
    if not actor.holds(Permission.CASE_IMPORT):
        raise Forbidden("may_not_import_cases", agency=actor.agency_id)
    if not origin.strip() or origin == settings.ORIGIN or len(origin) > 64 or len(f"{origin}:{case.id}") > 120:
        raise BadInput(
            "origin_wrong", where="来源", what=f"{origin!r} 不能用", fix="写出案件来自的系统或单位，不超过 64 字"
        )
    demand_text([origin, to_json(case)], "案件文件")
    if not case.events:
        raise BadInput("case_empty", where=case.id, what="没有事件", fix="至少写一个事件")
    agency = get_agency(actor.agency_id)
    mapping: dict[str, Any] = to_json(case)
    head = {name: value for name, value in mapping.items() if name not in ("format", "id", "events")}
    key = foreign_key(origin, case.id)
    if Case.objects.filter(pk=key).exists():
        raise Conflict("case_imported_already", case=case.id, origin=origin)
    profile = case.profile if case.profile in profiles() else ""
    row = Case(
        id=key,
        origin=origin,
        act=case.act,
        procedure=(case.procedure or "")[:32],
        title=(case.title or "")[:300],
        agency_id=agency.id,
        agency_name=case.agency.name[:120] if case.agency else agency.name,
        region_path=agency.region_path,
        line_path=agency.line_path,
        profile=profile or "",
        party="、".join(party.name for party in case.parties)[:200],
        seq=0,
        head=head,
    )
    lawbook = shipped(profile or None)
    projection = project(case, lawbook, today(), all_steps=False)
    events = [
        NewEvent(
            type=event["event"],
            payload={"file": event, **({"head": head} if at == 0 else {})},
            at=_certain_day(event.get("at")),
            id=None,
        )
        for at, event in enumerate(mapping["events"])
    ]
    with write():
        recorded = append(f"case:{key}", events, actor.stamp(), expected=0, lawbook=lawbook.digest, origin=origin)
        apply(row, projection, recorded[-1].seq)
        row.save(force_insert=True)
    return row


def foreign_key(origin: str, case_id: str) -> str:
    """The id under which a foreign case is kept here: ids are unique within their origin only."""
    return f"{origin}:{case_id}"


def _certain_day(at: Any) -> str | None:
    """The header's time, where the file tells one moment; bounded and missing times stand in the payload alone."""
    return at if isinstance(at, str) and len(at) >= 10 else None
