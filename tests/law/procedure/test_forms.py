"""Each fact that a blocking rule asks for at a door is on the form of a step (decision 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest

from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.findings import Severity
from mingzhi.law.lawbook import shipped
from mingzhi.law.procedurefile import Procedure, procedures
from mingzhi.law.rule import Rule

HEADS = ("happened", "never", "each", "latest", "count")
SHARED = set(VOCABULARY.types["event"])


def _fields(node: Any, scope: tuple[str, ...], anchor: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """(event, field) of every field that a condition reads."""
    if isinstance(node, list):
        for one in node:
            yield from _fields(one, scope, anchor)
    if not isinstance(node, Mapping):
        return
    if "fact" in node:
        yield from _fields(shipped(None).facts[node["fact"]]["holds"], anchor, anchor)
    if "field" in node and isinstance(node["field"], str):
        for event in anchor if node.get("of") == "anchor" else scope:
            yield event, node["field"].split(".")[0]
    head = next((one for one in HEADS if one in node), None)
    inner = scope
    if head is not None:
        inner = tuple(node[head]) if isinstance(node[head], list) else (node[head],)
    for key, value in node.items():
        if key not in ("field", "of", *HEADS):
            yield from _fields(value, inner, anchor)


def _demands(procedure: Procedure) -> Iterator[tuple[Rule, str, str]]:
    events = {step.event for step in procedure.steps}
    for rule in shipped(None).rules:
        if rule.severity is not Severity.BLOCK or procedure.act not in rule.acts:
            continue
        for version in rule.versions:
            anchors = tuple(word for word in version.anchors if word in rule.guards and word in events)
            for event, name in _fields([version.when, version.require], anchors, anchors):
                if event in events and name not in SHARED and name in VOCABULARY[event].fields:
                    yield rule, event, name


@pytest.mark.parametrize("key", [key for key in procedures() if key[0] == "penalty"], ids="-".join)
def test_every_fact_that_a_blocking_rule_asks_for_is_on_a_form(key: tuple[str, str]) -> None:
    procedure = procedures()[key]
    asked = list(_demands(procedure))
    assert len(asked) > 20
    missing = {
        (rule.id, event, name)
        for rule, event, name in asked
        if (step := procedure.step(event)) is not None and name not in (*step.form, *step.filled)
    }
    assert not missing
