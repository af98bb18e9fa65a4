"""Running a command of ``mingzhi`` inside a test."""

from __future__ import annotations

import argparse
from types import ModuleType


def call(command: ModuleType, *arguments: str) -> int:
    """Read the arguments as the command line would and run the command; its exit status."""
    parser = argparse.ArgumentParser()
    command.add_arguments(parser)
    return int(command.run(parser.parse_args(arguments)))


def program(name: str, *arguments: str) -> list[str]:
    """Arguments of Python that run one command as a process of its own."""
    return [
        "-c",
        f"import sys; from mingzhi.doors.ops import {name} as command; from tests.doors.ops.commands import call; "
        "sys.exit(call(command, *sys.argv[1:]))",
        *arguments,
    ]
