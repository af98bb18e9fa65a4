"""One source row as a disclosure, or the reason why it is none. Pure: no database."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from mingzhi.ground.canonical import encode
from mingzhi.ground.clock import today
from mingzhi.ground.digest import sha256
from mingzhi.oversight.publication.grams import normal
from mingzhi.oversight.publication.mapping import Table
from mingzhi.oversight.publication.masking import mask
from mingzhi.oversight.publication.naming import persons_in, public_names, reduce_person

_DATE = re.compile(
    r"^(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})\s*日?(?:[ T]\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?)?$"
)
_DIGITS = re.compile(r"^(\d{4})(\d{2})(\d{2})$")
_BARE_YEAR = re.compile(r"(?<=\D)((?:19|20)\d\d)\s+(?=\d+\s*号)")
_YEAR = re.compile(r"[\[〔【（(［]\s*(\d{4})\s*[\]〕】）)］]")
_BLANK = re.compile(r"[ \t\u00a0\u3000]+")
_LINES = re.compile(r"\s*\n\s*")
_FIRST_DAY = date(1949, 10, 1)
#: Longest text of a field, as the columns of the table take it.
_LONGEST = {"agency": 120, "number": 120, "title": 500, "party": 500, "url": 500}
_ONE_LINE = ("agency", "title", "party")
#: What every disclosure must tell.
_DEMANDED = ("agency", "title")


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a file: its number as a spreadsheet shows it, and its cells by column."""

    number: int
    cells: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row was not taken: where it stands, the column and its value, the reason in Chinese."""

    row: int
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True)
class Disclosure:
    """A row that can be taken: its public fields, its natural key, the digest of its content, the row itself."""

    line: Line
    key: str
    content: str
    act: str
    values: Mapping[str, str]
    decided_on: date | None
    shown_on: date


def read_date(text: str) -> date | None:
    """A day as agencies write it: ``2021年04月27日``, ``2021-4-27``, ``2021/4/27``, ``20210427``; ``None``: no day."""
    found = _DATE.match(unicodedata.normalize("NFKC", text).strip()) or _DIGITS.match(text.strip())
    if not found:
        return None
    try:
        return date(*(int(part) for part in found.groups()))
    except ValueError:
        return None


def tidy_number(text: str) -> str:
    """A document number with official brackets and without stray blanks: ``[2021] 22 号`` → ``〔2021〕22号``."""
    return re.sub(r"\s+", "", _BARE_YEAR.sub(r"〔\1〕", _YEAR.sub(r"〔\1〕", text)))


@lru_cache(maxsize=1 << 12)
def tidy(text: str) -> str:
    """Text of a cell: blanks of all kinds single, blank lines gone."""
    return _LINES.sub("\n", _BLANK.sub(" ", text)).strip()


def disclosure_of(table: Table, line: Line) -> Disclosure | Refusal:
    """The disclosure that a row makes, or the first reason why it makes none."""
    cells = {name: "" if value.strip() in table.nothing else tidy(value) for name, value in line.cells.items()}
    for name, value in line.cells.items():
        if "\ufffd" in value or "\x00" in value:
            return _refuse(line, name, "有读不出的字符，核对文件编码")
    act = _act(table, line, cells)
    if isinstance(act, Refusal):
        return act
    for name in table.required:
        if not cells.get(name):
            return _refuse(line, name, "没有填写")
    values = {name: cut.of(cells) for name, cut in table.fields.items()}
    days: dict[str, date | None] = {}
    for name in ("decided_on", "shown_on"):
        text = values.pop(name, "")
        column = _column(table, name)
        days[name] = read_date(text)
        if text and days[name] is None:
            return _refuse(line, column, "不是日期，写成 2021-04-27 的样子")
        if (day := days[name]) and not _FIRST_DAY <= day <= today():
            return _refuse(line, column, "日期不可能：早于 1949-10-01 或者还没有到")
    shown_on = days["shown_on"] or days["decided_on"]
    if shown_on is None:
        return _refuse(line, _column(table, "decided_on") or _column(table, "shown_on"), "没有日期")
    for name in _ONE_LINE:
        values[name] = _LINES.sub("", values.get(name, ""))
    values["number"] = tidy_number(values.get("number", ""))
    _protect(table, cells, values)
    for name in _DEMANDED:
        if not values.get(name):
            return _refuse(line, _column(table, name), "没有填写")
    for name, longest in _LONGEST.items():
        if len(values.get(name, "")) > longest:
            return _refuse(line, _column(table, name), f"超过 {longest} 个字")
    plain = {name: normal(value) for name, value in line.cells.items()}
    key = sha256("\x1f".join([table.source, *(plain.get(name, "") for name in table.key)]).encode())
    content = sha256(encode(plain))
    return Disclosure(line, key, content, act, values, days["decided_on"], shown_on)


def _act(table: Table, line: Line, cells: Mapping[str, str]) -> str | Refusal:
    """The kind of act; a refusal where the row is no result of enforcement."""
    for test in table.refuse:
        if test.pattern.search(cells.get(test.column, "")):
            return _refuse(line, test.column, test.then)
    if table.act:
        return table.act
    for test in table.acts:
        if test.pattern.search(cells.get(test.column, "")):
            return test.then
    column = table.acts[0].column if table.acts else next(iter(line.cells), "")
    return _refuse(line, column, table.not_a_result or "不是执法结果")


def _protect(table: Table, cells: Mapping[str, str], values: dict[str, str]) -> None:
    """Reduce the names of natural persons wherever they stand in the public fields; mask private numbers."""
    persons = set(persons_in(values.get("party", "")))
    for test in table.persons:
        for found in test.pattern.findall(cells.get(test.column, "")):
            persons.update(persons_in(found))
    values["party"] = public_names(values.get("party", ""))
    for name in ("title", "party", "result", "basis", "facts"):
        text = values.get(name, "")
        for person in sorted(persons, key=len, reverse=True):
            text = text.replace(person, reduce_person(person))
        values[name] = mask(text)


def _column(table: Table, name: str) -> str:
    """The first column a field is taken from."""
    cut = table.fields.get(name)
    return next(iter(cut.columns()), "") if cut else ""


def _refuse(line: Line, column: str, reason: str) -> Refusal:
    return Refusal(line.number, column, mask(line.cells.get(column, ""))[:200], reason)
