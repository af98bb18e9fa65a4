"""Comparisons of who did what, and of when a party asked, each under its name (decision 5)."""

from __future__ import annotations

from mingzhi.law.conditions.facts import predicate
from mingzhi.law.conditions.fields import MISSING, field_value
from mingzhi.law.conditions.order import precedes
from mingzhi.law.conditions.scene import Scene, Truth
from mingzhi.law.periods import Term, end_date

#: Steps whose officers handle the case.
_HANDLING = (
    "opened",
    "officers_assigned",
    "investigated_on_site",
    "interviewed",
    "sample_taken",
    "evidence_collected",
    "evidence_registered",
)
_ASKING = Term(5, "working_day")


@predicate
def by_an_investigator(scene: Scene) -> Truth:
    """Who chairs or reviews bears the name of an officer who handled the case."""
    if scene.event is None:
        return None
    names = [field_value(scene.event, (field,)) for field in ("chair", "reviewer")]
    who = next((name for name in names if name is not MISSING), MISSING)
    if who is MISSING:
        return None
    for word in _HANDLING:
        for event in scene.by_type.get(word, ()):
            if any(officer.name == who for officer in event.officers or ()):
                if scene.trace:
                    scene.trace.saw(event, "officers", who)
                return True
    return False


@predicate
def hearing_requested_too_late(scene: Scene) -> Truth:
    """Every request for a hearing came after the five working days from being told (64; before: three)."""
    anchor = scene.anchor
    told = [
        event.at.last
        for word in ("prior_notice_served", "hearing_right_told")
        for event in scene.by_type.get(word, ())
        if anchor is not None
        and precedes(event, anchor)
        and (word != "prior_notice_served" or _tells_of_hearing(event))
        if event.at is not None
    ]
    asked = [event for event in scene.by_type.get("hearing_requested", ()) if scene.same_party(event)]
    if not told or not asked or None in told:
        return False
    last = end_date(max(day for day in told if day is not None), _ASKING, scene.calendar)
    late = all(event.at is not None and event.at.first is not None and event.at.first > last for event in asked)
    if late and scene.trace:
        scene.trace.saw(asked[0], "at", asked[0].at)
    return late


def _tells_of_hearing(event: object) -> bool:
    listed = field_value(event, ("told",))  # type: ignore[arg-type]
    return listed is not MISSING and "hearing_right" in listed
