"""The node about the people who took part in the event in scope: how many officers, with which credentials."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingzhi.law.casefile.values import Event, Officer
from mingzhi.law.conditions.errors import unknown
from mingzhi.law.conditions.language import Condition, Reading, node
from mingzhi.law.conditions.scene import Scene, Truth


def holds_credential(officer: Officer, event: Event) -> Truth:
    """Whether the officer had a credential on the day of the event: known number, not run out.

    A credential whose end is not known counts as valid: a file says when it ran out, not when it did not.
    """
    if not officer.credential_known:
        return None
    if officer.credential is None:
        return False
    if officer.valid_until is None or event.at is None or event.at.first is None:
        return True
    if event.at.first > officer.valid_until:
        return False
    return True if event.at.last is not None and event.at.last <= officer.valid_until else None


@node("officers")
def officers(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``officers: {at_least: N}`` counts officers (auxiliary staff and third parties left out);
    ``officers: {credentials: valid}`` wants each of them to have had one; ``{qualified: N}`` at least so many with one;
    ``officers: {none_of: auxiliary}``.
    """
    reading.only(raw, "officers")
    spec = raw["officers"]
    reading.only(spec, "at_least", "qualified", "credentials", "none_of")
    wanted, qualified = reading.value(spec.get("at_least", 0)), reading.value(spec.get("qualified", 0))
    credentials, barred = spec.get("credentials"), spec.get("none_of")
    if credentials not in (None, "valid"):
        raise unknown(reading.where, "证件条件", credentials, ("valid",))

    def judge(scene: Scene) -> Truth:
        event = scene.event
        if event is None:
            return None
        people = event.officers
        if people is None:
            if scene.trace:
                scene.trace.lacks(event.type, "officers")
            return None
        counted = [one for one in people if one.kind == "officer"]
        answer: Truth = len(counted) >= wanted
        if barred and any(one.kind == barred for one in people):
            answer = False
        if answer and (credentials or qualified):
            held = [holds_credential(one, event) for one in counted]
            sure = held.count(True)
            if credentials:
                answer = False if False in held else None if sure < len(held) else True
            if qualified and answer is not False and sure < qualified:
                answer = None if sure + held.count(None) >= qualified else False
        if scene.trace:
            if answer is None:
                scene.trace.lacks(event.type, "officers.credential")
            scene.trace.saw(event, "officers", tuple(one.name for one in people))
        return answer

    return judge
