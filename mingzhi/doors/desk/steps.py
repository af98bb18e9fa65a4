"""A step: the form, its check-and-confirm page, what the law says to it, and back to the case."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mingzhi.casework.cases import api as cases
from mingzhi.casework.review import api as review
from mingzhi.doors.desk import drafts
from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.articles import article
from mingzhi.doors.desk.barring import barred_by
from mingzhi.doors.desk.fields import changed_rows
from mingzhi.doors.desk.frame import page
from mingzhi.doors.desk.stepform import RECORDED, Entered, StepForm, enter, form_of
from mingzhi.doors.desk.telling import button_zh
from mingzhi.doors.desk.telling import told as told_zh
from mingzhi.doors.web.wording import put
from mingzhi.ground.errors import BadInput, Conflict, Forbidden, NotFound, Problem, Refused
from mingzhi.ground.ulid import new_ulid
from mingzhi.law.procedure import Step, step_of
from mingzhi.law.wording import explain
from mingzhi.registry.identity.api import Permission

#: Steps that have a page of their own: route by event.
ELSEWHERE = {
    "review_completed": "desk:review",
    "review_returned": "desk:review",
    "published": "desk:release",
    "publication_corrected": "desk:release",
    "publication_withdrawn": "desk:release",
}


@at_desk(Permission.CASE_WRITE, Permission.CASE_APPROVE)
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: DeskRequest, case_id: str, event: str) -> HttpResponse:
    """Ask for one step, check it, record it."""
    told = cases.dossier(request.actor, case_id)
    if event in ELSEWHERE:
        return HttpResponseRedirect(reverse(ELSEWHERE[event], args=[case_id]))
    one = step_of(told.row.act, told.row.procedure or None, event)
    if one is None:
        raise NotFound("step_not_found", step=event)
    _demand_role(request, one)
    following = next((lying for lying in told.projection.steps if lying.step.event == event), None)
    key = f"case:{case_id}:{event}"
    if request.method != "POST":
        kept = drafts.kept(request.actor, key)
        if not kept and request.GET.get("fill") != "1" and (barred := barred_by(request.actor, told, one, following)):
            return page(request, "desk/cannot.html", "cases", {"step": one, "row": told.row, "barred": barred})
        form = form_of(told, following, one, kept.raw if kept else None, change=request.GET.get("change", ""))
        return _show(request, form, following, kept=kept)
    raw = {name: list(given) for name, given in request.POST.lists() if name not in drafts.NOT_KEPT}
    do = request.POST.get("do", "check")
    if do == "discard":
        drafts.drop(request.actor, key)
        return HttpResponseRedirect(request.path)
    if do.startswith(("add:", "drop:")):
        return _show(request, form_of(told, following, one, changed_rows(raw, do)), following)
    form = form_of(told, following, one, raw)
    if do == "draft":
        drafts.keep(request.actor, key, raw)
        return HttpResponseRedirect(_case(case_id, kept=event))
    if do == "back":
        return _show(request, form, following)
    entered = enter(form)
    if form.errors:
        drafts.keep(request.actor, key, raw)
        return _show(request, form, following, status=422)
    if do != "confirm" and (one.sealed or one.needs_approval(entered.values)):
        try:
            _judge(request, form, entered)
        except (BadInput, Conflict, Refused) as problem:
            drafts.keep(request.actor, key, raw)
            return _refused(request, form, following, problem)
        return _check(request, form, entered, following)
    return _record(request, form, entered, following, key)


def _judge(request: DeskRequest, form: StepForm, entered: Entered) -> None:
    """Ask the gates before the check page: what would be refused is not put before anybody to confirm.

    :raises BadInput, Conflict, Refused: as the door would.
    """
    row, seen = form.told.row, request.POST.get("seen", "")
    waits = form.step.needs_approval(entered.values)
    draft = cases.draft_of(
        request.actor,
        row,
        form.step.event,
        entered.values,
        at=None if waits else entered.at,
        officers=entered.officers,
        late_reason="" if waits else entered.late_reason,
    )
    cases.judge(row, draft, expected=_version(seen), case=form.told.file)


def _version(seen: str) -> int | None:
    """The version of the case that the form was made from."""
    return int(seen) if seen.isdecimal() and len(seen) < 10 else None


def _demand_role(request: DeskRequest, one: Step) -> None:
    """The step belongs to certain roles.

    :raises Forbidden: naming them.
    """
    if one.roles and not any(str(role) in one.roles for role in request.actor.roles):
        raise Forbidden("not_your_step", step=one.event, roles=list(one.roles))


def _record(request: DeskRequest, form: StepForm, entered: Entered, following: Any, key: str) -> HttpResponse:
    """Through the one door; every refusal comes back to the form with everything that was entered."""
    actor, case_id, event = request.actor, form.told.row.id, form.step.event
    seen, once = request.POST.get("seen", ""), request.POST.get("key") or None
    common: dict[str, Any] = {
        "expected": _version(seen),
        "idempotency_key": once,
    }
    try:
        if form.step.needs_approval(entered.values):
            cases.request_approval(actor, case_id, event, entered.values, officers=entered.officers, **common)
            drafts.drop(actor, key)
            return HttpResponseRedirect(_case(case_id, asked=event))
        common |= {"at": entered.at, "late_reason": entered.late_reason}
        if event == "review_submitted":
            recorded = review.submit(actor, case_id, entered.values, **common)
        else:
            recorded = cases.record(actor, case_id, event, entered.values, officers=entered.officers, **common)
    except (BadInput, Conflict, Refused) as problem:
        drafts.keep(actor, key, form.raw)
        return _refused(request, form, following, problem)
    drafts.drop(actor, key)
    return HttpResponseRedirect(_case(case_id, done=recorded.id))


def _refused(request: DeskRequest, form: StepForm, following: Any, problem: Problem) -> HttpResponse:
    """The form again: what the law lacks on top, or the error beside its field."""
    if isinstance(problem, BadInput):
        named = problem.facts.get("fields") or [problem.facts.get("field")]
        said = f"{problem.what}。{problem.fix}"
        for name in named:
            form.errors[_CONTROL.get(str(name), str(name or "at-day"))] = said
        return _show(request, form, following, status=422)
    for finding in problem.facts.get("findings") or ():
        for one in finding.missing:
            if one.event_type == form.step.event and one.field and (control := form.control_of(one.field)):
                form.errors.setdefault(control, f"还差这一项：{finding.title}（{article(finding.citation)}）")
    return _show(request, form, following, status=problem.status, problem=problem)


_CONTROL = {"at": "at-day", "officers": "officers-1"}


def _show(
    request: DeskRequest,
    form: StepForm,
    following: Any,
    *,
    status: int = 200,
    problem: Problem | None = None,
    kept: Any = None,
) -> HttpResponse:
    """The form."""
    refused = [
        {"title": one.title, "article": article(one.citation), "lines": explain(one, form.told.file).split("\n")}
        for one in (problem.facts.get("findings") or () if problem else ())
    ]
    lacks = [] if problem or following is None else following.lacks
    return page(
        request,
        "desk/step.html",
        "cases",
        {
            "form": form,
            "step": form.step,
            "button": button_zh(form.step.zh),
            "row": form.told.row,
            "problem": put(problem) if problem else None,
            "refused": refused,
            "lacks": [(one.title, article(one.citation), one.remedy or "") for one in lacks],
            "due": following.due if following else None,
            "kept": kept,
            "recorded_choices": RECORDED,
            "seen": form.told.row.seq,
            "key": new_ulid(),
        },
        status=status,
    )


def _check(request: DeskRequest, form: StepForm, entered: Entered, following: Any) -> HttpResponse:
    """Check and confirm: the facts, the article, the consequences; everything is sent again with the confirmation."""
    names = dict(form.people) if form.step.officers else {}
    refs = {value: words for choices in form.refs.values() for value, words in choices}
    facts = [(label, refs.get(said, said)) for label, said in told_zh(form.step.event, entered.values)]
    return page(
        request,
        "desk/check.html",
        "cases",
        {
            "form": form,
            "step": form.step,
            "button": button_zh(form.step.zh),
            "row": form.told.row,
            "told_facts": facts,
            "at": entered.at,
            "officers": [names.get(one, one) for one in entered.officers],
            "asks": form.step.needs_approval(entered.values),
            "due": following.due if following else None,
            "hidden": [(name, value) for name, given in form.raw.items() for value in given],
            "seen": request.POST.get("seen", ""),
            "key": request.POST.get("key", ""),
        },
    )


def _case(case_id: str, **said: str) -> str:
    """The address of the case's page, with what has just changed."""
    return f"{reverse('desk:case', args=[case_id])}?{urlencode(said)}"
