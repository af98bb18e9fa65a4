"""Foreign tables as they come: damaged, mixed, badly quoted; a clear word for each, and the rest is read."""

from __future__ import annotations

from pathlib import Path

import pytest
import xlsxwriter

from mingzhi.ground.errors import BadInput
from mingzhi.oversight.publication import api
from tests.shared import needs_shared


def read(file: Path) -> tuple[tuple[str, ...], list[api.Line | api.Refusal]]:
    """Header and rows of a file with one table."""
    with api.opened(file) as sheets:
        [sheet] = sheets
        return sheet.header, list(sheet.lines)


def test_quoted_cells_hold_separators_and_line_ends(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text('名称,内容\n甲,"一,二\n三"\n\n乙,四\n', encoding="utf-8")
    header, lines = read(file)
    assert header == ("名称", "内容")
    assert [(one.number, dict(one.cells)) for one in lines if isinstance(one, api.Line)] == [
        (2, {"名称": "甲", "内容": "一,二\n三"}),
        (4, {"名称": "乙", "内容": "四"}),
    ]


@pytest.mark.parametrize("separator", [",", "\t", ";"])
def test_the_separator_is_found(tmp_path: Path, separator: str) -> None:
    file = tmp_path / "a.csv"
    file.write_text(f"名称{separator}内容\n甲{separator}乙\n", encoding="utf-8")
    assert read(file)[0] == ("名称", "内容")


def test_an_unclosed_quotation_mark_is_told_and_does_not_eat_the_memory(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    with file.open("w", encoding="utf-8") as out:
        out.write('名称,内容\n甲,好\n乙,"没有闭合\n')
        out.writelines(f"丙{at},{'字' * 40}\n" for at in range(40_000))
    _, lines = read(file)
    assert isinstance(lines[0], api.Line)
    refused = [one for one in lines if isinstance(one, api.Refusal)]
    assert refused[0].row == 3
    assert sum(isinstance(one, api.Line) for one in lines) > 1


def test_bytes_of_another_encoding_refuse_their_row_only(tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    good = "名称,内容\n甲,好\n"
    file.write_bytes(good.encode() * 1 + b"\xff\xfe\xfa,\xff\n" + "乙,也好\n".encode())
    _, lines = read(file)
    texts = ["".join(one.cells.values()) for one in lines if isinstance(one, api.Line)]
    assert texts[0] == "甲好"
    assert "\ufffd" in texts[1]
    assert texts[2] == "乙也好"


def test_a_workbook_cut_short_is_told_in_chinese(tmp_path: Path) -> None:
    whole = needs_shared("data", "records", "csrc", "csrc_penalty_parsed.xlsx").read_bytes()
    for size in (0, 10, len(whole) // 2, len(whole) - 30):
        file = tmp_path / f"{size}.xlsx"
        file.write_bytes(whole[:size])
        with pytest.raises(BadInput) as refused:
            read(file)
        assert refused.value.code == "workbook_damaged"
        assert refused.value.where == file.name


def test_each_sheet_of_a_workbook_is_a_table_and_days_are_days(tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    with xlsxwriter.Workbook(file) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for name in ("一", "二"):
            sheet = book.add_worksheet(name)
            sheet.write_row(0, 0, [" 名称 ", "日期", "数"])
            sheet.write(1, 0, name)
            sheet.write(1, 1, 44313, day)
            sheet.write(1, 2, 7)
    with api.opened(file) as sheets:
        found = [(sheet.name, sheet.header, [dict(one.cells) for one in sheet.lines]) for sheet in sheets]  # type: ignore[union-attr]
    assert found[1] == ("二", ("名称", "日期", "数"), [{"名称": "二", "日期": "2021-04-27", "数": "7"}])


def test_json_lines_are_read_and_a_bad_line_is_told(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"名称": "甲", "数": 1}\n{"名称": \n[1]\n\n{"名称": "乙"}\n', encoding="utf-8")
    header, lines = read(file)
    assert header == ("名称", "数")
    assert [one.number for one in lines if isinstance(one, api.Line)] == [1, 5]
    assert [one.row for one in lines if isinstance(one, api.Refusal)] == [2, 3]


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [("a.csv", "", "file_empty"), ("a.pdf", "x", "file_kind"), ("a.jsonl", "[1,2]\n", "not_json_lines")],
)
def test_what_is_no_table_is_told(tmp_path: Path, name: str, text: str, code: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    with pytest.raises(BadInput) as refused:
        read(tmp_path / name)
    assert refused.value.code == code


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as refused:
        read(tmp_path / "none.csv")
    assert refused.value.code == "file_missing"


def test_a_line_nested_without_end_is_told_and_the_rest_is_read(tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    file.write_text('{"名称": "甲"}\n' + "[" * 100_000 + '\n{"名称": "乙"}\n', encoding="utf-8")
    _, lines = read(file)
    assert [one.number for one in lines if isinstance(one, api.Line)] == [1, 3]
    assert [one.row for one in lines if isinstance(one, api.Refusal)] == [2]
