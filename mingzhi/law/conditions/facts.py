"""Nodes that stand for something defined elsewhere: a named fact (decision 4), a registered Python predicate."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingzhi.law.conditions.errors import bad_rule, unknown
from mingzhi.law.conditions.language import Condition, Reading, compile_condition, node
from mingzhi.law.conditions.scene import Scene, Truth

_predicates: dict[str, Condition] = {}


def predicate(function: Condition) -> Condition:
    """Register a Python predicate under its name. It needs a docstring: that is what the rule's reader sees."""
    if not function.__doc__:
        raise ValueError(f"predicate {function.__name__} has no docstring")
    _predicates[function.__name__] = function
    return function


def predicates() -> Mapping[str, Condition]:
    """The registered predicates by name."""
    return dict(_predicates)


@node("predicate")
def _predicate(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``predicate: NAME`` – a comparison too special for the language, written in Python under that name."""
    reading.only(raw, "predicate")
    if raw["predicate"] not in reading.predicates:
        raise unknown(reading.where, "谓词", raw["predicate"], reading.predicates)
    return reading.predicates[raw["predicate"]]


@node("fact")
def fact(raw: Mapping[str, Any], reading: Reading) -> Condition:
    """``fact: NAME`` with ``before: anchor`` – a named fact; with ``before`` only what came before counts."""
    reading.only(raw, "fact", "before")
    name = raw["fact"]
    if name not in reading.facts:
        raise unknown(reading.where, "事实", name, reading.facts)
    if raw.get("before") not in (None, "anchor"):
        raise bad_rule(reading.where, "before 只能是 anchor", "写成 before: anchor")
    inner, bounded = reading.facts[name], "before" in raw

    def judge(scene: Scene) -> Truth:
        if not bounded:
            return inner(scene)
        outer, scene.until = scene.until, scene.anchor
        answer = inner(scene)
        scene.until = outer
        return answer

    return judge


def compile_facts(raw: Mapping[str, Mapping[str, Any]], reading: Reading) -> dict[str, Condition]:
    """Compile named facts in the order of the file; a fact may use those above it.

    ``event: WORD`` names the word that denies the fact when a file lists it in ``absent``; ``holds`` is the condition.
    """
    done: dict[str, Condition] = {}
    for name, spec in raw.items():
        here = Reading(
            f"{reading.where}.{name}", reading.words, reading.parameters, done, reading.predicates, reading.calendar
        )
        here.only(spec, "zh", "event", "holds")
        condition = compile_condition(spec["holds"], here.at("holds"))
        done[name] = _denied_by(here.events(spec["event"])[0], condition) if "event" in spec else condition
    return done


def _denied_by(word: str, condition: Condition) -> Condition:
    def judge(scene: Scene) -> Truth:
        if word in scene.absent:
            if scene.trace:
                scene.trace.lacks(word)
            return False
        return condition(scene)

    return judge
