"""The demo: the five agencies of the source plans, invented people, about 300 cases played through the actions."""

from __future__ import annotations

from mingzhi.doors.ops.demo.build import build, wanted
from mingzhi.doors.ops.demo.cast import accounts_lines

__all__ = ["accounts_lines", "build", "wanted"]
