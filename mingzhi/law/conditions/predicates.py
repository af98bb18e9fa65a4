"""Comparisons too special for the condition language, each under its name (decision 5)."""

from __future__ import annotations

from mingzhi.law.casefile.values import Event
from mingzhi.law.conditions.facts import predicate
from mingzhi.law.conditions.fields import MISSING, field_value
from mingzhi.law.conditions.order import precedes
from mingzhi.law.conditions.scene import Scene, Truth
from mingzhi.law.severity import heavier


def _replaced(scene: Scene, event: Event) -> Event | None:
    """The decision that *event* takes the place of: as its ``replaces`` says, else the last one undone."""
    reference = field_value(event, ("replaces",))
    others = [one for one in scene.by_type.get(event.type, ()) if one is not event]
    if reference is not MISSING:
        return next((one for one in others if reference in (one.id, one.index)), None)
    earlier = [one for one in others if scene.same_party(one) and precedes(one, event) and _undone(scene, one, event)]
    return earlier[-1] if earlier else None


def _compare(scene: Scene, old: Event | None, word: str, old_field: str) -> Truth:
    """Whether the anchor's penalties are heavier than those of *old* (a *word*); the two lists go into the trace."""
    new = field_value(scene.anchor, ("penalties",)) if scene.anchor else MISSING
    before = field_value(old, (old_field,)) if old else MISSING
    if scene.trace:
        if old is None:
            scene.trace.lacks(word)
        for event, name, value in ((scene.anchor, "penalties", new), (old, old_field, before)):
            if event is not None and value is MISSING:
                scene.trace.lacks(event.type, name)
            elif event is not None:
                scene.trace.saw(event, name, value)
    answer = None if new is MISSING or before is MISSING else heavier(new, before)
    if answer is None and scene.trace and scene.anchor is not None:
        scene.trace.lacks(scene.anchor.type, "penalties.amount")
    return answer


@predicate
def heavier_than_notified(scene: Scene) -> Truth:
    """The penalties decided are heavier than those of the last notice before the decision."""
    notices = [
        event
        for event in scene.by_type.get("prior_notice_served", ())
        if scene.anchor is not None and scene.same_party(event) and precedes(event, scene.anchor)
    ]
    return _compare(scene, notices[-1] if notices else None, "prior_notice_served", "proposed")


@predicate
def heavier_than_replaced(scene: Scene) -> Truth:
    """The decision replaces an earlier one and is heavier than it."""
    if scene.anchor is None:
        return None
    old = _replaced(scene, scene.anchor)
    if old is None and field_value(scene.anchor, ("replaces",)) is MISSING:
        return False
    return _compare(scene, old, "decided", "penalties")


@predicate
def remedy_before_replacement(scene: Scene) -> Truth:
    """Between the replaced decision and this one the party had sought a remedy or defended himself."""
    if scene.anchor is None:
        return None
    old = _replaced(scene, scene.anchor)
    if old is None:
        return False
    for word in ("reconsideration_applied", "lawsuit_filed", "statement_received"):
        for event in scene.by_type.get(word, ()):
            if precedes(old, event) and precedes(event, scene.anchor):
                if scene.trace:
                    scene.trace.saw(event, None, True)
                return True
    return False


@predicate
def fined_before_for_the_same_act(scene: Scene) -> Truth:
    """An earlier decision in this case, still in force, fined the same party, and this one fines again.

    Whether it was the same act is certain where the case is known as a whole (one case, one act), or where both
    decisions rest on one finding of the facts.
    """
    anchor = scene.anchor
    if anchor is None or field_value(anchor, ("replaces",)) is not MISSING:
        return False
    unknown = False
    for event in scene.by_type.get("decided", ()):
        if event is anchor or not scene.same_party(event) or precedes(event, anchor) is not True:
            continue
        fined = [_fines(event), _fines(anchor)]
        if all(fined) and not _undone(scene, event, anchor):
            if scene.trace:
                scene.trace.saw(event, "penalties", field_value(event, ("penalties",)))
            same = scene.closed or _one_finding(scene, event, anchor)
            if scene.trace and not same:
                scene.trace.lacks("facts_established", "violation_on")
            return True if same else None
        unknown = unknown or None in fined
    if unknown and scene.trace:
        scene.trace.lacks("decided", "penalties")
    return None if unknown else False


def _fines(event: Event) -> Truth:
    listed = field_value(event, ("penalties",))
    return None if listed is MISSING else any(one.get("type") == "fine" for one in listed)


#: What shows that an authority came upon the facts of a matter.
_FINDINGS = ("clue_received", "investigated_on_site", "facts_established", "opened", "measure_taken")

#: What shows, between two decisions, that the second rests on something new or on what went on.
_ANEW = ("evidence_collected", "interviewed", "sample_taken", "order_to_correct", "correction_checked")


def _one_finding(scene: Scene, first: Event, second: Event) -> bool:
    """Whether both decisions surely rest on the same finding: the facts were found once, before the first of them."""
    if len(scene.case.parties) > 1 and None in (first.party, second.party):
        return False
    if any(
        precedes(first, event) and precedes(event, second) for word in _ANEW for event in scene.by_type.get(word, ())
    ):
        return False
    found = [scene.by_type[word] for word in _FINDINGS if word in scene.by_type]
    return bool(found) and all(len(events) == 1 and precedes(events[0], first) for events in found)


#: What undoes a decision, and with which outcomes.
_UNDOING: dict[str, tuple[str, ...]] = {
    "decision_revoked": (),
    "decision_changed": (),
    "reconsideration_decided": ("changed", "revoked", "unlawful", "void"),
    "judged": ("changed", "revoked", "unlawful", "void"),
}


def _undone(scene: Scene, event: Event, until: Event) -> bool:
    """Whether the decision was revoked or changed before *until*, by whomever."""
    return any(
        precedes(event, other) and precedes(other, until)
        for word, outcomes in _UNDOING.items()
        for other in scene.by_type.get(word, ())
        if not outcomes or field_value(other, ("outcome",)) in outcomes
    )


@predicate
def below_statutory_floor(scene: Scene) -> Truth:
    """The fine lies below the lowest amount that the law gives (减轻): by the numbers, else by the grounds."""
    if scene.event is None:
        return None
    listed = field_value(scene.event, ("penalties",))
    floors = [
        value
        for event in scene.by_type.get("facts_established", ())
        if (value := field_value(event, ("statutory_min",))) is not MISSING
    ]
    if listed is not MISSING and floors:
        fines = [one.get("amount") for one in listed if one.get("type") == "fine"]
        if fines and None not in fines:
            if scene.trace:
                scene.trace.saw(scene.event, "penalties", listed)
            return bool(sum(fines) < floors[-1])
    grounds = field_value(scene.event, ("circumstances",))
    if grounds is MISSING:
        if scene.trace:
            scene.trace.lacks(scene.event.type, "circumstances")
        return None
    return "mitigated" in grounds


@predicate
def extra_fine_above_fine(scene: Scene) -> Truth:
    """The extra fine imposed comes to more than the fine itself (行政强制法 45)."""
    anchor = scene.anchor
    total = field_value(anchor, ("total",)) if anchor else MISSING
    decisions = [e for e in scene.by_type.get("decided", ()) if scene.same_party(e)]
    listed = field_value(decisions[-1], ("penalties",)) if decisions else MISSING
    if scene.trace and anchor is not None and total is MISSING:
        scene.trace.lacks(anchor.type, "total")
    if total is MISSING or listed is MISSING:
        return None
    fines = [one.get("amount") for one in listed if one.get("type") == "fine"]
    if None in fines:
        return None
    if scene.trace:
        scene.trace.saw(anchor, "total", total)
        scene.trace.saw(decisions[-1], "penalties", listed)
    return bool(total > sum(fines))


@predicate
def agreement_cuts_the_principal(scene: Scene) -> Truth:
    """The agreement on enforcement (行政强制法 42) asks for less than the fines decided before it."""
    anchor = scene.anchor
    agreed = field_value(anchor, ("principal_agreed",)) if anchor else MISSING
    decisions = [e for e in scene.by_type.get("decided", ()) if anchor and scene.same_party(e) and precedes(e, anchor)]
    listed = field_value(decisions[-1], ("penalties",)) if decisions else MISSING
    fines = None if listed is MISSING else [one.get("amount") for one in listed if one.get("type") == "fine"]
    if scene.trace and anchor is not None:
        if agreed is MISSING:
            scene.trace.lacks(anchor.type, "principal_agreed")
        else:
            scene.trace.saw(anchor, "principal_agreed", agreed)
        if not fines or None in fines:
            scene.trace.lacks("decided", "penalties")
        else:
            scene.trace.saw(decisions[-1], "penalties", listed)
    if agreed is MISSING or not fines or None in fines:
        return None
    return bool(agreed < sum(fines))
