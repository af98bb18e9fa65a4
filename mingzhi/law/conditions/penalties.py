"""The node about the list of penalties that the event in scope proposes or imposes."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from mingzhi.law.conditions.errors import unknown
from mingzhi.law.conditions.fields import COMPARE, MISSING, field_value
from mingzhi.law.conditions.language import Condition, Reading, node
from mingzhi.law.conditions.scene import Scene, Truth
from mingzhi.law.severity import ORDER, Penalty, is_large

_FIELDS = ("penalties", "proposed")


def penalties_of(scene: Scene) -> tuple[Penalty, ...] | None:
    """The penalties of the event in scope: imposed (``penalties``) or proposed; ``None`` where they are not known."""
    if scene.event is None:
        return None
    for name in _FIELDS:
        value = field_value(scene.event, (name,))
        if value is not MISSING:
            return tuple(value)
    return None


def _every(answers: list[Truth], decisive: bool) -> Truth:
    if decisive in answers:
        return decisive
    return None if None in answers else not decisive


def _one(spec: Mapping[str, Any], reading: Reading) -> Any:
    reading.only(spec, "type", "large", "threshold", "inclusive", *COMPARE)
    raw_types = spec.get("type", [])
    types = tuple(raw_types) if isinstance(raw_types, list) else (raw_types,)
    for kind in types:
        if kind not in (*ORDER, "other"):
            raise unknown(reading.where, "处罚种类", kind, (*ORDER, "other"))
    raw_threshold = reading.value(spec.get("threshold"))
    threshold = None if raw_threshold is None else Decimal(str(raw_threshold))
    tests = [(COMPARE[key], reading.value(spec[key])) for key in spec if key in COMPARE]

    def match(penalty: Penalty) -> Truth:
        if types and penalty.get("type") not in types:
            return False
        answers: list[Truth] = []
        if "large" in spec:
            large = is_large(penalty, threshold, inclusive=bool(spec.get("inclusive")))
            answers.append(None if large is None else large is spec["large"])
        amount = penalty.get("amount")
        answers += [None if amount is None or wanted is None else compare(amount, wanted) for compare, wanted in tests]
        return _every(answers, False)

    return match


@node("penalties")
def penalties(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``penalties: {some: M | every: M | empty: true}`` – M: ``type: [KINDS]``, ``large: true`` (with ``threshold``),
    and a comparison of the amount. Reads ``penalties`` of the event in scope, or ``proposed`` of a notice.
    """
    reading.only(raw, "penalties")
    spec = raw["penalties"]
    reading.only(spec, "some", "every", "empty")
    head = next(iter(spec))
    match = None if head == "empty" else _one(spec[head], reading.at(head))

    def judge(scene: Scene) -> Truth:
        listed = penalties_of(scene)
        if listed is None:
            if scene.trace and scene.event is not None:
                scene.trace.lacks(scene.event.type, "penalties" if scene.event.type == "decided" else "proposed")
            return None
        if match is None:
            answer: Truth = (not listed) is spec["empty"]
        else:
            answer = _every([match(one) for one in listed], head == "some")
        if scene.trace:
            name = "penalties" if "penalties" in (scene.event.fields if scene.event else ()) else "proposed"
            if answer is None:
                scene.trace.lacks(
                    scene.event.type if scene.event else None,
                    f"{name}.large" if "large" in spec[head] else f"{name}.amount",
                )
            scene.trace.saw(scene.event, name, listed)
        return answer

    return judge
