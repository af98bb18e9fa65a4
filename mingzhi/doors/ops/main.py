"""``mingzhi``: the command line. Each command is a module of this room, imported only when it is asked for.

A command module has ``HELP`` (one Chinese line), ``add_arguments(parser)`` and ``run(args) -> int``. Status: 0 done,
1 what the command found (a broken rule, an altered event), 2 bad input, 130 stopped by Ctrl-C.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
from collections.abc import Sequence
from importlib import import_module, util
from typing import NoReturn

from mingzhi.ground.errors import BadInput, Problem

#: Command → module of this package; in the order of ``mingzhi --help``. The first five need no Django and no database.
COMMANDS: dict[str, str] = {
    "check": "check",
    "deadline": "deadline",
    "explain": "explain",
    "run": "run",
    "worker": "worker",
    "token": "token",
    "import": "import_records",
    "verify": "verify",
    "rebuild": "rebuild",
    "backup": "backup",
}
_PACKAGE = "mingzhi.doors.ops"


class _Parser(argparse.ArgumentParser):
    """argparse with messages in Chinese, which say what to do."""

    def error(self, message: str) -> NoReturn:
        """What is wrong with the command line, and where help is; status 2."""
        self.exit(2, f"命令写法有误：{_zh(message)}\n查看用法：{self.prog} --help\n")

    def format_help(self) -> str:
        """The usage with its headings in Chinese."""
        said = super().format_help()
        for heading, zh in (("usage: ", "用法："), ("positional arguments:", "参数："), ("options:", "选项：")):
            said = said.replace(heading, zh, 1)
        return said


def _zh(message: str) -> str:
    for said, zh in (
        ("the following arguments are required: ", "缺少 "),
        ("unrecognized arguments: ", "没有这个选项："),
        ("invalid choice: ", "没有这个选择："),
        ("expected one argument", "后面要写一个值"),
        ("invalid int value: ", "不是整数："),
        ("not allowed with argument", "不能同时用"),
    ):
        message = message.replace(said, zh)
    return re.sub(r"\(choose from (.*)\)", r"（可用：\1）", message).removeprefix("argument ")


def main(argv: Sequence[str] | None = None) -> int:
    """Run a command; its exit status."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").lower() not in ("utf-8", "utf8"):
            stream.reconfigure(encoding="utf-8")
    given = list(sys.argv[1:] if argv is None else argv)
    parser = _Parser(prog="mingzhi", description="明执：行政执法平台的命令行", add_help=False)
    parser.add_argument("-h", "--help", action="store_true", help="显示用法")
    parser.add_argument("command", nargs="?", choices=_there(), metavar="命令")
    known, rest = parser.parse_known_args(given[:1])
    if known.command is None:
        print(_overview())
        return 0 if known.help or not rest else 2
    return _run(known.command, given[1:])


def _there() -> tuple[str, ...]:
    """The commands whose module is installed; nothing is imported to know it."""
    found = ((name, util.find_spec(f"{_PACKAGE}.{module}")) for name, module in COMMANDS.items())
    return tuple(name for name, spec in found if spec is not None and spec.origin is not None)


def _overview() -> str:
    """All commands with a line each."""
    there = _there()
    lines = ["用法：mingzhi 命令 [选项]", "", "命令："]
    for name, module in COMMANDS.items():
        if name in there:
            lines.append(f"  {name:<10}{import_module(f'{_PACKAGE}.{module}').HELP}")
    return "\n".join([*lines, "", "每个命令的选项：mingzhi 命令 --help"])


def _run(name: str, argv: list[str]) -> int:
    module = import_module(f"{_PACKAGE}.{COMMANDS[name]}")
    parser = _Parser(prog=f"mingzhi {name}", description=module.HELP, add_help=False)
    parser.add_argument("-h", "--help", action="help", help="显示用法")
    module.add_arguments(parser)
    args = parser.parse_args(argv)
    try:
        return int(module.run(args))
    except BadInput as problem:
        print(problem, file=sys.stderr)
        return 2
    except Problem as problem:
        from mingzhi.doors.web.wording import say

        print(say(problem), file=sys.stderr)
        return 2
    except BrokenPipeError:
        sys.stderr.close()
        return 141
    except KeyboardInterrupt:
        print("\n已停止", file=sys.stderr)
        return 130


if __name__ == "__main__":
    sys.exit(main())
