"""Approvals are events of the approver in his own session; a field only names them (decision 25).

The handler asks (``approval_requested``, with the draft), the person entitled gives it (``approval_given`` and, in the
same transaction, the approved step itself, under his name) or refuses it with reasons (``approval_refused``). What was
done at once in an emergency has its approval made up: then ``approval_given`` stands alone (行政处罚法 56).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from mingzhi.casework.cases.access import get_case, visible_cases
from mingzhi.casework.cases.actions import demand_own, demand_role, draft_of, people, step_for
from mingzhi.casework.cases.door import file_of, judge
from mingzhi.casework.cases.models import Case, Request
from mingzhi.casework.cases.numbers import demand_free
from mingzhi.casework.cases.store import Within, repeated, store
from mingzhi.ground.clock import now
from mingzhi.ground.errors import BadInput, Forbidden, NotFound
from mingzhi.ground.ulid import new_ulid
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.procedure import Step
from mingzhi.ledger.journal.api import Recorded, earlier
from mingzhi.registry.identity.api import Actor, Permission


def request_approval(
    actor: Actor,
    case_id: str,
    event_type: str,
    values: Mapping[str, Any],
    *,
    officers: Sequence[str] = (),
    expected: int | None = None,
    idempotency_key: str | None = None,
) -> Request:
    """Ask the person entitled for a step that needs approval. The gates are judged now, and again when it is given.

    Asked without values for a step that was taken at once in an emergency, it asks to make the approval up.

    :raises Refused: it could not be approved today anyway; the findings say what is lacking.
    """
    row = get_case(actor, case_id, Permission.CASE_WRITE)
    if repeated(idempotency_key, "approval_requested", row.id) is not None:
        return Request.objects.get(case=row, step=event_type)
    demand_own(row)
    step = step_for(row, event_type)
    if step is None or not step.approval:
        raise Forbidden("needs_no_approval", step=event_type)
    demand_role(actor, step, event_type)
    if Request.objects.filter(case=row, step=event_type).exists():
        raise BadInput("asked_already", where=step.zh, what="已经报请批准，还没有答复", fix="等候负责人答复")
    if values.get("number"):
        demand_free(row.agency_id, str(values["number"]))
    case = file_of(row)
    urgent = "" if values else _without_approval(step, case)
    if not urgent:
        judge(row, draft_of(actor, row, event_type, values, at=None, officers=officers), case=case)
    asked = draft_of(actor, row, "approval_requested", {"of": event_type}, at=None)
    request = Request(
        id=new_ulid(),
        case=row,
        agency_id=row.agency_id,
        step=event_type,
        role=step.approval,
        draft={"values": dict(values), "officers": list(officers)},
        made_up_for=urgent,
        asked_by=actor.person_id,
        asked_name=actor.name,
        asked_at=now(),
        seq=row.seq + 1,
    )

    def keep(_row: Case, _recorded: Sequence[Recorded]) -> None:
        request.save(force_insert=True)

    judged = judge(row, asked, expected=expected, case=case)
    store(actor, row, judged, [asked], idempotency_key=idempotency_key, within=keep)
    return request


def _without_approval(step: Step, case: CaseFile) -> str:
    """Id of the last such event that was taken at once and has no approval yet; empty: there is none."""
    last = next((event for event in reversed(case.events) if event.type == step.event), None)
    if last is None or step.approval_unless is None or last.fields.get(step.approval_unless) is not True:
        return ""
    given = any(
        event.type == "approval_given" and event.fields.get("of") == step.event for event in case.events[last.index :]
    )
    return "" if given else str(last.id)


def open_requests(actor: Actor) -> QuerySet[Request]:
    """The requests that wait for this actor, oldest first."""
    mine = Request.objects.filter(agency_id=actor.agency_id, role__in=[str(role) for role in actor.roles])
    seen = visible_cases(actor).filter(pk=OuterRef("case_id"))  # asked for the few requests, not for all cases
    return mine.filter(Exists(seen)).select_related("case").order_by("asked_at", "id")


def get_request(actor: Actor, request_id: str) -> Request:
    """An open request that this actor may answer.

    :raises NotFound: there is none (any more), or not for him.
    """
    request = open_requests(actor).filter(pk=request_id).first()
    if request is None:
        raise NotFound("request_not_found", request=request_id)
    return request


def approve(
    actor: Actor,
    request_id: str,
    *,
    changes: Mapping[str, Any] | None = None,
    reasons: str = "",
    idempotency_key: str | None = None,
    within: Within | None = None,
) -> Recorded:
    """Give the approval: the step happens now, in the approver's name, if the law still allows it.

    :param changes: fields that the approver decides himself.
    :raises Forbidden: he asked for it himself.
    :raises Refused: a gate refuses today, although it did not when it was asked for.
    """
    if (again := _answered(actor, idempotency_key)) is not None:
        return again
    request = get_request(actor, request_id)
    if request.asked_by == actor.person_id:
        raise Forbidden("own_request", step=request.step)
    row: Case = request.case
    asked = request.draft
    told = {"of": request.step, **({"reasons": reasons.strip()} if reasons.strip() else {})}
    given = draft_of(actor, row, "approval_given", told, at=None)
    judged = judge(row, given)
    drafts, handlers, took_part = [given], [], []
    if not request.made_up_for:
        values = {**asked["values"], **(changes or {})}
        draft = draft_of(actor, row, request.step, values, at=given["at"], officers=asked["officers"])
        judged = judge(row, draft, case=judged.case)
        drafts.append(draft)
        handlers, took_part = people(request.step, asked["officers"], draft)

    def answered(case: Case, recorded: Sequence[Recorded]) -> None:
        request.delete()
        if within is not None:
            within(case, recorded)

    recorded = store(
        actor,
        row,
        judged,
        drafts,
        idempotency_key=idempotency_key,
        handlers=handlers,
        took_part=took_part,
        within=answered,
    )
    return recorded[-1]


def refuse(actor: Actor, request_id: str, *, reasons: str, idempotency_key: str | None = None) -> Recorded:
    """Send the request back with reasons; the handler may mend the draft and ask again.

    :raises BadInput: without reasons.
    """
    if (again := _answered(actor, idempotency_key)) is not None:
        return again
    request = get_request(actor, request_id)
    if not reasons.strip():
        raise BadInput("reasons_missing", where="退回理由", what="没有填写", fix="写明需要补正什么", field="reasons")
    row: Case = request.case
    draft = draft_of(actor, row, "approval_refused", {"of": request.step, "reasons": reasons.strip()}, at=None)

    def answered(_case: Case, _recorded: Sequence[Recorded]) -> None:
        request.delete()

    recorded = store(actor, row, judge(row, draft), [draft], idempotency_key=idempotency_key, within=answered)
    return recorded[-1]


def _answered(actor: Actor, idempotency_key: str | None) -> Recorded | None:
    """The answer that this key gave before, if the actor may see the case."""
    found = earlier(idempotency_key) if idempotency_key else None
    if found is None:
        return None
    get_case(actor, found[-1].stream.removeprefix("case:"))
    return found[-1]
