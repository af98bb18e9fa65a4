"""当场处罚: the whole simplified case on one page, from the finding to the delivered decision (行政处罚法 51–53)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from mingzhi.casework.cases import api as cases
from mingzhi.doors.desk import drafts, entering
from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.articles import article
from mingzhi.doors.desk.fields import Control, changed_rows, controls_of, values_of
from mingzhi.doors.desk.frame import page
from mingzhi.doors.desk.opening import KINDS, party_of, power_control
from mingzhi.doors.desk.starts import REMEDIES
from mingzhi.doors.desk.telling import penalties_zh, step_zh, told
from mingzhi.doors.web.wording import put
from mingzhi.ground.clock import today
from mingzhi.ground.errors import BadInput, Conflict, Refused
from mingzhi.ground.ulid import new_ulid
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.procedure import procedure_of
from mingzhi.registry.identity.api import Permission
from mingzhi.registry.people.api import officers_of

DRAFT = "spot:case"
_FILLED = ("approved_by", "on_the_spot", "number")
#: What a decision on paper has to state: ticked off together.
STATED = ("facts_stated", "evidence_stated", "benchmark_stated", "article_stated", "sealed")
#: What the law lets be imposed on the spot (行政处罚法 51); more cannot be chosen here.
_IMPOSED = ("warning", "fine")
NOTHING_LEFT = "none"
_SCENE = ("party_present", "record_signed")
#: 对当场作出的行政处罚不服的，先申请复议 (行政复议法 23).
_START = {**REMEDIES, "remedies-reconsideration_first": ["yes"]}
_PLACE = {
    "at": "at-day",
    "officers": "officers-1",
    "party": "party_name-0",
    "party_name": "party_name-0",
    "party_kind": "party_kind-0",
    "party_code": "party_code-0",
}


def _decided() -> tuple[str, ...]:
    """The fields of the decision that the page asks for: the procedure's own form; reasons stand with the defence.

    What came out of it is what is imposed; it is not asked twice.
    """
    step = procedure_of("penalty", "simplified").step("decided")
    names = step.form if step else ()
    return ("penalties", *(name for name in names if name not in (*_FILLED, "penalties", "reasons", "outcome")))


@at_desk(Permission.CASE_OPEN)
@require_http_methods(["GET", "HEAD", "POST"])
def spot(request: DeskRequest) -> HttpResponse:
    """Ask for everything once; record the whole case, all or nothing."""
    if request.method != "POST":
        kept = drafts.kept(request.actor, DRAFT)
        raw = (
            {name: list(given) for name, given in kept.raw.items()}
            if kept
            else {
                "at-day": [today().isoformat()],
                "officers": [request.actor.person_id],
                **_START,
            }
        )
        return _show(request, raw, {}, kept=kept)
    raw = {name: list(given) for name, given in request.POST.lists() if name not in drafts.NOT_KEPT}
    do = request.POST.get("do", "save")
    if do == "discard":
        drafts.drop(request.actor, DRAFT)
        return HttpResponseRedirect(request.path)
    if do.startswith(("add:", "drop:")):
        return _show(request, changed_rows(raw, do), {})
    if do == "draft":
        drafts.keep(request.actor, DRAFT, raw)
        return HttpResponseRedirect(reverse("desk:work"))
    if do == "back":
        return _show(request, raw, {})
    errors: dict[str, str] = {}
    values = _values(raw, errors)
    problem: Any = None
    if not errors:
        try:
            if do != "confirm":
                cases.decide_on_the_spot(request.actor, **values, rehearse=True)
                return _check(request, raw, values)
            row = cases.decide_on_the_spot(request.actor, **values, idempotency_key=request.POST.get("key") or None)
            drafts.drop(request.actor, DRAFT)
            return HttpResponseRedirect(f"{reverse('desk:case', args=[row.id])}?opened=1")
        except BadInput as bad:
            named = bad.facts.get("fields") or [bad.facts.get("field") or "title"]
            errors |= {_PLACE.get(str(one), str(one)): f"{bad.what}。{bad.fix}" for one in named}
        except (Refused, Conflict) as refused:
            problem = refused
            errors |= _asked_for(refused)
    drafts.keep(request.actor, DRAFT, raw)
    return _show(request, raw, errors, problem=problem)


def _values(raw: dict[str, list[str]], errors: dict[str, str]) -> dict[str, Any]:
    def given(name: str) -> str:
        return (raw.get(name) or [""])[0].strip()

    if not given("title"):
        errors["title"] = "填写案件名称：当事人和违法行为"
    scene, wrong = values_of("investigated_on_site", _SCENE, raw)
    errors |= wrong
    ticked = {name: ["yes" if "yes" in raw.get(name, ()) else "no"] for name in STATED}
    decision, wrong = values_of("decided", _decided(), {**raw, **ticked})
    errors |= wrong
    penalties = decision.get("penalties") or ()
    if not penalties and not any(name.startswith("penalties") for name in errors):
        errors["penalties-0-type"] = "选择警告或者罚款"
    for at, one in enumerate(penalties):
        if one.get("type") not in _IMPOSED:
            errors.setdefault(f"penalties-{at}-type", "当场只能给予警告或者罚款")
        elif one["type"] == "fine" and "amount" not in one:
            errors.setdefault(f"penalties-{at}-amount", "填写罚款金额")
        one.setdefault("large", False)
    if not errors:
        decision["outcome"] = penalties_zh(penalties)
    officers = [one for one in raw.get("officers", ()) if one]
    if len(officers) < 2:
        errors["officers-1"] = "选择两名以上执法人员"
    return {
        "title": given("title"),
        "party": party_of(raw, 0, errors),
        "officers": officers,
        "scene": scene,
        "correction": _correction(raw, errors),
        "decision": decision,
        "statement": _statement(raw, errors),
        "at": _moment(raw, errors),
        "late_reason": given("late_reason"),
        "power_id": given("power"),
    }


def _correction(raw: dict[str, list[str]], errors: dict[str, str]) -> Mapping[str, Any] | None:
    """The order to correct (行政处罚法 28); ``None``: nothing is left to be corrected."""
    said = (raw.get("kind") or [""])[0]
    if not said:
        errors["kind"] = "选择责令改正的内容；没有可改正的，选最后一项"
        return None
    if said == NOTHING_LEFT:
        return None
    found, wrong = values_of("order_to_correct", ("kind", "until"), raw)
    errors |= wrong
    return found


def _statement(raw: dict[str, list[str]], errors: dict[str, str]) -> Mapping[str, Any] | None:
    """What the party said in its defence, and how that was reviewed; ``None``: it waived."""
    if (raw.get("stated") or [""])[0] == "no":
        return None
    if (raw.get("stated") or [""])[0] != "yes":
        errors["stated"] = "选择当事人是否陈述申辩"
        return None
    reviewed, wrong = values_of("statement_reviewed", ("adopted", "reasons"), raw)
    errors |= wrong
    content = (raw.get("content") or [""])[0].strip()
    if not content:
        errors["content"] = "写明当事人说了什么"
    return {"content": content, **reviewed}


def _moment(raw: dict[str, list[str]], errors: dict[str, str]) -> str | None:
    try:
        day = entering.day((raw.get("at-day") or [""])[0] or today().isoformat())
    except ValueError as wrong:
        errors["at-day"] = f"日期：{wrong}"
        return None
    return None if day == today().isoformat() else day


def _asked_for(problem: Refused | Conflict) -> dict[str, str]:
    """The fields of the decision that a refusing rule asks for, by control."""
    return {
        str(one.field): f"还差这一项：{finding.title}（{article(finding.citation)}）"
        for finding in problem.facts.get("findings") or ()
        for one in finding.missing
        if one.event_type == "decided" and one.field in _decided()
    }


def _correction_controls(raw: dict[str, list[str]], errors: dict[str, str]) -> list[Control]:
    """What is to be corrected, and by when."""
    kind, until = controls_of("order_to_correct", ("kind", "until"), raw, errors)
    kind.label, kind.required = "责令当事人", True
    kind.hint = "实施处罚时应当责令改正或者限期改正（行政处罚法第二十八条）"
    kind.choices = (*kind.choices, (NOTHING_LEFT, "违法行为已经结束，没有可以改正的"))
    until.label = "改正期限（限期改正的填写）"
    return [kind, until]


def _decision_controls(raw: dict[str, list[str]], errors: dict[str, str]) -> list[Control]:
    """The decision, short: no penalty that needs the ordinary procedure, no question whose answer follows."""
    found = [one for one in controls_of("decided", _decided(), raw, errors) if one.name not in STATED]
    penalties = next(one for one in found if one.name == "penalties")
    penalties.required = True
    penalties.rows = [[one for one in row if one.name.endswith(("-type", "-amount"))] for row in penalties.rows]
    for kind, amount in penalties.rows:
        kind.choices = tuple(pair for pair in kind.choices if pair[0] in _IMPOSED)
        kind.kind, amount.label = "choice", "罚款金额（警告不填）"
    return found


def _check(request: DeskRequest, raw: dict[str, list[str]], values: Mapping[str, Any]) -> HttpResponse:
    """Check and confirm: what binds is shown once more in words before it is done (pages.md 25)."""
    named = {one.person_id: one.name for one in officers_of(request.actor.agency_id, today())}
    correction = values["correction"]
    return page(
        request,
        "desk/spot_check.html",
        "cases",
        {
            "title": values["title"],
            "party": values["party"],
            "officers": [named.get(one, one) for one in values["officers"]],
            "scene": told("investigated_on_site", values["scene"]),
            "correction": told("order_to_correct", correction) if correction is not None else [],
            "statement": told("statement_received", values["statement"] or {}),
            "decision": told("decided", values["decision"]),
            "at": values["at"],
            "hidden": [(name, value) for name, given in raw.items() for value in given],
            "key": request.POST.get("key", ""),
        },
    )


def _controls(raw: dict[str, list[str]], errors: dict[str, str], *made: Control) -> list[Control]:
    for one in made:
        one.values, one.error = raw.get(one.name, []), errors.get(one.name, "")
    return list(made)


def _show(
    request: DeskRequest, raw: dict[str, list[str]], errors: dict[str, str], *, kept: Any = None, problem: Any = None
) -> HttpResponse:
    who = _controls(
        raw,
        errors,
        Control("title", "案件名称", "text", True, "当事人和违法行为，例如：某饭店未按规定公示证照"),
        Control("party_kind-0", "当事人类别", "choice", True, choices=KINDS),
        Control("party_name-0", "当事人姓名或者名称", "text", True),
        Control("party_code-0", "统一社会信用代码或者身份证号", "text", False, "空格和短横线不影响"),
    )
    if (power := power_control(request, raw, errors)) is not None:
        who.append(power)
    people = tuple(
        (one.person_id, one.name + (f"（{one.credential}）" if one.credential else "（没有执法证件）"))
        for one in officers_of(request.actor.agency_id, today())
    )
    chosen = ([one for one in raw.get("officers", ()) if one] + ["", ""])[:2]
    stated = Control(
        "stated",
        "当事人是否陈述申辩",
        "choice",
        True,
        "当场告知拟处罚的内容、事实、理由、依据和权利以后",
        (("yes", "陈述了"), ("no", "没有陈述，放弃")),
    )
    content = Control("content", "陈述申辩的内容", "area", False)
    when = _controls(
        raw,
        errors,
        Control("at-day", "日期", "date", True, "例如 2026-03-05"),
        Control("late_reason", "补录原因（今天办理的不填）", "text", True, "今天以前办理的，写明为什么今天才记录"),
    )
    review = controls_of("statement_reviewed", ("adopted", "reasons"), raw, errors)
    for one in review:
        one.required = False
    decision = _decision_controls(raw, errors)
    more = [one for one in decision if not one.required and one.name != "penalties"]
    found = problem.facts.get("findings") or () if problem else ()
    defence = [*_controls(raw, errors, stated, content), *review]
    context = {
        "who": who,
        "people": people,
        "officers": list(enumerate(chosen, start=1)),
        "scene": controls_of("investigated_on_site", _SCENE, raw, errors),
        "defence": defence,
        "defence_open": defence[0].value == "yes" or any(one.error or any(one.values) for one in defence[1:]),
        "decision": [one for one in decision if one.required or one.name == "penalties"],
        "stated": [(name, VOCABULARY.field_zh("decided", name), "yes" in raw.get(name, ())) for name in STATED],
        "correction": _correction_controls(raw, errors),
        "more": more,
        "more_open": any(one.error or any(one.values) for one in more),
        "when": when,
        "errors": list(errors.items()),
        "bad": errors,
        "problem": put(problem) if problem else None,
        "refused_step": step_zh(str(problem.facts.get("step", ""))) if problem else "",
        "refused": [(one.title, article(one.citation), one.remedy or "") for one in found],
        "kept": kept,
        "key": new_ulid(),
        "draft": DRAFT,
    }
    status = 422 if errors else problem.status if problem else 200
    return page(request, "desk/spot.html", "cases", context, status=status)
