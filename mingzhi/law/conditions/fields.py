"""The node about a field of the event in scope: one path, one comparison."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from mingzhi.law.casefile.values import Event
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.conditions.errors import bad_rule, unknown
from mingzhi.law.conditions.language import Condition, Reading, node
from mingzhi.law.conditions.order import precedes
from mingzhi.law.conditions.scene import Scene, Truth

MISSING: Any = object()


def field_value(event: Event, path: tuple[str, ...]) -> Any:
    """The value at a path of an event's fields; :data:`MISSING` where it is not answered."""
    value: Any = event.fields.get(path[0], MISSING)
    if value is MISSING and path[0] in event.shared:
        value = event.shared[path[0]]
    for part in path[1:]:
        if not isinstance(value, Mapping):
            return MISSING
        value = value.get(part, MISSING)
    return MISSING if value is None else value


def _number(value: Any) -> Decimal | None:
    try:
        return value if isinstance(value, Decimal) else Decimal(str(value))
    except InvalidOperation:
        return None


def _ordered(test: Callable[[Any, Any], bool]) -> Callable[[Any, Any], Truth]:
    def compare(value: Any, wanted: Any) -> Truth:
        a, b = _number(value), _number(wanted)
        return None if a is None or b is None else test(a, b)

    return compare


def _many(value: Any) -> tuple[Any, ...]:
    return tuple(value) if isinstance(value, (list, tuple)) else (value,)


#: Comparisons: name -> how a known value is compared with the wanted one. 以上, 以下 include the number (decision 13).
COMPARE: dict[str, Callable[[Any, Any], Truth]] = {
    "is": lambda value, wanted: bool(value == wanted),
    "in": lambda value, wanted: value in wanted,
    "includes": lambda value, wanted: all(item in _many(value) for item in _many(wanted)),
    "includes_any": lambda value, wanted: any(item in _many(value) for item in _many(wanted)),
    "has_text": lambda value, wanted: any(item in str(value) for item in _many(wanted)),
    "at_least": _ordered(lambda a, b: a >= b),
    "at_most": _ordered(lambda a, b: a <= b),
    "more_than": _ordered(lambda a, b: a > b),
    "less_than": _ordered(lambda a, b: a < b),
    "filled": lambda value, wanted: (value not in ("", (), [], {})) is wanted,
}


def resolves(scene: Scene, value: Any, word: str, target: Event | None) -> Truth:
    """Whether a reference (event name, id, index) names an event of type *word* (*target*, where one is given).

    An event name that occurs several times means the last one before the event that holds the reference.
    """
    named = scene.by_reference.get(value) if isinstance(value, (str, int)) else None
    if named is not None and named.type == word:
        return target is None or named is target
    if value == word:
        if target is None:
            return True
        same_type = scene.by_type.get(word, ())
        if len(same_type) == 1:
            return True
        here = scene.event
        before = [event for event in same_type if here is None or _may_mean(here, event)]
        return before[-1] is target if before else None
    return False if named is not None or value in scene.by_type else None


def _may_mean(here: Event, event: Event) -> bool:
    """Whether a name in *here* may mean *event*: not a later one, not one of another party."""
    if here.party is not None and event.party is not None and here.party != event.party:
        return False
    return event is not here and precedes(event, here) is not False


@node("field")
def field(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``field: PATH`` with one of ``is in includes includes_any has_text at_least at_most more_than less_than filled``,
    ``known: true``, or ``refers: WORD | anchor`` (``names``: what it may be called); ``of: anchor`` reads the anchor.

    A field that is not answered is unknown everywhere (decision 2); ``unknown: true | false`` says what it counts as
    where it only tells an exception.
    """
    reading.only(raw, "field", "of", "known", "refers", "names", "unknown", *COMPARE)
    path = tuple(str(raw["field"]).split("."))
    of_anchor = raw.get("of") == "anchor"
    chosen = [key for key in raw if key in COMPARE or key in ("known", "refers")]
    if len(chosen) != 1:
        raise bad_rule(reading.where, "要且只要一个比较", f"从这些里选一个：{'、'.join((*COMPARE, 'known', 'refers'))}")
    if not any(path[0] in fields for fields in reading.words.values()):
        names = sorted({name for fields in reading.words.values() for name in fields})
        raise unknown(reading.where, "字段", path[0], names)
    name = ".".join(path)
    test = _test(chosen[0], raw, reading)

    key, plain = path[0], len(path) == 1 and path[0] not in VOCABULARY.types["event"]
    told: Truth = raw.get("unknown")
    asks_if_known = chosen[0] == "known"

    def judge(scene: Scene) -> Truth:
        event = scene.anchor if of_anchor else scene.event
        if event is None:
            return None
        value = event.fields.get(key, MISSING) if plain else field_value(event, path)
        if value is MISSING and not asks_if_known:
            if scene.trace is not None and told is None:
                scene.trace.lacks(event.type, name)
            return told
        answer = test(scene, value)
        if scene.trace is not None:
            if answer is None:
                scene.trace.lacks(event.type, name)
            elif value is not MISSING:
                scene.trace.saw(event, name, value)
        return answer

    return judge


def _test(chosen: str, raw: Mapping[str, Any], reading: Reading) -> Callable[[Scene, Any], Truth]:
    """What is asked of the value; only ``known`` is asked where there is none."""
    if chosen == "known":
        expected = raw["known"]
        return lambda _scene, value: (value is not MISSING) is expected
    if chosen == "refers":
        word, names = raw["refers"], tuple(raw.get("names", ()))
        if word != "anchor":
            reading.events(word)

        def refers(scene: Scene, value: Any) -> Truth:
            if isinstance(value, str) and any(part in value for part in names):
                return True
            anchor = scene.anchor
            if word == "anchor" and anchor is None:
                return None
            target = anchor if anchor is not None and word in ("anchor", anchor.type) else None
            answer = resolves(scene, value, target.type if target is not None else word, target)
            return False if answer is None and names and isinstance(value, str) and value != word else answer

        return refers
    compare, wanted = COMPARE[chosen], reading.value(raw[chosen])
    if isinstance(wanted, list):
        wanted = tuple(wanted)
    if wanted is None:
        return lambda _scene, _value: None
    return lambda _scene, value: compare(value, wanted)
