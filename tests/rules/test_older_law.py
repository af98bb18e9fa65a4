"""What held before: an act is judged by the law of its day, and where there was none the rule is silent."""

from __future__ import annotations

from datetime import date
from functools import cache
from typing import Any

from mingzhi.law.lawbook import shipped
from mingzhi.law.yamlfile import read_yaml
from tests.shared import needs_shared


@cache
def _older() -> list[dict[str, Any]]:
    raw: list[dict[str, Any]] = read_yaml(needs_shared("domain", "older-law.yaml"))["versions"]
    return [one for one in raw if one["rule"] in shipped(None)]


def _general(rule: str, day: date) -> list[Any]:
    """The versions for every acting body that were law on a day."""
    return [one for one in shipped(None).rule(rule).versions if not one.scope.weight and one.in_force(day)]


def test_where_an_older_text_held_a_version_of_it_ships_and_never_blocks() -> None:
    wrong = []
    for one in _older():
        if "instrument" not in one:
            continue
        held = _general(one["rule"], date.fromisoformat(one["to"]))
        if [version.source.instrument for version in held] != [one["instrument"]] or held[0].verified == "yes":
            wrong.append((one["rule"], one["instrument"], [version.source.instrument for version in held]))
    assert wrong == []


def test_where_there_was_no_law_the_rule_is_silent() -> None:
    silent = [one for one in _older() if one.get("differs", "").startswith("did not exist") and "instrument" not in one]
    assert silent
    assert [one["rule"] for one in silent if _general(one["rule"], date.fromisoformat(one["to"]))] == []


def test_no_version_that_was_read_is_older_than_its_text_or_outlives_it() -> None:
    outside = []
    for rule in shipped(None):
        for version in rule.versions:
            text = shipped(None).instruments[version.source.instrument]
            early = text.in_force_from and (version.in_force_from or date.min) < text.in_force_from
            late = text.in_force_until and (version.in_force_until or date.max) > text.in_force_until
            if version.verified == "yes" and (early or late):
                outside.append((rule.id, version.source.instrument, version.in_force_from, version.in_force_until))
    assert outside == []
