"""At a door: the rules that guard one event, judged in the closed world on the case and the draft (decisions 2, 3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from mingzhi.law.casefile.corrections import named
from mingzhi.law.casefile.values import CaseFile, Event
from mingzhi.law.conditions.scene import Scene
from mingzhi.law.evaluate import as_recorded, judge, scene_of
from mingzhi.law.findings import Finding
from mingzhi.law.lawbook import Lawbook
from mingzhi.law.plan import Entry, plan_of


def at_door(case: CaseFile, draft: Event, lawbook: Lawbook, *, as_of: date) -> tuple[Finding, ...]:
    """What the rules say that guard this event, before it is recorded. ``finding.blocks`` means: refuse.

    A correction runs the gate of the event that it corrects again (decision 20).

    :param draft: what is to be recorded; it is put behind everything that the case tells.
    :param as_of: the day on which it is to be recorded.
    """
    draft = replace(draft, index=len(case.events))
    view = as_recorded(replace(case, events=(*case.events, draft)))
    scene = scene_of(view, as_of, closed=True)
    found = _guards(scene, view.events[-1], lawbook)
    if draft.type == "corrected":
        target = named(case, draft.fields.get("of"))
        if target is not None:
            found += _guards(scene, view.events[target.index], lawbook)
    found.sort(key=lambda finding: (finding.rule, -1 if finding.anchor is None else finding.anchor))
    return tuple(found)


def _guards(scene: Scene, event: Event, lawbook: Lawbook) -> list[Finding]:
    guarding = [entry for entry in _entries(lawbook, scene.case, event.type) if event.type in entry.rule.guards]
    law_at = None if scene.case.law_at or event.at else scene.as_of
    found = (judge(scene, entry, event, lawbook, law_at, in_file=False) for entry in guarding)
    return [finding for finding in found if finding is not None]


def _entries(lawbook: Lawbook, case: CaseFile, word: str) -> tuple[Entry, ...]:
    plan: Mapping[str | None, tuple[Entry, ...]] = plan_of(lawbook, case)
    return plan.get(word, ())
