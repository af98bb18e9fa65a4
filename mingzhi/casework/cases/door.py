"""The one door: may this happen now? Judged before the lock, on what is recorded, by the law of today (decision 26)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingzhi.casework.cases.codec import case_of, with_draft
from mingzhi.casework.cases.models import Case
from mingzhi.ground.clock import SHANGHAI, now, today
from mingzhi.ground.errors import BadInput, Conflict, Refused
from mingzhi.law.casefile.corrections import corrected_view
from mingzhi.law.casefile.values import CaseFile, Event
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.door import at_door
from mingzhi.law.findings import Finding
from mingzhi.law.lawbook import Lawbook, shipped
from mingzhi.law.procedure import done, step_of
from mingzhi.ledger.journal.api import read_stream


@dataclass(frozen=True, slots=True)
class Judged:
    """A draft that may happen: the case before it, the draft as an event, the findings that only inform."""

    case: CaseFile
    draft: Event
    lawbook: Lawbook
    findings: tuple[Finding, ...]


def lawbook_of(row: Case) -> Lawbook:
    """The law that applies to a case: the shipped layers under the agency's profile."""
    return shipped(row.profile or None)


def file_of(row: Case) -> CaseFile:
    """The case as recorded so far. At the desk what is not listed did not happen (decision 2)."""
    return case_of(file_id(row), row.head, read_stream(f"case:{row.id}", origin=row.origin))


def file_id(row: Case) -> str:
    """The id that a case bears in its file: a foreign case its own, without the origin's name before it."""
    return row.id.removeprefix(f"{row.origin}:") if row.origin_is_foreign else row.id


def judge(row: Case, draft: Mapping[str, Any], *, expected: int | None = None, case: CaseFile | None = None) -> Judged:
    """Judge a draft event.

    :param draft: mapping of the case file: ``event``, ``at`` and its fields.
    :param case: the case as recorded so far, if it is at hand.
    :raises BadInput: what was entered cannot be read or is not there, or the step was taken already.
    :raises Conflict: the case has moved since the actor saw it.
    :raises Refused: a blocking rule is broken or not determined; ``findings`` tell which and why.
    """
    if expected is not None and expected != row.seq:
        raise Conflict("case_moved", case=row.id, seen=expected, now=row.seq)
    case = case or file_of(row)
    event = with_draft(case, row.head, draft)
    demand_fields(event)
    demand_time(event, draft)
    demand_place(event, case)
    lawbook = lawbook_of(row)
    findings = at_door(corrected_view(case), event, lawbook, as_of=today())
    blocking = tuple(finding for finding in findings if finding.blocks)
    if blocking:
        raise Refused("refused_by_law", step=event.type, findings=blocking)
    return Judged(case, event, lawbook, tuple(f for f in findings if not f.blocks))


def demand_fields(event: Event) -> None:
    """Required in the vocabulary is required at the desk (decision 22).

    :raises BadInput: with ``fields``, the names that are missing.
    """
    missing = [
        name for name, kind in VOCABULARY[event.type].fields.items() if not kind.optional and name not in event.fields
    ]
    if missing:
        words = "、".join(VOCABULARY.field_zh(event.type, name) for name in missing)
        raise BadInput(
            "fields_missing",
            where=VOCABULARY[event.type].zh,
            what=f"还差：{words}",
            fix="补填后再提交",
            fields=missing,
        )


def demand_time(event: Event, draft: Mapping[str, Any]) -> None:
    """An act lies not in the future; one entered on a later day says why it is entered late (补录, decision 19).

    :raises BadInput: on the field ``at`` or ``late_reason``.
    """
    if event.at is None or event.at.first is None:
        raise BadInput("at_missing", where="时间", what="没有填写发生时间", fix="填写这一步实际发生的日期", field="at")
    day: date = event.at.first
    if day > today() or (event.at.instant is not None and event.at.instant > now()):
        raise BadInput(
            "at_in_future",
            where="时间",
            what=f"{day.isoformat()} 还没有到",
            fix="填写实际发生的日期，事后再记录",
            field="at",
        )
    late = day < now().astimezone(SHANGHAI).date()
    if late and not str((draft.get("x") or {}).get("late_reason") or "").strip():
        raise BadInput(
            "late_without_reason",
            where="补录说明",
            what=f"这一步发生在 {day.isoformat()}，今天才记录",
            fix="写明补录的原因；它会一直显示为补录",
            field="late_reason",
        )


def demand_place(event: Event, case: CaseFile) -> None:
    """Its place in the course: a step that is taken once is not taken twice; none is dated before what it rests on.

    :raises BadInput: ``step_taken_already``, ``step_too_early``, ``dated_before``.
    """
    step = step_of(case.act, case.procedure, event.type)
    if step is None:
        return
    grounds = [one for one in case.events if one.type in step.after]
    if step.ordered and step.after and not grounds:
        awaited = "或".join(VOCABULARY[word].zh for word in step.after)
        raise BadInput(
            "step_too_early",
            where=step.zh,
            what=f"本案还没有“{awaited}”",
            fix="先办理前面的环节",
            step=event.type,
            awaits=list(step.after),
        )
    first = min((one.at.first for one in grounds if one.at is not None and one.at.first), default=None)
    day = event.at.last if event.at is not None else None
    if step.ordered and first is not None and day is not None and day < first:
        raise BadInput(
            "dated_before",
            where=step.zh,
            what=f"填写的日期 {day.isoformat()} 早于 {first.isoformat()} 的{VOCABULARY[grounds[0].type].zh}",
            fix="核对日期；倒签的日期不能记录",
            field="at",
        )
    if step.once and done(step, case):
        raise BadInput(
            "step_taken_already",
            where=step.zh,
            what="本案已经有这一步",
            fix="记错了就用“记录更正”；决定要改就作变更或撤销决定",
            step=event.type,
        )
