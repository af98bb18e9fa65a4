"""Every rule is shown by small cases: kept, broken, not determined; and at a door: refused or let through.

One file a rule, ``<rule id>.yaml``: a list of {name, outcome, rule?, law_at?, as_of?, due_on?, case}, the case a case
file without ``format`` (``id`` and ``act: penalty`` may be left out). With ``draft`` (an event) and ``blocks`` it is a
door. ``outcome: silent``: the rule has nothing to say there.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mingzhi.law.casefile.reader import read_mapping
from mingzhi.law.door import at_door
from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Outcome
from mingzhi.law.lawbook import lawbook_for, shipped
from mingzhi.law.yamlfile import read_yaml

FOLDER = Path(__file__).resolve().parent
FILES = sorted(FOLDER.glob("*.yaml"))
Example = dict[str, Any]


def _examples(*, doors: bool) -> list[Any]:
    return [
        pytest.param(one.get("rule", path.stem), one, id=f"{path.stem}: {one['name']}")
        for path in FILES
        for one in read_yaml(path)
        if ("draft" in one) is doors
    ]


def _case(raw: Example, **more: Any) -> Any:
    return read_mapping({"format": "mingzhi-case/1", "id": "example", "act": "penalty", **raw, **more}, where="example")


@pytest.mark.parametrize(("rule", "example"), _examples(doors=False))
def test_a_rule_answers_as_its_example_says(rule: str, example: Example) -> None:
    case = _case(example["case"])
    as_of = date.fromisoformat(example["as_of"]) if "as_of" in example else None
    law_at = example.get("law_at")
    found = [
        one
        for one in evaluate(
            case,
            lawbook_for(case),
            as_of=as_of,
            law_at=law_at if law_at in (None, "any") else date.fromisoformat(law_at),
        )
        if one.rule == rule
    ]
    outcomes = {one.outcome.value for one in found}
    if example["outcome"] == "silent":
        assert outcomes == set()
    else:
        assert example["outcome"] in outcomes
    if example["outcome"] not in (Outcome.VIOLATED, Outcome.OVERDUE):
        assert not [one for one in found if one.broken]
    if "due_on" in example:
        assert example["due_on"] in {one.due_on.isoformat() for one in found if one.due_on}


@pytest.mark.parametrize(("rule", "example"), _examples(doors=True))
def test_a_door_answers_as_its_example_says(rule: str, example: Example) -> None:
    whole = _case(example["case"], events=[*example["case"].get("events", []), example["draft"]])
    draft = whole.events[-1]
    case = replace(whole, events=whole.events[:-1])
    assert draft.at is not None and draft.at.day is not None
    found = [one for one in at_door(case, draft, lawbook_for(case), as_of=draft.at.day) if one.rule == rule]
    assert any(one.blocks for one in found) is example["blocks"]


def test_every_file_names_a_rule_that_ships() -> None:
    assert [path.stem for path in FILES if path.stem not in shipped(None)] == []


@pytest.mark.parametrize("rule", [rule.id for rule in shipped(None).rules])
def test_every_rule_is_shown_kept_broken_and_not_determined(rule: str) -> None:
    path = FOLDER / f"{rule}.yaml"
    assert path.exists(), f"no examples for {rule}"
    shown = {one["outcome"] for one in read_yaml(path) if "outcome" in one}
    assert shown & {"satisfied", "due"}
    assert shown & {"violated", "overdue"}
    assert "not_determined" in shown


@pytest.mark.parametrize("rule", [rule for rule in shipped(None).rules if rule.guards], ids=lambda rule: str(rule.id))
def test_every_guard_is_shown_refusing_and_letting_through(rule: Any) -> None:
    path = FOLDER / f"{rule.id}.yaml"
    doors = {one["blocks"] for one in read_yaml(path) if "draft" in one} if path.exists() else set()
    if rule.severity == "block" and any(version.verified == "yes" for version in rule.versions):
        assert doors == {True, False}
