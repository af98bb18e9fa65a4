"""What the portal reads: lists by filters and terms, newest first, by keyset; one publication; all of a list, streamed.

Two statements a page of a list, one more for its count unless it is the whole list. Only the public tables of this
room are touched.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date

from django.db import connection
from django.db.models import Q

from mingzhi.ground.clock import today
from mingzhi.ground.errors import NotFound
from mingzhi.oversight.publication import search
from mingzhi.oversight.publication.lines import Listed, lines_of
from mingzhi.oversight.publication.models import EMPTIED, Publication

PAGE = 20
_HIGHEST = (1 << 63) - 1
#: The longest list of values that a filter offers.
CHOICES = 60
#: The most rows an export gives: what a spreadsheet program still opens with comfort.
EXPORT_CAP = 50_000


@dataclass(frozen=True, slots=True)
class Filter:
    """What a list is narrowed to. Empty: everything. Values that do not occur give an empty list, never an error."""

    query: str = ""
    act: str = ""
    agency: str = ""
    region: str = ""
    year: str = ""
    state: str = ""
    kind: str = ""

    def tags(self) -> list[str]:
        """The filter as tags of the index; a region stands for all below it."""
        region = self.region.strip("/").rsplit("/", 1)[-1]
        given = {"act": self.act, "agency": self.agency, "region": region, "year": self.year}
        given |= {"state": self.state, "kind": self.kind}
        return [search.tag(name, value) for name, value in given.items() if value]


@dataclass(frozen=True, slots=True)
class Page:
    """One page of a list. ``older`` and ``newer`` are the keyset cursors of its neighbours, ``None`` at the ends.

    ``whole``: it was read from the newest row on and the list ends with it, so that nothing is left to be counted.
    """

    rows: list[Listed]
    older: int | None
    newer: int | None
    first: int
    whole: bool = False


@dataclass(frozen=True, slots=True)
class Choices:
    """The values that filters may take, as (value, label)."""

    agency: list[tuple[str, str]] = field(default_factory=list)
    region: list[tuple[str, str]] = field(default_factory=list)
    year: list[tuple[str, str]] = field(default_factory=list)


def _rows(places: list[int]) -> list[Publication]:
    found = Publication.objects.in_bulk(places)
    return [veiled(found[place]) for place in places if place in found]


def listed(wanted: Filter, *, before: int | None = None, after: int | None = None, first: int = 1) -> Page:
    """A page of at most :data:`PAGE` rows: the newest, those below the cursor *before*, or those just above *after*.

    :param first: the number of its first row, as the address tells it.
    """
    before, after = (None if one is None else max(0, min(one, _HIGHEST)) for one in (before, after))
    if after is not None:
        places = search.hits(wanted.query, wanted.tags(), above=after, limit=PAGE + 1)
        more, places = len(places) > PAGE, places[:PAGE][::-1]
        newer = places[0] if more and places else None
        return Page(lines_of(places), places[-1] if places else None, newer, max(1, first) if more else 1)
    places = search.hits(wanted.query, wanted.tags(), before=before, limit=PAGE + 1)
    older = places[PAGE - 1] if len(places) > PAGE else None
    newer = places[0] if places else None
    lines = lines_of(places[:PAGE])
    if before is None:
        return Page(lines, older, None, 1, whole=older is None)
    return Page(lines, older, newer, max(1, first))


def count(wanted: Filter, page: Page | None = None) -> int:
    """How many rows a list has, exact up to ``search.CAP``, that number plus one beyond.

    :param page: a page of it that is at hand; one that is the whole list is not searched for again, which halves the
        cost of a rare term.
    """
    return len(page.rows) if page is not None and page.whole else search.count(wanted.query, wanted.tags())


def choices() -> Choices:
    """The agencies, regions and years that occur. A kind with more than :data:`CHOICES` values is left empty: nobody
    chooses from so long a list, and the page stays small.
    """
    found: dict[str, list[tuple[str, str]]] = {"agency": [], "region": [], "year": []}
    with connection.cursor() as cursor:
        cursor.execute(
            "select kind, value, label from publication_facet where rank <= %s order by kind, value", [CHOICES]
        )
        for kind, value, label in cursor.fetchall():
            found[kind].append((value, label))
    short = {kind: values if len(values) <= CHOICES else [] for kind, values in found.items()}
    return Choices(short["agency"], short["region"], short["year"][::-1])


def one(publication_id: str) -> Publication:
    """One publication or tombstone; :class:`NotFound` where there is none."""
    row = Publication.objects.filter(id=publication_id).first()
    if row is None:
        raise NotFound("publication_not_found", publication=publication_id)
    return veiled(row)


def latest(limit: int = 50) -> list[Publication]:
    """What changed last: published, corrected or taken down; for the feed."""
    return [veiled(row) for row in Publication.objects.order_by("-changed_at")[:limit]]


def others_of(row: Publication) -> list[Publication]:
    """The same decision's publications against other parties."""
    if not row.case_ref:
        return []
    same = Publication.objects.filter(case_ref=row.case_ref, decision_ref=row.decision_ref, kind="decision")
    return [veiled(other) for other in same.exclude(place=row.place).order_by("place")[:PAGE]]


def all_of(wanted: Filter, *, chunk: int = 1000) -> Iterator[Publication]:
    """Every row of a list, newest first, up to :data:`EXPORT_CAP`: a keyset page at a time, so that no cursor stays
    open while a slow reader reads (engineering.md, SQLite trap 3).
    """
    before, given = None, 0
    while given < EXPORT_CAP:
        places = search.hits(wanted.query, wanted.tags(), before=before, limit=min(chunk, EXPORT_CAP - given))
        yield from _rows(places)
        given += len(places)
        if len(places) < chunk:
            return
        before = places[-1]


def over(row: Publication | Listed, on: date | None = None) -> bool:
    """Whether nothing but the tombstone may be shown: withdrawn, or its time of display has ended."""
    return row.state == "withdrawn" or (row.until is not None and row.until < (on or today()))


def veiled(row: Publication) -> Publication:
    """The row as the public may see it: what is over is a tombstone from the first moment on, not only once the worker
    has emptied the table. Never saved.
    """
    if over(row):
        for name in EMPTIED:
            setattr(row, name, "")
        row.state, row.withdrawn_reason = "withdrawn", row.withdrawn_reason or "expired"
    return row


def ended(on: date) -> list[str]:
    """Ids of what must be taken down because its time of display ended before *on*."""
    rows = Publication.objects.filter(~Q(state="withdrawn"), until__lt=on)
    return list(rows.order_by("until", "place").values_list("id", flat=True))
