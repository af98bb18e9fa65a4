"""A lawful case meets no refusal: every step of an ordinary, a heard, a reviewed and a spot case passes its door."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mingzhi.law.casefile.reader import read_mapping
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.door import at_door
from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Severity
from mingzhi.law.lawbook import lawbook_for
from mingzhi.law.yamlfile import read_yaml

FOLDER = Path(__file__).resolve().parent / "lawful"
CASES = sorted(FOLDER.glob("*.yaml"))


def _read(path: Path) -> CaseFile:
    raw: dict[str, Any] = read_yaml(path)
    return read_mapping(raw, where=path.name)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_door_refuses_a_step_of_a_lawful_case(path: Path) -> None:
    case = _read(path)
    refused = []
    for at, draft in enumerate(case.events):
        so_far = replace(case, events=case.events[:at])
        assert draft.at is not None and draft.at.day is not None
        for finding in at_door(so_far, draft, lawbook_for(case), as_of=draft.at.day):
            if finding.blocks:
                refused.append((draft.type, finding.rule, finding.outcome.value, finding.missing))
    assert refused == []


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_agency_breaks_nothing_in_a_lawful_case(path: Path) -> None:
    """What only informs (a party that did not pay in time) may stand."""
    case = _read(path)
    broken = [one for one in evaluate(case, lawbook_for(case)) if one.broken and one.severity is not Severity.INFO]
    assert [(one.rule, one.anchor) for one in broken] == []
