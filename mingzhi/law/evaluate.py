"""The evaluator: a pure function of (case, lawbook, as_of). Every rule at every event that it hangs on, six outcomes.

Each step is judged by the law of its own day (decision 10); nothing depends on the order of rule files.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Literal

from mingzhi.law.casefile.corrections import corrected_view
from mingzhi.law.casefile.values import CaseFile, Event
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.conditions.scene import Scene, Truth, last_day
from mingzhi.law.conditions.trace import Trace
from mingzhi.law.findings import Finding, Missing, Outcome, Severity
from mingzhi.law.lawbook import Lawbook
from mingzhi.law.plan import Compiled, Entry, LawAt, plan_of


def evaluate(
    case: CaseFile,
    lawbook: Lawbook,
    *,
    as_of: date | None = None,
    law_at: date | Literal["any"] | None = None,
) -> tuple[Finding, ...]:
    """Judge a case by every rule that speaks of it.

    :param as_of: "today" for running terms; default: the last day in the file.
    :param law_at: judge everything by the law of this day; ``"any"`` switches days in force off; default: the file's
        ``law_at``, else each event by the law of its own day.
    :returns: findings of all six outcomes, ordered by rule id and place in the case.
    """
    case = corrected_view(case)
    scene = scene_of(case, as_of, closed=case.knowledge == "complete")
    in_file = as_of is None
    plan = plan_of(lawbook, case)
    found = [
        finding
        for event in case.events
        for entry in plan.get(event.type, ())
        if (finding := judge(scene, entry, event, lawbook, law_at, in_file=in_file)) is not None
    ]
    found += [
        finding
        for entry in plan.get(None, ())
        if (finding := judge(scene, entry, None, lawbook, law_at, in_file=in_file)) is not None
    ]
    found.sort(key=lambda finding: (finding.rule, -1 if finding.anchor is None else finding.anchor))
    return tuple(found)


def scene_of(case: CaseFile, as_of: date | None, *, closed: bool) -> Scene:
    """The case as the conditions see it."""
    return Scene(case, as_of or last_day(case) or date.min, VOCABULARY.none_if_unlisted, closed=closed)


def judge(
    scene: Scene, entry: Entry, anchor: Event | None, lawbook: Lawbook, law_at: LawAt, *, in_file: bool
) -> Finding | None:
    """One rule at one event; ``None`` where no version of it was law there, or it does not hang on this event."""
    choice = _versions(scene, entry, anchor, law_at)
    word = anchor.type if anchor else None
    versions = [
        one for one in choice if one is not None and (word in one.anchors or (word is None and not one.anchors))
    ]
    if not versions:
        return None
    phase = "full"
    if lawbook.profile is not None:
        day = anchor.at.first if anchor is not None and anchor.at is not None else scene.as_of
        phase = lawbook.profile.phase(scene.case.act, day)
    findings = [_judge(scene, one, anchor, informs=phase != "full", in_file=in_file) for one in versions]
    return _agreed(findings, certain=len(versions) == len(choice), anchor=anchor)


def _versions(scene: Scene, entry: Entry, anchor: Event | None, law_at: LawAt) -> list[Compiled | None]:
    if law_at == "any":
        return [entry.versions[0]]
    day = law_at or scene.case.law_at
    if day is not None:
        return [entry.on(day)]
    if anchor is None:
        return [entry.on(scene.as_of)]
    if anchor.at is not None:
        return entry.between(anchor.at.first, anchor.at.last)
    return entry.between(*_around(scene.case.events, anchor))


def _around(events: Iterable[Event], anchor: Event) -> tuple[date | None, date | None]:
    """Between which days an undated event lies by its position in the list."""
    low: date | None = None
    for event in events:
        if event.at is None:
            continue
        if event.index < anchor.index:
            low = max(filter(None, (low, event.at.first)), default=None)
        elif event.at.last is not None and (low is None or event.at.last >= low):
            return low, event.at.last
    return low, None


def _agreed(findings: list[Finding], *, certain: bool, anchor: Event | None) -> Finding:
    """One answer where several versions may have been law on the unknown day: theirs, if they agree."""
    answer = findings[-1]
    same = all(one.outcome is answer.outcome for one in findings)
    if same and (certain or not answer.broken):
        return answer
    missing = (Missing(anchor.type if anchor else None, "at"),)
    return Finding(
        rule=answer.rule,
        title=answer.title,
        outcome=Outcome.NOT_DETERMINED,
        severity=answer.severity,
        citation=answer.citation,
        anchor=answer.anchor,
        facts=answer.facts,
        missing=missing,
        parameters=answer.parameters,
    )


def _judge(scene: Scene, compiled: Compiled, anchor: Event | None, *, informs: bool, in_file: bool) -> Finding:
    scene.stand_at(anchor)
    trace = scene.trace = Trace()
    applies: Truth = True if compiled.when is None else compiled.when(scene)
    started = due = None
    counting: tuple[str, ...] = ()
    if applies is False:
        outcome = Outcome.NOT_APPLICABLE
    elif compiled.deadline is not None:
        answer = compiled.deadline(scene, in_file=in_file)
        outcome = answer.outcome
        for fact in answer.facts:
            if fact not in trace.facts:
                trace.facts.append(fact)
        trace.missing += [one for one in answer.missing if one not in trace.missing]
        started, due, counting = answer.started_on, answer.due_on, answer.counting
        if applies is None and outcome not in (Outcome.SATISFIED, Outcome.NOT_APPLICABLE):
            outcome = Outcome.NOT_DETERMINED
    else:
        assert compiled.require is not None
        kept = compiled.require(scene)
        if kept:
            outcome = Outcome.SATISFIED
        elif kept is None or applies is None:
            outcome = Outcome.NOT_DETERMINED
        else:
            outcome = Outcome.VIOLATED
    scene.trace = None
    return Finding(
        rule=compiled.rule.id,
        title=compiled.rule.title,
        outcome=outcome,
        severity=Severity.INFO if informs else compiled.severity,
        citation=compiled.citation,
        anchor=anchor.index if anchor else None,
        facts=tuple(trace.facts),
        missing=() if outcome in (Outcome.SATISFIED, Outcome.NOT_APPLICABLE) else tuple(trace.missing),
        started_on=started,
        due_on=due,
        counting=counting,
        remedy=compiled.version.remedy,
        parameters=compiled.parameters,
    )
