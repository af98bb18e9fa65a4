"""Nodes about the case as a whole: act, procedure, party, acting body, and switches of the rule itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingzhi.law.conditions.errors import unknown
from mingzhi.law.conditions.language import Condition, Reading, always, at_no_time, node
from mingzhi.law.conditions.scene import Scene, Truth

_PARTY = ("person", "sole_trader", "organisation")
_AUTHORITY = ("own_name", "competent", "inner_unit", "entrusted_by")


def _list(raw: Any) -> tuple[Any, ...]:
    return tuple(raw) if isinstance(raw, list) else (raw,)


@node("act")
def act(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``act: [KINDS]`` – the kind of act."""
    reading.only(raw, "act")
    kinds = _list(raw["act"])
    return lambda scene: scene.case.act in kinds


@node("anchor")
def anchor(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``anchor: WORD | [WORDS]`` – which event the rule is judged at, where it hangs on several."""
    reading.only(raw, "anchor")
    words = reading.events(raw["anchor"])
    if reading.anchor is not None:
        return always if reading.anchor in words else at_no_time
    return lambda scene: scene.anchor is not None and scene.anchor.type in words


@node("procedure")
def procedure(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``procedure: simplified|ordinary`` – as the file says; unknown where it doesn't (facts derive it, decision 4)."""
    reading.only(raw, "procedure")
    wanted = raw["procedure"]

    def judge(scene: Scene) -> Truth:
        said = scene.case.procedure
        if scene.trace:
            scene.trace.saw(None, "procedure", said) if said else scene.trace.lacks(None, "procedure")
        return None if said is None else said == wanted

    return judge


@node("said_procedure")
def said_procedure(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``said_procedure: simplified|ordinary`` – the file says so; False where it does not say."""
    reading.only(raw, "said_procedure")
    wanted = raw["said_procedure"]
    return lambda scene: scene.case.procedure == wanted


@node("party")
def party(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``party: [person | sole_trader | organisation]`` – the kind of the anchor's party, or of every party."""
    reading.only(raw, "party")
    kinds = _list(raw["party"])
    for kind in kinds:
        if kind not in _PARTY:
            raise unknown(reading.where, "当事人类别", kind, _PARTY)

    def judge(scene: Scene) -> Truth:
        named = scene.anchor.party if scene.anchor else None
        parties = [one for one in scene.case.parties if named is None or named in (one.name, one.code)]
        answers = {None if one.kind is None else one.kind in kinds for one in parties}
        answer = answers.pop() if len(answers) == 1 else None
        if scene.trace:
            if answer is None:
                scene.trace.lacks(None, "parties.kind")
            else:
                scene.trace.saw(None, "parties.kind", parties[0].kind)
        return answer

    return judge


@node("agency")
def agency(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``agency: {field: [..], region: [prefixes], level: [..]}`` – special law of a sector or place.

    A file that does not say stands outside every special sector: unknown is False here.
    """
    reading.only(raw, "agency")
    spec = raw["agency"]
    reading.only(spec, "field", "region", "level")
    fields, levels = _list(spec.get("field", [])), _list(spec.get("level", []))
    regions = tuple(str(code) for code in _list(spec.get("region", [])))

    def judge(scene: Scene) -> Truth:
        body = scene.case.agency
        if body is None:
            return False
        return (
            (not fields or body.field in fields)
            and (not levels or body.level in levels)
            and (not regions or (body.region or "").startswith(regions))
        )

    return judge


@node("authority")
def authority(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``authority: NAME, is: VALUE`` – how the acting body stood: own_name, competent, inner_unit, entrusted_by;
    ``unknown: true|false`` – the answer where the file does not say.
    """
    reading.only(raw, "authority", "is", "unknown")
    name, wanted = raw["authority"], raw.get("is", True)
    if name not in _AUTHORITY:
        raise unknown(reading.where, "主体情况", name, _AUTHORITY)

    def judge(scene: Scene) -> Truth:
        value = getattr(scene.case.authority, name)
        if scene.trace:
            if value is None:
                scene.trace.lacks(None, f"authority.{name}")
            else:
                scene.trace.saw(None, f"authority.{name}", value)
        if value is None:
            return raw.get("unknown")
        return bool(value) is wanted if isinstance(wanted, bool) else value == wanted

    return judge


@node("parameter")
def parameter(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``parameter: NAME, is|includes: VALUE`` – how a layer has set a number or switch of this rule."""
    reading.only(raw, "parameter", "is", "includes")
    value = reading.value({"parameter": raw["parameter"]})
    answer = raw["includes"] in (value or ()) if "includes" in raw else value == raw.get("is", True)
    return always if answer else at_no_time
