"""What blocks and hangs on a step refuses at the door of that step, or the data says why it does not (decision 3)."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from mingzhi.law.findings import Severity
from mingzhi.law.lawbook import profiles, shipped
from mingzhi.law.rule import Rule


def _blocking(name: str | None) -> Iterator[Rule]:
    """A term ends by itself, whatever step is taken: rules of terms are left out."""
    for rule in shipped(name):
        hangs = any(version.anchors and version.verified == "yes" for version in rule.versions)
        if rule.severity is Severity.BLOCK and rule.kind != "deadline" and hangs:
            yield rule


@pytest.mark.parametrize("name", [None, *profiles()])
def test_a_blocking_rule_that_hangs_on_a_step_guards_it_or_says_why_not(name: str | None) -> None:
    rules = list(_blocking(name))
    assert len(rules) > 30
    assert [rule.id for rule in rules if not rule.guards and not rule.unguarded] == []


def test_no_rule_both_guards_and_excuses_itself() -> None:
    assert [rule.id for rule in shipped(None) if rule.guards and rule.unguarded] == []


@pytest.mark.parametrize("rule", [rule for rule in shipped(None) if rule.unguarded], ids=lambda rule: str(rule.id))
def test_an_excuse_is_a_sentence_of_a_rule_that_needs_one(rule: Rule) -> None:
    assert rule.id in {one.id for one in _blocking(None)}
    assert len(str(rule.unguarded)) > 15
