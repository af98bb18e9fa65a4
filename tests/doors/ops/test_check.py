"""``mingzhi check``: files judged each on its own; statuses, options, streamed JSON lines (issue 3, decision 47)."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from mingzhi.doors.ops.main import main
from tests.shared import needs_shared

LATE = """format: mingzhi-case/1
id: late-decision
act: penalty
knowledge: complete
agency: {name: 某市某局, region: '530300', level: prefecture, field: other}
parties: [{kind: organisation, name: 某公司}]
events:
  - {event: opened, at: '2024-01-02', approved_by: head}
  - {event: decided, at: '2024-09-02', approved_by: head, penalties: [{type: fine, amount: '1000.00'}]}
"""
QUIET = """format: mingzhi-case/1
id: quiet
act: penalty
events: []
"""


@pytest.fixture
def late(tmp_path: Path) -> str:
    path = tmp_path / "late.yaml"
    path.write_text(LATE, encoding="utf-8")
    return str(path)


@pytest.fixture
def quiet(tmp_path: Path) -> str:
    path = tmp_path / "quiet.yaml"
    path.write_text(QUIET, encoding="utf-8")
    return str(path)


def answers(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, list[dict[str, Any]]]:
    status = main(["check", "--format", "json", *arguments])
    return status, [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_a_broken_blocking_rule_ends_with_status_one_and_its_article(
    capsys: pytest.CaptureFixture[str], late: str
) -> None:
    status, (answer,) = answers(capsys, late)
    assert status == 1
    assert answer["id"] == "late-decision"
    found = {one["rule"]: one for one in answer["findings"]}["pen-decide-90d"]
    assert found["outcome"] == "violated"
    assert found["severity"] == "block"
    assert found["citation"]["article"] == "60"
    assert "九十日" in found["citation"]["text"]
    assert found["citation"]["in_force_from"] == "2021-07-15"
    assert {"event", "field", "value"} == set(found["facts"][0])
    assert "2024-04-01" in found["explanation"]


def test_only_what_is_broken_or_running_is_told_unless_all_is_asked(
    capsys: pytest.CaptureFixture[str], late: str
) -> None:
    _, (told,) = answers(capsys, late)
    _, (everything,) = answers(capsys, "--all", late)
    assert {one["outcome"] for one in told["findings"]} <= {"violated", "overdue", "due"}
    assert {"satisfied", "not_applicable"} & {one["outcome"] for one in everything["findings"]}
    assert len(everything["findings"]) > len(told["findings"])


def test_a_case_with_nothing_to_accuse_ends_with_status_zero(capsys: pytest.CaptureFixture[str], quiet: str) -> None:
    assert answers(capsys, quiet) == (0, [{"id": "quiet", "findings": []}])


def test_bad_input_beats_a_broken_rule_and_spoils_no_other_file(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, late: str, quiet: str
) -> None:
    bad = tmp_path / "bad.yaml"
    bad.write_text(QUIET.replace("events: []", "events: [{event: openned}]"), encoding="utf-8")
    missing = str(tmp_path / "missing.yaml")
    status, (first, second, third, fourth) = answers(capsys, str(bad), late, missing, quiet)
    assert status == 2
    assert first["file"] == str(bad)
    assert set(first["error"]) == {"where", "what", "fix"}
    assert "opened" in first["error"]["what"] + first["error"]["fix"]
    assert second["id"] == "late-decision"
    assert third["file"] == missing
    assert fourth["id"] == "quiet"


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff\xfe",
        b"\x00",
        b"just words",
        b"[1, 2",
        b'{"format": "mingzhi-case/1"',
        b"format: other/9\n",
        b"a: [\n",
    ],
)
def test_what_is_no_case_file_is_answered_by_an_error(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / "strange.yaml"
    path.write_bytes(content)
    status, rows = answers(capsys, str(path))
    assert status == 2
    assert all(set(row["error"]) == {"where", "what", "fix"} for row in rows)
    assert len(rows) == 1


def test_an_unknown_profile_is_an_error_of_the_file(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "profile.yaml"
    path.write_text(QUIET + "profile: nowhere\n", encoding="utf-8")
    status, (row,) = answers(capsys, str(path))
    assert status == 2
    assert "nowhere" in row["error"]["what"]


def test_json_lines_are_answered_line_by_line(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "many.jsonl"
    good = json.dumps({"format": "mingzhi-case/1", "id": "one", "act": "penalty", "events": []})
    path.write_text("\n".join([good, "nonsense", good.replace("one", "two")]), encoding="utf-8")
    status, rows = answers(capsys, str(path))
    assert status == 2
    assert [row.get("id") for row in rows] == ["one", None, "two"]
    assert "第 2 行" in rows[1]["error"]["where"]


def test_the_law_of_another_day_gives_another_answer(capsys: pytest.CaptureFixture[str], late: str) -> None:
    def outcome(*options: str) -> set[str]:
        _, (answer,) = answers(capsys, "--all", *options, late)
        return {one["outcome"] for one in answer["findings"] if one["rule"] == "pen-decide-90d"}

    assert outcome() == outcome("--law-at", "any") == {"violated"}
    assert outcome("--law-at", "1990-01-01") == set()


def test_a_running_term_is_due_today_and_overdue_later(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    path = tmp_path / "open.yaml"
    path.write_text("\n".join(LATE.splitlines()[:-1]) + "\n", encoding="utf-8")

    def outcome(*options: str) -> str:
        _, (answer,) = answers(capsys, *options, str(path))
        return str({one["rule"]: one for one in answer["findings"]}["pen-decide-90d"]["outcome"])

    assert outcome() == "due"
    assert outcome("--as-of", "2024-04-01") == "due"
    assert outcome("--as-of", "2024-04-02") == "overdue"


@pytest.mark.parametrize("option", ["--law-at", "--as-of"])
def test_a_day_that_is_none_is_refused(capsys: pytest.CaptureFixture[str], late: str, option: str) -> None:
    assert main(["check", option, "2024-13-01", late]) == 2
    assert option in capsys.readouterr().err


def test_the_text_names_case_rule_and_article(capsys: pytest.CaptureFixture[str], late: str) -> None:
    assert main(["check", late]) == 1
    told = capsys.readouterr().out
    for part in ("late-decision", "pen-decide-90d", "第60条", "2024-04-01"):
        assert part in told


def test_every_real_case_is_read_and_answered(capsys: pytest.CaptureFixture[str]) -> None:
    files = sorted(needs_shared("domain", "cases", "dev").glob("*.yaml"))
    status, rows = answers(capsys, *map(str, files))
    assert status == 1
    assert [row["id"] for row in rows] == [path.stem for path in files]
    assert len(rows) == 55


@pytest.mark.parametrize("options", [[], ["--law-at", "any"]])
def test_the_decided_cases_are_scored_as_the_courts_decided(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, options: list[str]
) -> None:
    folder = needs_shared("domain", "cases")
    main(["check", "--format", "json", *options, *map(str, sorted((folder / "dev").glob("*.yaml")))])
    found = tmp_path / "findings.jsonl"
    found.write_text(capsys.readouterr().out, encoding="utf-8")
    logic = ["--logic"] if options else []
    command = [sys.executable, str(folder / "score.py"), str(folder / "expected.yaml"), str(found), "--act", "penalty"]
    scored = subprocess.run([*command, *logic], capture_output=True, text=True, check=False)
    assert scored.returncode == 0, scored.stdout


def test_neither_django_nor_a_database_is_touched(late: str) -> None:
    code = (
        "import sys; from mingzhi.doors.ops.main import main; main(['check', *sys.argv[1:]]); "
        "sys.exit(any(name.split('.')[0] in ('django', 'sqlite3', 'psycopg') for name in sys.modules))"
    )
    assert subprocess.run([sys.executable, "-c", code, late], check=False, capture_output=True).returncode == 0


def test_a_folder_is_no_file_and_spoils_no_other(
    capsys: pytest.CaptureFixture[str], tmp_path: Path, quiet: str
) -> None:
    status, told = answers(capsys, str(tmp_path), quiet)
    assert status == 2
    assert set(told[0]["error"]) == {"where", "what", "fix"} and str(tmp_path) in told[0]["error"]["fix"]
    assert told[1]["id"] == "quiet"
