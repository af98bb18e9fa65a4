"""What courts and supervisors decided, measured with the scorer that comes with the cases (shared/domain/cases)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from mingzhi.law.casefile.reader import read_file
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Outcome
from mingzhi.law.lawbook import lawbook_for
from tests.shared import needs_shared


def _cases() -> list[CaseFile]:
    found = [one for path in sorted(needs_shared("domain", "cases", "dev").glob("*.yaml")) for one in read_file(path)]
    assert all(isinstance(one, CaseFile) for one in found)
    return [one for one in found if isinstance(one, CaseFile)]


def _score(tmp_path: Path, acts: str, *options: str, law_at: str | None = None) -> subprocess.CompletedProcess[str]:
    lines = []
    for case in _cases():
        found = evaluate(case, lawbook_for(case), law_at=law_at)  # type: ignore[arg-type]
        rows = [{"rule": one.rule, "outcome": one.outcome, "severity": one.severity} for one in found]
        lines.append(json.dumps({"id": case.id, "findings": rows}))
    findings = tmp_path / "findings.jsonl"
    findings.write_text("\n".join(lines), encoding="utf-8")
    folder = needs_shared("domain", "cases")
    command = [sys.executable, folder / "score.py", folder / "expected.yaml", findings, "--act", acts, *options]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_penalty_cases_score_by_the_law_of_their_day(tmp_path: Path) -> None:
    done = _score(tmp_path, "penalty")
    assert done.returncode == 0, done.stdout


def test_penalty_cases_score_with_days_in_force_switched_off(tmp_path: Path) -> None:
    done = _score(tmp_path, "penalty", "--logic", law_at="any")
    assert done.returncode == 0, done.stdout


def test_every_accusation_names_its_facts_and_an_article() -> None:
    for case in _cases():
        for finding in evaluate(case, lawbook_for(case)):
            if finding.broken:
                assert finding.facts or finding.missing, (case.id, finding.rule)
                assert finding.citation.article


def test_what_is_not_determined_names_the_fact_to_establish() -> None:
    for case in _cases():
        for finding in evaluate(case, lawbook_for(case)):
            if finding.outcome is Outcome.NOT_DETERMINED:
                assert finding.missing, (case.id, finding.rule)


@pytest.mark.parametrize("law_at", [None, "any"])
def test_the_same_case_gets_the_same_answer_twice(law_at: str | None) -> None:
    for case in _cases():
        book = lawbook_for(case)
        assert evaluate(case, book, law_at=law_at) == evaluate(case, book, law_at=law_at)  # type: ignore[arg-type]
