"""Disclosures: records that other bodies have published, taken with their source row (decision 43).

Never cases: no findings, no statistics. The same row again changes nothing. A row whose natural key is known but whose
content differs is refused and told, unless the caller says that the source has corrected itself (*update*).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from mingzhi.ground.actor import ActorStamp
from mingzhi.ground.clock import now
from mingzhi.ground.ulid import new_ulid
from mingzhi.ledger.journal.api import NewEvent, append, write
from mingzhi.oversight.publication import search
from mingzhi.oversight.publication.disclosure import Disclosure, Line, Refusal, disclosure_of
from mingzhi.oversight.publication.mapping import Table
from mingzhi.oversight.publication.masking import mask
from mingzhi.oversight.publication.models import Publication, SourceRow
from mingzhi.oversight.publication.places import next_places

#: Rows taken in one transaction: short enough that nobody waits long for the write queue.
BATCH = 500


@dataclass(slots=True)
class Taken:
    """What became of the rows of a table: new, changed at the source, known already, refused."""

    rows: int = 0
    new: int = 0
    changed: int = 0
    known: int = 0
    refused: int = 0


def take_rows(
    table: Table,
    lines: Iterable[Line | Refusal],
    actor: ActorStamp,
    *,
    file: str,
    refused: Callable[[Refusal], None],
    progress: Callable[[Taken], None] = lambda _taken: None,
    update: bool = False,
) -> Taken:
    """Take the rows of a table, a batch in a transaction; what was taken before an interruption stays.

    :param file: name of the file, kept with the row.
    :param refused: told each row that cannot be taken, in order within its batch.
    :param progress: told the counts after each batch.
    :param update: let the file correct what was taken earlier; remembers the keys it has met.
    """
    taken, rows, met = Taken(), iter(lines), set[str]()
    while batch := list(islice(rows, BATCH)):
        made = [one if isinstance(one, Refusal) else disclosure_of(table, one) for one in batch]
        good = [one for one in made if isinstance(one, Disclosure)]
        bad = [one for one in made if isinstance(one, Refusal)]
        with write():
            sorted_out = _sort_out(table, good, met if update else None)
            _store(table, sorted_out, actor, file)
        for refusal in sorted([*bad, *sorted_out.refused], key=lambda one: one.row):
            refused(refusal)
        taken.rows += len(batch)
        taken.new += len(sorted_out.fresh)
        taken.changed += len(sorted_out.changed)
        taken.known += sorted_out.known
        taken.refused += len(bad) + len(sorted_out.refused)
        progress(taken)
    return taken


@dataclass(slots=True)
class _Sorted:
    """The rows of a batch by what is to be done with them."""

    fresh: dict[str, Disclosure]
    changed: list[tuple[SourceRow, Disclosure]]
    refused: list[Refusal]
    known: int = 0


def _sort_out(table: Table, good: Sequence[Disclosure], met: set[str] | None) -> _Sorted:
    """Which rows are new, known, changed, or in conflict. *met*: keys of this file so far, when it may correct."""
    keys = {one.key for one in good}
    stored = SourceRow.objects.filter(source=table.source, key__in=keys).select_related("publication")
    known = {row.key: row for row in stored}
    found = _Sorted({}, [], [])
    for one in good:
        old, twin = known.get(one.key), found.fresh.get(one.key)
        again = met is not None and one.key in met
        if met is not None:
            met.add(one.key)
        if twin is not None:
            if twin.content == one.content:
                found.known += 1
            else:
                found.refused.append(_conflict(table, one, f"与第 {twin.line.number} 行是同一条记录，内容不同"))
        elif old is None:
            found.fresh[one.key] = one
        elif old.content == one.content or old.layout != table.name or old.publication.state == "withdrawn":
            found.known += 1
        elif met is not None and not again:
            found.changed.append((old, one))
        else:
            reason = f"已收录同一条记录（{old.file} 第 {old.row_number} 行），内容不同"
            found.refused.append(_conflict(table, one, reason))
    return found


def _conflict(table: Table, one: Disclosure, reason: str) -> Refusal:
    column = table.key[0]
    return Refusal(one.line.number, column, mask(one.line.cells.get(column, ""))[:200], reason)


def _store(table: Table, found: _Sorted, actor: ActorStamp, file: str) -> None:
    """Write one batch and its event. Inside a transaction."""
    if not found.fresh and not found.changed:
        return
    rows = _insert(table, list(found.fresh.values()), file)
    rows += [_change(table, old, one, file) for old, one in found.changed]
    told = [
        {"publication": row.id, "key": one.key, "content": one.content, "row": one.line.number}
        for row, one in zip(rows, [*found.fresh.values(), *(one for _, one in found.changed)], strict=True)
    ]
    payload = {"source": table.source, "table": table.name, "file": file, "rows": told}
    append(f"disclosure:{table.source}", [NewEvent("disclosure_taken", payload)], actor, expected=None)


def _insert(table: Table, fresh: Sequence[Disclosure], file: str) -> list[Publication]:
    rows = [
        _row(table, one, place) for one, place in zip(fresh, next_places([one.shown_on for one in fresh]), strict=True)
    ]
    Publication.objects.bulk_create(rows)
    SourceRow.objects.bulk_create(
        [
            SourceRow(
                publication=row,
                source=table.source,
                layout=table.name,
                key=one.key,
                content=one.content,
                file=file[:255],
                row_number=one.line.number,
                row=dict(one.line.cells),
                taken_at=now(),
            )
            for row, one in zip(rows, fresh, strict=True)
        ]
    )
    if rows:
        search.add(rows)
    return rows


def _change(table: Table, old: SourceRow, new: Disclosure, file: str) -> Publication:
    """The public text as the source has it now. The place stays: addresses and order do not move."""
    row, made = old.publication, _row(table, new, old.publication.place)
    for name in (*_TEXTS, "act", "decided_on"):
        setattr(row, name, getattr(made, name))
    row.corrected_at = row.changed_at = now()
    row.correction_note, row.version = "来源内容有变化", row.version + 1
    row.save()
    search.replace(row)
    old.content, old.row, old.file, old.row_number = new.content, dict(new.line.cells), file[:255], new.line.number
    old.save()
    return row


_TEXTS = ("agency_name", "number", "title", "party", "party_code", "result", "basis", "facts", "source_url")


def _row(table: Table, one: Disclosure, place: int) -> Publication:
    """The public row of a disclosure."""
    moment, values = now(), one.values
    return Publication(
        place=place,
        id=new_ulid(),
        kind="disclosure",
        act=one.act,
        agency_name=values["agency"],
        number=values.get("number", ""),
        title=values["title"],
        party=values.get("party", ""),
        party_code=values.get("code", ""),
        result=values.get("result", ""),
        basis=values.get("basis", ""),
        facts=values.get("facts", ""),
        decided_on=one.decided_on,
        shown_on=one.shown_on,
        published_at=moment,
        changed_at=moment,
        published_by="导入",
        source=table.source,
        source_name=table.source_zh,
        source_url=values.get("url", "") or table.source_url,
    )
