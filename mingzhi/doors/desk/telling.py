"""Values and events of a case as a clerk reads them, told by the vocabulary's Chinese words."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any

from mingzhi.casework.review.api import ITEMS
from mingzhi.doors.web.filters import moment, money
from mingzhi.law.casefile.vocabulary import VOCABULARY, FieldType

#: Names that begin with one of these say what one does.
_VERBS = re.compile(
    "提交|作出|送达|当场|举行|责令|撤销|变更|终止|中止|恢复|委托|收到|收集|申请|放弃|加处|延长|解除|实施|移送|立案|不予|结案|归档|"
    "认定|指派|公示|更正|撤下|退回|批准|提起|答复|告知|登记|抽样|催告|复查"
)
_ITEMS: Mapping[str, str] = {item.key: item.zh for item in ITEMS}


def step_zh(event: str) -> str:
    """The Chinese name of an event; the word itself where the vocabulary has none."""
    return VOCABULARY[event].zh if event in VOCABULARY else event


def button_zh(step: str) -> str:
    """A step's name as what one does: ``记录询问``; names that say so already stay."""
    return step if _VERBS.match(step) else f"记录{step}"


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
        return _record(event, kind, value)
    if isinstance(value, (list, tuple)):
        inner = kind.item or FieldType("text")
        said = [word(event, name, inner, one) for one in value]
        return ("；" if any("，" in one or "、" in one for one in said) or inner.kind == "record" else "、").join(said)
    if isinstance(value, datetime):
        return moment(value)
    if isinstance(value, date):
        return value.isoformat()
    if kind.kind == "choice" or kind.choices:
        return VOCABULARY.choice_zh(event, name, str(value))
    if kind.kind == "ref":
        return step_zh(str(value))
    return _text(event, name, str(value))


def penalties_zh(penalties: Sequence[Mapping[str, Any]]) -> str:
    """A list of penalties in one line: ``警告；罚款 38,000 元``."""
    shape = VOCABULARY.types["penalty"]
    return "；".join(word("decided", "penalties", FieldType("record", fields=shape), one) for one in penalties)


def _record(event: str, kind: FieldType, value: Mapping[str, Any]) -> str:
    """A record in the order of its shape. The kind of a penalty and its amount speak for themselves."""
    order = [name for name in kind.fields if name in value] + [name for name in value if name not in kind.fields]
    if "type" in kind.fields:
        said = [word(event, name, kind.fields[name], value[name]) for name in ("type", "amount") if name in value]
        days = [f"{value['days']} 日"] if value.get("days") else []
        return " ".join([*said, *days]) + ("（较大数额或者较重）" if value.get("large") is True else "")
    parts = [(name, word(event, name, kind.fields.get(name, FieldType("text")), value[name])) for name in order]
    return "，".join(f"{VOCABULARY.field_zh(event, name)} {said}" for name, said in parts)


def _text(event: str, name: str, value: str) -> str:
    """Free text; a stable word that stands in a text field is told in Chinese."""
    if not value.isascii() or not value.replace("_", "").isalpha():
        return value
    return _ITEMS.get(value) or VOCABULARY.choice_zh(event, name, value)


def _amount(value: Any) -> str:
    try:
        return money(Decimal(str(value)))
    except InvalidOperation:
        return str(value)
