"""Verbs on a case: one transaction, one event each. Approvals stand in approvals.py, corrections in corrections.py."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mingzhi.casework.cases import known
from mingzhi.casework.cases.access import get_case
from mingzhi.casework.cases.begin import begin, register
from mingzhi.casework.cases.codec import case_of
from mingzhi.casework.cases.door import judge
from mingzhi.casework.cases.entered import demand_at, demand_typed
from mingzhi.casework.cases.events import OF_ROOMS, RESERVED, WORDS
from mingzhi.casework.cases.models import Case
from mingzhi.casework.cases.store import Within, repeated, store
from mingzhi.ground.clock import SHANGHAI, now
from mingzhi.ground.errors import BadInput, Forbidden
from mingzhi.law.casefile.mapping import nearest
from mingzhi.law.procedure import Step, step_of
from mingzhi.ledger.journal.api import Recorded
from mingzhi.registry.identity.api import Actor, Permission, grant_case


def open_case(
    actor: Actor,
    *,
    act: str,
    title: str,
    parties: Sequence[Mapping[str, Any]],
    clue: Mapping[str, Any],
    procedure: str | None = None,
    power_id: str = "",
    secret: bool = False,
    late_reason: str = "",
    idempotency_key: str | None = None,
) -> Case:
    """Register a clue as a new case of the actor's agency; its first event is ``clue_received``.

    :param parties: mappings of the case file: kind, name, code (a wrong check digit is refused).
    :param clue: ``at`` and the fields of ``clue_received``.
    :param secret: a case that nobody without a grant sees (decision 30); who registers it is given one.
    :raises Forbidden: the actor may not open cases here.
    :raises BadInput: no title, no party, a wrong code.
    :raises Refused: a gate refuses.
    """
    if not actor.holds(Permission.CASE_OPEN):
        raise Forbidden("may_not_open_cases", agency=actor.agency_id)
    if (again := repeated(idempotency_key, "clue_received")) is not None:
        return get_case(actor, again[0].stream.removeprefix("case:"))
    row = begin(actor, act=act, title=title, parties=parties, procedure=procedure, power_id=power_id, secret=secret)
    step = step_for(row, "clue_received")
    demand_role(actor, step, "clue_received")
    values = {name: value for name, value in clue.items() if name != "at"}
    draft = draft_of(actor, row, "clue_received", values, at=clue.get("at"), late_reason=late_reason)
    judged = judge(row, draft, case=case_of(row.id, row.head, ()))
    mine = [(actor.person_id, actor.name)] if {"officer", "unit_head"} & set(actor.roles) else []

    def let_in(_row: Case, _recorded: Sequence[Recorded]) -> None:
        register(row)
        if secret:
            grant_case(row.id, actor.person_id, reason="立案登记人", granted_by=actor.person_id)

    store(actor, row, judged, [draft], idempotency_key=idempotency_key, handlers=mine, within=let_in, first=True)
    return row


def record(
    actor: Actor,
    case_id: str,
    event_type: str,
    values: Mapping[str, Any],
    *,
    at: str | None = None,
    officers: Sequence[str] = (),
    expected: int | None = None,
    idempotency_key: str | None = None,
    late_reason: str = "",
    within: Within | None = None,
) -> Recorded:
    """Record one step: the one door of every change to a case.

    :param values: own and shared fields of the event, as in the case file.
    :param at: ISO date or date-time with offset; ``None``: this moment.
    :param officers: person ids; their credentials of that day are copied into the event.
    :param expected: the version (``seq``) that the actor saw.
    :param late_reason: why it is entered on a later day than it happened (补录, decision 19).
    :param within: called inside the transaction, after the append, with the row and the recorded events.
    :raises NotFound, Forbidden, BadInput, Conflict, Refused: see the door.
    """
    row = get_case(actor, case_id, Permission.CASE_WRITE)
    if (again := repeated(idempotency_key, event_type, row.id, values)) is not None:
        return again[-1]
    demand_own(row)
    demand_verb(event_type, alone=within is None)
    step = step_for(row, event_type)
    demand_role(actor, step, event_type)
    if step is not None and step.needs_approval(values):
        raise Forbidden("needs_approval", step=event_type, by=step.approval)
    draft = draft_of(actor, row, event_type, values, at=at, officers=officers, late_reason=late_reason)
    judged = judge(row, draft, expected=expected)
    handlers, took_part = people(event_type, officers, draft)
    recorded = store(
        actor,
        row,
        judged,
        [draft],
        idempotency_key=idempotency_key,
        handlers=handlers,
        took_part=took_part,
        within=within,
    )
    return recorded[-1]


def demand_verb(event_type: str, *, alone: bool) -> None:
    """Some words are recorded by their own verb only: approvals, corrections, and what goes with another room's row.

    :raises BadInput: a word that the vocabulary does not know, with the nearest.
    :raises Forbidden: ``use_own_verb``, naming it.
    """
    if event_type not in WORDS:
        raise BadInput(
            "event_unknown", where=event_type, what="没有这个事件", fix=nearest(event_type, WORDS), field="event"
        )
    verb = RESERVED.get(event_type) or (OF_ROOMS.get(event_type) if alone else None)
    if verb is not None:
        raise Forbidden("use_own_verb", step=event_type, verb=verb)


def step_for(row: Case, event_type: str) -> Step | None:
    """The procedure's step for this event; ``None`` for events that stand beside every procedure."""
    return step_of(row.act, row.procedure or None, event_type)


def demand_own(row: Case) -> None:
    """A case from elsewhere is read only here (decision 17).

    :raises Forbidden: it is one.
    """
    if row.origin_is_foreign:
        raise Forbidden("foreign_case_read_only", case=row.id, origin=row.origin)


def demand_role(actor: Actor, step: Step | None, event_type: str) -> None:
    """The step belongs to certain roles; the actor must hold one of them.

    :raises Forbidden: naming the roles that may.
    """
    if step is not None and not any(str(role) in step.roles for role in actor.roles):
        raise Forbidden("not_your_step", step=event_type, roles=list(step.roles))


def draft_of(
    actor: Actor,
    row: Case,
    event_type: str,
    values: Mapping[str, Any],
    *,
    at: str | None,
    officers: Sequence[str] = (),
    late_reason: str = "",
) -> dict[str, Any]:
    """The draft as the case file writes it, with what the installation knows filled in."""
    demand_typed(event_type, values)
    demand_at(at)
    moment = at or now().astimezone(SHANGHAI).isoformat(timespec="seconds")
    draft = {**values, "event": event_type, "at": moment, **known.fill(event_type, actor, row, values)}
    if late_reason.strip():
        draft["x"] = {**(values.get("x") or {}), "late_reason": late_reason.strip()}
    if officers:
        draft["officers"] = known.officers(row.agency_id, officers, _day(moment))
    return draft


def people(
    event_type: str, officers: Sequence[str], draft: Mapping[str, Any]
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Who handles the case from now on (filing and assignment name them), and who only took part in this step."""
    named = [(person, entry["name"]) for person, entry in zip(officers, draft.get("officers", ()), strict=False)]
    return (named, []) if event_type in ("opened", "officers_assigned") else ([], named)


def _day(moment: str) -> date:
    """The civil day of a moment as text; the reader of case files tells what is wrong with it, in its own words."""
    try:
        return date.fromisoformat(moment[:10])
    except ValueError:
        return now().astimezone(SHANGHAI).date()
