"""Bad files at the command line: case files, rule files, tables; each told with place and remedy, the good part kept.

``MINGZHI_TRUST=full`` takes a CSV of 200 MB; the ordinary run one of a hundredth of it.
"""

from __future__ import annotations

import csv
import json
import os
import time
from pathlib import Path

import pytest
import xlsxwriter

from mingzhi.doors.ops.main import main
from mingzhi.ground.errors import BadInput
from mingzhi.law.rulefile import read_rules
from tests.doors.ops.commands import program
from tests.hardening.rows import chinese, nothing_written
from tests.ledger.installation import fresh
from tests.oversight.publication.tables import FOOD, food, write_csv

FULL = os.environ.get("MINGZHI_TRUST") == "full"
MEGABYTES = 200 if FULL else 2
HEAD = "format: mingzhi-case/1\nid: a\nact: penalty\nknowledge: complete\nevents:\n"
CASE = HEAD.replace("events", "agency: {name: 某局, region: '530302', field: housing}\nevents") + (
    "- {event: opened, at: 2026-03-02, approved_by: head}\n"
    "- {event: prior_notice_served, at: 2026-03-10, method: direct, told: [facts, reasons, basis, content]}\n"
)


@pytest.mark.parametrize(
    ("text", "place", "fix"),
    [
        (HEAD + "- {event: openned, at: 2026-03-02}\n", "第 6 行", "opened"),
        (HEAD + "- {event: opened, aproved_by: head}\n", "第 6 行", "approved_by"),
        (HEAD + "- {event: opened, at: 2026-02-30}\n", "第 6 行", "日期"),
        (HEAD.replace("act: penalty", "act: penality"), "第 3 行", "penalty"),
        (CASE[:-20], "行", ""),
        ("", "c.yaml", ""),
        ("[" * 100_000, "c.yaml", ""),
        ("a: &a [*a]\n", "第 1 行", ""),
        ("{" + '"a": {' * 100_000, "c.yaml", ""),
        ("\x00\x01\x02", "c.yaml", ""),
    ],
)
def test_a_case_file_with_a_mistake_is_told_by_line_with_its_remedy(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], text: str, place: str, fix: str
) -> None:
    (tmp_path / "c.yaml").write_text(text, encoding="utf-8")
    (tmp_path / "good.yaml").write_text(HEAD + "- {event: opened, at: 2026-03-02}\n", encoding="utf-8")
    assert main(["check", str(tmp_path / "c.yaml"), str(tmp_path / "good.yaml")]) == 2
    told = capsys.readouterr()
    assert place in told.err and fix in told.err and chinese(told.err)
    assert told.out.startswith("a\n"), "the other file is answered all the same"


@pytest.mark.parametrize(
    ("events", "rule"),
    [
        ("- {event: decided, at: 2026-03-12, outcome: 罚款}\n", "pen-defence-5wd"),
        (
            "- {event: facts_established, at: 2026-03-09, complicated: true}\n- {event: decided, at: 2026-04-01}\n",
            "rev-",
        ),
        (
            "- {event: investigated_on_site, at: 2026-03-05, officers: [{name: 甲, credential: '1', "
            "valid_until: 2026-01-31}, {name: 乙, credential: '2', valid_until: 2030-01-31}]}\n",
            "staff-credential-valid",
        ),
    ],
)
def test_an_unlawful_course_is_found_by_rule_and_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], events: str, rule: str
) -> None:
    (tmp_path / "c.yaml").write_text(CASE + events, encoding="utf-8")
    assert main(["check", "--format", "json", str(tmp_path / "c.yaml")]) == 1
    findings = json.loads(capsys.readouterr().out)["findings"]
    found = [one for one in findings if one["rule"].startswith(rule) and one["outcome"] == "violated"]
    assert found and all(one["citation"]["article"] and chinese(one["explanation"]) for one in found)


def test_dates_at_the_ends_of_the_calendar_are_judged(tmp_path: Path) -> None:
    served = "- {event: decided, at: 9999-12-31}\n- {event: document_served, at: 9999-12-31, document: decided}\n"
    (tmp_path / "c.yaml").write_text(CASE + served, encoding="utf-8")
    assert main(["check", str(tmp_path / "c.yaml")]) in (0, 1)


@pytest.mark.parametrize(
    ("wrong", "right"), [("guard:", "guards"), ("versoins:", "versions"), ("tilte:", "title"), ("kinds:", "kind")]
)
def test_a_rule_file_with_a_typo_names_rule_and_nearest_word(tmp_path: Path, wrong: str, right: str) -> None:
    text = (
        "rules:\n- id: x-one\n  title: 某规则\n  acts: [penalty]\n  kind: gate\n  severity: block\n  " + wrong + " []\n"
    )
    (tmp_path / "r.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as caught:
        read_rules(tmp_path / "r.yaml")
    assert "x-one" in caught.value.where and right in caught.value.fix and chinese(caught.value.what)


@pytest.mark.django_db
@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 0.9, 0.99])
def test_a_truncated_workbook_is_told_and_nothing_of_it_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], share: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with xlsxwriter.Workbook(tmp_path / "whole.xlsx") as book:
        sheet = book.add_worksheet()
        for at, row in enumerate([FOOD, *(food(批号=str(at)) for at in range(200))]):
            sheet.write_row(at, 0, row)
    whole = (tmp_path / "whole.xlsx").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: int(len(whole) * share)])
    with nothing_written():
        assert main(["import", "cut.xlsx"]) == 2
    told = capsys.readouterr().err
    assert "cut.xlsx" in told and chinese(told)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.csv", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 100),
        ("a.csv", b"\x00" * 10_000),
        ("a.csv", b'"' * 3_000_000),
        ("a.csv", "甲,乙\n1,2\n".encode()),
        ("a.jsonl", b"[" * 200_000),
        ("a.jsonl", b'{"a": 1' + b"0" * 100_000),
        ("a.xlsx", b"PK\x03\x04" + b"\x00" * 5000),
        ("a.exe", b"MZ"),
    ],
)
def test_what_is_no_table_of_records_is_told_and_nothing_is_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str, content: bytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / name).write_bytes(content)
    with nothing_written():
        assert main(["import", name]) == 2
    told = capsys.readouterr().err
    assert name in told and chinese(told) and "Traceback" not in told


@pytest.mark.slow
def test_a_large_table_with_a_torn_end_is_taken_up_to_it_in_little_memory(tmp_path: Path) -> None:
    file, rows = tmp_path / "large.csv", 0
    write_csv(file, [])
    with file.open("a", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        while out.tell() < MEGABYTES << 20:
            for _ in range(100):
                rows += 1
                writer.writerow(food(批号=str(rows), 备注="检验说明" * 200))
        out.write('食品伙伴网,,豆腐,豆制品,"云岭豆制品有限公司,没有闭合\n')
    with fresh(tmp_path, "mingzhi.config.settings") as installation:
        installation.run("-m", "django", "migrate", "-v0")
        began = time.monotonic()
        options = ["--format", "json", "--quiet", "--report", str(tmp_path / "r.csv")]
        said = installation.run("-m", "tests.hardening.measured", "import", str(file), *options, status=1).splitlines()
        spent = time.monotonic() - began
        told, peak = json.loads(said[0]), int(said[1]) / 1024
        assert json.loads(installation.run(*program("verify", "--format", "json")))["sound"]
    assert (told["rows"], told["new"], told["refused"]) == (rows + 1, rows, 1)
    refused = list(csv.reader((tmp_path / "r.csv").read_text(encoding="utf-8-sig").splitlines()))[1]
    assert refused[2] == str(rows + 2) and chinese(refused[5])
    assert peak < 300, f"{peak:.0f} MB"
    print(f"\n{MEGABYTES} MB, {rows} rows: {spent:.0f} s, {rows / spent:.0f} rows a second, at most {peak:.0f} MB held")
