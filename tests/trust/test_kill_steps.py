"""SIGKILL while eight clients record steps of the same few cases: nothing acknowledged is lost, nothing is doubled.

``MINGZHI_TRUST=full`` writes a thousand steps and prints the figures; the ordinary run is a slice of it.
"""

from __future__ import annotations

import http.client
import json
import os
import queue
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from tests.doors.ops.commands import program
from tests.doors.ops.test_kill import Server
from tests.ledger.installation import fresh

FULL = os.environ.get("MINGZHI_TRUST") == "full"
WRITES = 1000 if FULL else 60
CASES = 8 if FULL else 4
CLIENTS = 8
#: Somebody else was faster (412), or the queue was full (503): the same request is sent again.
AGAIN = (412, 503)


class Clients:
    """Eight clients that record evidence; a key without a 201 stays to be asked for again."""

    def __init__(self, told: dict[str, Any]) -> None:
        self.told = told
        self.waiting: queue.Queue[int] = queue.Queue()
        for number in range(WRITES):
            self.waiting.put(number)
        self.answers: dict[int, str] = {}
        self.refused: list[tuple[int, str]] = []
        self.repeated = 0

    def start(self, port: int) -> list[threading.Thread]:
        """Begin to ask on this port until the server is gone or nothing is left."""
        threads = [threading.Thread(target=self._client, args=(port,)) for _ in range(CLIENTS)]
        for thread in threads:
            thread.start()
        return threads

    def _client(self, port: int) -> None:
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=30)) as connection:
            while True:
                try:
                    number = self.waiting.get_nowait()
                except queue.Empty:
                    return
                try:
                    status, told = self.ask(connection, number)
                except (OSError, http.client.HTTPException):
                    self.waiting.put(number)
                    return
                if status == 201:
                    self.answers[number] = json.loads(told)["id"]
                elif status in AGAIN:
                    self.repeated += 1
                    self.waiting.put(number)
                else:
                    self.refused.append((status, told))

    def ask(self, connection: http.client.HTTPConnection, number: int) -> tuple[int, str]:
        """Send one step; status and body of the answer."""
        case = self.told["cases"][number % CASES]
        step = {
            "event": "evidence_collected",
            "officers": self.told["officers"],
            "fields": {"kind": "documentary", "lawful": True, "means": "ordinary", "note": f"第 {number} 份"},
        }
        headers = {
            "Authorization": f"Bearer {self.told['token']}",
            "Content-Type": "application/json",
            "Idempotency-Key": f"step-{number}",
            "If-Match": "*",
        }
        connection.request("POST", f"/api/v1/cases/{case}/events", json.dumps(step), headers)
        answer = connection.getresponse()
        return answer.status, answer.read().decode()


@pytest.mark.slow
@pytest.mark.parametrize("server", ["granian", "gunicorn"] if FULL else ["granian"])
def test_steps_survive_a_killed_server_once_each(tmp_path: Path, server: str) -> None:
    began = time.monotonic()
    with fresh(tmp_path, "mingzhi.config.settings") as installation:
        clients = Clients(json.loads(installation.run("-m", "tests.trust.office_cases", "make", str(CASES))))
        kills, spent = [], 0.0
        for share in (0.25, 0.6) if FULL else (0.3,):
            running = Server(installation, "--server", server)
            since = time.monotonic()
            threads = clients.start(running.port)
            while len(clients.answers) < WRITES * share and any(one.is_alive() for one in threads):
                time.sleep(0.005)
            running.kill()
            spent += time.monotonic() - since
            for thread in threads:
                thread.join()
            assert clients.refused == []
            assert 0 < len(clients.answers) < WRITES, "the kill came too early or too late"
            kills.append(len(clients.answers))
        known = dict(clients.answers)
        running = Server(installation, "--server", server)
        since = time.monotonic()
        for thread in clients.start(running.port):
            thread.join()
        spent += time.monotonic() - since
        with closing(http.client.HTTPConnection("127.0.0.1", running.port, timeout=30)) as connection:
            for number in list(known)[:: max(1, len(known) // 20)]:
                status, told = clients.ask(connection, number)
                assert (status, json.loads(told)["id"]) == (201, known[number])
        running.stop()
        assert clients.refused == [] and len(clients.answers) == WRITES
        installation.run(*program("worker", "--once"))
        assert json.loads(installation.run(*program("verify", "--format", "json")))["sound"]
        found = json.loads(installation.run("-m", "tests.trust.office_cases", "events"))
    evidence = sorted(one for case in found["cases"].values() for one in case["evidence"])
    assert evidence == sorted(clients.answers.values())
    assert all(case["row"] == len(case["stream"]) for case in found["cases"].values())
    assert all(behind == [0, None] for behind in found["behind"].values()), found["behind"]
    print(
        f"\n{server}: {WRITES} steps of {CASES} cases, killed after {kills} answers; lost 0, doubled 0; "
        f"{clients.repeated} asked again; {WRITES / spent:.0f} steps a second; {time.monotonic() - began:.0f} s in all"
    )
