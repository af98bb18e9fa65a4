"""Numbers of cases and documents: 麒住建罚立〔2026〕17号, without gaps for agency, kind and year; none twice."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingzhi.casework.cases.models import Case, Counter, Number
from mingzhi.ground.errors import BadInput

#: Events that are given a number in their field ``number``: (act, procedure, event) → kind of number.
KINDS: Mapping[tuple[str, str, str], str] = {
    ("penalty", "ordinary", "opened"): "罚立",
    ("penalty", "ordinary", "decided"): "罚决",
    ("penalty", "simplified", "decided"): "当罚",
}


def kind_of(row: Case, event_type: str) -> str | None:
    """The kind of number that this event is given, if any."""
    return KINDS.get((row.act, row.procedure or "ordinary", event_type))


def give(row: Case, draft: Mapping[str, Any], short: str, year: int) -> dict[str, Any]:
    """The draft with its number: the next of its kind, or the one that was entered by hand if it is free.

    Inside the write transaction, last (decision 26). The case itself is known by its first number.

    :param short: the agency's short word, as in ``麒住建``.
    :raises BadInput: ``number_taken``.
    """
    kind = kind_of(row, draft["event"])
    number = draft.get("number")
    if number:
        _keep(row.agency_id, str(number))
    elif kind is not None:
        number = take_number(row.agency_id, short + kind, kind, year)
    if number and not row.number and draft["event"] in ("opened", "decided"):
        row.number = str(number)
    return {**draft, "number": number} if number else dict(draft)


def take_number(agency_id: str, word: str, kind: str, year: int) -> str:
    """The next number of this kind, worded by the agency's scheme.

    Call it last inside the write transaction (decision 26): the counter's row is then held for the shortest time, and
    a transaction that fails gives its number back, so that there are no gaps. A number that was already entered by
    hand is passed over.

    :param word: the agency's short word with the kind's, as in ``麒住建罚决``.
    """
    Counter.objects.get_or_create(agency_id=agency_id, kind=kind, year=year)
    row = Counter.objects.select_for_update().get(agency_id=agency_id, kind=kind, year=year)
    while True:
        row.last += 1
        number = f"{word}〔{year}〕{row.last}号"
        _, made = Number.objects.get_or_create(agency_id=agency_id, number=number)
        if made:
            row.save(update_fields=["last"])
            return number


def next_number(agency_id: str, word: str, kind: str, year: int) -> str:
    """The number that :func:`take_number` would give now: to render a paper before the lock; it may be gone by then."""
    last = Counter.objects.filter(agency_id=agency_id, kind=kind, year=year).values_list("last", flat=True).first()
    return f"{word}〔{year}〕{(last or 0) + 1}号"


def demand_free(agency_id: str, number: str) -> None:
    """A number that is entered by hand has not been given before.

    :raises BadInput: ``number_taken``.
    """
    demand_short(number)
    if Number.objects.filter(agency_id=agency_id, number=number).exists():
        raise _taken(number)


def demand_short(number: str) -> None:
    """A number has at most 64 characters.

    :raises BadInput: ``number_too_long``.
    """
    if len(number) > 64:
        raise BadInput("number_too_long", where="文号", what="超过 64 个字", fix="只写文号", field="number")


def _keep(agency_id: str, number: str) -> None:
    demand_short(number)
    _, made = Number.objects.get_or_create(agency_id=agency_id, number=number)
    if not made:
        raise _taken(number)


def _taken(number: str) -> BadInput:
    return BadInput(
        "number_taken",
        where="文号",
        what=f"{number} 已经用过",
        fix="留空，由系统编下一个号；或核对原文号",
        field="number",
        number=number,
    )
