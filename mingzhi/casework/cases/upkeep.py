"""The daily tick: due dates of open cases are computed anew, also after new holidays or rules (decision 14)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.conf import settings

from mingzhi.casework.cases.door import file_of, lawbook_of
from mingzhi.casework.cases.models import Case
from mingzhi.casework.cases.projection import apply, project
from mingzhi.ground.clock import today
from mingzhi.ledger.journal.api import write

_AT_ONCE = 200
_FIELDS = ("state", "stage", "finished", "next_step", "next_role", "due_on", "due_rule", "opened_on", "last_on")


@dataclass(frozen=True, slots=True)
class Ticked:
    """How many open cases were looked at, and how many of them changed."""

    seen: int
    changed: int


def tick(*, as_of: date | None = None) -> Ticked:
    """Compute every open case of this installation anew and keep what has changed.

    A case that is written meanwhile is left alone: whoever writes it projects it. Nothing is recorded: deemed facts
    are computed, never stored.

    :param as_of: the day to compute for; default today.
    """
    day = as_of or today()
    seen = changed = 0
    after = ""
    while True:
        rows = list(Case.objects.filter(origin=settings.ORIGIN, finished=False, id__gt=after).order_by("id")[:_AT_ONCE])
        if not rows:
            return Ticked(seen, changed)
        after = rows[-1].id
        for row in rows:
            seen += 1
            changed += _again(row, day)


def _again(row: Case, day: date) -> bool:
    """Project one case; whether its row has changed."""
    before = [getattr(row, name) for name in _FIELDS]
    apply(row, project(file_of(row), lawbook_of(row), day, all_steps=False), row.seq)
    now = {name: getattr(row, name) for name in _FIELDS}
    if list(now.values()) == before:
        return False
    with write():
        return bool(Case.objects.filter(pk=row.pk, seq=row.seq).update(**now))
