"""YAML as this project writes it: dates stay text, only ``true`` and ``false`` are booleans, no key twice.

YAML 1.1 would read ``yes``, ``no``, ``on``, ``off`` as booleans and bare dates as dates (domain notes 2.12).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from mingzhi.law.conditions.errors import bad_rule

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """A safe loader without YAML 1.1's surprises."""

    def construct_mapping(self, node: Any, deep: bool = False) -> Any:
        seen: set[Any] = set()
        for key, _ in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise bad_rule(f"第 {line} 行", f"{key.value!r} 写了两次", "删去一处")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if not tag.endswith((":timestamp", ":bool"))]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_Loader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def read_yaml(path: Path) -> Any:
    """The content of a YAML file.

    :raises BadInput: with the file and line where it cannot be read.
    """
    try:
        return yaml.load(path.read_text(encoding="utf-8"), Loader=_Loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        place = f"{path.name} 第 {mark.line + 1} 行" if mark else path.name
        raise bad_rule(place, f"不是合格的 YAML：{getattr(error, 'problem', error)}", "检查缩进、引号和冒号") from error
