"""What the installation already knows is written by the door, never typed (decision 11).

Facts about people and lists are copied into the event by the action that relied on them: credentials, whether the
reviewer handled the case, whether the chair did, who approved.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from mingzhi.casework.cases.models import Case, Handler
from mingzhi.ground.errors import BadInput
from mingzhi.law.procedurefile import procedures
from mingzhi.registry.identity.api import Actor
from mingzhi.registry.people.api import Officer, officers_of


def officers(agency_id: str, person_ids: Sequence[str], day: date) -> list[dict[str, Any]]:
    """The officers of an event with their credentials as they were on *day*.

    :raises BadInput: somebody who is not of this agency, or the same person twice.
    """
    known: dict[str, Officer] = {one.person_id: one for one in officers_of(agency_id, day)}
    found: list[dict[str, Any]] = []
    for number, person_id in enumerate(person_ids, start=1):
        one = known.get(person_id)
        if one is None:
            raise BadInput(
                "officer_unknown",
                where=f"第 {number} 名执法人员",
                what="不是本机关在册人员",
                fix="从本机关人员名单中选择",
                field="officers",
            )
        if person_id in person_ids[: number - 1]:
            raise BadInput(
                "officer_twice",
                where=f"第 {number} 名执法人员",
                what=f"{one.name} 选了两次",
                fix="选择另一名执法人员",
                field="officers",
            )
        entry: dict[str, Any] = {"name": one.name, "credential": one.credential, "kind": one.kind}
        if one.valid_until is not None:
            entry["valid_until"] = one.valid_until.isoformat()
        found.append(entry)
    return found


Values = Mapping[str, Any]


def _handled(actor: Actor, case: Case) -> bool:
    return Handler.objects.filter(case=case, person_id=actor.person_id).exists()


def _reviewer(actor: Actor, case: Case, _values: Values) -> dict[str, Any]:
    return {
        "reviewer": actor.name,
        "qualified": actor.legally_qualified,
        "handled_case": _handled(actor, case),
        "written": True,
    }


def _chair(actor: Actor, case: Case, _values: Values) -> dict[str, Any]:
    return {"chair": actor.name, "chair_handled_case": _handled(actor, case)}


def _head(_actor: Actor, _case: Case, _values: Values) -> dict[str, Any]:
    return {"approved_by": "head"}


def _registered(_actor: Actor, _case: Case, values: Values) -> dict[str, Any]:
    """Registered at once in an emergency, it has no approval yet; otherwise the head gave it."""
    return {"approved_by": "none" if values.get("urgent") is True else "head"}


def _decided(_actor: Actor, case: Case, _values: Values) -> dict[str, Any]:
    if case.procedure == "simplified":
        return {"approved_by": "officer_on_the_spot", "on_the_spot": True}
    return {"approved_by": "head", "on_the_spot": False} if case.act == "penalty" else {"approved_by": "head"}


def _transfer(_actor: Actor, _case: Case, _values: Values) -> dict[str, Any]:
    return {"approved": True}


FILLED: Mapping[str, Callable[[Actor, Case, Values], dict[str, Any]]] = {
    "review_completed": _reviewer,
    "hearing_held": _chair,
    "opened": _head,
    "decided": _decided,
    "evidence_registered": _registered,
    "term_extended": _head,
    "crime_transfer_decided": _transfer,
}


def fill_names(event_type: str) -> frozenset[str]:
    """The names of the fields of this event that a door may write itself, in whichever procedure."""
    steps = (procedure.step(event_type) for procedure in procedures().values())
    return frozenset(name for step in steps if step is not None for name in step.filled)


def fill(event_type: str, actor: Actor, case: Case, values: Values) -> dict[str, Any]:
    """The fields of an event that the door writes itself; they override what was sent."""
    maker = FILLED.get(event_type)
    return maker(actor, case, values) if maker else {}
