"""Reads of the register of persons."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.db import connection

#: One of the hot paths (each recorded step reads it), so by cursor: benchmarks/append.py --what record.
_SELECT = """
SELECT p.id, p.name, p.kind, u.name, c.number, c.valid_until, c.revoked_on
FROM people_person p
LEFT JOIN agencies_unit u ON u.id = p.unit_id
LEFT JOIN people_credential c ON c.person_id = p.id AND c.valid_from <= %s
WHERE p.agency_id = %s AND p.active
ORDER BY p.name, p.id, c.valid_from DESC, c.id DESC
"""


@dataclass(frozen=True, slots=True)
class Officer:
    """A person as he stood on a day: his last credential that had begun by then (``None``: he had none).

    It is told also when it has run out: whether that matters is for the law to say.
    """

    person_id: str
    name: str
    credential: str | None
    valid_until: date | None
    kind: str
    unit: str = ""


def officers_of(agency_id: str, day: date) -> tuple[Officer, ...]:
    """The active persons of an agency with their credentials on *day*, by name. One query."""
    with connection.cursor() as cursor:
        cursor.execute(_SELECT, [day.isoformat(), agency_id])
        rows = cursor.fetchall()
    return tuple(_officer(next(found), day) for _, found in groupby(rows, key=lambda row: row[0]))


def _officer(row: tuple[Any, ...], day: date) -> Officer:
    person_id, name, kind, unit, number, valid_until, revoked_on = row
    until, revoked = _day(valid_until), _day(revoked_on)
    if revoked is not None and revoked <= day:
        until = revoked - timedelta(days=1)
    return Officer(person_id, name, number, until, kind, unit or "")


def _day(value: Any) -> date | None:
    """A day of the database; SQLite keeps it as text."""
    return date.fromisoformat(value) if isinstance(value, str) else value
