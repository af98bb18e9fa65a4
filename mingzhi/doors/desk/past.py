"""A case as it stood on a past day: only what was recorded by then, judged by the law as of then (REQ-013)."""

from __future__ import annotations

from copy import copy
from dataclasses import replace
from datetime import date

from mingzhi.casework.cases.api import Dossier, lawbook_of
from mingzhi.ground.clock import SHANGHAI
from mingzhi.law.casefile.corrections import corrected_view
from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Outcome
from mingzhi.law.procedure import state_of

#: Where a case stands on a day on which nobody had registered it.
NOT_YET = "尚未登记"


def as_it_stood(told: Dossier, day: date) -> Dossier:
    """The dossier at the end of *day*; nothing can be done from there, so it has no next steps.

    What the row tells beside its events (number, filing day, who handles it) is told only once an event had told it.
    """
    known = [one for one in told.recorded if one.recorded_at.astimezone(SHANGHAI).date() <= day]
    file = replace(told.file, events=told.file.events[: len(known)])
    lawbook = lawbook_of(told.row)
    view = corrected_view(file)
    findings = evaluate(view, lawbook, as_of=day)
    running = [one for one in findings if one.outcome in (Outcome.DUE, Outcome.OVERDUE) and one.due_on is not None]
    state = state_of(view, lawbook)
    row = copy(told.row)
    row.state, row.stage, row.finished = state.word, state.stage, state.finished
    if not any(row.number and (one.payload or {}).get("number") == row.number for one in known):
        row.number = ""
    if not any(one.type == "opened" for one in known):
        row.opened_on = None
    if not known:
        row.state = NOT_YET
    names = {one.actor.name for one in known[:1]} | {
        officer.name for event in file.events for officer in event.officers or ()
    }
    projection = replace(
        told.projection,
        state=state.word,
        stage=state.stage,
        finished=state.finished,
        steps=(),
        findings=findings,
        due=tuple(sorted(running, key=lambda one: one.due_on or date.max)),
    )
    return replace(
        told,
        row=row,
        recorded=known,
        file=file,
        projection=projection,
        findings=findings,
        requests=(),
        handlers=[one for one in told.handlers if one.name in names],
    )
