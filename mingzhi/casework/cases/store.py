"""Inside the lock: version check, append, projection, number last (decision 26). Nothing else belongs here."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from django.conf import settings

from mingzhi.casework.cases.codec import extended, payload_of, with_draft
from mingzhi.casework.cases.door import Judged
from mingzhi.casework.cases.known import fill_names
from mingzhi.casework.cases.models import Case
from mingzhi.casework.cases.numbers import give, kind_of
from mingzhi.casework.cases.projection import add_handlers, apply, keep, project
from mingzhi.ground.canonical import plain
from mingzhi.ground.clock import today
from mingzhi.ground.errors import Conflict
from mingzhi.ground.ulid import new_ulid
from mingzhi.law.casefile.values import CaseFile
from mingzhi.ledger.journal.api import NewEvent, Recorded, append, earlier, write
from mingzhi.registry.agencies.api import get_agency
from mingzhi.registry.identity.api import Actor

Within = Callable[[Case, Sequence[Recorded]], None]


def store(
    actor: Actor,
    row: Case,
    judged: Judged,
    drafts: Sequence[Mapping[str, Any]],
    *,
    idempotency_key: str | None = None,
    handlers: Sequence[tuple[str, str]] = (),
    took_part: Sequence[tuple[str, str]] = (),
    within: Within | None = None,
    first: bool = False,
) -> list[Recorded]:
    """Append the drafts, which have been judged against ``row.seq``, and project the case.

    The projection is computed before the lock: the append fails with Conflict if the case has moved since, so that
    what is written always belongs to what was appended.

    :param judged: the judgement of the last draft; its case is the one before the first.
    :param handlers: person id and name of those who handle the case from now on.
    :param took_part: those who took part in this step: they may not review the case.
    :param within: called inside the transaction, after the append, with the row and the recorded events.
    """
    seen = row.seq
    row.origin = row.origin or settings.ORIGIN
    projection = project(_after(row, judged, drafts), judged.lawbook, today(), all_steps=False)
    short = get_agency(row.agency_id).short if any(kind_of(row, one["event"]) for one in drafts) else ""
    ids = [draft.get("id") or new_ulid() for draft in drafts]
    with write():
        numbered = [give(row, draft, short, today().year) for draft in drafts]
        events = [
            NewEvent(
                type=draft["event"],
                payload=payload_of(draft, head=row.head if first and at == 0 else None),
                at=draft.get("at"),
                id=ids[at],
            )
            for at, draft in enumerate(numbered)
        ]
        recorded = append(
            f"case:{row.id}",
            events,
            actor.stamp(),
            expected=seen,
            lawbook=judged.lawbook.digest,
            idempotency_key=idempotency_key,
        )
        if recorded[-1].id != ids[-1]:  # the same request came twice at one moment; what was done here is undone
            raise Conflict("request_answered_meanwhile", key=idempotency_key, stream=recorded[-1].stream)
        apply(row, projection, recorded[-1].seq)
        keep(row, first=first)
        add_handlers(row, handlers, took_part)
        if within is not None:
            within(row, recorded)
    return recorded


def repeated(
    idempotency_key: str | None,
    event_type: str,
    case_id: str | None = None,
    values: Mapping[str, Any] | None = None,
) -> list[Recorded] | None:
    """What was recorded when this request came the first time; ``None`` if it is new.

    :param case_id: the case that it is about; ``None``: any.
    :param values: what it asks to record; ``None``: not compared.
    :raises Conflict: ``request_key_reused``: the key was used for another step, case or content.
    """
    if idempotency_key is None:
        return None
    found = earlier(idempotency_key)
    if found is None:
        return None
    if found[-1].type != event_type or case_id not in (None, found[-1].stream.removeprefix("case:")):
        raise Conflict("request_key_reused", key=idempotency_key, stream=found[-1].stream)
    kept, filled = found[-1].payload, fill_names(event_type)
    if values is not None and kept is not None:
        asked = {name: value for name, value in values.items() if name not in filled and name != "x"}
        if any(kept.get(name) != value for name, value in plain(asked).items() if value is not None):
            raise Conflict("request_key_reused", key=idempotency_key, stream=found[-1].stream)
    return found


def _after(row: Case, judged: Judged, drafts: Sequence[Mapping[str, Any]]) -> CaseFile:
    """The case as it will be once the drafts are recorded; the last draft was read when it was judged."""
    case = judged.case
    for draft in drafts[:-1]:
        case = extended(case, with_draft(case, row.head, draft))
    return extended(case, replace(judged.draft, index=len(case.events)))
