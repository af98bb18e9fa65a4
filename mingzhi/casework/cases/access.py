"""How an actor gets a case. Nobody fetches a row on a person's behalf in any other way (decision 30)."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import QuerySet

from mingzhi.casework.cases.models import Case
from mingzhi.ground.errors import NotFound
from mingzhi.registry.identity.api import Actor, Permission, admits, visible

_COLUMNS = tuple(str(field.column) for field in Case._meta.concrete_fields)
_NAMES = tuple(str(field.attname) for field in Case._meta.concrete_fields)
_DAYS = tuple(_NAMES.index(name) for name in ("opened_on", "last_on", "due_on"))
_YES_OR_NO = tuple(_NAMES.index(name) for name in ("secret", "finished"))
_HEAD = _NAMES.index("head")
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM {Case._meta.db_table} WHERE id = %s"


def visible_cases(actor: Actor, permission: Permission = Permission.CASE_READ) -> QuerySet[Case]:
    """The cases on which *actor* holds *permission*; one predicate, for pages, lists, searches, exports and counts."""
    return Case.objects.filter(visible(actor, permission))


def get_case(actor: Actor, case_id: str, permission: Permission = Permission.CASE_READ) -> Case:
    """The case, if the actor may.

    :raises NotFound: there is none, or the actor may not know of it; told alike.
    """
    if "\x00" in case_id:  # PostgreSQL cannot even be asked
        raise NotFound("case_not_found", case="")
    case = _row(case_id)
    if case is None or not admits(actor, permission, case, case.id):
        raise NotFound("case_not_found", case=case_id)
    return case


def _row(case_id: str) -> Case | None:
    """The row by its id, by cursor: every step of a case begins here (benchmarks/append.py --what record)."""
    with connection.cursor() as cursor:
        cursor.execute(_SELECT, [case_id])
        found = cursor.fetchone()
    if found is None:
        return None
    values: list[Any] = list(found)
    for at in _DAYS:  # SQLite keeps days as text, yes and no as numbers
        if isinstance(values[at], str):
            values[at] = date.fromisoformat(values[at])
    for at in _YES_OR_NO:
        values[at] = bool(values[at])
    values[_HEAD] = json.loads(values[_HEAD])
    return Case.from_db(connection.alias, _NAMES, values)
