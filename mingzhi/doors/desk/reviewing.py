"""法制审核: the queue, and one submission: the file on the left, the checklist with its findings on the right."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from mingzhi.casework.cases import api as cases
from mingzhi.casework.review import api as review
from mingzhi.doors.desk import drafts
from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.articles import article
from mingzhi.doors.desk.casepage import everything
from mingzhi.doors.desk.fields import Control
from mingzhi.doors.desk.frame import page
from mingzhi.doors.web.wording import put
from mingzhi.ground.clock import today
from mingzhi.ground.errors import BadInput, Conflict, Refused
from mingzhi.ground.ulid import new_ulid
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.findings import Finding, Outcome
from mingzhi.law.wording import explain
from mingzhi.registry.identity.api import Permission

#: Outcomes that an opinion may have; sending back for material is a verb of its own.
OUTCOMES = ("passed", "amend", "rejected", "transfer")


@at_desk(Permission.CASE_REVIEW)
@require_safe
def review_list(request: DeskRequest) -> HttpResponse:
    """The submissions that wait, the earliest due first."""
    rows = list(review.visible_tasks(request.actor)[:101])
    context = {"rows": rows[:100], "more": len(rows) > 100, "today": today()}
    return page(request, "desk/reviews.html", "reviews", context)


@at_desk(Permission.CASE_REVIEW)
@require_http_methods(["GET", "HEAD", "POST"])
def review_page(request: DeskRequest, case_id: str) -> HttpResponse:
    """Examine one submission; give the opinion, or send it back for what is missing."""
    task = review.get_task(request.actor, case_id)
    key = f"case:{case_id}:review_completed"
    if request.method != "POST":
        kept = drafts.kept(request.actor, key)
        return _show(request, task, {name: list(given) for name, given in kept.raw.items()} if kept else {})
    raw = {name: list(given) for name, given in request.POST.lists() if name not in drafts.NOT_KEPT}
    if request.POST.get("do") == "draft":
        drafts.keep(request.actor, key, raw)
        return HttpResponseRedirect(reverse("desk:reviews"))
    seen = request.POST.get("seen", "")
    common: dict[str, Any] = {
        "expected": int(seen) if seen.isdecimal() and len(seen) < 10 else None,
        "idempotency_key": request.POST.get("key") or None,
    }
    try:
        if request.POST.get("do") == "return":
            missing = (raw.get("missing") or [""])[0].splitlines()
            recorded = review.return_for_more(request.actor, case_id, missing, **common)
        else:
            recorded = review.give_opinion(request.actor, case_id, _opinion(raw), **common)
    except (BadInput, Conflict, Refused) as problem:
        drafts.keep(request.actor, key, raw)
        return _show(request, task, raw, problem=problem)
    drafts.drop(request.actor, key)
    return HttpResponseRedirect(f"{reverse('desk:case', args=[case_id])}?done={recorded.id}")


def _opinion(raw: dict[str, list[str]]) -> dict[str, Any]:
    """The opinion as it was entered.

    :raises BadInput: no conclusion.
    """
    outcome = (raw.get("outcome") or [""])[0]
    if outcome not in OUTCOMES:
        raise BadInput("outcome_missing", where="审核结论", what="没有选择", fix="选择一项审核结论", field="outcome")
    values: dict[str, Any] = {"outcome": outcome, "items": raw.get("items", [])}
    if note := (raw.get("note") or [""])[0].strip():
        values["note"] = note
    return values


def _show(request: DeskRequest, task: Any, raw: dict[str, list[str]], *, problem: Any = None) -> HttpResponse:
    told = cases.dossier(request.actor, task.case_id)
    placed = review.answered(told.findings)
    items = [
        {"key": item.key, "zh": item.zh, "done": item.key in raw.get("items", ()), **_marks(placed[item.key], told)}
        for item in review.ITEMS
    ]
    errors = []
    if isinstance(problem, BadInput):
        name = str(problem.facts.get("field") or "outcome")
        errors = [("items-" + review.ITEMS[0].key if name == "items" else name, f"{problem.what}。{problem.fix}")]
    choices = tuple((one, VOCABULARY.choice_zh("review_completed", "outcome", one)) for one in OUTCOMES)
    bad = dict(errors)
    controls = [
        Control("outcome", "审核结论", "choice", True, "", choices, raw.get("outcome", []), bad.get("outcome", "")),
        Control(
            "note",
            "意见和理由",
            "area",
            False,
            "结论不是“通过”的，写明哪一项不符、依据什么",
            (),
            raw.get("note", []),
            bad.get("note", ""),
        ),
    ]
    missing = Control(
        "missing", "需要补充的材料", "lines", True, "一行写一项", (), raw.get("missing", []), bad.get("missing", "")
    )
    refused = problem.facts.get("findings") or () if problem is not None and not errors else ()
    context = everything(request.actor, told, today(), past=False)
    context |= {
        "task": task,
        "items": items,
        "controls": controls,
        "missing": missing,
        "errors": errors,
        "problem": put(problem) if problem is not None and not errors else None,
        "refused": [(one.title, article(one.citation), explain(one, told.file).split("\n")) for one in refused],
        "seen": told.row.seq,
        "key": new_ulid(),
        "draft": f"case:{task.case_id}:review_completed",
    }
    return page(request, "desk/review.html", "reviews", context, status=problem.status if problem is not None else 200)


def _marks(findings: list[Finding], told: cases.Dossier) -> dict[str, Any]:
    """What the law says to one item already."""
    broken = [one for one in findings if one.broken]
    return {
        "broken": [(one.title, article(one.citation), explain(one, told.file).split("\n")) for one in broken],
        "open": [(one.title, article(one.citation)) for one in findings if one.outcome is Outcome.NOT_DETERMINED],
        "satisfied": sum(one.outcome is Outcome.SATISFIED for one in findings),
    }
