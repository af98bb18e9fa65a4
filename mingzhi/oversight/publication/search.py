"""The search index of publications, behind four functions; kept in the same transaction as the rows.

``publication_searchtext`` holds text and tags on both databases. Beside it stands, on SQLite, a contentless FTS5 table
whose row id is the place; on PostgreSQL a GIN index on a tsvector of the grams. Tags (act, region, agency, year, state,
kind) are tokens of the same index: any combination of filters and terms is one walk through it, newest first, and needs
no further index. :mod:`.search_sqlite` and :mod:`.search_postgres` know the SQL, nobody else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from types import ModuleType

from django.db import connection

from mingzhi.oversight.publication import search_postgres, search_sqlite
from mingzhi.oversight.publication.grams import searchable, terms
from mingzhi.oversight.publication.models import Facet, Publication

#: Counts are exact up to here and shown as "1000+" beyond (engineering.md).
CAP = 1000


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of the index."""

    place: int
    text: str
    tags: str


@dataclass(frozen=True, slots=True)
class Bound:
    """Where a walk starts and which way it goes: down from *before* (or the newest), or up from *above*."""

    before: int | None = None
    above: int | None = None

    @property
    def order(self) -> str:
        """The SQL word for the direction."""
        return "desc" if self.above is None else "asc"

    def where(self, column: str) -> tuple[str, list[int]]:
        """The SQL condition on *column*, and its values."""
        if self.above is not None:
            return f"{column} > %s", [self.above]
        return (f"{column} < %s", [self.before]) if self.before is not None else ("true", [])


def _engine() -> ModuleType:
    return search_postgres if connection.vendor == "postgresql" else search_sqlite


def agency_tag(name: str) -> str:
    """The tag of an agency: by name, because imported agencies have nothing else."""
    return "o" + hashlib.sha256(name.encode()).hexdigest()[:16]


def tag(filter_name: str, value: str) -> str:
    """The tag of one filter value: ``tag("act", "penalty")`` → ``kpenalty``. Letters beyond f cannot be grams.

    A value longer than any that occurs finds nothing, and is cut: PostgreSQL refuses words of 2 kB and more.
    """
    if filter_name == "agency":
        return agency_tag(value)
    letter = {"act": "k", "region": "r", "year": "y", "state": "s", "kind": "t"}[filter_name]
    return letter + "".join(character for character in value if character.isascii() and character.isalnum())[:80]


def _tags(row: Publication) -> list[str]:
    found = [tag("act", row.act), tag("kind", row.kind), tag("state", row.state), agency_tag(row.agency_name)]
    found += [tag("region", code) for code in row.region_path.split("/") if code]
    found.append(tag("year", str((row.decided_on or row.shown_on).year)))
    return found


def entry_of(row: Publication) -> Entry:
    """What the index holds of a row. A tombstone is found by its number and agency only."""
    text = searchable(
        (row.number, row.title, row.party, row.party_code, row.agency_name, row.result, row.basis, row.facts)
    )
    return Entry(row.place, text, f" {' '.join(_tags(row))} ")


def add(rows: Sequence[Publication]) -> None:
    """Index new rows and note which agencies, regions and years now occur. Inside the rows' transaction."""
    _engine().insert([entry_of(row) for row in rows])
    note_facets(rows)


def note_facets(rows: Sequence[Publication]) -> None:
    """Note which agencies, regions and years now occur. Inside the rows' transaction."""
    years = {str((row.decided_on or row.shown_on).year) for row in rows}
    facets = {("year", year, year) for year in years} | {("agency", row.agency_name, row.agency_name) for row in rows}
    _note(facets | {("region", row.region_path, row.region_name) for row in rows if row.region_path})


def _note(facets: set[tuple[str, str, str]]) -> None:
    """Add the facets that are not known yet, numbered on within their kind."""
    values = {value for _, value, _ in facets}
    known = set(Facet.objects.filter(value__in=values).values_list("kind", "value"))
    fresh = sorted(facet for facet in facets if facet[:2] not in known)
    if not fresh:
        return
    ranks = {kind: Facet.objects.filter(kind=kind).count() for kind in {kind for kind, _, _ in fresh}}
    rows = []
    for kind, value, label in fresh:
        rows.append(Facet(kind=kind, value=value, label=label, rank=ranks[kind]))
        ranks[kind] += 1
    Facet.objects.bulk_create(rows, ignore_conflicts=True)


def replace(row: Publication) -> None:
    """Index a changed row anew. Inside the row's transaction."""
    _engine().delete(row.place)
    _engine().insert([entry_of(row)])


def hits(
    query: str, tags: Iterable[str], *, limit: int, before: int | None = None, above: int | None = None
) -> list[int]:
    """Places of rows that have all terms of *query* and all *tags*, at most *limit*: newest first, below *before*;
    with *above*, oldest first, above it.
    """
    found: list[int] = _engine().hits(terms(query), list(tags), Bound(before, above), limit)
    return found


def count(query: str, tags: Iterable[str]) -> int:
    """How many rows :func:`hits` could give in all, at most ``CAP + 1``."""
    found: int = _engine().count(terms(query), list(tags), CAP + 1)
    return found
