"""A ledger of its own with processes of its own: committed for real, killed for real.

On the database of the run: a file of SQLite, or a database made on the PostgreSQL of ``MINGZHI_DATABASE``.
"""

from __future__ import annotations

import json
import os
import secrets
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import psycopg

ROOT = Path(__file__).resolve().parents[2]


class Installation:
    """A ledger installation: its folder and the environment of its processes."""

    def __init__(self, home: Path, database: str, settings: str = "tests.ledger.settings") -> None:
        self.home, self.database = home, database
        self.notes = home / "notes"
        self.notes.mkdir()
        self.environment = {
            **os.environ,
            "MINGZHI_HOME": str(home),
            "MINGZHI_DATABASE": database,
            "MINGZHI_SECRET_KEY": "only-for-tests",
            "DJANGO_SETTINGS_MODULE": settings,
            "PYTHONPATH": str(ROOT),
        }

    def start(self, *command: str) -> subprocess.Popen[str]:
        """Start a process in a group of its own."""
        return subprocess.Popen(
            [sys.executable, *command],
            env=self.environment, cwd=ROOT, text=True, start_new_session=True,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        )  # fmt: skip

    def run(self, *command: str, status: int = 0) -> str:
        """Run a process to its end; what it printed."""
        process = self.start(*command)
        out, err = process.communicate(timeout=300)
        assert process.returncode == status, f"{command}: status {process.returncode}\n{out}\n{err}"
        return out

    def ledger(self, *command: str) -> str:
        """Run ``tests.ledger.process``."""
        return self.run("-m", "tests.ledger.process", *command)

    def settled(self) -> dict[str, Any]:
        """Feed to the end and report (see ``process.settle``)."""
        answer: dict[str, Any] = json.loads(self.ledger("settle"))
        return answer

    def acknowledged(self) -> set[tuple[str, str, int]]:
        """Every event of which a writer noted that it is committed; a line cut off by a kill was not noted."""
        found = set()
        for path in self.notes.iterdir():
            for line in path.read_text(encoding="ascii").splitlines(keepends=True):
                if line.endswith("\n"):
                    event, stream, seq = line.split()
                    found.add((event, stream, int(seq)))
        return found


def kill(process: subprocess.Popen[str]) -> None:
    """SIGKILL the process and all that it forked, at once."""
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()
    for pipe in (process.stdout, process.stderr):
        if pipe:
            pipe.close()


@contextmanager
def fresh(home: Path, settings: str = "tests.ledger.settings") -> Iterator[Installation]:
    """A fresh installation with an empty database; the database goes again, the folder is the caller's."""
    address = os.environ.get("MINGZHI_DATABASE", "")
    if not address:
        yield Installation(home, "", settings)
        return
    name = f"ledger_{secrets.token_hex(6)}"
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute(f'create database "{name}"')
        try:
            yield Installation(home, address.rpartition("/")[0] + f"/{name}", settings)
        finally:
            connection.execute(f'drop database "{name}" with (force)')
