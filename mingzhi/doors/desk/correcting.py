"""更正: what was recorded wrongly is corrected by a further record; what stood there stays readable (decision 20)."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mingzhi.casework.cases import api as cases
from mingzhi.doors.desk import drafts, entering
from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.articles import article
from mingzhi.doors.desk.fields import Control, changed_rows, controls_of, filled, values_of
from mingzhi.doors.desk.frame import page
from mingzhi.doors.desk.telling import step_zh
from mingzhi.doors.web.wording import put
from mingzhi.ground.errors import BadInput, Conflict, Forbidden, NotFound, Refused
from mingzhi.ground.ulid import new_ulid
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.procedure import step_of
from mingzhi.registry.identity.api import Permission


@at_desk(Permission.CASE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def correct(request: DeskRequest, case_id: str, event_id: str) -> HttpResponse:
    """Show what was recorded, take what it should have said and why."""
    told = cases.dossier(request.actor, case_id)
    target = next((one for one in told.recorded if one.id == event_id), None)
    if target is None or target.type not in VOCABULARY:
        raise NotFound("event_not_found", case=case_id, event=event_id)
    step = step_of(told.row.act, told.row.procedure or None, target.type)
    if step is not None and step.sealed:
        raise Forbidden("sealed_not_corrected", step=target.type)
    now = {name: value for name, value in (target.payload or {}).items() if name in VOCABULARY[target.type].fields}
    names = [name for name in VOCABULARY[target.type].fields if step is None or name not in step.filled]
    before: dict[str, list[str]] = {"at-day": [str(target.at or "")[:10]]}
    for name, value in now.items():
        before |= filled(target.type, name, value)
    if request.method != "POST":
        return _show(request, told, target, names, before, {})
    raw = {name: list(given) for name, given in request.POST.lists() if name not in drafts.NOT_KEPT}
    if request.POST.get("do", "").startswith(("add:", "drop:")):
        return _show(request, told, target, names, changed_rows(raw, request.POST["do"]), {})
    values, errors = values_of(target.type, names, raw)
    changed: dict[str, Any] = {name: value for name, value in values.items() if now.get(name) != value}
    try:
        day = entering.day((raw.get("at-day") or [""])[0])
        if day != before["at-day"][0]:
            changed["at"] = day
    except ValueError as wrong:
        errors["at-day"] = f"发生日期：{wrong}"
    problem: Any = None
    if not errors:
        seen = request.POST.get("seen", "")
        try:
            recorded = cases.correct(
                request.actor,
                case_id,
                event_id,
                changed,
                reason=(raw.get("reason") or [""])[0],
                expected=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
                idempotency_key=request.POST.get("key") or None,
            )
            return HttpResponseRedirect(f"{reverse('desk:case', args=[case_id])}?done={recorded.id}")
        except BadInput as bad:
            name = str(bad.facts.get("field") or "reason")
            errors[name if name in names else "reason"] = f"{bad.what}。{bad.fix}"
        except (Conflict, Refused) as refused:
            problem = refused
    return _show(request, told, target, names, raw, errors, problem=problem)


def _show(
    request: DeskRequest,
    told: Any,
    target: Any,
    names: list[str],
    raw: dict[str, list[str]],
    errors: dict[str, str],
    *,
    problem: Any = None,
) -> HttpResponse:
    day = Control(
        "at-day", "发生日期", "date", True, "例如 2026-03-05", (), raw.get("at-day", []), errors.get("at-day", "")
    )
    reason = Control(
        "reason",
        "更正的理由",
        "area",
        True,
        "写明哪里记错、依据什么；会一直显示",
        (),
        raw.get("reason", []),
        errors.get("reason", ""),
    )
    found = problem.facts.get("findings") or () if problem else ()
    context = {
        "row": told.row,
        "zh_event": step_zh(target.type),
        "event_id": target.id,
        "controls": [*controls_of(target.type, names, raw, errors), day, reason],
        "errors": list(errors.items()),
        "problem": put(problem) if problem else None,
        "refused": [(one.title, article(one.citation), one.remedy or "") for one in found],
        "seen": told.row.seq,
        "key": new_ulid(),
    }
    status = 422 if errors else problem.status if problem else 200
    return page(request, "desk/correct.html", "cases", context, status=status)
