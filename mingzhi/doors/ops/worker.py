"""``mingzhi worker``: feeds the readers after each commit, does the daily work, keeps SQLite's log small.

Any number may run; each batch is fed once. SIGTERM and Ctrl-C end it after the batch under way; SIGKILL loses nothing,
because a reader's cursor is committed together with what the reader wrote.
"""

from __future__ import annotations

import argparse
import logging
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from types import FrameType

from mingzhi.doors.ops.installation import with_tables
from mingzhi.ground.clock import today

HELP = "在后台更新公示、统计等页面，并做每日工作"
#: Seconds between two looks at an idle journal; how often an error is tried again.
IDLE, AFTER_ERROR = 0.25, 5.0
#: Seconds until a failed daily task is tried again.
DAILY_AGAIN = 600.0

log = logging.getLogger(__name__)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--once", action="store_true", help="更新到最新、做完每日工作就结束")


def run(args: argparse.Namespace) -> int:
    """Work until told to stop: 0. With ``--once``: 1 if a reader or a daily task failed.

    :raises BadInput: no installation.
    """
    with_tables()
    stop, day = threading.Event(), Daily()
    with _stopped_by_signals(stop):
        if args.once:
            return 0 if work(day) & day.done else 1
        while not stop.is_set():
            stop.wait(_round(day))
    return 0


def _round(day: Daily) -> float:
    """One round that survives whatever happens to the database; seconds until the next."""
    from django.db import Error, close_old_connections, connection

    try:
        close_old_connections()
        return IDLE if work(day) else AFTER_ERROR
    except Error as error:
        log.error("the database does not answer: %s", error)
    except Exception:
        log.exception("a round of the worker failed")
    connection.close()
    return AFTER_ERROR


def work(day: Daily) -> bool:
    """Feed all readers to the end, then the daily work and upkeep; whether no reader has an error."""
    from mingzhi.ledger.journal import api as journal

    fed = journal.feed()
    day.do()
    if not any(one.handled for one in fed.values()):
        journal.checkpoint()
    return not any(one.error for one in fed.values())


class Daily:
    """What is done once a civil day: ``settings.DAILY``, dotted paths of functions without arguments.

    They compute anew and may be done twice: a worker does them at its start as well.
    """

    def __init__(self) -> None:
        self._done: dict[str, date] = {}
        self._again: dict[str, float] = {}

    @property
    def done(self) -> bool:
        """Whether today's work is done."""
        return all(self._done.get(path) == today() for path in _paths())

    def do(self) -> None:
        """Do what was not done today; a task that fails is logged and tried again later, the others go on."""
        from django.utils.module_loading import import_string

        for path in _paths():
            if self._done.get(path) == today() or time.monotonic() < self._again.get(path, 0):
                continue
            day, task = today(), import_string(path)
            self._try(path, day, task)

    def _try(self, path: str, day: date, task: Callable[[], object]) -> None:
        try:
            told = task()
        except Exception:
            log.exception("daily task %s failed", path)
            self._again[path] = time.monotonic() + DAILY_AGAIN
            return
        self._done[path] = day
        log.debug("daily task %s done: %s", path, told)


def _paths() -> list[str]:
    from django.conf import settings

    return list(getattr(settings, "DAILY", []))


@contextmanager
def _stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """SIGTERM and SIGINT set *stop* while the block runs."""

    def tell(_signal: int, _frame: FrameType | None) -> None:
        stop.set()

    numbers = (signal.SIGTERM, signal.SIGINT)
    before = [signal.signal(number, tell) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
