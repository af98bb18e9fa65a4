"""The shipped rules are those of the catalogue: same id, severity and acts; the rest is listed."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from mingzhi.law.lawbook import shipped
from mingzhi.law.yamlfile import read_yaml
from tests.shared import needs_shared

ROOT = Path(__file__).resolve().parents[2]
OPEN: dict[str, Any] = {
    id: rule
    for group in read_yaml(ROOT / "mingzhi" / "rules" / "catalogue.yaml")["groups"]
    for id, rule in group["rules"].items()
}

#: Where the product departs from the catalogue's severity, on purpose.
HARDER_OR_SOFTER = {
    "pen-defence-5wd": "block",  # no decision before the term for a defence is over
    "pen-decision-fine-extra": "warn",  # who collects is not always on the form; the paper itself carries it
}


@cache
def _catalogue() -> dict[str, dict[str, Any]]:
    raw = read_yaml(needs_shared("domain", "rules.yaml"))
    return {rule["id"]: rule for rule in raw["rules"]}


def test_every_rule_of_the_catalogue_ships_or_is_listed_with_the_reason() -> None:
    assert [id for id in _catalogue() if id not in OPEN and id not in shipped(None)] == []
    assert [id for id in OPEN if id not in _catalogue()] == []


def test_a_rule_bites_as_hard_as_the_catalogue_says() -> None:
    other = {
        rule.id: rule.severity.value
        for rule in shipped(None)
        if (known := _catalogue().get(rule.id)) and known["severity"] != rule.severity.value
    }
    assert other == HARDER_OR_SOFTER


def test_a_rule_speaks_of_no_act_that_the_catalogue_does_not_name() -> None:
    """A measure or its enforcement inside a penalty or an inspection is normal (decision 22)."""
    wider = []
    for rule in shipped(None):
        named = set(_catalogue()[rule.id]["act_kinds"]) if rule.id in _catalogue() else set(rule.acts)
        inside = {"penalty", "inspection"} if named & {"coercion", "enforcement"} else set()
        if not rule.acts <= named | inside:
            wider.append((rule.id, sorted(rule.acts - named)))
    assert wider == []


def test_what_code_keeps_is_kept_by_code_that_stands() -> None:
    assert [path for rule in OPEN.values() for path in rule.get("kept", ()) if not (ROOT / path).exists()] == []


def test_a_rule_whose_source_was_not_read_never_refuses() -> None:
    """Decision 9: where no version in force was verified, the door lets through."""
    unread = [
        rule.id
        for rule in shipped(None)
        for version in rule.versions
        if version.verified == "yes" and shipped(None).instruments[version.source.instrument].source is None
    ]
    assert unread == []
