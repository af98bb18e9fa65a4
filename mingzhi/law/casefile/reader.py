"""Reading case files: YAML, JSON, JSON lines. Each case, or each error with its file, line, and the way to mend it."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mingzhi.ground.errors import BadInput
from mingzhi.law.casefile.mapping import Errors, build
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.casefile.yamlmarks import Unreadable, documents

_MAX_ERRORS = 20
_MAX_BYTES = 64 * 1024 * 1024


def read_file(path: Path | str) -> list[CaseFile | BadInput]:
    """Everything in one file: the cases, and for each that cannot be read the error. Never raises for bad content."""
    return list(stream(path))


def stream(path: Path | str) -> Iterator[CaseFile | BadInput]:
    """The cases of one file, one after another; JSON lines of any size are not held in memory."""
    path = Path(path)
    name = str(path)
    try:
        if path.suffix in (".jsonl", ".ndjson"):
            yield from _lines(path, name)
            return
        if path.stat().st_size > _MAX_BYTES:
            yield BadInput("file_too_large", where=name, what="文件超过 64 MB", fix="大量案件用 JSON lines（.jsonl）")
            return
        data = path.read_bytes()
    except FileNotFoundError:
        yield BadInput("file_not_found", where=name, what="没有这个文件", fix="检查路径")
        return
    except OSError as error:
        yield BadInput("file_unreadable", where=name, what=f"不能读取：{error.strerror}", fix="检查路径和权限")
        return
    yield from read_bytes(data, name, json_first=path.suffix == ".json")


def read_bytes(data: bytes, name: str, *, json_first: bool = False) -> list[CaseFile | BadInput]:
    """The cases in a text that is held in memory."""
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        return [BadInput("not_utf8", where=f"{name} 第 {line} 行", what="不是 UTF-8 编码", fix="另存为 UTF-8")]
    if "\x00" in text:
        return [BadInput("not_text", where=name, what="不是文本文件", fix="交来 YAML 或 JSON 文件")]
    if not text.strip():
        return [BadInput("file_empty", where=name, what="文件是空的", fix="写入 format: mingzhi-case/1 的案件")]
    if json_first or text.lstrip()[0] in "[{":
        return _json(text, name)
    found: list[CaseFile | BadInput] = []
    try:
        for raw, lines in documents(text):
            found.append(_case(raw, name, lines))
    except Unreadable as error:
        found.append(BadInput("not_yaml", where=f"{name} 第 {error.line} 行", what=error.what, fix=error.fix))
    return found or [BadInput("file_empty", where=name, what="没有案件", fix="写入 format: mingzhi-case/1 的案件")]


def read_mapping(raw: Mapping[str, Any], *, where: str) -> CaseFile:
    """One case from a mapping that is parsed already, as the journal and the API have it.

    :raises BadInput: with all its errors in ``errors``: path, what, fix.
    """
    got = _case(raw, where, {})
    if isinstance(got, BadInput):
        raise got
    return got


def _json(text: str, name: str) -> list[CaseFile | BadInput]:
    """One object, an array of objects, or JSON lines without the suffix."""
    try:
        raw = json.loads(text, object_pairs_hook=_pairs, parse_float=str)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data":
            return [_line(line, number, name) for number, line in enumerate(text.splitlines(), 1) if line.strip()]
        return [
            BadInput(
                "not_json", where=f"{name} 第 {error.lineno} 行", what=f"不是 JSON：{error.msg}", fix="检查逗号和引号"
            )
        ]
    except (ValueError, RecursionError) as error:
        return [BadInput("not_json", where=name, what=_zh(error), fix="检查这个值的写法")]
    rows = raw if isinstance(raw, list) else [raw]
    return [_case(row, f"{name}[{at}]" if isinstance(raw, list) else name, {}) for at, row in enumerate(rows)]


def _lines(path: Path, name: str) -> Iterator[CaseFile | BadInput]:
    """JSON lines, one case a line."""
    empty = True
    with path.open("rb") as handle:
        for number, data in enumerate(handle, 1):
            if not data.strip():
                continue
            empty = False
            try:
                yield _line(data.decode("utf-8-sig" if number == 1 else "utf-8"), number, name)
            except UnicodeDecodeError:
                yield BadInput("not_utf8", where=f"{name} 第 {number} 行", what="不是 UTF-8 编码", fix="另存为 UTF-8")
    if empty:
        yield BadInput("file_empty", where=name, what="文件是空的", fix="每行写一个案件")


def _line(text: str, number: int, name: str) -> CaseFile | BadInput:
    place = f"{name} 第 {number} 行"
    try:
        raw = json.loads(text, object_pairs_hook=_pairs, parse_float=str)
    except (ValueError, RecursionError) as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else _zh(error)
        return BadInput("not_json", where=place, what=f"不是 JSON：{what}", fix="一行一个完整的对象")
    return _case(raw, place, {})


def _zh(error: Exception) -> str:
    """What the parser of JSON met that is no mistake of syntax."""
    if isinstance(error, RecursionError):
        return "嵌套太深"
    return "有一个数太长" if "digits" in str(error) else str(error)


def _pairs(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise ValueError(f"字段 {key} 写了两次")
        made[key] = value
    return made


def _case(raw: Any, name: str, lines: Mapping[str, int]) -> CaseFile | BadInput:
    """The case, or one error that tells all of its errors."""
    if not isinstance(raw, Mapping):
        return BadInput("not_a_case", where=name, what="不是案件", fix="从 format: mingzhi-case/1 写起")
    errors = Errors()
    case = build(raw, errors)
    if case is not None:
        return case
    told = [(_place(name, path, lines), what, fix) for path, what, fix in errors.found[:_MAX_ERRORS]]
    where, what, fix = told[0]
    return BadInput(
        "case_file_wrong",
        where=where,
        what=what,
        fix=fix,
        case=str(raw.get("id", "")),
        errors=[{"where": a, "what": b, "fix": c} for a, b, c in told],
        paths=[path for path, _, _ in errors.found[:_MAX_ERRORS]],
        more=max(0, len(errors.found) - _MAX_ERRORS),
    )


def _place(name: str, path: str, lines: Mapping[str, int]) -> str:
    """File, line where known, path. A missing field is told at the line of what should hold it."""
    holder = path
    while holder and holder not in lines:
        holder = holder[: max(holder.rfind("."), holder.rfind("["), 0)]
    line = lines.get(holder)
    return f"{name} 第 {line} 行 {path}" if line else f"{name} {path}"
