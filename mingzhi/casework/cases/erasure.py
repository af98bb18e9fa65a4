"""The lawful end of what an event tells: its payload is destroyed, its place in the chain stays (decision 21)."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingzhi.casework.cases.access import get_case
from mingzhi.casework.cases.actions import demand_own
from mingzhi.casework.cases.codec import case_of
from mingzhi.casework.cases.door import lawbook_of
from mingzhi.casework.cases.models import Case
from mingzhi.casework.cases.projection import apply, project
from mingzhi.ground.clock import today
from mingzhi.ground.errors import BadInput, NotFound
from mingzhi.ledger.journal.api import Recorded, destroy_payload, read_stream, write
from mingzhi.registry.identity.api import Actor, Permission

#: What stands where personal data stood.
ERASED = "（已依法销毁）"


def erase(actor: Actor, case_id: str, event_id: str, *, ground: str) -> Recorded:
    """Destroy what one event of a case tells. The case stays readable: that it happened, and when, is still told.

    With the first event the head of the case goes as well: names of the parties and the title, in the lists too.

    :param ground: why the law demands or allows it, with its article; stays readable for ever.
    :raises BadInput: without a ground.
    :raises NotFound: no such case for this actor, or no such event in it.
    """
    row = get_case(actor, case_id, Permission.CASE_ERASE)
    demand_own(row)
    if not ground.strip():
        raise BadInput("ground_missing", where="销毁依据", what="没有填写", fix="写明依据的条文", field="ground")
    with write():
        recorded = read_stream(f"case:{row.id}", origin=row.origin)
        place = next((at for at, one in enumerate(recorded) if one.id == event_id), None)
        if place is None:
            raise NotFound("event_not_found", case=row.id, event=event_id)
        destroyed = destroy_payload(event_id, actor.stamp(), ground=ground.strip())
        if place == 0:
            _forget_names(row)
        _project(row, today())
    return destroyed


def _forget_names(row: Case) -> None:
    """The head without what identifies anybody; kinds of parties stay, since thresholds hang on them."""
    parties: list[dict[str, Any]] = [
        {**({"kind": one["kind"]} if one.get("kind") else {}), "name": ERASED} for one in row.head.get("parties", ())
    ]
    row.head = {**row.head, "title": ERASED, "parties": parties}
    row.title, row.party = ERASED, ERASED
    row.registered_parties.all().delete()


def _project(row: Case, day: date) -> None:
    """The row as the stream now reads."""
    recorded = read_stream(f"case:{row.id}", origin=row.origin)
    file = case_of(row.id, row.head, recorded)
    apply(row, project(file, lawbook_of(row), day, all_steps=False), recorded[-1].seq)
    row.save()
