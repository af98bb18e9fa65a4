"""``mingzhi import`` as a person uses it: what it says, what it writes, with which status it ends."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from mingzhi.doors.ops.main import main
from mingzhi.oversight.publication.models import Publication
from tests.oversight.publication.tables import food, write_csv
from tests.shared import needs_shared

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_a_sound_file_is_taken_and_nothing_is_left_behind(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_csv(tmp_path / "a.csv", [food(), food(物料名称="豆干")])
    assert main(["import", str(file)]) == 0
    assert "新收录 2" in capsys.readouterr().out
    assert main(["import", str(file)]) == 0
    assert "新收录 0" in capsys.readouterr().out
    assert Publication.objects.count() == 2
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"]


def test_refused_rows_stand_in_a_report_with_row_column_value_and_reason(tmp_path: Path) -> None:
    file = write_csv(tmp_path / "a.csv", [food(), food(发布日期="昨天")])
    assert main(["import", str(file)]) == 1
    lines = list(csv.reader((tmp_path / "a.csv.退回.csv").read_text(encoding="utf-8-sig").splitlines()))
    assert lines[0] == ["文件", "工作表", "行", "列", "值", "原因"]
    assert lines[1][:5] == ["a.csv", "", "3", "发布日期", "昨天"]
    assert lines[1][5]


def test_the_report_can_be_json_and_the_summary_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = write_csv(tmp_path / "a.csv", [food(), food(发布日期="昨天")])
    assert main(["import", str(file), "--format", "json", "--report", "r.json", "--quiet"]) == 1
    [summary] = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert (summary["rows"], summary["new"], summary["refused"]) == (2, 1, 1)
    [refused] = [json.loads(line) for line in (tmp_path / "r.json").read_text(encoding="utf-8").splitlines()]
    assert (refused["row"], refused["column"], refused["value"]) == (3, "发布日期", "昨天")


def test_a_damaged_workbook_is_told_and_the_other_files_are_taken(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    whole = needs_shared("data", "records", "csrc", "csrc_penalty_parsed.xlsx").read_bytes()
    (tmp_path / "cut.xlsx").write_bytes(whole[: len(whole) // 2])
    file = write_csv(tmp_path / "a.csv", [food()])
    assert main(["import", str(tmp_path / "cut.xlsx"), str(file)]) == 2
    told = capsys.readouterr()
    assert "cut.xlsx" in told.err
    assert Publication.objects.count() == 1


def test_an_unknown_layout_and_a_missing_file_end_with_two(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "b.csv").write_text("甲,乙\n1,2\n", encoding="utf-8")
    assert main(["import", "b.csv", "none.csv", "--format", "json"]) == 2
    told = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    assert [set(one) for one in told] == [{"file", "error"}] * 2
    assert all(set(one["error"]) == {"where", "what", "fix"} for one in told)


def test_a_workbook_of_several_sheets_is_taken_sheet_by_sheet(capsys: pytest.CaptureFixture[str]) -> None:
    file = needs_shared("data", "records", "shanghai_env", "AdministrativeLicensing.xlsx")
    assert main(["import", str(file), "--quiet"]) == 1
    out = capsys.readouterr().out
    assert "7,256" in out
    assert Publication.objects.count() == 1315


def test_ctrl_c_ends_with_130_and_keeps_what_was_taken(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = write_csv(tmp_path / "a.csv", [food(批号=str(at)) for at in range(30)])
    monkeypatch.setattr("mingzhi.oversight.publication.disclosures.BATCH", 10)
    monkeypatch.setattr("mingzhi.doors.ops.import_records._Progress.__call__", _interrupt_at_twenty)
    assert main(["import", str(file)]) == 130
    assert Publication.objects.count() == 20


def _interrupt_at_twenty(_self: object, taken: object) -> None:
    if taken.rows == 20:  # type: ignore[attr-defined]
        raise KeyboardInterrupt
