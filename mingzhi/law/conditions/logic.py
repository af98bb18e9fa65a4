"""and, or, not over three values (Kleene), keeping in the trace only what decided the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingzhi.law.conditions.language import Condition, Reading, compile_condition, node
from mingzhi.law.conditions.scene import Scene, Truth


def _parts(raw: Any, reading: Reading) -> tuple[Condition, ...]:
    listed = raw if isinstance(raw, list) else [raw]
    return tuple(compile_condition(part, reading.at(i)) for i, part in enumerate(listed))


def _join(parts: tuple[Condition, ...], decisive: bool) -> Condition:
    """The conjunction (*decisive* False) or disjunction (*decisive* True) of the parts."""

    def judge(scene: Scene) -> Truth:
        trace, unknown = scene.trace, False
        if trace is None:
            for part in parts:
                answer = part(scene)
                if answer is decisive:
                    return decisive
                if answer is None:
                    unknown = True
            return None if unknown else not decisive
        start = trace.mark()
        for part in parts:
            before = trace.mark()
            answer = part(scene)
            if answer is decisive:
                trace.keep_since(start, before)
                return decisive
            if answer is None:
                unknown = True
        return None if unknown else not decisive

    return judge


@node("all")
def _all(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``all: [C, …]`` – every one holds."""
    reading.only(raw, "all")
    parts = _parts(raw["all"], reading)
    return parts[0] if len(parts) == 1 else _join(parts, False)


@node("any")
def _any(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``any: [C, …]`` – at least one holds."""
    reading.only(raw, "any")
    parts = _parts(raw["any"], reading)
    return parts[0] if len(parts) == 1 else _join(parts, True)


@node("not")
def _not(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``not: C`` – it does not hold; unknown stays unknown."""
    reading.only(raw, "not")
    part = compile_condition(raw["not"], reading)

    def judge(scene: Scene) -> Truth:
        answer = part(scene)
        return None if answer is None else not answer

    return judge
