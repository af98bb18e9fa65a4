"""Points in a case from and to which a term runs: the anchor, one of its fields, another event (rule-file.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from typing import Any

from mingzhi.ground.clock import SHANGHAI
from mingzhi.law.casefile.values import Event, When
from mingzhi.law.conditions.errors import bad_rule, unknown
from mingzhi.law.conditions.fields import MISSING, field_value
from mingzhi.law.conditions.language import Condition, Reading, compile_condition
from mingzhi.law.conditions.order import entered_before, precedes
from mingzhi.law.conditions.scene import Scene, Truth


class Point:
    """A moment that was looked for.

    :ivar event: the event it was found at; ``None``: not found.
    :ivar when: its time; ``None``: found without a date.
    :ivar sure: whether it is certainly the one meant, done as demanded.
    :ivar only_quality: it is the one meant; only whether it was done as demanded is not known.
    :ivar wrong: an event of that kind was listed that was not done as demanded.
    """

    __slots__ = ("event", "field", "only_quality", "sure", "when", "wrong")

    def __init__(
        self,
        event: Event | None = None,
        when: When | None = None,
        field: str | None = None,
        *,
        sure: bool = True,
        only_quality: bool = False,
        wrong: Event | None = None,
    ) -> None:
        self.event, self.when, self.field, self.sure, self.wrong = event, when, field, sure, wrong
        self.only_quality = only_quality


Finder = Callable[[Scene], Point]


def find(raw: Any, reading: Reading, *, after: bool) -> tuple[Finder, tuple[str, ...]]:
    """Compile a point; also the event words that it looks for.

    :param after: look for the first event after the anchor (what ends a term); otherwise for the last before it.
    """
    if raw is None or raw == "anchor":
        return (lambda scene: Point(scene.anchor, scene.anchor.at if scene.anchor else None)), ()
    if isinstance(raw, list):
        parts = [find(one, reading.at(i), after=after) for i, one in enumerate(raw)]
        return _first_known([part for part, _ in parts]), tuple(word for _, words in parts for word in words)
    if isinstance(raw, str):
        raw = {"event": raw}
    if not isinstance(raw, Mapping):
        raise bad_rule(reading.where, f"这里要一个时点，却是 {raw!r}", "写成事件名，或 {event: …}、{field: …}")
    if "event" in raw:
        return _event(raw, reading, after), reading.events(raw["event"])
    if "no_later_than" in raw:
        reading.only(raw, "no_later_than", "exactly")
        exactly = compile_condition(raw["exactly"], reading.at("exactly")) if "exactly" in raw else None
        return _no_later(reading.events(raw["no_later_than"]), exactly), ()
    reading.only(raw, "field")
    return _field(str(raw["field"]), reading), ()


def _first_known(parts: list[Finder]) -> Finder:
    def look(scene: Scene) -> Point:
        fallback = Point()
        for part in parts:
            point = part(scene)
            if point.event is not None and point.when is not None:
                return point
            if fallback.event is None:
                fallback = point
        return fallback

    return look


def as_when(value: Any) -> When | None:
    """A field's date, or its time, as a moment; ``None`` where it is not answered."""
    if isinstance(value, datetime):
        day = value.astimezone(SHANGHAI).date()
        return When(day, day, value)
    return When(value, value) if isinstance(value, date) else None


def _field(name: str, reading: Reading) -> Finder:
    if not any(name in fields for fields in reading.words.values()):
        raise unknown(reading.where, "字段", name, sorted({n for fields in reading.words.values() for n in fields}))

    def look(scene: Scene) -> Point:
        anchor = scene.anchor
        if anchor is None:
            return Point()
        return Point(anchor, as_when(field_value(anchor, (name,))), name)

    return look


def holds_of(condition: Condition | None, scene: Scene, event: Event) -> Truth:
    """What the condition says of one event; ``True`` where nothing is asked."""
    if condition is None:
        return True
    outer, scene.event = scene.event, event
    truth = condition(scene)
    scene.event = outer
    return truth


def _no_later(words: tuple[str, ...], exactly: Condition | None) -> Finder:
    """The earliest of these events: what is asked for came then or before. It came then in the closed world, and where
    *exactly* holds of that event.
    """

    def look(scene: Scene) -> Point:
        earliest: Point = Point()
        for word in words:
            for event in scene.by_type.get(word, ()):
                if event.at is None or event.at.last is None or not scene.same_party(event):
                    continue
                if earliest.when is None or earliest.when.last is None or event.at.last < earliest.when.last:
                    earliest = Point(event, event.at)
        if earliest.event is None or earliest.when is None or scene.closed:
            return earliest
        if exactly is None or not holds_of(exactly, scene, earliest.event):
            earliest.when = When(None, earliest.when.last)
        return earliest

    return look


def _event(raw: Mapping[str, Any], reading: Reading, after: bool) -> Finder:
    reading.only(raw, "event", "where", "with", "field", "which")
    words = reading.events(raw["event"])
    where = compile_condition(raw["where"], reading.at("where")) if "where" in raw else None
    quality = compile_condition(raw["with"], reading.at("with")) if "with" in raw else None
    name = raw.get("field")
    which = raw.get("which", "first" if after else "last")
    if which not in ("first", "last"):
        raise unknown(reading.where, "次序", which, ("first", "last"))

    def look(scene: Scene) -> Point:
        maybe: Point | None = None
        wrong: Event | None = None
        found = sorted((e for word in words for e in scene.by_type.get(word, ())), key=lambda event: event.index)
        for event in found if which == "first" else reversed(found):
            if event is scene.anchor or not scene.same_party(event):
                continue
            placed = _placed(scene, event, after)
            if placed is False:
                continue
            belongs = holds_of(where, scene, event)
            if belongs is False:
                continue
            done = holds_of(quality, scene, event)
            if done is False:
                wrong = wrong or event
                continue
            when = as_when(field_value(event, (name,))) if name else event.at
            if placed and belongs and done:
                return Point(event, when, name, wrong=wrong)
            meant = bool(placed and belongs)
            maybe = maybe or Point(event, when, name, sure=False, only_quality=meant, wrong=wrong)
        return maybe or Point(wrong=wrong)

    return look


def _placed(scene: Scene, event: Event, after: bool) -> Truth:
    """Whether the event lies on the side of the anchor where it is looked for, and was recorded in time."""
    anchor = scene.anchor
    if anchor is None:
        return True
    if after:
        before = precedes(event, anchor)
        return None if before is None else not before
    if not entered_before(event, anchor):
        return False
    return precedes(event, anchor)


def field_of(event: Event, name: str) -> Any:
    """A field's value; ``None`` where it is not answered."""
    value = field_value(event, (name,))
    return None if value is MISSING else value
