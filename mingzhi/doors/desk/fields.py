"""A form from the vocabulary: which controls an event's fields need, and what was entered as values of the case file.

What is entered is kept as text, control by control (:data:`Raw`), so that an error, a draft or a closed browser loses
nothing; only :func:`values_of` turns it into values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from mingzhi.doors.desk import entering
from mingzhi.law.casefile.vocabulary import VOCABULARY, FieldType

#: What stands in the controls: name of the control → its values, as a form sends them.
Raw = Mapping[str, Sequence[str]]
Choices = tuple[tuple[str, str], ...]

_RADIO_MOST = 7
_AREAS = frozenset(
    (
        "reason",
        "reasons",
        "conclusion",
        "content",
        "ground",
        "cause",
        "report",
        "deviation",
        "reason_if_none",
        "statement",
        "what",
    )
)
#: Text fields that say how something was served: chosen from the ways of serving.
_WAYS = frozenset((("prior_notice_served", "method"), ("hearing_right_told", "method"), ("demand_served", "method")))
#: Terms that the law sets are chosen, never typed: choices and what the law says (decided.remedies).
_TERMS: Mapping[tuple[str, str], tuple[Choices, str]] = {
    ("decided", "within"): ((("六十日", "六十日"),), "自知道该行政行为之日起（行政复议法第二十条）"),
    ("decided", "court_within"): (
        (("六个月", "六个月"), ("十五日", "十五日")),
        "一般六个月（行政诉讼法第四十六条）；法律另有规定的从其规定，例如土地管理法第八十三条十五日",
    ),
}
_HINTS = {
    "money": "单位：元，可以写到分",
    "percent": "写百分数，例如 3",
    "date": "例如 2026-03-05",
    "datetime": "例如 2026-03-05 15:20",
    "lines": "一行写一项",
    "int": "写整数",
}
_READERS: Mapping[str, Callable[[str], Any]] = {
    "money": entering.money,
    "percent": entering.percent,
    "date": entering.day,
    "datetime": entering.moment,
    "int": entering.whole,
}


@dataclass(slots=True)
class Control:
    """One question of a form.

    :param kind: text, area, money, percent, date, datetime, int, choice, select, many, lines, rows or record.
    :param values: what stands in it: one for most kinds, several for ``many``.
    :param rows: the controls of each row, for ``rows``; one row for ``record``.
    """

    name: str
    label: str
    kind: str
    required: bool
    hint: str = ""
    choices: Choices = ()
    values: list[str] = field(default_factory=list)
    error: str = ""
    rows: list[list[Control]] = field(default_factory=list)

    @property
    def value(self) -> str:
        """The single value."""
        return self.values[0] if self.values else ""


def controls_of(
    event: str, names: Iterable[str], raw: Raw, errors: Mapping[str, str], refs: Mapping[str, Choices] | None = None
) -> list[Control]:
    """The controls of an event's fields, filled with what was entered.

    :param errors: name of the control → what is wrong with it.
    :param refs: choices for fields that name something (an event, a person).
    """
    kinds = VOCABULARY[event].fields
    return [_control(event, name, name, kinds[name], raw, errors, refs or {}) for name in names if name in kinds]


def values_of(event: str, names: Iterable[str], raw: Raw) -> tuple[dict[str, Any], dict[str, str]]:
    """The values that were entered, as the case file writes them, and what is wrong by control."""
    kinds = VOCABULARY[event].fields
    values: dict[str, Any] = {}
    errors: dict[str, str] = {}
    for name in names:
        if name in kinds:
            value = _value(event, name, name, kinds[name], raw, errors)
            if value is not None:
                values[name] = value
    return values, errors


def filled(event: str, name: str, value: Any) -> dict[str, list[str]]:
    """What would stand in the controls of one field, had this value been entered: to change what is known."""
    return _filled(name, VOCABULARY[event].fields[name], value)


def changed_rows(raw: Raw, do: str) -> dict[str, list[str]]:
    """What was entered with one row more (``add:penalties``) or without one (``drop:penalties:1``)."""
    verb, _, rest = do.partition(":")
    name, _, which = rest.partition(":")
    now = {key: list(given) for key, given in raw.items()}
    rows = _rows(name, now)
    if verb == "add":
        now[f"{name}-rows"] = [str(min(rows + 1, 20))]
    elif verb == "drop" and which.isdecimal() and len(which) < 10 and int(which) < rows:
        for key in [key for key in now if key.startswith(f"{name}-{which}-")]:
            del now[key]
        for later in range(int(which) + 1, rows):
            for key in [key for key in now if key.startswith(f"{name}-{later}-")]:
                now[f"{name}-{later - 1}-{key.removeprefix(f'{name}-{later}-')}"] = now.pop(key)
        now[f"{name}-rows"] = [str(max(rows - 1, 1))]
    return now


def _rows(name: str, raw: Raw) -> int:
    text = (raw.get(f"{name}-rows") or ["1"])[0]
    return min(max(int(text), 1), 20) if text.isdecimal() and len(text) < 10 else 1


def _control(
    event: str, name: str, path: str, kind: FieldType, raw: Raw, errors: Mapping[str, str], refs: Mapping[str, Choices]
) -> Control:
    shown, choices = _shown(event, name, kind, refs)
    label = VOCABULARY.field_zh(event, name)
    hint = _TERMS[event, name][1] if (event, name) in _TERMS else kind.help or _HINTS.get(shown, "")
    made = Control(path, label, shown, not kind.optional or "-" in path, hint, choices)
    made.values, made.error = list(raw.get(path, ())), errors.get(path, "")
    if shown in ("rows", "record"):
        inner = (kind.item if shown == "rows" else kind) or kind
        paths = [f"{path}-{at}" for at in range(_rows(path, raw))] if shown == "rows" else [path]
        made.rows = [
            [_control(event, key, f"{one}-{key}", sub, raw, errors, refs) for key, sub in inner.fields.items()]
            for one in paths
        ]
    return made


def _shown(event: str, name: str, kind: FieldType, refs: Mapping[str, Choices]) -> tuple[str, Choices]:
    """The kind of control, and its choices."""
    if name in refs:
        return ("choice" if len(refs[name]) <= _RADIO_MOST else "select"), refs[name]
    if (event, name) in _TERMS:
        return "choice", _TERMS[event, name][0]
    if kind.kind == "bool":
        return "choice", (("yes", "是"), ("no", "否"))
    if kind.kind == "choice":
        choices = _words(event, name, kind)
        return ("choice" if len(choices) <= _RADIO_MOST else "select"), choices
    if kind.kind == "list":
        inner = kind.item or FieldType("text")
        if inner.kind == "choice":
            return "many", _words(event, name, inner)
        return ("rows" if inner.kind == "record" else "lines"), ()
    if kind.kind == "record":
        return "record", ()
    if (event, name) in _WAYS:
        ways = VOCABULARY["document_served"].fields["method"]
        return "select", _words("document_served", "method", ways)
    if kind.kind in ("text", "ref", "mapping"):
        return ("area" if name in _AREAS else "text"), ()
    return kind.kind, ()


def _words(event: str, name: str, kind: FieldType) -> Choices:
    return tuple((value, VOCABULARY.choice_zh(event, name, value)) for value in kind.choices)


def _value(event: str, name: str, path: str, kind: FieldType, raw: Raw, errors: dict[str, str]) -> Any:
    """The value of one field; ``None``: nothing was entered."""
    label = VOCABULARY.field_zh(event, name)
    inner = kind.item or FieldType("text")
    if kind.kind == "record" or (kind.kind == "list" and inner.kind == "record"):
        return _nested(event, path, kind, raw, errors, label)
    given = [text.strip() for text in raw.get(path, ()) if text.strip()]
    if kind.kind == "list":
        lines = given if inner.kind == "choice" else [one.strip() for one in "\n".join(given).splitlines()]
        found = [one for one in lines if one]
        if not found and not kind.optional:
            errors[path] = f"至少选一项{label}" if inner.kind == "choice" else f"填写{label}，一行一项"
        return found or None
    text = given[0] if given else ""
    if not text:
        if not kind.optional:
            picks = kind.kind in ("bool", "choice")
            errors[path] = f"选择{label}" if picks else f"填写{label}"
        return None
    if kind.kind == "bool":
        return text == "yes"
    if (event, name) in _TERMS and text not in dict(_TERMS[event, name][0]):
        errors[path] = f"{label}由法律规定，从所列的期限中选择"
        return None
    try:
        return _READERS[kind.kind](text) if kind.kind in _READERS else text
    except ValueError as wrong:
        errors[path] = f"{label}：{wrong}"
        return None


def _nested(event: str, path: str, kind: FieldType, raw: Raw, errors: dict[str, str], label: str) -> Any:
    """A record, or a list of them; rows in which nothing was entered are left out."""
    listed = kind.kind == "list"
    inner = (kind.item if listed else kind) or kind
    found = []
    for one in [f"{path}-{at}" for at in range(_rows(path, raw))] if listed else [path]:
        wrong: dict[str, str] = {}
        got = {key: _value(event, key, f"{one}-{key}", sub, raw, wrong) for key, sub in inner.fields.items()}
        got = {key: value for key, value in got.items() if value is not None}
        entered = any(text.strip() for key, given in raw.items() if key.startswith(f"{one}-") for text in given)
        if entered:
            errors |= wrong
            if got:
                found.append(got)
    if not found and not kind.optional and not any(key.startswith(path) for key in errors):
        first = next(iter(inner.fields))
        errors[f"{path}-0-{first}" if listed else f"{path}-{first}"] = f"填写{label}"
    if not listed:
        return found[0] if found else None
    return found or None


def _filled(path: str, kind: FieldType, value: Any) -> dict[str, list[str]]:
    if isinstance(value, bool):
        return {path: ["yes" if value else "no"]}
    if isinstance(value, Mapping):
        pairs = [_filled(f"{path}-{key}", kind.fields.get(key, FieldType("text")), one) for key, one in value.items()]
        return {name: given for pair in pairs for name, given in pair.items()}
    if isinstance(value, (list, tuple)):
        inner = kind.item or FieldType("text")
        if inner.kind == "record":
            made = {f"{path}-rows": [str(max(len(value), 1))]}
            for at, one in enumerate(value):
                made |= _filled(f"{path}-{at}", inner, one)
            return made
        return {path: [str(one) for one in value] if inner.kind == "choice" else ["\n".join(str(one) for one in value)]}
    return {path: [str(value)]}
