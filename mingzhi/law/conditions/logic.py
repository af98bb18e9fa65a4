"""and, or, not over three values (Kleene), keeping in the trace only what decided the answer."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingzhi.law.conditions.language import Condition, Reading, always, at_no_time, compile_condition, node
from mingzhi.law.conditions.scene import Scene, Truth


def _parts(raw: Any, reading: Reading) -> tuple[Condition, ...]:
    listed = raw if isinstance(raw, list) else [raw]
    return tuple(compile_condition(part, reading.at(i)) for i, part in enumerate(listed))


def _join(parts: tuple[Condition, ...], decisive: bool) -> Condition:
    """The conjunction (*decisive* False) or disjunction (*decisive* True) of the parts."""
    decides, idle = (always, at_no_time) if decisive else (at_no_time, always)
    if decides in parts:
        return decides
    parts = tuple(part for part in parts if part is not idle)
    if len(parts) < 2:
        return parts[0] if parts else idle

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
    return _join(_parts(raw["all"], reading), False)


@node("any")
def _any(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``any: [C, …]`` – at least one holds."""
    reading.only(raw, "any")
    return _join(_parts(raw["any"], reading), True)


@node("not")
def _not(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``not: C`` – it does not hold; unknown stays unknown."""
    reading.only(raw, "not")
    part = compile_condition(raw["not"], reading)
    if part is always or part is at_no_time:
        return at_no_time if part is always else always

    def judge(scene: Scene) -> Truth:
        answer = part(scene)
        return None if answer is None else not answer

    return judge
