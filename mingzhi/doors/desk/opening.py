"""登记案源: a clue becomes a case. One short form; the procedure and the power are chosen, the agency is known."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mingzhi.casework.cases import api as cases
from mingzhi.doors.desk import drafts, entering
from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.fields import Control
from mingzhi.doors.desk.frame import page
from mingzhi.doors.web.wording import put
from mingzhi.ground.clock import today
from mingzhi.ground.errors import BadInput, Conflict, Refused
from mingzhi.ground.ulid import new_ulid
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.registry.catalog.api import power_list
from mingzhi.registry.identity.api import Permission

KINDS = (("person", "个人"), ("sole_trader", "个体工商户"), ("organisation", "单位"))
DRAFT = "new:case"
_PLACE = {
    "party": "party_name-0",
    "party_name": "party_name-0",
    "party_kind": "party_kind-0",
    "party_code": "party_code-0",
}
_PLACE |= {"at": "at-day"}


@at_desk(Permission.CASE_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def open_case(request: DeskRequest) -> HttpResponse:
    """Ask for the clue and the parties; register the case; then to its page."""
    if request.method != "POST":
        kept = drafts.kept(request.actor, DRAFT)
        raw = {name: list(given) for name, given in kept.raw.items()} if kept else {"at-day": [today().isoformat()]}
        return _show(request, raw, {}, kept=kept)
    raw = {name: list(given) for name, given in request.POST.lists() if name not in drafts.NOT_KEPT}
    do = request.POST.get("do", "save")
    if do == "discard":
        drafts.drop(request.actor, DRAFT)
        return HttpResponseRedirect(request.path)
    if do == "add:party":
        return _show(request, {**raw, "parties": [str(min(parties_in(raw) + 1, 20))]}, {})
    if do == "draft":
        drafts.keep(request.actor, DRAFT, raw)
        return HttpResponseRedirect(reverse("desk:work"))
    errors: dict[str, str] = {}
    values = _values(raw, errors)
    if not errors:
        try:
            row = cases.open_case(request.actor, **values, idempotency_key=request.POST.get("key") or None)
            drafts.drop(request.actor, DRAFT)
            return HttpResponseRedirect(f"{reverse('desk:case', args=[row.id])}?opened=1")
        except BadInput as problem:
            name = str(problem.facts.get("field") or "title")
            errors[_PLACE.get(name, name)] = f"{problem.what}。{problem.fix}"
        except (Refused, Conflict) as problem:
            errors["title"] = put(problem).what
    drafts.keep(request.actor, DRAFT, raw)
    return _show(request, raw, errors)


def parties_in(raw: dict[str, list[str]]) -> int:
    """How many parties the form has rows for."""
    text = (raw.get("parties") or ["1"])[0]
    return min(max(int(text), 1), 20) if text.isdecimal() and len(text) < 10 else 1


def party_of(raw: dict[str, list[str]], at: int, errors: dict[str, str]) -> dict[str, str]:
    """One party as it was entered; what is wrong is noted by control."""

    def given(name: str) -> str:
        return (raw.get(f"{name}-{at}") or [""])[0].strip()

    kind, name = given("party_kind"), given("party_name")
    if not name:
        errors[f"party_name-{at}"] = "填写当事人姓名或者名称"
    if kind not in dict(KINDS):
        errors[f"party_kind-{at}"] = "选择当事人类别"
    return {"kind": kind, "name": name, "code": entering.code(given("party_code"))}


def day_of(raw: dict[str, list[str]], errors: dict[str, str]) -> str | None:
    """The day that was entered; today means this moment."""
    try:
        day = entering.day((raw.get("at-day") or [""])[0] or today().isoformat())
    except ValueError as wrong:
        errors["at-day"] = f"日期：{wrong}"
        return None
    return None if day == today().isoformat() else day


def _values(raw: dict[str, list[str]], errors: dict[str, str]) -> dict[str, Any]:
    def given(name: str) -> str:
        return (raw.get(name) or [""])[0].strip()

    if not given("title"):
        errors["title"] = "填写案件名称：当事人和涉嫌的违法行为"
    if not given("source"):
        errors["source"] = "选择案件来源"
    filled = [
        at
        for at in range(parties_in(raw))
        if at == 0 or any((raw.get(f"{n}-{at}") or [""])[0] for n in ("party_name", "party_code"))
    ]
    clue: dict[str, Any] = {"source": given("source")}
    if (day := day_of(raw, errors)) is not None:
        clue["at"] = day
        clue["late_reason"] = given("late_reason")
    return {
        "act": "penalty",
        "procedure": "ordinary",
        "title": given("title"),
        "parties": [party_of(raw, at, errors) for at in filled],
        "clue": clue,
        "power_id": given("power"),
    }


def party_controls(raw: dict[str, list[str]], errors: dict[str, str], at: int) -> list[Control]:
    """The controls of one party."""
    made = [
        Control(f"party_kind-{at}", "类别", "choice", True, choices=KINDS),
        Control(f"party_name-{at}", "姓名或者名称", "text", True),
        Control(f"party_code-{at}", "统一社会信用代码或者身份证号", "text", False, "空格和短横线不影响"),
    ]
    for one in made:
        one.values, one.error = raw.get(one.name, []), errors.get(one.name, "")
    return made


def power_control(request: DeskRequest, raw: dict[str, list[str]], errors: dict[str, str]) -> Control | None:
    """The choice of the power on which the agency acts; none where its list is empty."""
    powers = tuple((one.id, one.name) for one in power_list(request.actor.agency_id))
    if not powers:
        return None
    hint = "权责清单中的职权；公示时用作案由"
    return Control("power", "职权事项", "select", False, hint, powers, raw.get("power", []), errors.get("power", ""))


def _show(request: DeskRequest, raw: dict[str, list[str]], errors: dict[str, str], *, kept: Any = None) -> HttpResponse:
    source = VOCABULARY["clue_received"].fields["source"]
    choices = tuple((value, VOCABULARY.choice_zh("clue_received", "source", value)) for value in source.choices)
    top = [
        Control(
            "title", "案件名称", "text", True, "当事人和涉嫌的违法行为，例如：某建筑公司涉嫌未取得施工许可证擅自施工"
        ),
        Control("source", "案件来源", "choice", True, choices=choices),
    ]
    for one in top:
        one.values, one.error = raw.get(one.name, []), errors.get(one.name, "")
    if (power := power_control(request, raw, errors)) is not None:
        top.append(power)
    bottom = [
        Control("at-day", "收到线索的日期", "date", True, "例如 2026-03-05"),
        Control("late_reason", "补录原因（今天收到的不填）", "text", True, "今天以前收到的，写明为什么今天才登记"),
    ]
    for one in bottom:
        one.values, one.error = raw.get(one.name, []), errors.get(one.name, "")
    return page(
        request,
        "desk/open.html",
        "cases",
        {
            "top": top,
            "parties": [party_controls(raw, errors, at) for at in range(parties_in(raw))],
            "bottom": bottom,
            "errors": list(errors.items()),
            "key": new_ulid(),
            "kept": kept,
            "draft": DRAFT,
        },
        status=422 if errors else 200,
    )
