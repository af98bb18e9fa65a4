"""Nodes about events: that one happened (before another), that none did, that each or the last was as demanded."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingzhi.law.casefile.values import Event
from mingzhi.law.conditions.errors import bad_rule
from mingzhi.law.conditions.language import Condition, Reading, compile_condition, node
from mingzhi.law.conditions.order import entered_before, precedes
from mingzhi.law.conditions.scene import Scene, Truth


class Selection:
    """Which events a node speaks of: their words, their side of the anchor, and ``where`` they belong.

    ``where`` tells which events are meant (one that fails it is another matter); ``with`` and ``that`` tell how they
    must be (one that fails them was done wrongly).
    """

    __slots__ = ("before", "side", "where", "words")

    def __init__(self, raw: Mapping[str, Any], reading: Reading, head: str) -> None:
        self.words = reading.events(raw[head])
        sides = [side for side in ("before", "after") if side in raw]
        for side in sides:
            if raw[side] != "anchor":
                raise bad_rule(reading.where, f"{side} 只能是 anchor", f"写成 {side}: anchor")
        if len(sides) > 1:
            raise bad_rule(reading.where, "before 和 after 只能写一个", "删去一个")
        self.side = sides[0] if sides else None
        self.where = compile_condition(raw["where"], reading.at("where")) if "where" in raw else None

    def place(self, scene: Scene, event: Event) -> Truth:
        """Whether the event lies on the demanded side of the anchor (and was recorded in time, decision 19)."""
        if self.side == "after":
            return scene.anchor is None or precedes(scene.anchor, event)
        limit = scene.anchor if self.side == "before" else scene.until
        if limit is None:
            return True
        placed = precedes(event, limit)
        return False if placed and not entered_before(event, limit) else placed

    def belongs(self, scene: Scene, event: Event) -> Truth:
        """Whether the event is one of those that the node speaks of."""
        if self.where is None:
            return True
        outer, scene.event = scene.event, event
        answer = self.where(scene)
        scene.event = outer
        return answer

    def candidates(self, scene: Scene) -> list[Event]:
        """The listed events of these types that may concern the anchor's party, the anchor itself left out."""
        anchor = scene.anchor
        if len(self.words) == 1:
            found = scene.by_type.get(self.words[0], [])
            if anchor is None or (anchor.party is None and anchor.type != self.words[0]):
                return found
        else:
            found = [event for word in self.words for event in scene.by_type.get(word, ())]
            found.sort(key=lambda event: event.index)
        return [event for event in found if event is not anchor and scene.same_party(event)]

    def unlisted(self, scene: Scene) -> Truth:
        """What it means that no such event is listed."""
        unknown = [word for word in self.words if scene.unlisted(word) is None]
        if scene.trace:
            for word in unknown or self.words:
                scene.trace.lacks(word)
        return None if unknown else False


def too_late(scene: Scene, event: Event) -> bool:
    """Whether an event after the anchor must be the anchor's own, done late: no other anchor lies between them."""
    anchor = scene.anchor
    if anchor is None or event.index < anchor.index:
        return True
    return not any(anchor.index < other.index < event.index for other in scene.by_type.get(anchor.type, ()))


def _quality(raw: Mapping[str, Any], reading: Reading, key: str) -> Condition | None:
    return compile_condition(raw[key], reading.at(key)) if key in raw else None


def _judge_one(scene: Scene, event: Event, condition: Condition | None) -> Truth:
    if condition is None:
        return True
    outer, scene.event = scene.event, event
    answer = condition(scene)
    scene.event = outer
    return answer


@node("happened")
def happened(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``happened: WORD | [WORDS]`` with ``before``/``after: anchor``, ``where: C``, ``with: C``, ``late``, ``listed``.

    Where such an event is listed, it is taken as the account of that duty: done after the anchor, or not as ``with``
    demands, it did not happen as it should. ``late: unknown`` leaves a later one open under partial knowledge;
    ``listed: true`` asks what the file tells, so that nothing is left open where it tells nothing.
    """
    reading.only(raw, "happened", "before", "after", "where", "with", "late", "listed")
    selection = Selection(raw, reading, "happened")
    quality = _quality(raw, reading, "with")
    late_counts = raw.get("late") != "unknown"
    only_listed = raw.get("listed") is True

    def judge(scene: Scene) -> Truth:
        trace = scene.trace
        start = trace.mark() if trace else (0, 0)
        unknown = failed = False
        for event in selection.candidates(scene):
            placed = selection.place(scene, event)
            belongs = selection.belongs(scene, event) if placed is not False or late_counts else False
            if belongs is False:
                continue
            if placed is False:
                if belongs and late_counts and too_late(scene, event):
                    failed = True
                    if trace:
                        trace.saw(event, "at", event.at)
                continue
            answer = _judge_one(scene, event, quality)
            if answer and placed and belongs:
                if trace:
                    trace.keep_since(start, trace.mark())
                    trace.saw(event, None, True)
                return True
            if answer is False:
                failed = failed or bool(placed and belongs)
            else:
                unknown = True
                if trace and placed is None:
                    trace.lacks(event.type, "at")
        if unknown:
            return None
        if only_listed:
            return False
        answer = selection.unlisted(scene)
        return False if failed else answer

    return judge


@node("never")
def never(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``never: WORD`` – the opposite of ``happened``, with the same options."""
    inner = happened({"happened" if key == "never" else key: value for key, value in raw.items()}, reading)

    def judge(scene: Scene) -> Truth:
        answer = inner(scene)
        return None if answer is None else not answer

    return judge


@node("named_absent")
def named_absent(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``named_absent: WORD`` – the file names it among what was found not to have happened."""
    reading.only(raw, "named_absent")
    word = reading.events(raw["named_absent"])[0]

    def judge(scene: Scene) -> Truth:
        if word not in scene.absent:
            return False
        if scene.trace:
            scene.trace.saw(None, "absent", word)
        return True

    return judge


@node("each")
def each(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``each: WORD | [WORDS]`` … ``that: C`` – every listed one is so; holds where none is listed."""
    reading.only(raw, "each", "before", "after", "where", "that")
    selection = Selection(raw, reading, "each")
    quality = _quality(raw, reading, "that")

    def judge(scene: Scene) -> Truth:
        trace = scene.trace
        start = trace.mark() if trace else (0, 0)
        unknown = False
        for event in selection.candidates(scene):
            before = trace.mark() if trace else start
            placed, belongs = selection.place(scene, event), selection.belongs(scene, event)
            if placed is False or belongs is False:
                continue
            answer = _judge_one(scene, event, quality)
            if answer is False and placed and belongs:
                if trace:
                    trace.keep_since(start, before)
                return False
            if not answer:
                unknown = True
        return None if unknown else True

    return judge


@node("latest")
def latest(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``latest: WORD | [WORDS]`` … ``that: C`` – the last one is so; as ``happened`` where none is."""
    reading.only(raw, "latest", "before", "after", "where", "that")
    selection = Selection(raw, reading, "latest")
    quality = _quality(raw, reading, "that")

    def judge(scene: Scene) -> Truth:
        for event in reversed(selection.candidates(scene)):
            if selection.belongs(scene, event) and selection.place(scene, event):
                return _judge_one(scene, event, quality)
        return selection.unlisted(scene)

    return judge


@node("count")
def count(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``count: WORD | [WORDS]`` … ``at_least: N`` and/or ``at_most: N``, with ``where``."""
    reading.only(raw, "count", "before", "after", "where", "at_least", "at_most")
    selection = Selection(raw, reading, "count")
    low = reading.value(raw.get("at_least", 0))
    high = reading.value(raw.get("at_most"))

    def judge(scene: Scene) -> Truth:
        sure = perhaps = 0
        for event in selection.candidates(scene):
            placed, belongs = selection.place(scene, event), selection.belongs(scene, event)
            if placed and belongs:
                sure += 1
                if scene.trace:
                    scene.trace.saw(event, None, True)
            elif placed is not False and belongs is not False:
                perhaps += 1
        open_ended = selection.unlisted(scene) is None if sure + perhaps < low or high is not None else False
        if high is not None and sure > high:
            return False
        if sure >= low and (high is None or (sure + perhaps <= high and not open_ended)):
            return True
        return False if sure + perhaps < low and not open_ended else None

    return judge
