"""What can be made now, and which texts the page asks for: only what the case does not tell."""

from __future__ import annotations

from dataclasses import dataclass

from mingzhi.casework.cases.api import Dossier
from mingzhi.casework.documents.content import Made, all_of, known_texts
from mingzhi.casework.documents.drafting import coming
from mingzhi.casework.documents.kinds import KINDS, Kind
from mingzhi.casework.documents.models import Document


@dataclass(frozen=True, slots=True)
class Asked:
    """A text of a document: its name, label, and what the case says already (may be changed for this document)."""

    name: str
    zh: str
    value: str


@dataclass(frozen=True, slots=True)
class Due:
    """A document that belongs to an event; ``made`` is what was made of it already (``None``: still owed)."""

    kind: Kind
    event_id: str
    made: Document | None


def due_documents(told: Dossier) -> tuple[Due, ...]:
    """Every document that the recorded steps call for, in the order of the steps; those without ``made`` are owed.

    One query. Source: 国办发〔2018〕118号 二（七）, and the articles named by the kinds.
    """
    rows = Document.objects.filter(case_id=told.row.id, state=Document.FINAL)
    made = {(row.kind, row.made_from): row for row in rows}
    found = [
        (one.event.index, Due(kind, one.recorded.id, made.get((kind.key, one.recorded.id))))
        for kind in KINDS.values()
        for one in all_of(told, kind.event)
        if one.recorded is not None and suits(told, kind, one)
    ]
    return tuple(due for _, due in sorted(found, key=lambda pair: pair[0]))


def suits(told: Dossier, kind: Kind, made: Made) -> bool:
    """Whether this event calls for this kind: papers of penalties for penalties alone, one of the spot or not."""
    if kind.act not in ("", told.row.act):
        return False
    if kind.event != "decided":
        return True
    fields = made.event.fields
    spot = bool(fields.get("on_the_spot")) or fields.get("approved_by") == "officer_on_the_spot"
    return (kind.key == "on_the_spot") is spot


def texts_of(told: Dossier, kind_key: str, *, draft: bool = False) -> tuple[Asked, ...]:
    """The texts of this kind, or of its draft, with what is known of each.

    :raises BadInput: see :func:`drafting.coming`.
    """
    kind, known = KINDS[kind_key], known_texts(told)
    if draft:
        told_before = coming(told, kind)
        kind, known = told_before.kind, {**known, **told_before.known}
    return tuple(Asked(name, zh, known.get(name, "")) for name, zh in kind.texts)
