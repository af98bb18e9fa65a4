"""What may follow in a case, and where it stands. Steps are data; whether one may happen is derived from the gates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from mingzhi.law.casefile.values import CaseFile, Event, When
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.door import at_door
from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Finding, Outcome
from mingzhi.law.lawbook import Lawbook
from mingzhi.law.procedurefile import Procedure, Stage, Step, procedure_of

__all__ = [
    "NextStep",
    "Procedure",
    "Stage",
    "State",
    "Step",
    "done",
    "known_fields",
    "next_step",
    "next_steps",
    "procedure_of",
    "state_of",
    "step_of",
]


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step that lies before a case.

    :param ready: nothing but its own form stands in the way.
    :param lacks: the findings that would refuse it today, whatever is entered in its form.
    :param asks: fields of its form that are not known yet.
    :param suggested: the next on the main path.
    :param due: the running or overdue term within which it is owed.
    """

    step: Step
    ready: bool
    lacks: tuple[Finding, ...] = ()
    asks: tuple[str, ...] = ()
    suggested: bool = False
    due: Finding | None = None


@dataclass(frozen=True, slots=True)
class State:
    """Where a case stands: the last milestone in one word, its stage, and whether nothing is left to be done."""

    word: str
    stage: str
    finished: bool


def step_of(act: str, procedure: str | None, event: str) -> Step | None:
    """The step that records *event*; ``None`` for events that stand beside the procedure."""
    return procedure_of(act, procedure).step(event)


def state_of(case: CaseFile, lawbook: Lawbook) -> State:
    """The state of a case: the status word of the last milestone that happened (at most seven words for an act)."""
    procedure = procedure_of(case.act, case.procedure)
    milestones = {step.event: step for step in procedure.steps if step.state}
    for event in reversed(case.events):
        step = milestones.get(event.type)
        if step is not None:
            return State(str(step.state), procedure.stage_zh(step.stage), step.finished)
    return State(procedure.states[0], procedure.stages[0].zh, False)


def next_steps(
    case: CaseFile, lawbook: Lawbook, *, as_of: date, findings: Iterable[Finding] | None = None
) -> tuple[NextStep, ...]:
    """What may follow, in the order of the procedure, the suggested step marked.

    :param as_of: the day on which it would happen.
    :param findings: what ``evaluate`` said of the case on this day, if it is at hand.
    """
    said = evaluate(case, lawbook, as_of=as_of) if findings is None else findings
    running = [one for one in said if one.outcome in (Outcome.DUE, Outcome.OVERDUE)]
    procedure = procedure_of(case.act, case.procedure)
    look = _Look(case, lawbook, as_of, running)
    suggested = _suggest(procedure, look)
    offered = [step for step in procedure.steps if _offered(step, case)]
    if suggested is not None and suggested not in offered:
        offered.append(suggested)
    return tuple(look.at(step, suggested=step is suggested) for step in offered)


def next_step(case: CaseFile, lawbook: Lawbook, *, as_of: date) -> NextStep | None:
    """The suggested step alone: cheaper than :func:`next_steps`, for projections. ``None``: nothing is to be done."""
    look = _Look(case, lawbook, as_of, ())
    step = _suggest(procedure_of(case.act, case.procedure), look)
    return None if step is None else look.at(step, suggested=True)


def known_fields(step: Step, case: CaseFile) -> dict[str, Any]:
    """Fields of a step whose value the case tells already: its form shows them and does not ask."""
    found: dict[str, Any] = {}
    for name, path in step.known.items():
        word, _, field = path.partition(".")
        told = next((event for event in reversed(case.events) if event.type == word and field in event.fields), None)
        if told is not None:
            found[name] = told.fields[field]
    return found


class _Look:
    """Looks at steps of one case on one day; each door is tried once."""

    def __init__(self, case: CaseFile, lawbook: Lawbook, as_of: date, running: Iterable[Finding]) -> None:
        self.case, self.lawbook, self.as_of = case, lawbook, as_of
        self.running = tuple(running)
        self._tried: dict[str, tuple[tuple[Finding, ...], tuple[str, ...]]] = {}

    def tried(self, step: Step) -> tuple[tuple[Finding, ...], tuple[str, ...]]:
        """What would refuse the step today, and which of its fields the gates ask for."""
        if step.event not in self._tried:
            probe = Event(
                index=len(self.case.events),
                type=step.event,
                at=When(self.as_of, self.as_of),
                fields=known_fields(step, self.case),
            )
            lacks, asks, again = [], dict.fromkeys(step.form), set()
            for finding in at_door(self.case, probe, self.lawbook, as_of=self.as_of):
                if not finding.blocks:
                    continue
                own = [str(one.field) for one in finding.missing if one.event_type == step.event and one.field]
                only = own and len(own) == len(finding.missing)
                if finding.broken or not (only or self._settles(probe, finding, own)):
                    lacks.append(finding)
                else:
                    heads = [name.partition(".")[0] for name in own]
                    asks |= dict.fromkeys(name for name in heads if name in VOCABULARY[step.event].fields)
                    again |= {name.partition(".")[0] for name in own if "." in name}
            wanted = tuple(
                name for name in asks if (name not in probe.fields or name in again) and name not in step.filled
            )
            self._tried[step.event] = (tuple(lacks), wanted)
        return self._tried[step.event]

    def _settles(self, probe: Event, finding: Finding, own: Iterable[str]) -> bool:
        """Whether an answer in the step's own form to what a known field leaves open (is it large?) settles it."""
        for name in own:
            for fields in _answered(probe, name):
                told = at_door(self.case, replace(probe, fields=fields), self.lawbook, as_of=self.as_of)
                if not any(one.rule == finding.rule and one.blocks for one in told):
                    return True
        return False

    def at(self, step: Step, *, suggested: bool) -> NextStep:
        """The step as it lies before the case."""
        lacks, asks = self.tried(step)
        due = next((one for one in self.running if any(owed.event_type == step.event for owed in one.missing)), None)
        return NextStep(step, not lacks, lacks, asks, suggested, due)


def _answered(probe: Event, name: str) -> Iterator[dict[str, Any]]:
    """The fields of a probe with each yes and no to one part (``penalties.large``) of a known field.

    A list of penalties that is not known yet is tried with the mildest.
    """
    head, _, part = name.partition(".")
    kind, value = VOCABULARY[probe.type].fields.get(head), probe.fields.get(head)
    inner = kind and (kind.item or kind)
    if not part and not value and inner is not None and "type" in inner.fields and inner.fields["type"].choices:
        yield {**probe.fields, head: ({"type": next(iter(inner.fields["type"].choices))},)}
    if not part or not value or inner is None or part not in inner.fields or inner.fields[part].kind != "bool":
        return
    rows = value if isinstance(value, (list, tuple)) else (value,)
    for said in (False, True):
        told = tuple(row if part in row else {**row, part: said} for row in rows)
        yield {**probe.fields, head: told if isinstance(value, (list, tuple)) else told[0]}


def _offered(step: Step, case: CaseFile) -> bool:
    """Whether the page lists the step at all: it belongs to what has happened so far."""
    happened = {event.type for event in case.events}
    if step.once and done(step, case):
        return False
    return (not step.after or not happened.isdisjoint(step.after)) and happened.isdisjoint(step.until)


def _suggest(procedure: Procedure, look: _Look) -> Step | None:
    """The next step on the main path: the first that is not done, unless a rule sends the case another way first."""
    case = look.case
    if state_of(case, look.lawbook).finished:
        return None
    reached = _furthest(procedure, case)
    ahead = [
        step
        for at, step in enumerate(procedure.steps)
        if step.main and (at > reached or step.wanted_by or step.answers) and not done(step, case)
    ]
    for step in ahead:
        if step.wanted_by and not _since(step.wanted_by, step.event, case):
            continue
        if step.answers and not any(rule in step.answers for rule in _refusals(step, ahead, look)):
            continue
        if step.penalties and not _penalised_by(step.penalties, case):
            continue
        if _offered(step, case):
            return step
    return None


def _furthest(procedure: Procedure, case: CaseFile) -> int:
    """How far along the main path the case has come; what was passed over is not suggested any more.

    Steps of the remedies and of publication do not count: they overtake.
    """
    plain = {step.event: at for at, step in enumerate(procedure.steps) if step.main and step.once}
    return max((plain[event.type] for event in case.events if event.type in plain), default=-1)


def done(step: Step, case: CaseFile) -> bool:
    """Whether it happened, and nothing after it demands it anew."""
    last = _last(case, (step.event, *step.instead))
    return last >= 0 and last > _last(case, step.again)


def _penalised_by(kinds: tuple[str, ...], case: CaseFile) -> bool:
    """Whether the last decision holds one of these kinds of penalty."""
    decided = next((event for event in reversed(case.events) if event.type == "decided"), None)
    penalties = decided.fields.get("penalties") or () if decided else ()
    return any(one.get("type") in kinds for one in penalties)


def _since(words: tuple[str, ...], event: str, case: CaseFile) -> bool:
    """Whether one of *words* happened after the last *event*."""
    return _last(case, words) > _last(case, (event,))


def _last(case: CaseFile, words: tuple[str, ...]) -> int:
    return max((at for at, event in enumerate(case.events) if event.type in words), default=-1)


def _refusals(step: Step, ahead: list[Step], look: _Look) -> Iterator[str]:
    """Rules that refuse the plain main step after *step*."""
    place = next(at for at, one in enumerate(ahead) if one is step)
    target = next((one for one in ahead[place + 1 :] if not one.wanted_by and not one.answers), None)
    if target is not None:
        yield from (finding.rule for finding in look.tried(target)[0])
