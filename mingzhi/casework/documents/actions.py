"""The verb of the room: draw up a document. One event ``document_drawn_up`` with the digests, one row."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from mingzhi.casework.cases import api as cases
from mingzhi.casework.documents.asking import suits
from mingzhi.casework.documents.content import Made, all_of, context
from mingzhi.casework.documents.drafting import MARK, Draft, coming, drafted
from mingzhi.casework.documents.filling import fill, template
from mingzhi.casework.documents.kinds import KINDS, Kind
from mingzhi.casework.documents.models import Document
from mingzhi.casework.documents.typesetting.pdf import typeset
from mingzhi.ground.clock import now
from mingzhi.ground.errors import BadInput
from mingzhi.ground.ulid import new_ulid
from mingzhi.law.casefile.writer import event_json
from mingzhi.ledger.journal.api import Recorded
from mingzhi.ledger.vault import api as vault
from mingzhi.registry.agencies.api import get_agency
from mingzhi.registry.identity.api import Actor

_TRIES = 5


class _NumberTaken(Exception):
    """Somebody else took the number that was rendered; render again with the next."""


def draw_up(
    actor: Actor,
    case_id: str,
    kind_key: str,
    texts: Mapping[str, str] | None = None,
    *,
    event_id: str | None = None,
    draft: bool = False,
    values: Mapping[str, Any] | None = None,
    expected: int | None = None,
    idempotency_key: str | None = None,
) -> Document:
    """Make a document from the case as it stands: fill the template, set the PDF/A, number, record.

    It is rendered before the lock (decision 26) with the number that will come next; if that number has gone meanwhile
    everything is undone and rendered again. So numbers have no gaps, and no paper ever carries a wrong one.

    :param event_id: the event that it is made from; ``None``: the last one that calls for it.
    :param texts: wording that the case does not know, by the names of :func:`asking.texts_of`.
    :param draft: make the paper of a step that is still to come: without number, marked 草稿 (decision 25).
    :param values: for a draft, the fields of the coming event; see :func:`drafting.coming`.
    :raises BadInput: an unknown kind, a step that has not happened yet (for a draft: has happened), a missing text.
    :raises NotFound, Forbidden, Conflict: as :func:`cases.api.record`.
    """
    told = cases.dossier(actor, case_id)
    if draft:
        before = coming(told, _kind(kind_key), values)
        paper = _Paper(before.kind, before.made, {**before.known, **_given(texts)}, before)
    else:
        kind, made = _called_for(told, kind_key, event_id)
        paper = _Paper(kind, made, _given(texts))
    for _ in range(_TRIES):
        try:
            return _draw_up(actor, told, paper, expected=expected, key=idempotency_key)
        except _NumberTaken:
            continue
    raise BadInput("numbers_contended", where=paper.kind.zh, what="文号被连续占用", fix="稍后再制作一次")


@dataclass(frozen=True, slots=True)
class _Paper:
    """What is to be made: the kind, its event, the texts; ``draft`` where the event is still to come."""

    kind: Kind
    made: Made
    texts: Mapping[str, str]
    draft: Draft | None = None


def _given(texts: Mapping[str, str] | None) -> dict[str, str]:
    return {name: text for name, text in (texts or {}).items() if text.strip()}


def _kind(kind_key: str) -> Kind:
    """The kind.

    :raises BadInput: there is none.
    """
    kind = KINDS.get(kind_key)
    if kind is None:
        raise BadInput(
            "document_kind_unknown",
            where="文书种类",
            what=f"没有“{kind_key}”这种文书",
            fix="从列表中选择",
            field="kind",
        )
    return kind


def _called_for(told: cases.Dossier, kind_key: str, event_id: str | None) -> tuple[Kind, Made]:
    """The kind, and the event that calls for it.

    :raises BadInput: no such kind, or no such event yet.
    """
    kind = _kind(kind_key)
    found = [
        made
        for made in all_of(told, kind.event)
        if suits(told, kind, made) and made.recorded is not None and event_id in (None, made.recorded.id)
    ]
    if not found:
        raise BadInput("document_too_early", where=kind.zh, what="对应的环节还没有记录", fix="先记录该环节，再制作文书")
    return kind, found[-1]


def _draw_up(
    actor: Actor,
    told: cases.Dossier,
    paper: _Paper,
    *,
    expected: int | None,
    key: str | None,
) -> Document:
    moment, kind, made, draft = now(), paper.kind, paper.made, paper.draft
    number, counted = ("", None) if draft else _number(told, kind, made.event.fields)
    values = context(told, kind, made, number, paper.texts)
    if draft:
        values = drafted(draft, values)
    title = f"{values['title']}{MARK if draft else ''}"
    filled = fill(template(kind.key), values)
    pdf = typeset(
        filled,
        title=f"{title} {number}".strip(),
        author=told.row.agency_name,
        at=moment,
        data={"case": told.row.id, "number": number, "event": event_json(made.event)},
        draft=draft is not None,
    )
    docx_kept, pdf_kept = vault.put(filled), vault.put(pdf)
    row = Document(
        id=new_ulid(),
        case_id=told.row.id,
        made_from=made.recorded.id if made.recorded else "",
        kind=kind.key,
        state=Document.DRAFT if draft else Document.FINAL,
        title=title,
        number=number,
        docx=docx_kept.digest,
        pdf=pdf_kept.digest,
        made_by=actor.name,
        made_at=moment,
    )

    def keep(case: cases.Row, recorded: Sequence[Recorded]) -> None:
        if counted and cases.take_number(case.agency_id, *counted) != number:
            raise _NumberTaken
        row.event_id = recorded[-1].id
        row.made_from = row.made_from or row.event_id
        row.save(force_insert=True)

    listed: list[dict[str, Any]] = [
        {"kind": f"{kind.key}{'.draft' if draft else ''}.{form}", "number": number, "sha256": digest}
        for form, digest in (("docx", row.docx), ("pdf", row.pdf))
    ]
    recorded = cases.record(
        actor,
        told.row.id,
        "document_drawn_up",
        {"document": title, "documents": listed},
        expected=expected,
        idempotency_key=key,
        within=keep,
    )
    return Document.objects.get(event_id=recorded.id)


def _number(told: cases.Dossier, kind: Kind, fields: Mapping[str, Any]) -> tuple[str, tuple[str, str, int] | None]:
    """The number of the document; with it the counter to take it from, where the event does not hold it already."""
    if not kind.word:
        return "", None
    given = told.row.number if kind.numbered_by == "case" else fields.get(kind.numbered_by or "")
    if given:
        return str(given), None
    counter = (f"{get_agency(told.row.agency_id).short}{kind.word}", kind.word, now().year)
    return cases.next_number(told.row.agency_id, *counter), counter
