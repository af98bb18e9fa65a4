"""我的待办: what is due, by the day on which it becomes unlawful; what waits for my approval or my review."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from itertools import groupby

from django.db.models import F
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mingzhi.casework.cases import api as cases
from mingzhi.casework.review import api as review
from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.articles import article_of
from mingzhi.doors.desk.frame import page
from mingzhi.doors.desk.telling import step_zh
from mingzhi.ground.clock import today
from mingzhi.law.calendar import calendar_for
from mingzhi.law.lawbook import shipped
from mingzhi.registry.identity.api import Actor, Permission

WORDS = {"late": "已超期", "today": "今天届满", "week": "七天内", "later": "七天以后", "open": "没有期限"}


@at_desk()
@require_safe
def work(request: DeskRequest) -> HttpResponse:
    """The work list of this person: requests and reviews that wait for him, then his cases by urgency."""
    actor = request.actor
    everyone = request.GET.get("of") == "agency"
    after = _key(request.GET.get("after", ""))
    waiting = request.GET.get("of") == "others"
    found = _others(actor) if waiting else cases.work_list(actor, mine=not everyone, after=after)
    day = today()
    groups = [
        (key, WORDS[key], list(rows)) for key, rows in groupby(found.rows, key=lambda row: urgency(row.due_on, day))
    ]
    first = after is None and not waiting
    return page(
        request,
        "desk/work.html",
        "work",
        {
            "groups": groups,
            "after": found.after,
            "everyone": everyone,
            "waiting": waiting,
            "left": {row.id: working_days_left(row, day) for row in found.rows},
            "requests": list(cases.open_requests(actor)[:20]) if first and actor.holds(Permission.CASE_APPROVE) else [],
            "reviews": list(review.visible_tasks(actor)[:20]) if first and actor.holds(Permission.CASE_REVIEW) else [],
            "articles": articles(found.rows),
            "step_zh": step_zh,
            "today": day,
            "may_open": actor.holds(Permission.CASE_OPEN),
        },
    )


def _key(given: str) -> str | None:
    """A key of the list (``2026-03-05_<id>`` or ``-_<id>``); an address that tells none begins at the beginning."""
    day, mark, case_id = given.partition("_")
    try:
        return given if mark and case_id and (day == "-" or date.fromisoformat(day)) else None
    except ValueError:
        return None


def _others(actor: Actor) -> cases.Page:
    """The cases that this person handles and that wait for somebody else; the first fifty by due day. One query."""
    rows = cases.visible_cases(actor).filter(
        agency_id=actor.agency_id, finished=False, handlers__person_id=actor.person_id, handlers__current=True
    )
    rows = rows.exclude(next_role__in=[str(role) for role in actor.roles]).exclude(next_step="").defer("head")
    return cases.Page(list(rows.order_by(F("due_on").asc(nulls_last=True), "id")[:50]), None)


def working_days_left(row: cases.Row, day: date) -> int | None:
    """Working days after *day* up to the due day, at the agency's place; ``None`` where that is over or far off."""
    if row.due_on is None or not 0 <= (row.due_on - day).days <= 31:
        return None
    calendar = calendar_for(row.region_path.strip("/").rpartition("/")[2] or None)
    days = (day + timedelta(days=at) for at in range(1, (row.due_on - day).days + 1))
    return sum(calendar.is_working_day(one) for one in days)


def urgency(due: date | None, day: date) -> str:
    """The group of a due day: late, today, within a week, later, or none."""
    if due is None:
        return "open"
    if due < day:
        return "late"
    if due == day:
        return "today"
    return "week" if due <= day + timedelta(days=7) else "later"


def articles(rows: Iterable[cases.Row]) -> dict[str, str]:
    """The article behind each case's due day, by case; no query."""
    found = {}
    for row in rows:
        lawbook = shipped(row.profile or None)
        if row.due_rule in lawbook:
            found[row.id] = article_of(lawbook, lawbook.rule(row.due_rule))
    return found
