"""The evaluator: a pure function of (case, lawbook, as_of). Every rule at every event that it hangs on, six outcomes.

Each step is judged by the law of its own day (decision 10); nothing depends on the order of rule files.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time
from operator import attrgetter
from typing import Literal

from mingzhi.ground.clock import SHANGHAI
from mingzhi.law.casefile.corrections import corrected_view, named
from mingzhi.law.casefile.values import CaseFile, Event
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.conditions.scene import Scene, Truth, last_day
from mingzhi.law.conditions.trace import Trace
from mingzhi.law.deadlines import Answer
from mingzhi.law.findings import Finding, Missing, Outcome, Reasons, Severity
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
    case = as_recorded(case)
    scene = scene_of(case, as_of, closed=case.knowledge == "complete")
    in_file = as_of is None
    plan = plan_of(lawbook, case)
    found: list[Finding] = _found(scene, plan.get(None, ()), None, lawbook, law_at, in_file)
    for event in case.events:
        entries = plan.get(event.type)
        if entries is None:
            continue
        day = law_at or case.law_at or (event.at.day if event.at is not None else None)
        if isinstance(day, date):
            informs = _informs(lawbook, scene, event)
            for compiled in entries.on(day):
                found.append(_judge(scene, compiled, event, informs=informs, in_file=in_file))
        else:
            found += _found(scene, entries, event, lawbook, law_at, in_file)
    # Events were walked in their order and the sort is stable: the rule alone is enough of a key.
    found.sort(key=attrgetter("rule"))
    return tuple(found)


def as_recorded(case: CaseFile) -> CaseFile:
    """The case as its corrections make it read.

    What is given another day counts as recorded when it was corrected: a gate is met only by what was recorded before
    the act that it guards, so no correction steps round one (decision 19).
    """
    view = corrected_view(case)
    if view is case:
        return case
    events = list(view.events)
    for correction in view.events:
        if correction.type != "corrected" or "at" not in (correction.fields.get("values") or ()):
            continue
        target, moment = named(case, correction.fields.get("of")), _recorded(correction)
        if target is not None and moment is not None:
            events[target.index] = replace(events[target.index], recorded_at=moment)
    return replace(view, events=tuple(events))


def _recorded(event: Event) -> datetime | None:
    """When an event was entered; by its own day where that is not told."""
    if event.recorded_at is not None or event.at is None or event.at.first is None:
        return event.recorded_at
    return event.at.instant or datetime.combine(event.at.first, time.min, SHANGHAI)


def _found(
    scene: Scene, entries: Iterable[Entry], anchor: Event | None, lawbook: Lawbook, law_at: LawAt, in_file: bool
) -> list[Finding]:
    found = (judge(scene, entry, anchor, lawbook, law_at, in_file=in_file) for entry in entries)
    return [finding for finding in found if finding is not None]


def _informs(lawbook: Lawbook, scene: Scene, anchor: Event | None) -> bool:
    """Whether the institution did not run fully yet for this kind of act: rules only inform then (decision 37)."""
    if lawbook.profile is None:
        return False
    day = anchor.at.first if anchor is not None and anchor.at is not None else scene.as_of
    return lawbook.profile.phase(scene.case.act, day) != "full"


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
    informs = _informs(lawbook, scene, anchor)
    findings = [_judge(scene, one, anchor, informs=informs, in_file=in_file) for one in versions]
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
    """The answer; what led to it is traced when it is read."""
    scene.anchor = scene.event = anchor
    scene.until = None
    outcome, answer = _answer(scene, compiled, in_file)
    begun, due = (None, None) if answer is None else (answer.started_on, answer.due_on)
    rule = compiled.rule
    return Finding(
        rule.id,
        rule.title,
        outcome,
        Severity.INFO if informs else compiled.severity,
        compiled.citation,
        None if anchor is None else anchor.index,
        (),
        (),
        begun,
        due,
        (),
        compiled.version.remedy,
        compiled.parameters,
        _traced,
        (scene, compiled, anchor, in_file),
    )


_QUIET = (Outcome.SATISFIED, Outcome.NOT_APPLICABLE)


def _answer(scene: Scene, compiled: Compiled, in_file: bool) -> tuple[Outcome, Answer | None]:
    """The outcome at the anchor where the scene stands, and the term's dates where it is a deadline."""
    applies: Truth = True if compiled.when is None else compiled.when(scene)
    if applies is False:
        return Outcome.NOT_APPLICABLE, None
    if applies and scene.trace:
        scene.trace.missing.clear()  # it does apply: what is owed is the duty alone
    if compiled.deadline is not None:
        answer = compiled.deadline(scene, in_file=in_file)
        if applies is None and answer.outcome not in _QUIET:
            return Outcome.NOT_DETERMINED, answer
        return answer.outcome, answer
    assert compiled.require is not None
    kept = compiled.require(scene)
    if kept:
        return Outcome.SATISFIED, None
    if kept is None or applies is None:
        return Outcome.NOT_DETERMINED, None
    return Outcome.VIOLATED, None


def _traced(scene: Scene, compiled: Compiled, anchor: Event | None, in_file: bool) -> Reasons:
    """Judge once more, collecting why."""
    scene.stand_at(anchor)
    trace = scene.trace = Trace()
    _, answer = _answer(scene, compiled, in_file)
    scene.trace = None
    if answer is None:
        return tuple(trace.facts), tuple(trace.missing), ()
    facts = (*trace.facts, *(fact for fact in answer.facts if fact not in trace.facts))
    missing = dict.fromkeys((*trace.missing, *answer.missing))
    return facts, tuple(missing), answer.counting
