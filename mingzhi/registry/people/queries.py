"""Reads of the register of persons."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Prefetch

from mingzhi.registry.people.models import Credential, Person


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
    """The active persons of an agency with their credentials on *day*, by name. Two queries."""
    begun = Credential.objects.filter(valid_from__lte=day).order_by("-valid_from", "-id")
    rows = (
        Person.objects.filter(agency_id=agency_id, active=True)
        .select_related("unit")
        .prefetch_related(Prefetch("credentials", queryset=begun))
    )
    return tuple(_officer(row, day) for row in rows.order_by("name", "id"))


def _officer(row: Person, day: date) -> Officer:
    found: Sequence[Credential] = list(row.credentials.all())
    last = found[0] if found else None
    until = last.valid_until if last else None
    if last is not None and last.revoked_on is not None and last.revoked_on <= day:
        until = last.revoked_on - timedelta(days=1)
    unit = row.unit.name if row.unit else ""
    return Officer(row.id, row.name, last.number if last else None, until, row.kind, unit)
