"""Reading the condition language: one mapping per node, one head word per mapping, everything checked on reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mingzhi.law.conditions.errors import bad_rule, unknown
from mingzhi.law.conditions.scene import Scene, Truth

#: A compiled condition: True, False, or None for not known.
Condition = Callable[[Scene], Truth]


def always(_scene: Scene) -> Truth:
    """What is settled on reading already: it holds. Joins leave it out."""
    return True


def at_no_time(_scene: Scene) -> Truth:
    """What is settled on reading already: it does not hold. Joins leave it out."""
    return False


@dataclass(frozen=True)
class Reading:
    """What a node may refer to while it is compiled.

    :param where: place in the rule file, for errors.
    :param words: events of the vocabulary with the names of their fields.
    :param parameters: the rule's numbers by name, as set by the layers.
    :param facts: compiled named facts.
    :param predicates: registered Python predicates.
    :param calendar: the working-day calendar for terms inside conditions.
    :param anchor: the word of the event that it will be judged at, where one is settled.
    """

    where: str
    words: Mapping[str, frozenset[str]]
    parameters: Mapping[str, Any] = field(default_factory=dict)
    facts: Mapping[str, Condition] = field(default_factory=dict)
    predicates: Mapping[str, Condition] = field(default_factory=dict)
    calendar: Any = None
    anchor: str | None = None

    def at(self, part: str | int) -> Reading:
        """The same, one step further into the file."""
        return replace(self, where=f"{self.where}.{part}")

    def value(self, raw: Any) -> Any:
        """A literal, or the rule's parameter where it says ``{parameter: name}``."""
        if isinstance(raw, Mapping) and set(raw) == {"parameter"}:
            name = raw["parameter"]
            if name not in self.parameters:
                raise unknown(self.where, "参数", name, self.parameters)
            return self.parameters[name]
        return raw

    def events(self, raw: Any) -> tuple[str, ...]:
        """One event word or a list of them."""
        names = tuple(raw) if isinstance(raw, list) else (raw,)
        for name in names:
            if name not in self.words:
                raise unknown(self.where, "事件", name, self.words)
        return names

    def only(self, node: Mapping[str, Any], *allowed: str) -> None:
        """Refuse a key that the node does not have."""
        for key in node:
            if key not in allowed:
                raise unknown(self.where, "关键词", key, allowed)


Compiler = Callable[[Mapping[str, Any], Reading], Condition]
_heads: dict[str, Compiler] = {}


def node(head: str) -> Callable[[Compiler], Compiler]:
    """Register the compiler of the nodes that begin with *head*."""

    def register(compiler: Compiler) -> Compiler:
        _heads[head] = compiler
        return compiler

    return register


def compile_condition(raw: Any, reading: Reading) -> Condition:
    """Compile a node and everything below it.

    :raises BadInput: a word that the language does not know, naming the place and the nearest known word.
    """
    if not isinstance(raw, Mapping) or not raw:
        raise bad_rule(reading.where, f"这里要一个条件，却是 {raw!r}", "写成 {关键词: 内容}")
    for head in raw:
        if head in _heads:
            return _heads[head](raw, reading.at(head))
    raise unknown(reading.where, "条件", next(iter(raw)), _heads)


def heads() -> tuple[str, ...]:
    """The words that nodes begin with, sorted: the whole language (docs/reference/rule-file.md lists them)."""
    return tuple(sorted(_heads))
