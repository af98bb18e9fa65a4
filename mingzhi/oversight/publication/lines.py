"""The rows of a list as values: one of the hot paths, read by cursor (benchmarks/portal.py; engineering.md)."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any, NamedTuple

from django.db import connection

from mingzhi.ground.clock import today


class Listed(NamedTuple):
    """What a list shows of a publication; the names are those of its table."""

    place: int
    id: str
    act: str
    number: str
    title: str
    party: str
    agency_name: str
    result: str
    decided_on: date | None
    shown_on: date
    shown_after: int | None
    late_by: int | None
    published_at: datetime
    changed_at: datetime
    until: date | None
    state: str
    basis: str
    withdrawn_at: datetime | None
    withdrawn_reason: str


_SELECT = f"select {', '.join(Listed._fields)} from publication_publication where place in "


def lines_of(places: list[int]) -> list[Listed]:
    """The rows at these places, in their order; one that is gone meanwhile is left out."""
    if not places:
        return []
    with connection.cursor() as cursor:
        cursor.execute(f"{_SELECT}({','.join(['%s'] * len(places))})", places)
        made = _from_text if connection.vendor == "sqlite" else Listed._make
        found = {row[0]: _veiled(made(row), today()) for row in cursor.fetchall()}
    return [found[place] for place in places if place in found]


def _veiled(line: Listed, day: date) -> Listed:
    """What is over is a tombstone at once (see :func:`.queries.veiled`)."""
    if line.state == "withdrawn" or line.until is None or line.until >= day:
        return line
    return line._replace(title="", party="", result="", basis="", state="withdrawn", withdrawn_reason="expired")


def _from_text(row: tuple[Any, ...]) -> Listed:
    """A row of SQLite, which keeps days and moments as text."""
    line = Listed._make(row)
    return line._replace(
        decided_on=_day(line.decided_on),
        shown_on=_day(line.shown_on),
        published_at=_moment(line.published_at),
        changed_at=_moment(line.changed_at),
        until=_day(line.until),
        withdrawn_at=_moment(line.withdrawn_at),
    )


def _day(text: Any) -> Any:
    return date.fromisoformat(text) if isinstance(text, str) else text


def _moment(text: Any) -> Any:
    return datetime.fromisoformat(text).replace(tzinfo=UTC) if isinstance(text, str) else text
