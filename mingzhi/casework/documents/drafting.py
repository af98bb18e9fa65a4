"""Drafts: the paper of a step that is still to come, for the review and the approval (decision 25, 行政处罚法 57、58).

A draft takes no number and no day, says 草稿 in its head, and stays in the dossier beside the paper that follows it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from mingzhi.casework.cases.api import Dossier
from mingzhi.casework.documents import phrases
from mingzhi.casework.documents.content import Context, Made, latest
from mingzhi.casework.documents.kinds import BASIS, KINDS, Kind
from mingzhi.casework.documents.models import Document
from mingzhi.ground.errors import BadInput
from mingzhi.law.casefile.mapping import FORMAT
from mingzhi.law.casefile.reader import read_mapping
from mingzhi.law.procedure import done, step_of

#: Kinds that can be drawn up before their event; for the event's penalties, the field that holds them.
DRAFTED = {"filing_approval": "", "prior_notice": "proposed", "decision": "penalties"}
MARK = "（草稿）"
_NO_NUMBER = "（草稿，未编文号）"
_NO_DAY = "　　年　　月　　日"
_PENALTIES = ("penalties", "拟作出的处罚（一行一项）")


@dataclass(frozen=True, slots=True)
class Draft:
    """What a draft is made from: its kind with the texts it asks for, the event as it may come, what is known."""

    kind: Kind
    made: Made
    known: Mapping[str, str]


def coming(told: Dossier, kind: Kind, values: Mapping[str, Any] | None = None) -> Draft:
    """The draft of a kind: its event is not recorded yet.

    :param values: fields of the coming event, as in the case file; ``None``: those of the request that waits for
        approval, if there is one, else none: then what the event would tell is asked as text.
    :raises BadInput: a kind without drafts, a step that has happened already, fields that cannot be read.
    """
    if kind.key not in DRAFTED:
        raise BadInput("no_draft_of_kind", where=kind.zh, what="这种文书不做草稿", fix="记录该环节后制作", field="kind")
    if not _still_to_come(told, kind):
        raise BadInput(
            "draft_too_late",
            where=kind.zh,
            what="本案不用这种文书，或者对应的环节已经记录",
            fix="在案件的文书中制作",
            field="kind",
        )
    if values is None:
        values = next((one.draft["values"] for one in told.requests if one.step == kind.event), {})
    head = {"format": FORMAT, "id": told.row.id, **told.row.head}
    read = read_mapping({**head, "events": [{**values, "event": kind.event}]}, where=kind.zh)
    event = replace(read.events[0], index=len(told.file.events))
    penalties = DRAFTED[kind.key]
    asked = list(kind.texts)
    if penalties and penalties not in values:
        asked.append(_PENALTIES)
    if BASIS not in asked and "basis" not in values:
        asked.append(BASIS)
    known = {}
    if (noticed := latest(told, "prior_notice_served")) is not None:
        known["penalties"] = "\n".join(phrases.penalties(noticed.event.fields.get("proposed", ())))
    return Draft(replace(kind, texts=tuple(asked)), Made(event, None), known)


def drafted(draft: Draft, values: Mapping[str, Any]) -> Context:
    """The values of the paper, changed into those of a draft: no day, and the texts where the event is silent."""
    names = {name for name, _ in draft.kind.texts}
    changed: Context = {**values, "number": _NO_NUMBER, "made_on": _NO_DAY, "decided_on": _NO_DAY}
    if "penalties" in names:
        lines = [line.strip() for line in values["said"]["penalties"].splitlines() if line.strip()]
        changed |= {"penalties": lines, "fine": any("罚款" in line for line in lines)}
        if draft.kind.key == "decision":
            changed["title"] = draft.kind.zh
    if "basis" in names:
        changed["basis"] = values["said"]["basis"]
    if draft.kind.key == "filing_approval":
        changed["approval"] = {"words": "（待批准）", "name": "—", "on": "—"}
    return changed


def drafts_of(told: Dossier) -> Sequence[Document]:
    """The drafts in the dossier, the newest first. One query."""
    return list(Document.objects.filter(case_id=told.row.id, state=Document.DRAFT).order_by("-made_at", "-id"))


def draft_kinds(told: Dossier) -> tuple[Kind, ...]:
    """The kinds that can be drawn up as a draft now: their step belongs to this procedure and has not happened."""
    return tuple(KINDS[key] for key in DRAFTED if _still_to_come(told, KINDS[key]))


def _still_to_come(told: Dossier, kind: Kind) -> bool:
    step = step_of(told.row.act, told.row.procedure or None, kind.event)
    return kind.act == told.row.act and step is not None and not done(step, told.file)
