"""One writer at a time on SQLite, asleep and in turn, between threads, processes and forks."""

from __future__ import annotations

import fcntl
import os
import threading
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from mingzhi.ground.ulid import new_ulid
from mingzhi.ledger.journal import write_queue
from mingzhi.ledger.journal.api import Busy, checkpoint, write
from tests.ledger.installation import Installation


class FileOfSqlite:
    """Stands for a connection to a file, so that the locks can be tried without one."""

    vendor = "sqlite"

    def __init__(self, path: Path) -> None:
        self.settings_dict = {"NAME": path}

    def is_in_memory_db(self) -> bool:
        """It is a file."""
        return False


@pytest.fixture
def lock(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """The write lock of a database file."""
    monkeypatch.setattr(write_queue, "connection", FileOfSqlite(tmp_path / "db"))
    return write_queue.write_lock


def test_who_waits_too_long_is_told_so_and_leaves_the_queue_in_order(lock: Any) -> None:
    with lock():
        begun = time.monotonic()
        with pytest.raises(Busy) as refusal, lock(0.2):
            pass
        assert 0.15 < time.monotonic() - begun < 2
        assert refusal.value.code == "write_queue_full"
    with lock(0.2):
        pass


def test_writers_come_in_the_order_of_asking(lock: Any) -> None:
    order: list[int] = []

    def come(number: int) -> None:
        with lock():
            order.append(number)

    threads = [threading.Thread(target=come, args=(n,)) for n in range(6)]
    with lock():
        for thread in threads:
            thread.start()
            time.sleep(0.05)
    for thread in threads:
        thread.join()
    # The first two stand at the two locks of the turnstile; behind it the kernel wakes in order of arrival.
    assert order == sorted(order)


def test_a_lock_is_not_inherited_by_a_forked_child(lock: Any) -> None:
    with lock():
        pid = os.fork()
        if pid == 0:
            try:
                with lock(0.1):
                    os._exit(1)
            except Busy:
                os._exit(0)
        assert os.waitpid(pid, 0)[1] == 0


def test_a_killed_holder_gives_the_lock_back(lock: Any, tmp_path: Path) -> None:
    ready, tell = os.pipe()
    pid = os.fork()
    if pid == 0:
        handle = os.open(tmp_path / "db-write", os.O_RDWR | os.O_CREAT)
        fcntl.flock(handle, fcntl.LOCK_EX)
        os.write(tell, b"x")
        time.sleep(60)
        os._exit(1)
    os.read(ready, 1)
    with pytest.raises(Busy), lock(0.1):
        pass
    os.kill(pid, 9)
    os.waitpid(pid, 0)
    with lock(2):
        pass


def test_forked_children_make_different_ids() -> None:
    from datetime import UTC, datetime

    from mingzhi.ground import clock

    with clock.fixed(datetime(2024, 3, 4, tzinfo=UTC)):
        new_ulid()
        ids = {new_ulid()}
        for _ in range(4):
            read, tell = os.pipe()
            pid = os.fork()
            if pid == 0:
                os.write(tell, new_ulid().encode())
                os._exit(0)
            ids.add(os.read(read, 26).decode())
            os.waitpid(pid, 0)
    assert len(ids) == 5


@pytest.mark.django_db
def test_an_outer_transaction_holds_the_lock_for_the_inner_one(monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[float] = []

    @contextmanager
    def counted(patience: float) -> Any:
        taken.append(patience)
        yield

    monkeypatch.setattr(write_queue, "write_lock", counted)
    with write(), write():
        assert connection.in_atomic_block
    assert taken == []  # the test's own transaction is the outer one


def test_the_write_ahead_log_is_emptied_when_it_has_grown(installation: Installation) -> None:
    if installation.database:
        return  # PostgreSQL keeps its own log
    installation.ledger("work", str(installation.notes), "--writers", "1", "--feeders", "0", "--events", "40")
    told = installation.run(
        "-c",
        "import django; django.setup()\n"
        "from django.conf import settings; from django.db import connection\n"
        "from mingzhi.ledger.journal.api import checkpoint, verify\n"
        "connection.ensure_connection(); verify()\n"
        "log = settings.HOME / 'mingzhi.sqlite3-wal'\n"
        "from mingzhi.ledger.journal.api import NewEvent, append, write; from mingzhi.ground.actor import system\n"
        "with write(): append('case:x', [NewEvent('noted', {'x': 'y' * 9000})] * 9, system('t'), expected=0)\n"
        "print(checkpoint(), log.stat().st_size > 80000, checkpoint(above=10000), log.stat().st_size)",
    )
    assert told.split() == ["False", "True", "True", "0"]


@pytest.mark.django_db
def test_there_is_nothing_to_empty_elsewhere() -> None:
    assert checkpoint(above=0) is False
