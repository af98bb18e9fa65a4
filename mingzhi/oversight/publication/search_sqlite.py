"""The search index on SQLite: a contentless FTS5 table, tokens only, newest first by row id."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from django.db import connection

from mingzhi.oversight.publication.grams import grams_for, grams_of, needs_check

if TYPE_CHECKING:
    from mingzhi.oversight.publication.search import Bound, Entry

CREATE = (
    "create virtual table publication_fts using fts5(grams, content='', detail=none, columnsize=0, tokenize='ascii')"
)
DROP = "drop table publication_fts"


def _tokens(text: str, tags: str) -> str:
    return f"{' '.join(sorted(grams_of(text)))} {tags.strip()}"


def insert(entries: Sequence[Entry]) -> None:
    """Add entries, in the order of their places: FTS5 flushes its buffer whenever a row id is not the highest."""
    ordered = sorted(entries, key=lambda entry: entry.place)
    with connection.cursor() as cursor:
        cursor.executemany(
            "insert into publication_searchtext (place, text, tags) values (%s, %s, %s)",
            [(entry.place, entry.text, entry.tags) for entry in ordered],
        )
        cursor.executemany(
            "insert into publication_fts (rowid, grams) values (%s, %s)",
            [(entry.place, _tokens(entry.text, entry.tags)) for entry in ordered],
        )


def delete(place: int) -> None:
    """Remove an entry. A contentless table must be told the tokens it forgets: they follow from the stored text."""
    with connection.cursor() as cursor:
        cursor.execute("select text, tags from publication_searchtext where place = %s", [place])
        row = cursor.fetchone()
        if row is None:
            return
        cursor.execute(
            "insert into publication_fts (publication_fts, rowid, grams) values ('delete', %s, %s)",
            [place, _tokens(*row)],
        )
        cursor.execute("delete from publication_searchtext where place = %s", [place])


def _query(terms: list[str], tags: list[str]) -> tuple[str, list[Any]]:
    """The walk through the index, without bound, order and limit. Hex grams and tags need no quoting in MATCH."""
    tokens = tags + [gram for term in terms for gram in grams_for(term)]
    checks = [term for term in terms if needs_check(term)]
    where = ["publication_fts match %s", *["instr(t.text, %s) > 0"] * len(checks)]
    values: list[Any] = [" AND ".join(f'"{token}"' for token in tokens), *checks]
    source = "publication_fts f" + (" join publication_searchtext t on t.place = f.rowid" if checks else "")
    return f"select f.rowid from {source} where {' and '.join(where)}", values


def hits(terms: list[str], tags: list[str], bound: Bound, limit: int) -> list[int]:
    """See :func:`.search.hits`."""
    if not terms and not tags:
        column, values = "f.place", []
        sql = "select f.place from publication_searchtext f where true"
    else:
        column = "f.rowid"
        sql, values = _query(terms, tags)
    where, start = bound.where(column)
    with connection.cursor() as cursor:
        cursor.execute(f"{sql} and {where} order by {column} {bound.order} limit %s", [*values, *start, limit])
        return [row[0] for row in cursor.fetchall()]


def count(terms: list[str], tags: list[str], cap: int) -> int:
    """See :func:`.search.count`."""
    if not terms and not tags:
        sql, values = "select 1 from publication_searchtext", []
    else:
        sql, values = _query(terms, tags)
    with connection.cursor() as cursor:
        cursor.execute(f"select count(*) from ({sql} limit %s)", [*values, cap])
        return int(cursor.fetchone()[0])
