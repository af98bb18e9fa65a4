"""The one write queue: one writer at a time on SQLite, in the order of asking (engineering.md, SQLite trap 2).

SQLite's own busy retry is unfair. An OS file lock around every write transaction, for web, workers and commands alike,
lets writers wait asleep and in turn. Two locks make a turnstile: who holds ``queue`` is next and waits for ``write``,
so that the writer who has just finished cannot step in front of him. On PostgreSQL this is ``transaction.atomic()``.
"""

from __future__ import annotations

import fcntl
import os
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from typing import Any

from django.db import connection, transaction

from mingzhi.ground.errors import Problem

#: Seconds that a writer waits for its turn before it gives up.
PATIENCE = 20.0

_in_memory = threading.RLock()


class Busy(Problem):
    """The write queue did not move in time; nothing was written, the same may be tried again."""

    status = 503


@contextmanager
def write(*, patience: float = PATIENCE) -> Iterator[None]:
    """A write transaction: all or nothing; on SQLite only one at a time on this machine. May be nested.

    :param patience: seconds to wait for the turn.
    :raises Busy: ``write_queue_full``, with ``seconds`` waited.
    """
    with ExitStack() as stack:
        if connection.vendor == "sqlite" and not connection.in_atomic_block:
            stack.enter_context(write_lock(patience))
        stack.enter_context(transaction.atomic())
        yield


@contextmanager
def write_lock(patience: float = PATIENCE) -> Iterator[None]:
    """Hold the write lock of the SQLite database in use, without a transaction: for :func:`write` and for upkeep."""
    sqlite: Any = connection
    if sqlite.is_in_memory_db():  # only tests: all writers are threads of this process
        if not _in_memory.acquire(timeout=patience):
            raise Busy("write_queue_full", seconds=patience)
        try:
            yield
        finally:
            _in_memory.release()
        return
    name = str(sqlite.settings_dict["NAME"])
    until = time.monotonic() + patience
    turnstile = _locked(f"{name}-queue", until, patience)
    try:
        lock = _locked(f"{name}-write", until, patience)
    finally:
        os.close(turnstile)
    try:
        yield
    finally:
        os.close(lock)


def _locked(path: str, until: float, patience: float) -> int:
    """A file descriptor that holds the exclusive lock on *path*; closing it gives the lock back.

    Opened anew each time: flock belongs to the open file, so this holds between threads and after a fork as well.
    """
    handle = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return handle
    except BlockingIOError:
        waiting = _Waiting(handle)
    if waiting.until(until):
        return handle
    raise Busy("write_queue_full", seconds=patience)


class _Waiting:
    """A wait for a lock that can be given up: flock itself knows no time-out, so a thread sleeps in it."""

    def __init__(self, handle: int) -> None:
        self._handle = handle
        self._mutex = threading.Lock()
        self._have = threading.Event()
        self._given_up = False
        threading.Thread(target=self._sleep, daemon=True, name="mingzhi-write-queue").start()

    def _sleep(self) -> None:
        fcntl.flock(self._handle, fcntl.LOCK_EX)
        with self._mutex:
            if self._given_up:
                os.close(self._handle)
            else:
                self._have.set()

    def until(self, moment: float) -> bool:
        """Whether the lock was had by then (monotonic seconds); if not, it is let go as soon as it comes."""
        if self._have.wait(max(0.0, moment - time.monotonic())):
            return True
        with self._mutex:
            self._given_up = not self._have.is_set()
            return not self._given_up
