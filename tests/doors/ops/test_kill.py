"""SIGKILL of the whole server during a thousand concurrent writes: nothing acknowledged is lost, nothing is doubled."""

from __future__ import annotations

import http.client
import json
import os
import queue
import random
import signal
import socket
import subprocess
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.doors.ops.commands import program
from tests.ledger.installation import Installation, fresh, kill

FULL = os.environ.get("MINGZHI_TRUST") == "full"
WRITES = 1000 if FULL else 120
CLIENTS = 8


class Server:
    """``mingzhi run`` on a free port, and all processes that it started."""

    def __init__(self, installation: Installation, *options: str) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.process = installation.start(*program("run", "--no-demo", "--port", str(self.port), *options))
        until = time.monotonic() + 60
        while not self._answers():
            assert self.process.poll() is None and time.monotonic() < until, self.process.communicate()
            time.sleep(0.1)

    def _answers(self) -> bool:
        with closing(http.client.HTTPConnection("127.0.0.1", self.port, timeout=5)) as connection:
            try:
                connection.request("GET", "/healthz")
                return connection.getresponse().status == 200
            except (OSError, http.client.HTTPException):
                return False

    def kill(self) -> None:
        """SIGKILL everything at once, the parents first so that nobody is started again."""
        for pid in reversed(_family(self.process.pid)):
            _signal_all_of(pid)
        kill(self.process)

    def stop(self) -> None:
        """As Ctrl-C does; nothing stays behind."""
        family = _family(self.process.pid)
        self.process.send_signal(signal.SIGINT)
        self.process.communicate(timeout=40)
        assert self.process.returncode == 0
        assert [pid for pid in family if Path(f"/proc/{pid}").exists()] == []


def _signal_all_of(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _family(pid: int) -> list[int]:
    """The process and all below it, from the leaves up."""
    found: list[int] = []
    children = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    for child in children.stdout.split():
        found += _family(int(child))
    return [*found, pid]


class Clients:
    """Eight clients that open cases; a key without a 201 stays to be asked for again."""

    def __init__(self, token: str) -> None:
        self._token = token
        self.waiting: queue.Queue[int] = queue.Queue()
        for number in range(WRITES):
            self.waiting.put(number)
        self.answers: dict[int, str] = {}
        self.refused: list[tuple[int, Any]] = []

    def start(self, port: int) -> list[threading.Thread]:
        """Begin to ask on this port until the server is gone or nothing is left."""
        threads = [threading.Thread(target=self._connected, args=(port,)) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        return threads

    def _connected(self, port: int) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            self._ask(connection)

    def _ask(self, connection: http.client.HTTPConnection) -> None:
        while True:
            try:
                number = self.waiting.get_nowait()
            except queue.Empty:
                return
            try:
                connection.request("POST", "/api/v1/cases", json.dumps(_clue(number)), self._headers(number))
                answer = connection.getresponse()
                told = answer.read().decode()
            except (OSError, http.client.HTTPException):
                self.waiting.put(number)
                return
            if answer.status == 201:
                self.answers[number] = json.loads(told)["id"]
            else:
                self.refused.append((answer.status, told))

    def _headers(self, number: int) -> dict[str, str]:
        return {
            "Authorization": f"Bearer {self._token}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"kill-{number}",
        }


def _clue(number: int) -> dict[str, Any]:
    return {
        "title": f"渣土车辆未冲洗上路（{number}）",
        "parties": [{"kind": "organisation", "name": f"某某建筑有限公司{number}"}],
        "clue": {"source": "inspection"},
    }


@pytest.mark.slow
def test_a_killed_server_keeps_what_it_acknowledged_and_repetitions_double_nothing(tmp_path: Path) -> None:
    chance = random.Random(11)
    with fresh(tmp_path, "mingzhi.config.settings") as installation:
        clients = Clients(installation.run("-m", "tests.doors.ops.office_process", "make").split()[-1])
        for share in (0.25, 0.6) if FULL else (0.3,):
            server = Server(installation)
            threads = clients.start(server.port)
            while len(clients.answers) < WRITES * share and any(one.is_alive() for one in threads):
                time.sleep(0.005)
            time.sleep(chance.random() * 0.05)
            server.kill()
            for thread in threads:
                thread.join()
            assert clients.refused == []
            assert 0 < len(clients.answers) < WRITES, "the kill came too early or too late"
        server = Server(installation)
        for thread in clients.start(server.port):
            thread.join()
        server.stop()
        assert clients.refused == []
        assert installation.run(*program("worker", "--once")) == ""
        assert json.loads(installation.run(*program("verify", "--format", "json")))["sound"]
        found = json.loads(installation.run("-m", "tests.doors.ops.office_process", "count"))
        assert len(clients.answers) == WRITES
        assert found["cases"] == found["opened"] == sorted(clients.answers.values())
        assert all(behind == [0, None] for behind in found["behind"].values()), found["behind"]
