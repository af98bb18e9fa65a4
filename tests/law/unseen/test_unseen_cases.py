"""Penalty cases like those that courts decide, with invented facts: what is broken is found, nothing else is accused.

One YAML file a subject, a list of cases. ``expect``: broken under every reading; ``then``: by the law of the day only;
``logic``: with days in force switched off only (the older text may warn or be silent); ``clean``: never accused;
``clean_then``: not accused by the law of the day; ``lawful``: nothing blocks by the law of the day.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from mingzhi.law.casefile.reader import read_mapping
from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Severity
from mingzhi.law.lawbook import lawbook_for, shipped
from mingzhi.law.yamlfile import read_yaml

FOLDER = Path(__file__).resolve().parent
CASES = [
    pytest.param(one, id=f"{path.stem}: {one['name']}")
    for path in sorted(FOLDER.glob("*.yaml"))
    for one in read_yaml(path)
]
KEYS = {"name", "expect", "then", "logic", "clean", "clean_then", "lawful", "case"}


def _broken(raw: dict[str, Any], law_at: Any) -> tuple[set[str], set[str]]:
    """The rules found broken, and those of them that block."""
    case: Any = read_mapping({"format": "mingzhi-case/1", "id": "unseen", "act": "penalty", **raw}, where="unseen")
    found = [one for one in evaluate(case, lawbook_for(case), law_at=law_at) if one.broken]
    return {one.rule for one in found}, {one.rule for one in found if one.severity is Severity.BLOCK}


@pytest.mark.parametrize("case", CASES)
def test_by_the_law_of_its_day_a_case_is_judged_as_a_court_would(case: dict[str, Any]) -> None:
    broken, blocking = _broken(case["case"], None)
    assert {*case.get("expect", ()), *case.get("then", ())} - broken == set()
    assert broken & {*case.get("clean", ()), *case.get("clean_then", ())} == set()
    assert not case.get("lawful") or blocking == set()


@pytest.mark.parametrize("case", CASES)
def test_with_days_in_force_switched_off_the_same_faults_are_found(case: dict[str, Any]) -> None:
    broken, _ = _broken(case["case"], "any")
    assert {*case.get("expect", ()), *case.get("logic", ())} - broken == set()
    assert broken & set(case.get("clean", ())) == set()


def test_expectations_are_written_with_known_keys_and_rules() -> None:
    for case in (one.values[0] for one in CASES):
        assert set(case) <= KEYS
        for key in KEYS - {"name", "lawful", "case"}:
            assert [rule for rule in case.get(key, ()) if rule not in shipped(None)] == []
