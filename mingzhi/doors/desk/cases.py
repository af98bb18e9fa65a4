"""案件: the list, and one case with its next step, its clocks, its course and what the law says."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from urllib.parse import urlencode

import segno
from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from mingzhi.casework.cases import api as cases
from mingzhi.doors.desk import entering
from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.casepage import everything
from mingzhi.doors.desk.frame import page
from mingzhi.doors.desk.past import as_it_stood
from mingzhi.doors.desk.telling import step_zh
from mingzhi.doors.web.filters import moment
from mingzhi.doors.web.zh import ACT_ZH
from mingzhi.ground.clock import now, today
from mingzhi.law.casefile.writer import dump
from mingzhi.registry.identity.api import Permission

FILTERS = ("words", "act", "state", "late", "finished")
STATES = ("待立案", "调查中", "待决定", "审核中", "已决定", "已结案", "已归档")


@at_desk(Permission.CASE_READ)
@require_safe
def case_list(request: DeskRequest) -> HttpResponse:
    """Cases that the person may see, newest first; every filter stands in the address."""
    asked = {name: request.GET.get(name, "").strip()[:60] for name in (*FILTERS, "before")}
    found = cases.case_list(request.actor, **wanted(asked), before=asked["before"] or None)
    kept = {name: value for name, value in asked.items() if value and name != "before"}
    base = reverse("desk:cases")
    return page(
        request,
        "desk/cases.html",
        "cases",
        {
            "page": found,
            "asked": asked,
            "first": base + _query(kept),
            "more": base + _query({**kept, "before": found.after}) if found.after else "",
            "query": _query(kept),
            "narrowed": bool(kept),
            "agencies": any(row.agency_id != request.actor.agency_id for row in found.rows),
            "chips": _chips(kept),
            "today": today(),
            "step_zh": step_zh,
            "may_open": request.actor.holds(Permission.CASE_OPEN),
        },
    )


def wanted(asked: dict[str, str]) -> dict[str, Any]:
    """The filters of an address, as the case room takes them."""
    return {
        "words": asked["words"],
        "act": asked["act"],
        "state": asked["state"],
        "late": asked["late"] == "1",
        "finished": {"1": True, "0": False}.get(asked["finished"]),
    }


def _query(values: dict[str, str]) -> str:
    return f"?{urlencode(values)}" if values else ""


def _chips(kept: dict[str, str]) -> list[tuple[str, str, bool]]:
    """The filters as links: words, address, whether it is the current one."""

    def chip(words: str, **change: str) -> tuple[str, str, bool]:
        after = {name: value for name, value in {**kept, **change}.items() if value}
        current = all(kept.get(name, "") == value for name, value in change.items())
        return words, _query(after), current

    nothing = {"late": "", "finished": "", "state": "", "act": ""}
    found = [
        chip("全部", **nothing),
        chip("未办结", **{**nothing, "finished": "0"}),
        chip("已超期", **{**nothing, "late": "1"}),
    ]
    found += [chip(state, **{**nothing, "state": state}) for state in STATES]
    if act := kept.get("act"):
        found.append(chip(f"{ACT_ZH.get(act, act)} ×", act=""))
    return found


@at_desk(Permission.CASE_READ)
@require_safe
def case(request: DeskRequest, case_id: str) -> HttpResponse:
    """One case on one page; ``?as_of=`` shows it as it stood on a past day (recorded by then)."""
    day = today()
    past, unread = None, ""
    if given := request.GET.get("as_of", ""):
        try:
            asked = entering.day(given)
            past = min(type(day).fromisoformat(asked), day)
        except ValueError as wrong:
            unread = f"“{given[:20]}”：{wrong}"
    told = cases.dossier(request.actor, case_id)
    if past is not None:
        told = as_it_stood(told, past)
    context = everything(request.actor, told, past or day, past=past is not None)
    context |= _said(request, told) | {"unread_day": unread, "nothing_yet": past is not None and not told.recorded}
    address = request.build_absolute_uri(reverse("desk:case", args=[case_id]))
    context["code"] = segno.make(address, error="m").svg_data_uri(scale=2)
    context["print_line"] = f"{told.row.number} {told.row.title} · {request.actor.name} 打印于 {moment(now())}"
    context["yesterday"] = day - timedelta(days=1)
    return page(request, "desk/case.html", "cases", context)


def _said(request: DeskRequest, told: cases.Dossier) -> dict[str, Any]:
    """What has just changed, from the address."""
    done = next((one for one in told.recorded if one.id == request.GET.get("done")), None)
    asked, kept = request.GET.get("asked", ""), request.GET.get("kept", "")
    return {
        "done": done
        and {
            "zh": step_zh(done.type),
            "when": moment(done.recorded_at),
            "number": str((done.payload or {}).get("number", "")),
        },
        "asked": step_zh(asked) if asked else "",
        "kept": step_zh(kept) if kept else "",
    }


@at_desk(Permission.CASE_READ)
@require_safe
def case_file(request: DeskRequest, case_id: str) -> HttpResponse:
    """The case as a file (mingzhi-case/1), to be kept, checked elsewhere or sent on."""
    told = cases.export_case(request.actor, case_id)
    response = HttpResponse(dump(told), content_type="application/yaml; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{told.id.replace(":", "-")}.yaml"'
    return response
