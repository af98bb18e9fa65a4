"""Reads of the case room: the work list, the list of cases, one case with everything its page tells."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import F, Q, QuerySet

from mingzhi.casework.cases.access import get_case, visible_cases
from mingzhi.casework.cases.codec import case_of
from mingzhi.casework.cases.door import file_id, lawbook_of
from mingzhi.casework.cases.models import Case, Handler, Request
from mingzhi.casework.cases.projection import Projection, project
from mingzhi.ground.clock import today
from mingzhi.ground.errors import BadInput
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.findings import Finding
from mingzhi.ledger.journal.api import Recorded, read_stream
from mingzhi.registry.identity.api import Actor, Permission

PAGE = 20
_LOOK_AT = 400


@dataclass(frozen=True, slots=True)
class Dossier:
    """One case as its page shows it: the row, what was recorded, the file, its state and what the law says."""

    row: Case
    recorded: Sequence[Recorded]
    file: CaseFile
    projection: Projection
    findings: tuple[Finding, ...]
    requests: Sequence[Request]
    handlers: Sequence[Handler]


def dossier(actor: Actor, case_id: str, *, as_of: date | None = None) -> Dossier:
    """Everything of one case in one call: four queries, whatever its length.

    :param as_of: judge running terms as of this day; default today.
    :raises NotFound: there is no such case for this actor.
    """
    row = get_case(actor, case_id, Permission.CASE_READ)
    recorded = read_stream(f"case:{row.id}", origin=row.origin)
    file = case_of(file_id(row), row.head, recorded)
    projection = project(file, lawbook_of(row), as_of or today())
    return Dossier(
        row=row,
        recorded=recorded,
        file=file,
        projection=projection,
        findings=projection.findings,
        requests=list(row.requests.all()),
        handlers=list(row.handlers.order_by("-current", "id")),
    )


@dataclass(frozen=True, slots=True)
class Page:
    """One keyset page: rows, and the keys of the neighbours (``None``: there is none)."""

    rows: Sequence[Case]
    after: str | None


def work_list(actor: Actor, *, mine: bool = True, after: str | None = None, size: int = PAGE) -> Page:
    """Open cases in which this actor may take the next step, by the day on which they become unlawful.

    :param mine: only cases handled by the actor; else all of the agency that wait for one of the actor's roles.
    :param after: key of the last row seen: ``<due day or ->_<case id>``.
    """
    rows = visible_cases(actor).filter(
        agency_id=actor.agency_id, finished=False, next_role__in=[str(role) for role in actor.roles]
    )
    if mine:
        rows = rows.filter(handlers__person_id=actor.person_id, handlers__current=True)
    rows = _after_due(rows, after).order_by(F("due_on").asc(nulls_last=True), "id")
    return _page(rows, size, lambda row: f"{row.due_on.isoformat() if row.due_on else '-'}_{row.id}")


def case_list(
    actor: Actor,
    *,
    words: str = "",
    act: str = "",
    state: str = "",
    late: bool = False,
    finished: bool | None = None,
    before: str | None = None,
    size: int = PAGE,
) -> Page:
    """Cases that the actor may see, newest first, filtered.

    :param words: part of the title, the party or the number.
    :param late: only cases with a term that is over.
    :param before: id of the last row seen.
    """
    rows = visible_cases(actor)
    if words := words.replace("\x00", "").strip():
        rows = rows.filter(Q(title__contains=words) | Q(party__contains=words) | Q(number__contains=words))
    if act:
        rows = rows.filter(act=act)
    if state:
        rows = rows.filter(state=state)
    if late:
        rows = rows.filter(finished=False, due_on__lt=today())
    if finished is not None:
        rows = rows.filter(finished=finished)
    return _newest(rows, before, size)


def capped_count(rows: QuerySet[Case], cap: int = 1000) -> int:
    """How many, but never more than ``cap + 1`` are looked at; a page then says “1000+”."""
    return rows[: cap + 1].count()


def _newest(rows: QuerySet[Case], before: str | None, size: int) -> Page:
    """A page of the newest rows.

    Who sees a wide subtree sees most of the newest cases, but SQLite reads the whole subtree by its index and sorts it.
    So it is asked for the newest few hundred by their ids first; only a page that they do not fill asks for all.
    """
    beneath = {"id__lt": before} if before else {}
    if connection.vendor == "sqlite":
        newest = list(Case.objects.filter(**beneath).order_by("-id").values_list("id", flat=True)[:_LOOK_AT])
        page = _page(rows.filter(pk__in=newest).order_by("-id"), size, _key)
        if page.after is not None or len(newest) < _LOOK_AT:
            return page
    return _page(rows.filter(**beneath).order_by("-id"), size, _key)


def _key(row: Case) -> str:
    return str(row.id)


def _after_due(rows: QuerySet[Case], after: str | None) -> QuerySet[Case]:
    if not after:
        return rows
    day, _, case_id = after.partition("_")
    if day == "-":
        return rows.filter(due_on__isnull=True, id__gt=case_id)
    try:
        date.fromisoformat(day)
    except ValueError:
        raise BadInput("page_key_wrong", where="after", what="不是这张表给出的翻页标记", fix="从第一页看起") from None
    return rows.filter(Q(due_on__gt=day) | Q(due_on=day, id__gt=case_id) | Q(due_on__isnull=True))


def _page(rows: QuerySet[Case], size: int, key: Any) -> Page:
    found = list(rows.defer("head")[: size + 1])
    return Page(rows=found[:size], after=key(found[size - 1]) if len(found) > size else None)
