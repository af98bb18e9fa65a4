"""How a foreign table becomes disclosures: one small YAML file per source, read strictly (decision 43).

A file says which columns make a row's natural key, which rows are results of enforcement, and from which columns each
public field is taken: a template of columns, cut out by patterns, its words replaced. No expressions, no code.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from mingzhi.ground.errors import BadInput
from mingzhi.oversight.publication.models import ACTS

FOLDER = Path(__file__).with_name("sources")
FIELDS = ("agency", "number", "title", "party", "code", "result", "basis", "facts", "decided_on", "shown_on", "url")
_NOTHING = ("/", "无", "-", "—", "--", "暂无")
_COLUMN = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Cut:
    """One public field: *text* with columns in braces, the first of *pattern* that is found, words exchanged."""

    text: str
    pattern: tuple[re.Pattern[str], ...] = ()
    map: Mapping[str, str] = field(default_factory=dict)
    otherwise: str = ""
    otherwise_empty: str = ""
    replace: Mapping[str, str] = field(default_factory=dict)

    def of(self, row: Mapping[str, str]) -> str:
        """The field's text in a row; empty where the row does not tell it."""
        text = _COLUMN.sub(lambda found: row.get(found.group(1), ""), self.text).strip()
        if self.pattern:
            found = next((hit for one in self.pattern if (hit := one.search(text))), None)
            text = found.group(1).strip() if found else ""
        for old, new in self.replace.items():
            text = text.replace(old, new)
        if not text:
            return self.otherwise_empty
        if self.map or self.otherwise:
            return self.map.get(text) or (self.otherwise.replace("{}", text) if self.otherwise else text)
        return text

    def columns(self) -> list[str]:
        """The columns it is taken from."""
        return _COLUMN.findall(self.text)


@dataclass(frozen=True, slots=True)
class Sign:
    """A pattern in a column, and what follows where it is found: an act, a reason to refuse, or a name."""

    column: str
    pattern: re.Pattern[str]
    then: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One layout of a source. *not_a_result* without *fields*: no row of this table is a result of enforcement."""

    source: str
    source_zh: str
    source_url: str
    name: str
    zh: str
    columns: frozenset[str]
    nothing: frozenset[str]
    key: tuple[str, ...] = ()
    act: str = ""
    acts: tuple[Sign, ...] = ()
    refuse: tuple[Sign, ...] = ()
    persons: tuple[Sign, ...] = ()
    required: tuple[str, ...] = ()
    not_a_result: str = ""
    fields: Mapping[str, Cut] = field(default_factory=dict)


@cache
def tables(folder: Path = FOLDER) -> tuple[Table, ...]:
    """All layouts of all sources.

    :raises BadInput: a mapping file with a word, field or pattern that is not known, naming file and place.
    """
    found: list[Table] = []
    for file in sorted(folder.glob("*.yaml")):
        found += read_source(file)
    return tuple(found)


def read_source(file: Path) -> list[Table]:
    """The layouts of one source."""
    try:
        given = yaml.safe_load(file.read_text(encoding="utf-8"))
    except yaml.YAMLError as error:
        raise _mistake(file, "", f"不是正确的 YAML：{error}") from error
    _demand(file, "", given, {"source", "zh", "url", "tables"}, {"nothing"})
    nothing = frozenset(given.get("nothing", _NOTHING))
    return [_table(file, given, one, nothing) for one in given["tables"]]


def recognise(header: Sequence[str], source: str | None = None, known: Sequence[Table] | None = None) -> Table:
    """The layout whose columns all stand in *header*; the one with most columns where several do.

    :raises BadInput: none, naming the nearest and what it lacks.
    """
    given = [one for one in (tables() if known is None else known) if source in (None, one.source)]
    if not given:
        names = "、".join(sorted({one.source for one in tables()}))
        raise BadInput("source_unknown", where=f"来源 {source}", what="没有这个来源", fix=f"已知来源：{names}")
    names_here = set(header)
    fitting = [one for one in given if one.columns <= names_here]
    if fitting:
        return max(fitting, key=lambda one: len(one.columns))
    nearest = max(given, key=lambda one: len(one.columns & names_here) / len(one.columns))
    lacking = "、".join(sorted(nearest.columns - names_here))
    raise BadInput(
        "layout_unknown",
        where="表头",
        what=f"列名与已知来源都不相符，最接近的是“{nearest.source_zh}·{nearest.zh}”，缺少：{lacking}",
        fix="核对列名，或者为这个来源增加一个映射文件",
    )


def _table(file: Path, source: Mapping[str, Any], given: Any, nothing: frozenset[str]) -> Table:
    """One layout, checked."""
    optional = {"key", "act", "refuse", "persons", "required", "not_a_result", "fields"}
    _demand(file, "tables", given, {"name", "zh", "columns"}, optional)
    name = str(given["name"])
    if "fields" not in given and "not_a_result" not in given:
        raise _mistake(file, name, "缺少 fields 或者 not_a_result")
    cuts = {one: _cut(file, f"{name}.{one}", value) for one, value in given.get("fields", {}).items()}
    if unknown := sorted(set(cuts) - set(FIELDS)):
        raise _mistake(file, name, f"没有名为 {'、'.join(unknown)} 的字段，可用：{'、'.join(FIELDS)}")
    act = given.get("act", "")
    acts = () if isinstance(act, str) else _signs(file, f"{name}.act", act, "is")
    for word in [act] if isinstance(act, str) else [one.then for one in acts]:
        if (cuts or word) and word not in ACTS:
            raise _mistake(file, f"{name}.act", f"没有“{word}”这一执法类别，可用：{'、'.join(ACTS)}")
    if cuts and not given.get("key"):
        raise _mistake(file, name, "缺少 key：哪些列合起来认定同一条记录")
    return Table(
        source=str(source["source"]),
        source_zh=str(source["zh"]),
        source_url=str(source["url"]),
        name=name,
        zh=str(given["zh"]),
        columns=frozenset(given["columns"]),
        nothing=nothing,
        key=tuple(given.get("key", ())),
        act=act if isinstance(act, str) else "",
        acts=acts,
        refuse=_signs(file, f"{name}.refuse", given.get("refuse", ()), "reason"),
        persons=_signs(file, f"{name}.persons", given.get("persons", ()), None),
        required=tuple(given.get("required", ())),
        not_a_result=str(given.get("not_a_result", "")),
        fields=cuts,
    )


def _signs(file: Path, place: str, given: Any, word: str | None) -> tuple[Sign, ...]:
    found = []
    for one in given:
        _demand(file, place, one, {"column", "pattern", *([word] if word else [])}, set())
        then = str(one[word]) if word else ""
        found.append(Sign(str(one["column"]), _pattern(file, place, one["pattern"]), then))
    return tuple(found)


def _cut(file: Path, place: str, given: Any) -> Cut:
    _demand(file, place, given, {"text"}, {"pattern", "map", "otherwise", "otherwise_empty", "replace"})
    patterns = tuple(_pattern(file, place, one) for one in given.get("pattern", ()))
    more = {name: given[name] for name in ("map", "otherwise", "otherwise_empty", "replace") if name in given}
    return Cut(str(given["text"]), patterns, **more)


def _pattern(file: Path, place: str, given: Any) -> re.Pattern[str]:
    try:
        return re.compile(str(given), re.DOTALL)
    except re.error as error:
        raise _mistake(file, place, f"正则表达式 {given} 不正确：{error}") from error


def _demand(file: Path, place: str, given: Any, needed: set[str], optional: set[str]) -> None:
    """The words that must and may stand at a place."""
    if not isinstance(given, dict):
        raise _mistake(file, place, "应当是一组“名称: 值”")
    if lacking := sorted(needed - set(given)):
        raise _mistake(file, place, f"缺少 {'、'.join(lacking)}")
    if unknown := sorted(str(one) for one in set(given) - needed - optional):
        raise _mistake(file, place, f"不认识 {'、'.join(unknown)}，可用：{'、'.join(sorted(needed | optional))}")


def _mistake(file: Path, place: str, what: str) -> BadInput:
    where = f"{file.name} 的 {place}" if place else file.name
    return BadInput("mapping_wrong", where=where, what=what, fix="改正映射文件后再导入", file=file.name)
