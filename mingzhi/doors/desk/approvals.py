"""审批: what waits for this person's approval, each answered in his own session (decision 25)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from mingzhi.casework.cases import api as cases
from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.articles import article
from mingzhi.doors.desk.casepage import everything
from mingzhi.doors.desk.frame import page
from mingzhi.doors.desk.telling import step_zh, told
from mingzhi.doors.web.wording import put
from mingzhi.ground.clock import today
from mingzhi.ground.errors import BadInput, Conflict, Refused
from mingzhi.ground.ulid import new_ulid
from mingzhi.law.wording import explain
from mingzhi.registry.identity.api import Permission
from mingzhi.registry.people.api import officers_of


@at_desk(Permission.CASE_APPROVE)
@require_safe
def approval_list(request: DeskRequest) -> HttpResponse:
    """The requests that wait, oldest first."""
    rows = list(cases.open_requests(request.actor)[:101])
    context = {"rows": rows[:100], "more": len(rows) > 100, "step_zh": step_zh, "today": today()}
    return page(request, "desk/approvals.html", "approvals", context)


@at_desk(Permission.CASE_APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
def approval(request: DeskRequest, request_id: str) -> HttpResponse:
    """One request: what is asked, on which facts, what the law says; approve it or send it back with reasons."""
    asked = cases.get_request(request.actor, request_id)
    if request.method != "POST":
        return _show(request, asked)
    reasons, key = request.POST.get("reasons", "").strip(), request.POST.get("key") or None
    try:
        if request.POST.get("do") == "refuse":
            recorded = cases.refuse(request.actor, request_id, reasons=reasons, idempotency_key=key)
        else:
            recorded = cases.approve(request.actor, request_id, reasons=reasons, idempotency_key=key)
    except (BadInput, Conflict, Refused) as problem:
        return _show(request, asked, reasons=reasons, problem=problem)
    return HttpResponseRedirect(f"{reverse('desk:case', args=[asked.case_id])}?done={recorded.id}")


def _show(request: DeskRequest, asked: Any, *, reasons: str = "", problem: Any = None) -> HttpResponse:
    dossier = cases.dossier(request.actor, asked.case_id)
    draft = asked.draft
    names = {recorded.id: step_zh(recorded.type) for recorded in dossier.recorded}
    people = {one.person_id: one for one in officers_of(asked.agency_id, today())} if draft.get("officers") else {}
    facts = [(label, names.get(said, said)) for label, said in told(asked.step, draft["values"])]
    errors = [("reasons", f"{problem.what}。{problem.fix}")] if isinstance(problem, BadInput) else []
    refused = problem.facts.get("findings") or () if problem is not None and not errors else ()
    context = everything(request.actor, dossier, today(), past=False)
    context |= {
        "asked_for": asked,
        "facts": facts,
        "officers": [people[one].name for one in draft.get("officers", ()) if one in people],
        "reasons": reasons,
        "errors": errors,
        "problem": put(problem) if problem is not None and not errors else None,
        "refused": [(one.title, article(one.citation), explain(one, dossier.file).split("\n")) for one in refused],
        "own_request": asked.asked_by == request.actor.person_id,
        "key": new_ulid(),
    }
    return page(
        request, "desk/approval.html", "approvals", context, status=problem.status if problem is not None else 200
    )
