"""经过: the events of a case as people read them: what, when, by whom, with its documents and recordings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from mingzhi.casework.cases.api import Dossier
from mingzhi.doors.desk.telling import step_zh, told
from mingzhi.doors.web.filters import prose_moment
from mingzhi.ground.clock import SHANGHAI
from mingzhi.law.casefile.values import Event
from mingzhi.law.procedure import step_of

#: Events that accompany others: shown smaller.
_MINOR = frozenset(("approval_requested", "approval_given", "document_drawn_up"))


@dataclass(frozen=True, slots=True)
class Line:
    """One event on the page.

    :param late: it was entered on a later day than it happened (补录), with the reason given.
    :param details: label and value of each field, in the vocabulary's order.
    :param entered: when it was recorded; empty where that is when it happened.
    :param papers: documents made from this event.
    :param recording: what is known of its recording; empty: nothing.
    """

    id: str
    event: str
    zh: str
    when: str
    details: Sequence[tuple[str, str]]
    officers: str
    by: str
    entered: str
    late: bool
    late_reason: str
    note: str
    papers: Sequence[Any]
    recording: str
    correctable: bool
    minor: bool


def course_of(dossier: Dossier, papers: Mapping[str, Sequence[Any]]) -> list[Line]:
    """The course of a case, the newest first.

    :param entered: when it was recorded; empty where that is when it happened.
    :param papers: documents by the id of the event from which they were made.
    """
    names = {recorded.id: step_zh(recorded.type) for recorded in dossier.recorded}
    lines = []
    for event, recorded in zip(dossier.file.events, dossier.recorded, strict=True):
        happened = event.at.day if event.at else None
        entered = recorded.recorded_at.astimezone(SHANGHAI)
        step = step_of(dossier.row.act, dossier.row.procedure or None, event.type)
        lines.append(
            Line(
                id=recorded.id,
                event=event.type,
                zh=_name(event),
                when=when_zh(event, entered.date()),
                details=[(label, names.get(value, value)) for label, value in _details(event)],
                officers="、".join(_officer(one) for one in event.officers or ()),
                by=recorded.actor.name,
                entered="" if _at_once(event, entered) else f"{entered:%Y-%m-%d %H:%M}",
                late=happened is not None and happened < entered.date() and not dossier.row.origin_is_foreign,
                late_reason=str((event.shared.get("x") or {}).get("late_reason", "")),
                note=str(event.shared.get("note", "")),
                papers=papers.get(recorded.id, ()),
                recording=_recording(event.shared.get("recordings") or ()),
                correctable=step is not None and not step.sealed and not step.approval and event.type != "corrected",
                minor=event.type in _MINOR,
            )
        )
    return lines[::-1]


def _at_once(event: Event, entered: datetime) -> bool:
    """Whether it was recorded as it happened."""
    instant = event.at.instant if event.at else None
    return instant is not None and abs(entered - instant) < timedelta(minutes=1)


def when_zh(event: Event, today: date) -> str:
    """The moment in prose, the year only where it is not this one; the bounds where no more is known."""
    if event.at is None:
        return "时间不详"
    if event.at.instant is not None:
        local = event.at.instant.astimezone(SHANGHAI)
        year = "" if local.year == today.year else f"{local.year}年"
        return f"{year}{prose_moment(local)}"
    if event.at.day is not None:
        day = event.at.day
        year = "" if day.year == today.year else f"{day.year}年"
        return f"{year}{day.month}月{day.day}日"
    return f"{event.at.first or '？'} 至 {event.at.last or '？'}"


def _name(event: Event) -> str:
    """The event's name; an approval says of what."""
    of = event.fields.get("of")
    if event.type.startswith("approval_") and isinstance(of, str):
        return f"{step_zh(event.type)}：{step_zh(of)}"
    return step_zh(event.type)


def _details(event: Event) -> list[tuple[str, str]]:
    fields = {name: value for name, value in event.fields.items() if not (name == "of" and isinstance(value, str))}
    return told(event.type, {name: value for name, value in fields.items() if name != "draft"})


def _officer(one: Any) -> str:
    if one.credential:
        return f"{one.name}（证号 {one.credential}）"
    return f"{one.name}（无执法证）" if one.credential_known else one.name


def _recording(recordings: Sequence[Any]) -> str:
    """What the event says of its recording."""
    for one in recordings:
        if isinstance(one, Mapping):
            if one.get("complete") is True:
                return "全程音像记录"
            reason = str(one.get("reason_if_none", ""))
            return f"未全程录音录像：{reason}" if reason else "部分音像记录"
    return ""
