"""A record is never edited: a correction is an event that says what it should have said, and runs its gate again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from mingzhi.casework.cases.access import get_case
from mingzhi.casework.cases.actions import demand_own, demand_role, draft_of, step_for
from mingzhi.casework.cases.codec import with_draft
from mingzhi.casework.cases.door import file_of, judge, lawbook_of
from mingzhi.casework.cases.models import Case
from mingzhi.casework.cases.store import repeated, store
from mingzhi.ground.clock import today
from mingzhi.ground.errors import BadInput, Forbidden, NotFound, Refused
from mingzhi.law.casefile.corrections import FIXED, corrected_view, named, with_values
from mingzhi.law.casefile.values import CaseFile, Event
from mingzhi.law.door import at_door
from mingzhi.law.findings import Finding
from mingzhi.law.lawbook import Lawbook
from mingzhi.ledger.journal.api import Recorded
from mingzhi.registry.identity.api import Actor, Permission


def correct(
    actor: Actor,
    case_id: str,
    event_id: str,
    values: Mapping[str, Any],
    *,
    reason: str,
    expected: int | None = None,
    idempotency_key: str | None = None,
) -> Recorded:
    """Correct fields of a recorded event (``corrected``); what stood there stays readable (decision 20).

    The gate of the corrected event is run again with the new values, and so is every later gate: a correction cannot
    make lawful what was not, nor unlawful what was. What a sealed or served document says is replaced, not corrected;
    what somebody approved is corrected by him.

    :param values: the new values, by field of the event; ``at`` too.
    :raises BadInput: no reason, no values, a field that cannot be corrected.
    :raises Forbidden: it stands in a sealed or served document, or somebody else approved it.
    :raises Refused: with the corrected values the law would have refused the event, or a later one.
    """
    row = get_case(actor, case_id, Permission.CASE_WRITE)
    if (again := repeated(idempotency_key, "corrected", row.id)) is not None:
        return again[-1]
    demand_own(row)
    demand_role(actor, step_for(row, "corrected"), "corrected")
    if not reason.strip():
        raise BadInput(
            "reason_missing", where="更正理由", what="没有填写", fix="写明哪里记错、依据是什么", field="reason"
        )
    case = file_of(row)
    target = named(case, event_id)
    if target is None:
        raise NotFound("event_not_found", case=row.id, event=event_id)
    _demand_correctable(actor, row, target, values)
    lawbook = lawbook_of(row)
    mended = _corrected(case, target, values)
    _rerun(case, mended, target, lawbook)
    told = {"of": str(target.id), "values": dict(values), "reason": reason.strip()}
    draft = draft_of(actor, row, "corrected", told, at=None)
    judged = judge(row, draft, expected=expected, case=case)
    recorded = store(actor, row, judged, [draft], idempotency_key=idempotency_key)
    return recorded[-1]


def _demand_correctable(actor: Actor, row: Case, target: Event, values: Mapping[str, Any]) -> None:
    step = step_for(row, target.type)
    where = step.zh if step else target.type
    if not values:
        raise BadInput("values_missing", where=where, what="没有要更正的内容", fix="填写更正后的值", field="values")
    filled = step.filled if step else ()
    for name in values:
        if name in FIXED or name in filled or name in ("officers", "party"):
            raise BadInput(
                "not_correctable",
                where=where,
                what=f"{name} 由系统写入，不能更正",
                fix="重新办理这一步",
                field=name,
                step=target.type,
            )
    if step is not None and step.sealed:
        raise Forbidden("sealed_not_corrected", step=target.type)
    if step is not None and step.approval and step.approval not in {str(role) for role in actor.roles}:
        raise Forbidden("approved_by_another", step=target.type, by=step.approval)


def _corrected(case: CaseFile, target: Event, values: Mapping[str, Any]) -> CaseFile:
    """The case as it would read with the new values; the vocabulary's words for what cannot be read.

    :raises BadInput: an unknown field or a value of another type.
    """
    view = corrected_view(case)
    mended = with_values(view.events[target.index], dict(values))
    if mended is None:  # ask the reader once more, this time to hear what is wrong
        with_draft(case, {"act": case.act}, {"event": target.type, **values})
        raise BadInput("values_unreadable", where=target.type, what="不能读取", fix="检查填写的值", field="values")
    events = (*view.events[: target.index], mended, *view.events[target.index + 1 :])
    return replace(view, events=events)


def _rerun(case: CaseFile, mended: CaseFile, target: Event, lawbook: Lawbook) -> None:
    """Run the gates of the corrected event and of every later one again.

    :raises Refused: one refuses that did not before.
    """
    view = corrected_view(case)
    for event in view.events[target.index :]:
        before = {finding.rule for finding in _blocks(view, event, lawbook)}
        after = _blocks(mended, mended.events[event.index], lawbook)
        worse = tuple(finding for finding in after if finding.rule not in before)
        if worse:
            raise Refused("correction_refused_by_law", step=event.type, findings=worse)


def _blocks(case: CaseFile, event: Event, lawbook: Lawbook) -> Sequence[Finding]:
    """What refuses *event* after everything that was recorded before it."""
    earlier = replace(case, events=case.events[: event.index])
    day = event.at.last if event.at is not None and event.at.last is not None else today()
    found: Iterable[Finding] = at_door(earlier, event, lawbook, as_of=day)
    return [finding for finding in found if finding.blocks]
