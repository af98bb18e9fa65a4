"""Lines of progress for work that takes longer: on a terminal one line that changes, else a line now and then."""

from __future__ import annotations

import sys
import time
from typing import TextIO


class Progress:
    """Tells how far something is, at most every so many seconds; the output itself stays clean (standard error).

    :param what: what is being done, in Chinese, such as 正在校验事件.
    """

    def __init__(self, what: str, stream: TextIO | None = None, *, terminal: bool | None = None) -> None:
        self._what, self._stream = what, stream or sys.stderr
        self._terminal = self._stream.isatty() if terminal is None else terminal
        self._every = 0.2 if self._terminal else 5.0
        self._next, self._shown = time.monotonic() + self._every, False

    def __call__(self, done: int, total: int) -> None:
        """So much is done."""
        if time.monotonic() < self._next:
            return
        self._next, self._shown = time.monotonic() + self._every, True
        share = f"{done * 100 // total} %" if total else ""
        line = f"{self._what}：{done:,} / {total:,}  {share}"
        self._stream.write(f"\r{line}" if self._terminal else f"{line}\n")
        self._stream.flush()

    def end(self) -> None:
        """Leave the line behind."""
        if self._shown and self._terminal:
            self._stream.write("\n")
            self._stream.flush()
