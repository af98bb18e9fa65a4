"""Cases over the wire: list, one case, its file, its next steps, and the one way to change it."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from mingzhi.casework.cases import api as cases
from mingzhi.doors.api import recording
from mingzhi.doors.api.preconditions import GUARDED, KEYED, key, version
from mingzhi.doors.api.problems import finding_json
from mingzhi.doors.api.recording import Step
from mingzhi.law.casefile.writer import to_json

router = Router(tags=["cases"])
requests = Router(tags=["approvals"])


class PartyIn(Schema):
    """A counterpart, as in the case file."""

    kind: str
    name: str
    code: str | None = None


class CaseIn(Schema):
    """A clue that becomes a case."""

    act: str = "penalty"
    procedure: str | None = None
    title: str
    parties: list[PartyIn] = Field(min_length=1)
    clue: dict[str, Any] = Field(description="at and the fields of clue_received")


class EventIn(Schema):
    """One step: a word of the vocabulary with its fields."""

    event: str
    at: str | None = None
    officers: list[str] = Field(default_factory=list, description="ids of persons of the agency")
    fields: dict[str, Any] = Field(default_factory=dict)
    late_reason: str = Field("", description="why it is entered on a later day than it happened (补录)")


class CaseOut(Schema):
    """A case as the lists know it. ``version`` is what ``If-Match`` wants."""

    id: str
    number: str
    act: str
    title: str
    party: str
    agency: str
    state: str
    next_step: str
    due_on: str | None
    version: int


def _out(row: cases.Row) -> CaseOut:
    return CaseOut(
        id=row.id,
        number=row.number,
        act=row.act,
        title=row.title,
        party=row.party,
        agency=row.agency_name,
        state=row.state,
        next_step=row.next_step,
        due_on=row.due_on.isoformat() if row.due_on else None,
        version=row.seq,
    )


@router.get("", summary="Cases the caller may see, newest first")
def list_cases(request: HttpRequest, words: str = "", act: str = "", late: bool = False, before: str = "") -> Any:
    """A keyset page of 20; ``next`` is the key for ``before``, or null. No exact total, by design."""
    page = cases.case_list(request.actor, words=words, act=act, late=late, before=before or None)  # type: ignore[attr-defined]
    return {"items": [_out(row).model_dump() for row in page.rows], "next": page.after}


@router.post("", summary="Register a clue as a new case", response={201: CaseOut}, openapi_extra=KEYED)
def open_case(request: HttpRequest, body: CaseIn) -> Any:
    """The case begins with ``clue_received``. 428 without ``Idempotency-Key``."""
    row = cases.open_case(
        request.actor,  # type: ignore[attr-defined]
        act=body.act,
        procedure=body.procedure,
        title=body.title,
        parties=[party.model_dump(exclude_none=True) for party in body.parties],
        clue=body.clue,
        idempotency_key=key(request),
    )
    return Status(201, _out(row))


@router.get("/{case_id}", summary="One case: its row, next steps, findings")
def one_case(request: HttpRequest, response: HttpResponse, case_id: str) -> Any:
    """``ETag`` carries the version for ``If-Match``."""
    told = cases.dossier(request.actor, case_id)  # type: ignore[attr-defined]
    response["ETag"] = f'"{told.row.seq}"'
    return {
        **_out(told.row).model_dump(),
        "next_steps": [
            {
                "event": one.step.event,
                "zh": one.step.zh,
                "roles": list(one.step.roles),
                "ready": one.ready,
                "lacks": [finding_json(finding) for finding in one.lacks],
                "asks": list(one.asks),
            }
            for one in told.projection.steps
        ],
        "findings": [finding_json(one) for one in told.findings if one.broken or one.due_on],
    }


@router.get("/{case_id}/file", summary="The whole case as a case file (mingzhi-case/1)")
def case_file(request: HttpRequest, case_id: str) -> Any:
    """What ``mingzhi check`` reads."""
    return to_json(cases.export_case(request.actor, case_id))  # type: ignore[attr-defined]


@router.post("/{case_id}/events", summary="Record one step", response={201: dict[str, Any]}, openapi_extra=GUARDED)
def record(request: HttpRequest, response: HttpResponse, case_id: str, body: EventIn) -> Any:
    """The one door. 409 with findings where the law refuses; 412 where the case has moved since ``If-Match``; 428
    without the two headers that guard it.
    """
    step = Step(
        body.event,
        body.fields,
        body.at,
        body.officers,
        body.late_reason,
        version(request),
        key(request),
    )
    recorded = recording.record(request.actor, case_id, step)  # type: ignore[attr-defined]
    return Status(201, _recorded(response, recorded))


def _recorded(response: HttpResponse, recorded: Any) -> dict[str, Any]:
    response["ETag"] = f'"{recorded.seq}"'
    return {"id": recorded.id, "event": recorded.type, "version": recorded.seq, "digest": recorded.digest}


class ApprovalIn(Schema):
    """The answer to a request: fields that the approver decides himself, and reasons."""

    changes: dict[str, Any] = Field(default_factory=dict)
    reasons: str = ""


@router.post(
    "/{case_id}/requests",
    summary="Ask for the approval of a step",
    response={201: dict[str, Any]},
    openapi_extra=GUARDED,
)
def request_approval(request: HttpRequest, case_id: str, body: EventIn) -> Any:
    """For steps that the head decides (decision 25): he answers in his own session."""
    made = cases.request_approval(
        request.actor,  # type: ignore[attr-defined]
        case_id,
        body.event,
        body.fields,
        officers=body.officers,
        expected=version(request),
        idempotency_key=key(request),
    )
    return Status(201, {"id": made.id, "step": made.step, "role": made.role})


@requests.get("", summary="Requests that wait for the caller, oldest first")
def open_requests(request: HttpRequest) -> Any:
    """At most 100; answer them and ask again."""
    rows = cases.open_requests(request.actor)[:100]  # type: ignore[attr-defined]
    return {
        "items": [{"id": one.id, "case": one.case_id, "step": one.step, "asked_by": one.asked_name} for one in rows]
    }


@requests.post("/{request_id}/approve", summary="Approve", response={201: dict[str, Any]}, openapi_extra=KEYED)
def approve(request: HttpRequest, response: HttpResponse, request_id: str, body: ApprovalIn) -> Any:
    """The step happens now, in the approver's name, if the law still allows it."""
    recorded = cases.approve(
        request.actor,  # type: ignore[attr-defined]
        request_id,
        changes=body.changes,
        reasons=body.reasons,
        idempotency_key=key(request),
    )
    return Status(201, _recorded(response, recorded))


@requests.post(
    "/{request_id}/refuse", summary="Send back with reasons", response={201: dict[str, Any]}, openapi_extra=KEYED
)
def refuse(request: HttpRequest, response: HttpResponse, request_id: str, body: ApprovalIn) -> Any:
    """Without reasons: 422."""
    recorded = cases.refuse(
        request.actor,  # type: ignore[attr-defined]
        request_id,
        reasons=body.reasons,
        idempotency_key=key(request),
    )
    return Status(201, _recorded(response, recorded))
