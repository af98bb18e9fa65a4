"""What a document says, from the case alone: one function a kind, each returning the names its template may use.

A text that the case does not know (the facts in words, say) comes from ``texts``; what is neither known nor given is
refused with its name, never left blank on an official paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingzhi.casework.cases.api import Dossier
from mingzhi.casework.documents import phrases
from mingzhi.casework.documents.kinds import Kind
from mingzhi.ground.clock import SHANGHAI, today
from mingzhi.ground.errors import BadInput
from mingzhi.law.casefile.values import Event
from mingzhi.ledger.journal.api import Recorded

Context = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """The event that a document is made from, with its record; without one it is still to come (a draft)."""

    event: Event
    recorded: Recorded | None


def all_of(told: Dossier, word: str) -> list[Made]:
    """The events of this word with their records, in order."""
    pairs = zip(told.file.events, told.recorded, strict=True)
    return [Made(event, recorded) for event, recorded in pairs if event.type == word]


def latest(told: Dossier, word: str) -> Made | None:
    """The last event of this word; ``None`` where there is none."""
    found = all_of(told, word)
    return found[-1] if found else None


def known_texts(told: Dossier) -> dict[str, str]:
    """The texts that the case tells already: the facts in words, the evidence, the basis."""
    return {
        "facts": _facts(told),
        "evidence": phrases.evidence(told.file.events),
        "basis": _basis(told),
    }


def context(told: Dossier, kind: Kind, made: Made, number: str, texts: Mapping[str, str]) -> Context:
    """Everything that the template of this kind may name.

    :raises BadInput: texts that are missing, named by ``fields``.
    """
    known = {name: text for name, text in known_texts(told).items() if text}
    said = {**known, **{name: text.strip() for name, text in texts.items() if text.strip()}}
    missing = [(name, zh) for name, zh in kind.texts if not said.get(name)]
    if missing:
        raise BadInput(
            "document_texts_missing",
            where=kind.zh,
            what="还差：" + "、".join(zh for _, zh in missing),
            fix="补填后再制作",
            fields=[name for name, _ in missing],
        )
    party = told.file.parties[0] if told.file.parties else None
    shared: Context = {
        "agency": {"name": told.row.agency_name},
        "case": {"title": told.row.title},
        "party": {
            "name": "、".join(one.name for one in told.file.parties) or "（未登记）",
            "code": party.code if party and party.code else "",
            "code_word": "公民身份号码" if party and party.kind == "person" else "统一社会信用代码",
        },
        "number": number,
        "title": kind.zh,
        "officers": _officers(told, made),
        "made_on": phrases.chinese_day(today()),
        **{name: said[name] for name, _ in kind.texts},
        "said": said,
    }
    return {**shared, **_MAKERS[kind.key](told, made)}


def _facts(told: Dossier) -> str:
    for word in ("facts_established", "investigation_ended", "investigated_on_site", "clue_received"):
        found = latest(told, word)
        if found is not None and (note := str(found.event.shared.get("note", "")).strip()):
            return note if note.endswith(("。", "！", "？")) else f"{note}。"
    return ""


def _basis(told: Dossier) -> str:
    found = latest(told, "decided")
    return "、".join(found.event.fields.get("basis", ())) if found else ""


def _officers(told: Dossier, made: Made) -> str:
    """The officers with their credentials, of this event or of the last one that names any."""
    for event in (made.event, *reversed(told.file.events)):
        if event.officers:
            return "、".join(
                f"{one.name}（执法证号 {one.credential}）" if one.credential else one.name for one in event.officers
            )
    return "、".join(handler.name for handler in told.handlers if handler.current)


def _day(event: Event) -> date | None:
    return event.at.last if event.at else None


def _filing(told: Dossier, made: Made) -> Context:
    clue, asked, given = (latest(told, word) for word in ("clue_received", "approval_requested", "approval_given"))
    source = clue.event.fields.get("source", "other") if clue else "other"
    return {
        "clue": {
            "source": phrases.choice("clue_received", "source", source),
            "on": phrases.day(_day(clue.event)) if clue else "—",
        },
        "asked": _who(asked or made),
        "approval": {"words": "同意立案。", **_who(given or made)},
    }


def _who(made: Made) -> Context:
    if made.recorded is None:
        return {"name": "—", "on": "—"}
    return {
        "name": made.recorded.actor.name,
        "on": phrases.day(made.recorded.recorded_at.astimezone(SHANGHAI).date()),
    }


def _notice(told: Dossier, made: Made) -> Context:
    told_of = made.event.fields.get("told", ())
    hearing = "hearing_right" in told_of or latest(told, "hearing_right_told") is not None
    established = latest(told, "facts_established")
    return {
        "title": "行政处罚听证告知书" if hearing else "行政处罚事先告知书",
        "penalties": phrases.penalties(made.event.fields.get("proposed", ())),
        "hearing": hearing,
        "benchmark": phrases.circumstances(established.event) if established else "",
        "defence_days": "五",
    }


def _review(told: Dossier, made: Made) -> Context:
    submitted = latest(told, "review_submitted")
    materials: Sequence[str] = submitted.event.fields.get("materials", ()) if submitted else ()
    fields = made.event.fields
    return {
        "submitted": {
            **(_who(submitted) if submitted else {"name": "—", "on": "—"}),
            "materials": "、".join(phrases.choice("review_submitted", "materials", one) for one in materials) or "—",
        },
        "items": "；".join(phrases.review_item(one) for one in fields.get("items", ())) or "—",
        "opinion": {
            "words": phrases.choice("review_completed", "outcome", str(fields.get("outcome", ""))),
            "reasons": str(made.event.shared.get("note", "")),
            "reviewer": str(fields.get("reviewer") or _who(made)["name"]),
            "on": phrases.day(_day(made.event)),
        },
    }


def _decision(told: Dossier, made: Made) -> Context:
    fields = made.event.fields
    listed = fields.get("penalties", ())
    return {
        "title": "行政处罚决定书" if listed else "不予行政处罚决定书",
        "course": phrases.course(told.file.events),
        "basis": "、".join(fields.get("basis", ())),
        "reasons": str(fields.get("reasons", "")),
        "penalties": phrases.penalties(listed),
        "outcome": str(fields.get("outcome", "")),
        "fine": any(one.get("type") == "fine" for one in listed),
        "remedies": phrases.remedies(fields.get("remedies", {})),
        "decided_on": phrases.chinese_day(_day(made.event) or today()),
    }


def _service(told: Dossier, made: Made) -> Context:
    fields, reference = made.event.fields, made.event.fields.get("document")
    served = next(
        (event for event in reversed(told.file.events) if reference in (event.id, event.type, event.index)), None
    )
    name = phrases.document_name(served) if served is not None else str(reference or "—")
    method = str(fields.get("method", ""))
    return {
        "served": {
            "document": name,
            "number": str(served.fields.get("number", "—")) if served is not None else "—",
            "method": phrases.choice("document_served", "method", method) if method else "—",
            "on": phrases.day(_day(made.event)),
            "signed_by": str(fields.get("signed_by", "—")),
            "witness": "有" if fields.get("witness") else "—",
            "recorded": "已拍照或录像" if fields.get("recorded") else "—",
            "note": str(made.event.shared.get("note", "")) or "—",
        }
    }


_MAKERS: dict[str, Callable[[Dossier, Made], Context]] = {
    "filing_approval": _filing,
    "prior_notice": _notice,
    "review_opinion": _review,
    "decision": _decision,
    "on_the_spot": _decision,
    "proof_of_service": _service,
}
