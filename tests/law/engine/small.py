"""Small lawbooks and cases for tests of the engine itself, with an invented law."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

from mingzhi.law.casefile.reader import read_mapping
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.evaluate import evaluate
from mingzhi.law.findings import Finding
from mingzhi.law.lawbook import Lawbook, build
from mingzhi.law.profile import Profile

_INSTRUMENTS = "instruments:\n  LAW: {title: 示例法, level: law, in_force: ['2000-01-01', null], source: null}\n"


def book(rules: str, profile: Profile | None = None, **files: str) -> Lawbook:
    """A lawbook of one nation file (and further files by path, ``field_housing`` for ``field/housing.yaml``)."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "nation").mkdir()
        (folder / "instruments.yaml").write_text(_INSTRUMENTS, encoding="utf-8")
        (folder / "nation" / "rules.yaml").write_text(rules, encoding="utf-8")
        for path, text in files.items():
            target = folder / f"{path.replace('_', '/')}.yaml"
            target.parent.mkdir(exist_ok=True)
            target.write_text(text, encoding="utf-8")
        return build(folder, profile)


def rule(body: str, *, id: str = "r", severity: str = "block", guards: str = "[]", more: str = "") -> str:
    """The text of a file with one rule of one version, whose lines *body* gives."""
    lines = "\n".join(f"        {line}" for line in body.strip().splitlines())
    head = f"  - id: {id}\n    title: 示例\n    acts: [penalty]\n    kind: gate\n    severity: {severity}\n"
    cited = "      - citation: {instrument: LAW, article: '1'}\n        verified: 'yes'\n        says: 不合规定\n"
    return f"rules:\n{head}    guards: {guards}\n    versions:\n{cited}{lines}\n{more}"


def case(*events: dict[str, Any], **head: Any) -> CaseFile:
    """A penalty case with these events."""
    made = read_mapping(
        {"format": "mingzhi-case/1", "id": "c", "act": "penalty", "events": list(events), **head}, where="test"
    )
    assert isinstance(made, CaseFile)
    return made


def answers(lawbook: Lawbook, one: CaseFile, **options: Any) -> list[Finding]:
    """The findings of a case under a small lawbook."""
    return list(evaluate(one, lawbook, **options))


def only(lawbook: Lawbook, one: CaseFile, **options: Any) -> Finding:
    """The single finding."""
    found = answers(lawbook, one, **options)
    assert len(found) == 1, found
    return found[0]
