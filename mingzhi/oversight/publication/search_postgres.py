"""The search index on PostgreSQL: a tsvector of grams under GIN, and a bounded walk for what is frequent.

A frequent term is found at once among the newest rows; a rare one is not, and there ``order by … limit`` over the time
index would walk the whole table. So each search first walks the newest ``WALK`` rows, comparing text; only if they do
not fill the page does it take all hits from GIN, materialised, which are then few (below 0.5 %).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection

from mingzhi.oversight.publication.grams import grams_for, grams_of, needs_check

if TYPE_CHECKING:
    from mingzhi.oversight.publication.search import Bound, Entry

CREATE = (
    "alter table publication_searchtext add column grams tsvector",
    "alter table publication_searchtext alter column text set storage main",
    "create index publication_grams on publication_searchtext using gin (grams) with (fastupdate = off)",
)
DROP = ("drop index publication_grams", "alter table publication_searchtext drop column grams")
WALK = 5000


def insert(entries: Sequence[Entry]) -> None:
    """Add entries. The vector is built from an array: no text is parsed."""
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into publication_searchtext (place, text, tags, grams) values (%s, %s, %s, array_to_tsvector(%s))",
            [
                (entry.place, entry.text, entry.tags, sorted({*grams_of(entry.text), *entry.tags.split()}))
                for entry in sorted(entries, key=lambda entry: entry.place)
            ],
        )


def delete(place: int) -> None:
    """Remove an entry."""
    with connection.cursor() as cursor:
        cursor.execute("delete from publication_searchtext where place = %s", [place])


def _same(terms: list[str], tags: list[str]) -> tuple[str, list[Any]]:
    """The comparison with text and tags, for the walk."""
    where = ["strpos(text, %s) > 0"] * len(terms) + ["strpos(tags, %s) > 0"] * len(tags)
    return " and ".join(where), [*terms, *(f" {tag} " for tag in tags)]


def _indexed(terms: list[str], tags: list[str]) -> tuple[str, list[Any]]:
    """The same by the index, re-checked where grams do not prove it."""
    tokens = tags + [gram for term in terms for gram in grams_for(term)]
    checks = [term for term in terms if needs_check(term)]
    where = ["grams @@ %s::tsquery"] + ["strpos(text, %s) > 0"] * len(checks)
    return " and ".join(where), [" & ".join(f"'{token}'" for token in tokens), *checks]


def hits(terms: list[str], tags: list[str], bound: Bound, limit: int) -> list[int]:
    """See :func:`.search.hits`. One statement: the index is asked only where the walk does not fill the page (a scan
    of a CTE that nobody pulls from costs nothing).
    """
    (within, start), order = bound.where("place"), f"order by place {bound.order} limit %s"
    with connection.cursor() as cursor:
        if not terms and not tags:
            cursor.execute(f"select place from publication_searchtext where {within} {order}", [*start, limit])
            return [row[0] for row in cursor.fetchall()]
        (same, alike), (indexed, values) = _same(terms, tags), _indexed(terms, tags)
        cursor.execute(
            f"with near as materialized (select place from (select place, text, tags from publication_searchtext "
            f"where {within} order by place {bound.order} limit {WALK}) nearest where {same} {order}), "
            f"m as materialized (select place from publication_searchtext where {indexed}) "
            f"select place from near where (select count(*) from near) = %s union all "
            f"(select place from m where (select count(*) from near) < %s and {within} {order})",
            [*start, *alike, limit, *values, limit, limit, *start, limit],
        )
        return sorted((row[0] for row in cursor.fetchall()), reverse=bound.order == "desc")


def count(terms: list[str], tags: list[str], cap: int) -> int:
    """See :func:`.search.count`. The newest rows first: what is frequent reaches the cap there."""
    with connection.cursor() as cursor:
        if not terms and not tags:
            cursor.execute("select count(*) from (select 1 from publication_searchtext limit %s) capped", [cap])
            return int(cursor.fetchone()[0])
        (same, alike), (indexed, values) = _same(terms, tags), _indexed(terms, tags)
        cursor.execute(
            f"with near as (select count(*) as hits from (select 1 from (select text, tags from publication_searchtext "
            f"order by place desc limit {WALK}) newest where {same} limit %s) capped) "
            f"select case when (select hits from near) = %s then %s else "
            f"(select count(*) from (select 1 from publication_searchtext where {indexed} limit %s) capped) end",
            [*alike, cap, cap, cap, *values, cap],
        )
        return int(cursor.fetchone()[0])
