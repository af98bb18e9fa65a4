"""The vocabulary of mingzhi-case/1: which events there are, which fields they carry (rules/vocabulary/events.yaml)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from importlib import resources
from typing import Any

import yaml

_SIMPLE = {"date", "datetime", "money", "percent", "bool", "text", "int", "ref"}
_GROUPS = ("any", "penalty", "coercion", "enforcement", "permit", "inspection", "levy", "requisition")


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of a field.

    :param kind: one of the simple kinds, or ``choice``, ``list``, ``record``, ``mapping``.
    :param choices: value → Chinese word, for ``choice``.
    :param item: type of the items, for ``list``.
    :param fields: fields of a ``record``.
    """

    kind: str
    zh: str = ""
    optional: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    item: FieldType | None = None
    fields: Mapping[str, FieldType] = field(default_factory=dict)
    help: str = ""


@dataclass(frozen=True, slots=True)
class EventType:
    """A word of the vocabulary."""

    name: str
    zh: str
    group: str
    fields: Mapping[str, FieldType]
    none_if_unlisted: bool = False


class Vocabulary:
    """All words, by name; a mapping that knows its shared types."""

    @cached_property
    def _raw(self) -> Mapping[str, Any]:
        text = resources.files("mingzhi.rules").joinpath("vocabulary/events.yaml").read_text(encoding="utf-8")
        return dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))

    @cached_property
    def _words(self) -> Mapping[str, Any]:
        """The Chinese words of fields and choices, which no reader of files needs."""
        text = resources.files("mingzhi.rules").joinpath("vocabulary/words.yaml").read_text(encoding="utf-8")
        return dict(yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)))

    def field_zh(self, event: str, name: str) -> str:
        """The label of a field on the page."""
        special = (self._words["events"].get(event) or {}).get(name)
        if isinstance(special, Mapping):
            special = special.get("zh")
        return str(special or self._words["fields"].get(name, name))

    def choice_zh(self, event: str, name: str, value: str) -> str:
        """The word of a choice on the page."""
        special = (self._words["events"].get(event) or {}).get(name)
        own = special.get("choices", {}) if isinstance(special, Mapping) else {}
        return str(own.get(value) or self._words["choices"].get(value, value))

    @cached_property
    def types(self) -> Mapping[str, Mapping[str, FieldType]]:
        """The shared shapes: penalty, event, officer, authority."""
        return {
            name: {key: self._field(spec) for key, spec in shape.items()} for name, shape in self._raw["types"].items()
        }

    @cached_property
    def none_if_unlisted(self) -> frozenset[str]:
        """Words that did not happen where they are not listed (decision 2)."""
        return frozenset(self._raw["none_if_unlisted"])

    @cached_property
    def events(self) -> Mapping[str, EventType]:
        """Every word with its type."""
        found = {}
        for group in _GROUPS:
            for name, spec in self._raw[group].items():
                fields = {key: self._field(kind) for key, kind in (spec.get("fields") or {}).items()}
                found[name] = EventType(name, spec["zh"], group, fields, name in self.none_if_unlisted)
        return found

    def _field(self, spec: Any) -> FieldType:
        """A field's type from its notation: ``kind``, ``kind?``, ``[kind]``, ``a|b|c``, ``{name: kind, …}``."""
        extra: Mapping[str, Any] = spec if isinstance(spec, Mapping) else {}
        text = str(extra["type"] if extra else spec).strip()
        optional = text.endswith("?")
        text = text.removesuffix("?")
        zh, words, hint = str(extra.get("zh", "")), dict(extra.get("choices", {})), str(extra.get("help", ""))
        if text.startswith("["):
            inner = self._field({"type": text[1:-1], "choices": words})
            return FieldType("list", zh, optional, item=inner, help=hint)
        if text == "{}":
            return FieldType("mapping", zh, optional, help=hint)
        if text.startswith("{"):
            pairs = (part.split(":", 1) for part in text[1:-1].split(","))
            return FieldType("record", zh, optional, fields={k.strip(): self._field(v.strip()) for k, v in pairs})
        if "|" in text:
            choices = {value: str(words.get(value, value)) for value in text.split("|")}
            return FieldType("choice", zh, optional, choices=choices, help=hint)
        if text in _SIMPLE:
            return FieldType(text, zh, optional, help=hint)
        return FieldType("record", zh, optional, fields=self._raw_type(text), help=hint)

    def _raw_type(self, name: str) -> Mapping[str, FieldType]:
        """A shared shape named by another field."""
        return {key: self._field(spec) for key, spec in self._raw["types"][name].items()}

    def __getitem__(self, name: str) -> EventType:
        return self.events[name]

    def __contains__(self, name: object) -> bool:
        return name in self.events

    def __iter__(self) -> Iterator[str]:
        return iter(self.events)


VOCABULARY = Vocabulary()
