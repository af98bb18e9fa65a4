"""YAML with the line of every value kept, and its traps closed: bombs, double keys, the eleven booleans of YAML 1.1."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import yaml

_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Loader(_Base):  # type: ignore[misc]
    """Dates stay text, so that a wrong one is told where it stands; of YAML 1.1's booleans only true and false."""


_Loader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag != "tag:yaml.org,2002:timestamp" and not (tag == "tag:yaml.org,2002:bool" and first not in "tTfF")
    ]
    for first, resolvers in _Base.yaml_implicit_resolvers.items()
}
_MAX_NODES = 200_000
_MAX_DEPTH = 40


class Unreadable(Exception):
    """The text is no YAML that we read: line (from 1), what, how to mend it."""

    def __init__(self, line: int, what: str, fix: str) -> None:
        super().__init__(what)
        self.line, self.what, self.fix = line, what, fix


def documents(text: str) -> Iterator[tuple[Any, dict[str, int]]]:
    """Every document of the text with the line of each path, as in ``events[3].at``.

    :raises Unreadable: not YAML, anchors, a key twice, too deep or too many values.
    """
    try:
        for node in yaml.compose_all(text, Loader=_Loader):
            if node is None:
                continue
            lines: dict[str, int] = {}
            _walk(node, "", lines, 0, set())
            loader = _Loader("")
            try:
                yield loader.construct_document(node), lines
            finally:
                loader.dispose()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise Unreadable(mark.line + 1 if mark else 1, f"不是 YAML：{error.problem}", "检查缩进、冒号和引号") from None
    except (yaml.YAMLError, ValueError) as error:
        raise Unreadable(1, f"不能读取：{error}", "检查这个值的写法") from None
    except RecursionError:
        raise Unreadable(1, "嵌套太深", f"不超过 {_MAX_DEPTH} 层") from None


def _walk(node: Any, path: str, lines: dict[str, int], depth: int, seen: set[int]) -> None:
    """Note the line of each value; refuse what must not be there."""
    line = node.start_mark.line + 1
    lines[path] = line
    if depth > _MAX_DEPTH:
        raise Unreadable(line, "嵌套太深", f"不超过 {_MAX_DEPTH} 层")
    if id(node) in seen:
        raise Unreadable(line, "用了 YAML 锚点", "把内容直接写出来")
    seen.add(id(node))
    if len(seen) > _MAX_NODES:
        raise Unreadable(line, "内容太多", "一个文件一个案件；大量案件用 JSON lines")
    if isinstance(node, yaml.MappingNode):
        keys: set[str] = set()
        for key, value in node.value:
            name = str(key.value) if isinstance(key, yaml.ScalarNode) else "?"
            if name in keys:
                raise Unreadable(key.start_mark.line + 1, f"字段 {name} 写了两次", "删去其中一个")
            keys.add(name)
            _walk(value, f"{path}.{name}" if path else name, lines, depth + 1, seen)
    elif isinstance(node, yaml.SequenceNode):
        for index, value in enumerate(node.value):
            _walk(value, f"{path}[{index}]", lines, depth + 1, seen)
