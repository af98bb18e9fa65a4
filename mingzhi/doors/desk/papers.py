"""文书: make a document from a case, open one that was made."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from mingzhi.casework.cases import api as cases
from mingzhi.casework.documents import api as documents
from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.fields import Control
from mingzhi.doors.desk.frame import page
from mingzhi.doors.web.wording import put
from mingzhi.ground.errors import BadInput, Conflict, NotFound, Refused
from mingzhi.ground.ulid import new_ulid
from mingzhi.registry.identity.api import Permission


@at_desk(Permission.CASE_WRITE)
@require_http_methods(["GET", "HEAD", "POST"])
def paper(request: DeskRequest, case_id: str, kind: str) -> HttpResponse:
    """Confirm the texts of a document; what the case tells stands there already. ``draft=1``: before its step."""
    known = documents.KINDS.get(kind)
    if known is None:
        raise NotFound("document_not_found", document=kind)
    told = cases.dossier(request.actor, case_id)
    draft = (request.POST if request.method == "POST" else request.GET).get("draft") == "1"
    texts = documents.texts_of(told, kind, draft=draft)
    given = {one.name: request.POST.get(f"text-{one.name}", one.value) for one in texts}
    errors: list[tuple[str, str]] = []
    status = 200
    if request.method == "POST":
        seen = request.POST.get("seen", "")
        try:
            documents.draw_up(
                request.actor,
                case_id,
                kind,
                given,
                event_id=request.POST.get("event") or None,
                draft=draft,
                expected=int(seen) if seen.isdecimal() and len(seen) < 10 else None,
                idempotency_key=request.POST.get("key") or None,
            )
            return HttpResponseRedirect(reverse("desk:case", args=[case_id]) + "#papers")
        except (BadInput, Conflict, Refused) as problem:
            field = problem.facts.get("field")
            place = f"text-{field}" if field in given else (f"text-{texts[0].name}" if texts else "make")
            errors, status = [(place, f"{put(problem).what}。{put(problem).fix}")], problem.status
    bad = dict(errors)
    controls = [
        Control(f"text-{one.name}", one.zh, "area", True, "", (), [given[one.name]], bad.get(f"text-{one.name}", ""))
        for one in texts
    ]
    context = {
        "row": told.row,
        "kind": known,
        "draft": draft,
        "controls": controls,
        "errors": errors,
        "event": request.POST.get("event") or request.GET.get("event", ""),
        "seen": told.row.seq,
        "key": new_ulid(),
    }
    return page(request, "desk/paper.html", "cases", context, status=status)


@at_desk(Permission.CASE_READ)
@require_safe
def document(request: DeskRequest, document_id: str, form: str) -> HttpResponse:
    """One document, byte for byte as it was made; never shown inside a page of ours."""
    file = documents.open_document(request.actor, document_id, "docx" if form == "docx" else "pdf")
    response = HttpResponse(file.content, content_type=file.media)
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(file.name)}"
    return response
