"""监督: the findings of the agencies below, from each figure down to the cases (read only)."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mingzhi.casework.cases import api as cases
from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.frame import page
from mingzhi.ground.clock import today
from mingzhi.oversight.supervision import api as supervision
from mingzhi.registry.identity.api import Permission

FILTERS = ("agency", "rule", "outcome", "severity")


@at_desk(Permission.FINDING_READ)
@require_safe
def overview(request: DeskRequest) -> HttpResponse:
    """Each agency with its open findings, the worst first; below, the findings themselves, filtered by the address."""
    asked = {name: request.GET.get(name, "")[:64] for name in FILTERS}
    before = request.GET.get("before") or None
    found = supervision.finding_list(request.actor, **asked, before=before)
    kept = {name: value for name, value in asked.items() if value}
    agencies = supervision.by_agency(request.actor)
    named = next((str(one["agency_name"]) for one in agencies if one["agency_id"] == asked["agency"]), "")
    return page(
        request,
        "desk/supervision.html",
        "supervision",
        {
            "page": found,
            "numbers": dict(
                cases.visible_cases(request.actor)
                .filter(id__in={one.case_id for one in found.rows})
                .values_list("id", "number")
            ),
            "agencies": agencies,
            "asked": asked,
            "named": named,
            "before": before,
            "query": f"?{urlencode(kept)}" if kept else "",
            "chips": _chips(kept),
            "more": f"?{urlencode({**kept, 'before': found.after})}" if found.after else "",
            "today": today(),
        },
    )


def _chips(kept: dict[str, str]) -> list[tuple[str, str, bool]]:
    """The filters as links: words, query, whether current."""

    def chip(words: str, **change: str) -> tuple[str, str, bool]:
        after = {name: value for name, value in {**kept, **change}.items() if value}
        current = all(kept.get(name, "") == value for name, value in change.items())
        return words, f"?{urlencode(after)}" if after else "?", current

    found = [
        chip("全部问题", outcome="", severity=""),
        chip("不得继续的", outcome="", severity="block"),
        chip("已超期", outcome="overdue", severity=""),
        chip("期限将到", outcome="due", severity=""),
    ]
    if kept.get("rule"):
        found.append(chip(f"规则 {kept['rule']} ×", rule=""))
    if kept.get("agency"):
        found.append(chip("所有机关", agency=""))
    return found
