"""The search box of every desk page: cases, parties, numbers; and the article that a term names."""

from __future__ import annotations

from collections.abc import Iterator

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from mingzhi.casework.cases import api as cases
from mingzhi.doors.desk.actor import DeskRequest, at_desk
from mingzhi.doors.desk.articles import citation_of
from mingzhi.doors.desk.entering import plain
from mingzhi.doors.desk.frame import page
from mingzhi.doors.desk.telling import step_zh
from mingzhi.ground.clock import today
from mingzhi.law.lawbook import shipped
from mingzhi.law.wording import cited
from mingzhi.registry.agencies.api import get_agency
from mingzhi.registry.identity.api import Permission
from mingzhi.registry.people.api import Officer, officers_of

MOST = 20


@at_desk()
@require_safe
def search(request: DeskRequest) -> HttpResponse:
    """What was found in the person's own range: cases by title, party or number; officers; rules with their article."""
    words = plain(request.GET.get("q", ""))[:60]
    actor = request.actor
    may = actor.holds(Permission.CASE_READ)
    found = cases.case_list(actor, words=words).rows if words and may else []
    return page(
        request,
        "desk/search.html",
        "",
        {
            "asked_words": words,
            "cases": found,
            "people": list(_people(actor.agency_id, words))[:MOST] if words else [],
            "rules": list(_rules(get_agency(actor.agency_id).profile or None, words))[:MOST] if len(words) > 1 else [],
            "step_zh": step_zh,
            "today": today(),
        },
    )


def _people(agency_id: str, words: str) -> Iterator[Officer]:
    """Officers of the own agency whose name or credential holds the words."""
    for one in officers_of(agency_id, today()):
        if words in one.name or words in (one.credential or ""):
            yield one


def _rules(profile: str | None, words: str) -> Iterator[tuple[str, str, str]]:
    """Rules whose title or article holds the words: title, article, its text."""
    lawbook = shipped(profile)
    for rule in lawbook:
        citation = citation_of(lawbook, rule)
        said = cited(citation)
        if words in rule.title or words in said:
            yield rule.title, said, citation.text or ""
