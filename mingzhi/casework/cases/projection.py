"""What the lists know of a case, computed from its file and the law of today (decision 26). Pure until ``apply``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection
from django.db.models import Q

from mingzhi.casework.cases.models import Case, Handler
from mingzhi.law.casefile.corrections import corrected_view
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Finding, Outcome, Severity
from mingzhi.law.lawbook import Lawbook
from mingzhi.law.procedure import NextStep, next_step, next_steps, state_of


@dataclass(frozen=True, slots=True)
class Projection:
    """The state of a case on one day.

    :param steps: what may follow; only the suggested step where not all were asked for.
    :param findings: everything that the law says of the case.
    :param due: the running or overdue terms, the earliest first.
    """

    state: str
    stage: str
    finished: bool
    steps: tuple[NextStep, ...]
    findings: tuple[Finding, ...]
    due: tuple[Finding, ...]
    opened_on: date | None
    last_on: date | None

    @property
    def ours(self) -> tuple[Finding, ...]:
        """The terms of ``due`` that bind the authority: a term that runs for the party breaks no law when it ends."""
        return tuple(finding for finding in self.due if finding.severity is not Severity.INFO)

    @property
    def suggested(self) -> NextStep | None:
        """The next lawful step on the main path."""
        return next((step for step in self.steps if step.suggested), None)


def project(case: CaseFile, lawbook: Lawbook, as_of: date, *, all_steps: bool = True) -> Projection:
    """Compute the projection; needs no database.

    :param all_steps: look at every step that may follow, as the case's page does; else only at the suggested one.
    """
    case = corrected_view(case)
    findings = evaluate(case, lawbook, as_of=as_of)
    running = [
        finding
        for finding in findings
        if finding.outcome in (Outcome.DUE, Outcome.OVERDUE) and finding.due_on not in (None, date.max)
    ]  # date.max: the clock stands still
    running.sort(key=lambda f: (f.due_on or date.max, f.rule))
    state = state_of(case, lawbook)
    days = [event.at.last for event in case.events if event.at is not None and event.at.last is not None]
    opened = next((e.at.first for e in case.events if e.type == "opened" and e.at is not None), None)
    if all_steps:
        steps = next_steps(case, lawbook, as_of=as_of, findings=findings)
    else:
        suggested = next_step(case, lawbook, as_of=as_of)
        steps = () if suggested is None else (suggested,)
    return Projection(
        state=state.word,
        stage=state.stage,
        finished=state.finished,
        steps=steps,
        findings=findings,
        due=tuple(running),
        opened_on=opened,
        last_on=max(days) if days else None,
    )


def apply(row: Case, projection: Projection, seq: int) -> None:
    """Write the projection onto the row; the caller saves it inside the lock. A foreign case waits for nobody here."""
    suggested = None if row.origin_is_foreign else projection.suggested
    row.state, row.stage, row.finished = projection.state, projection.stage, projection.finished
    row.opened_on, row.last_on, row.seq = projection.opened_on, projection.last_on, seq
    row.next_step = suggested.step.event if suggested else ""
    row.next_role = suggested.step.roles[0] if suggested else ""
    first = None if projection.finished else next(iter(projection.ours), None)
    row.due_on = first.due_on if first else None
    row.due_rule = first.rule if first else ""
    row.running = projection.due


#: The columns that a projection writes.
COLUMNS = (
    "state",
    "stage",
    "finished",
    "opened_on",
    "last_on",
    "seq",
    "next_step",
    "next_role",
    "due_on",
    "due_rule",
    "number",
)
_KEEP = f"UPDATE {Case._meta.db_table} SET {', '.join(f'{name} = %s' for name in COLUMNS)} WHERE id = %s"
_KNOWN = f"SELECT person_id FROM {Handler._meta.db_table} WHERE case_id = %s"


def keep(row: Case, *, first: bool) -> None:
    """Save the row: a new one whole, else what a projection changes, in one statement by cursor (a hot path)."""
    if first:
        row.save(force_insert=True)
    else:
        values = [getattr(row, name) for name in COLUMNS]
        with connection.cursor() as cursor:
            cursor.execute(_KEEP, [one.isoformat() if isinstance(one, date) else one for one in (*values, row.pk)])


def add_handlers(row: Case, handlers: Sequence[tuple[str, str]], took_part: Sequence[tuple[str, str]] = ()) -> None:
    """Remember who handles the case now; earlier handlers and who took part stay known (for 办审分离)."""
    if not handlers and not took_part:
        return
    with connection.cursor() as cursor:
        cursor.execute(_KNOWN, [row.pk])
        known = {person for (person,) in cursor.fetchall()}
    now = [person for person, _ in handlers]
    if handlers and known:
        Handler.objects.filter(case=row).update(current=Q(person_id__in=now))
    new = {person: name for person, name in (*took_part, *handlers) if person not in known}
    if new:
        Handler.objects.bulk_create(
            Handler(case=row, person_id=person, name=name, current=person in now) for person, name in new.items()
        )
