"""Foreign tables as they come: CSV in any usual Chinese encoding, XLSX, JSON lines; row by row, in constant memory.

(A workbook is held in memory by its reader; CSV and JSON lines of any size are not.) What cannot be read of one row is
told as a :class:`~.disclosure.Refusal` in its place, and the rest goes on.
"""

from __future__ import annotations

import codecs
import csv
import io
import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import IO, Any

import python_calamine

from mingzhi.ground.errors import BadInput
from mingzhi.oversight.publication.disclosure import Line, Refusal

_CHUNK = 1 << 20
#: A cell longer than this means that a quotation mark was not closed.
_LONGEST_CELL = 1 << 20
_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of a file: its name (empty for a text file), its header, its rows, and how far it is read (0 to 1)."""

    name: str
    header: tuple[str, ...]
    lines: Iterator[Line | Refusal]
    progress: Callable[[], float]


@contextmanager
def opened(file: Path) -> Iterator[Iterator[Sheet]]:
    """The tables of *file*, by its ending: ``.csv``, ``.tsv``, ``.txt``, ``.xlsx``, ``.jsonl``, ``.ndjson``.

    :raises BadInput: there is no such file, it is of another kind, damaged, or empty.
    """
    if not file.is_file():
        raise BadInput("file_missing", where=str(file), what="没有这个文件", fix="核对路径")
    ending = file.suffix.lower()
    if ending in (".xlsx", ".xlsm", ".xls", ".ods"):
        yield _workbook(file)
        return
    if ending not in (".csv", ".tsv", ".txt", ".jsonl", ".ndjson", ".json"):
        raise BadInput("file_kind", where=file.name, what="不是表格文件", fix="提供 CSV、XLSX 或者 JSON Lines 文件")
    with file.open("rb") as raw:
        size = max(file.stat().st_size, 1)
        text = io.TextIOWrapper(raw, encoding=encoding_of(raw), errors="replace", newline="")

        def progress() -> float:
            return min(1.0, raw.tell() / size)

        make = _json_lines if ending in (".jsonl", ".ndjson", ".json") else _csv
        yield iter([make(file, text, progress)])
        text.detach()


def encoding_of(raw: IO[bytes]) -> str:
    """The encoding of a text file: by its mark, else UTF-8 or GB18030, whichever reads it to the end; else the one that
    reads further. Leaves *raw* at its start.
    """
    start = raw.read(_CHUNK)
    raw.seek(0)
    for mark, name in _BOMS:
        if start.startswith(mark):
            return name
    if 0 in start:  # UTF-16 without a mark: commas and ends of line have a zero byte, first or second
        return "utf-16-be" if start[::2].count(0) > start[1::2].count(0) else "utf-16-le"
    utf8, gb = _readable(raw, "utf-8"), None
    if utf8 is not None:
        gb = _readable(raw, "gb18030")
    raw.seek(0)
    if utf8 is None:
        return "utf-8"
    return "gb18030" if gb is None or gb > utf8 else "utf-8"


def _readable(raw: IO[bytes], encoding: str) -> int | None:
    """How many bytes can be read in an encoding; ``None``: all."""
    raw.seek(0)
    decoder, done = codecs.getincrementaldecoder(encoding)("strict"), 0
    while chunk := raw.read(_CHUNK):
        try:
            decoder.decode(chunk)
        except UnicodeDecodeError as error:
            return done + error.start
        done += len(chunk)
    try:
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return done
    return None


def _csv(file: Path, text: IO[str], progress: Callable[[], float]) -> Sheet:
    """A CSV file; the separator is the one that the header has most of."""
    first = text.readline(_LONGEST_CELL)
    if not first.strip():
        raise BadInput("file_empty", where=file.name, what="文件是空的，没有表头", fix="第一行写列名")
    separator = max(",\t;|，", key=first.count)
    csv.field_size_limit(_LONGEST_CELL)
    reader = csv.reader(_joined(first, text), delimiter=separator)
    header = _header(next(reader))
    return Sheet("", header, _csv_lines(reader, header), progress)


def _joined(first: str, text: IO[str]) -> Iterator[str]:
    yield first
    yield from text


def _csv_lines(reader: Any, header: tuple[str, ...]) -> Iterator[Line | Refusal]:
    """Rows as a spreadsheet numbers them: the header is row 1."""
    number = 1
    while True:
        number += 1
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error:
            yield Refusal(number, "", "", f"这一行（文件第 {reader.line_num} 行附近）的引号没有闭合，或者单元格过长")
            continue
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            yield Refusal(number, "", ",".join(cells)[:200], f"有 {len(cells)} 列，表头只有 {len(header)} 列")
            continue
        cells += [""] * (len(header) - len(cells))
        yield Line(number, dict(zip(header, cells, strict=False)))


def _json_lines(file: Path, text: IO[str], progress: Callable[[], float]) -> Sheet:
    """JSON lines: one object a line; the first one's names are the header."""
    lines = _objects(text)
    first = next((one for one in lines if isinstance(one, Line)), None)
    if first is None:
        raise BadInput(
            "not_json_lines", where=file.name, what="第一行不是 JSON 对象", fix="每行写一个 {…}，不要写成一个大数组"
        )
    return Sheet("", tuple(first.cells), _joined_lines(first, lines), progress)


def _joined_lines(first: Line, rest: Iterator[Line | Refusal]) -> Iterator[Line | Refusal]:
    yield first
    yield from rest


def _objects(text: IO[str]) -> Iterator[Line | Refusal]:
    for number, line in enumerate(text, start=1):
        if not line.strip():
            continue
        try:
            given = json.loads(line)
        except (ValueError, RecursionError) as error:
            yield Refusal(number, "", line.strip()[:200], f"不是正确的 JSON：{error}")
            continue
        if not isinstance(given, dict):
            yield Refusal(number, "", line.strip()[:200], "不是 JSON 对象")
            continue
        yield Line(number, {str(name).strip(): _text(value) for name, value in given.items()})


def _workbook(file: Path) -> Iterator[Sheet]:
    """The sheets of a workbook that have rows.

    :raises BadInput: it is damaged.
    """
    try:
        book = python_calamine.CalamineWorkbook.from_path(str(file))
        names = book.sheet_names
    except Exception as error:
        raise _damaged(file) from error
    for name in names:
        try:
            rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        except Exception as error:
            raise _damaged(file) from error
        if not rows:
            continue
        header = _header([_text(cell) for cell in rows[0]])
        yield _sheet(name, header, rows)


def _sheet(name: str, header: tuple[str, ...], rows: list[list[Any]]) -> Sheet:
    done = [0]
    return Sheet(name, header, _sheet_lines(rows, header, done), lambda: done[0] / len(rows))


def _sheet_lines(rows: list[list[Any]], header: tuple[str, ...], done: list[int]) -> Iterator[Line | Refusal]:
    for number, row in enumerate(rows[1:], start=2):
        done[0] = number
        cells = [_text(cell) for cell in row]
        if any(cell.strip() for cell in cells):
            yield Line(number, {name: cell for name, cell in zip(header, cells, strict=False) if name})


def _damaged(file: Path) -> BadInput:
    return BadInput(
        "workbook_damaged",
        where=file.name,
        what="打不开这个工作簿：文件不完整或者已经损坏",
        fix="在表格软件中打开核对，另存为 XLSX 后再导入",
    )


def _header(cells: list[str]) -> tuple[str, ...]:
    """Names of columns without the blanks and marks around them."""
    return tuple(cell.strip().lstrip("\ufeff").strip() for cell in cells)


def _text(cell: Any) -> str:
    """A cell as text: days without midnight, whole numbers without a point."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time().isoformat() == "00:00:00" else cell.isoformat(" ", "seconds")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, (dict, list)):
        return json.dumps(cell, ensure_ascii=False)
    return str(cell)
