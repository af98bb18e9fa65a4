"""Values and events of a case as a clerk reads them, told by the vocabulary's Chinese words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from mingzhi.doors.web.filters import moment, money
from mingzhi.law.casefile.vocabulary import VOCABULARY, FieldType


def step_zh(event: str) -> str:
    """The Chinese name of an event; the word itself where the vocabulary has none."""
    return VOCABULARY[event].zh if event in VOCABULARY else event


def told(event: str, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Label and value of each own field, in the order of the vocabulary; parsed or as the case file writes it."""
    kinds = VOCABULARY[event].fields
    return [
        (VOCABULARY.field_zh(event, name), word(event, name, kinds[name], values[name]))
        for name in kinds
        if name in values
    ]


def word(event: str, name: str, kind: FieldType, value: Any) -> str:
    """One value in Chinese."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if kind.kind == "money":
        return _amount(value)
    if kind.kind == "percent":
        return f"{value}%"
    if isinstance(value, Mapping):
        return "，".join(_part(event, key, kind.fields.get(key, FieldType("text")), one) for key, one in value.items())
    if isinstance(value, (list, tuple)):
        inner = kind.item or FieldType("text")
        return ("；" if inner.kind == "record" else "、").join(word(event, name, inner, one) for one in value)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if kind.kind == "choice" or kind.choices:
        return VOCABULARY.choice_zh(event, name, str(value))
    if kind.kind == "ref":
        return step_zh(str(value))
    return str(value)


def refs_zh(text: str, names: Mapping[str, str]) -> str:
    """A value that names an event by its id, as that event's Chinese name."""
    return names.get(text, text)


def penalties_zh(penalties: Sequence[Mapping[str, Any]]) -> str:
    """A list of penalties in one line: ``警告；罚款 38,000 元``."""
    shape = VOCABULARY.types["penalty"]
    return "；".join(word("decided", "penalties", FieldType("record", fields=shape), one) for one in penalties)


def _part(event: str, key: str, kind: FieldType, value: Any) -> str:
    """One field of a record. The kind of a penalty and its amount speak for themselves."""
    said = word(event, key, kind, value)
    return said if key in ("type", "amount") else f"{VOCABULARY.field_zh(event, key)} {said}"


def _amount(value: Any) -> str:
    try:
        return money(Decimal(str(value)))
    except InvalidOperation:
        return str(value)
