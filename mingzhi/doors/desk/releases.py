"""公示工作台: what waits to be published, the public text before it is released; correct and withdraw."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_http_methods, require_safe

from mingzhi.casework.cases import api as cases
from mingzhi.doors.desk import entering
from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.articles import article
from mingzhi.doors.desk.fields import Control
from mingzhi.doors.desk.frame import page
from mingzhi.doors.desk.telling import told
from mingzhi.doors.web.wording import put
from mingzhi.ground.clock import today
from mingzhi.ground.errors import BadInput, Conflict, NotFound, Problem, Refused
from mingzhi.ground.ulid import new_ulid
from mingzhi.law.wording import explain
from mingzhi.oversight.publication import api as publication
from mingzhi.registry.identity.api import Actor, Permission

FIELDS = (
    ("title", "事项"),
    ("party", "当事人"),
    ("party_code", "统一社会信用代码"),
    ("number", "决定文号"),
    ("result", "处理结果"),
    ("basis", "依据"),
    ("facts", "情节"),
    ("remedies", "救济途径"),
)


@at_desk(Permission.PUBLICATION_RELEASE)
@require_safe
def release_list(request: DeskRequest) -> HttpResponse:
    """The decisions that wait for release, the one due first on top; and what was released last."""
    rows = list(publication.proposals(request.actor)[:101])
    shown = list(_own(request.actor).order_by("-published_at")[:20])
    context = {
        "rows": rows[:100],
        "more": len(rows) > 100,
        "shown": shown,
        "today": today(),
        "states": publication.STATE_ZH,
    }
    return page(request, "desk/releases.html", "releases", context)


@at_desk(Permission.PUBLICATION_RELEASE)
@require_http_methods(["GET", "HEAD", "POST"])
def release(request: DeskRequest, case_id: str) -> HttpResponse:
    """Original and public text side by side; released after the clerk has checked it for secrets."""
    dossier = cases.dossier(request.actor, case_id)
    errors: list[tuple[str, str]] = []
    problem: Problem | None = None
    until_text = request.POST.get("until", "")
    if request.method == "POST":
        until: date | None = None
        try:
            until = date.fromisoformat(entering.day(until_text)) if until_text.strip() else None
        except ValueError as wrong:
            errors.append(("until", f"公示截止日期：{wrong}"))
        if request.POST.get("checked") != "yes":
            errors.append(("checked", "核对公开文本不涉及国家秘密、商业秘密和个人隐私后勾选"))
        if not errors:
            seen = request.POST.get("seen", "")
            try:
                rows = publication.release(
                    request.actor,
                    case_id,
                    checked_secrecy=True,
                    until=until,
                    expected=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
                    idempotency_key=request.POST.get("key") or None,
                )
                return HttpResponseRedirect(f"{reverse('desk:releases')}?shown={rows[0].id}")
            except BadInput as bad:
                errors.append((str(bad.facts.get("field") or "until"), f"{bad.what}。{bad.fix}"))
            except (Conflict, Refused) as refused:
                problem = refused
    try:
        texts = publication.preview(request.actor, case_id)
    except Refused as refused:
        problem, texts = problem or refused, []
    decided = next((event for event in reversed(dossier.file.events) if event.type == "decided"), None)
    findings = problem.facts.get("findings") or () if problem else ()
    bad_now = dict(errors)
    context = {
        "row": dossier.row,
        "texts": [[(zh, getattr(one, name)) for name, zh in FIELDS] for one in texts],
        "original": told("decided", decided.fields) if decided is not None else [],
        "until": Control(
            "until",
            "公示截止日期",
            "date",
            False,
            "例如 2027-03-05；长期公示的不填",
            (),
            [until_text],
            bad_now.get("until", ""),
        ),
        "errors": errors,
        "problem": put(problem) if problem else None,
        "refused": [(one.title, article(one.citation), explain(one, dossier.file).split("\n")) for one in findings],
        "leaks": problem.facts.get("fields") or () if problem and problem.code == "not_deidentified" else (),
        "fields_zh": dict(FIELDS),
        "seen": dossier.row.seq,
        "key": new_ulid(),
    }
    status = 422 if errors else problem.status if problem else 200
    return page(request, "desk/release.html", "releases", context, status=status)


@at_desk(Permission.PUBLICATION_RELEASE)
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: DeskRequest, publication_id: str) -> HttpResponse:
    """Correct a publication from its case, or take it down with its reason."""
    row = _own(request.actor).filter(id=publication_id).first()
    if row is None:
        raise NotFound("publication_not_found", publication=publication_id)
    raw: dict[str, str] = {name: request.POST.get(name, "").strip() for name in ("reason", "why", "note")}
    errors: list[tuple[str, str]] = []
    problem: Problem | None = None
    if request.method == "POST":
        key: Any = request.POST.get("key") or None
        try:
            if request.POST.get("do") == "withdraw":
                publication.withdraw(
                    request.actor, publication_id, reason=raw["reason"], note=raw["note"], idempotency_key=key
                )
            else:
                publication.correct(request.actor, publication_id, reason=raw["why"], idempotency_key=key)
            return HttpResponseRedirect(f"{reverse('desk:releases')}?shown={publication_id}")
        except BadInput as bad:
            name = "why" if request.POST.get("do") != "withdraw" else str(bad.facts.get("field") or "reason")
            errors.append((name, f"{bad.what}。{bad.fix}"))
        except (Conflict, Refused) as refused:
            problem = refused
    bad_now = dict(errors)
    context = {
        "row": row,
        "fields": [(zh, getattr(row, name)) for name, zh in FIELDS if getattr(row, name)],
        "state": publication.STATE_ZH[row.state],
        "address": public_address(row.id),
        "why": Control("why", "更正的原因", "text", True, "公众会看到这句话", (), [raw["why"]], bad_now.get("why", "")),
        "down": [
            Control(
                "reason",
                "撤下的原因",
                "choice",
                True,
                "",
                tuple(publication.REASON_ZH.items()),
                [raw["reason"]],
                bad_now.get("reason", ""),
            ),
            Control("note", "对公众的说明", "text", False, "", (), [raw["note"]], bad_now.get("note", "")),
        ],
        "errors": errors,
        "problem": put(problem) if problem else None,
        "key": new_ulid(),
    }
    return page(
        request,
        "desk/publication.html",
        "releases",
        context,
        status=422 if errors else problem.status if problem else 200,
    )


def _own(actor: Actor) -> QuerySet[publication.Row]:
    """The publications that this agency made from its own cases; what they tell is public anyway."""
    return publication.Row.objects.filter(kind="decision", agency_id=actor.agency_id)


def public_address(publication_id: str) -> str:
    """Where the public reads it; empty where the portal does not stand here."""
    try:
        return reverse("portal:result", args=[publication_id])
    except NoReverseMatch:
        return ""
