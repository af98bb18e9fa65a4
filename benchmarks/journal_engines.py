"""Fresh databases for benchmarks of writing: a durable PostgreSQL and files of SQLite, copied from one original."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg


class Engine:
    """One engine with an original database, made once by a preparing process."""

    def __init__(self, name: str, home: Path, address: str = "") -> None:
        self.name, self._home, self._address = name, home, address
        self._original = self.environment(home / "original", address)

    def environment(self, home: Path, address: str) -> dict[str, str]:
        """What a process needs to work on one database."""
        home.mkdir(parents=True, exist_ok=True)
        return {**os.environ, "MINGZHI_HOME": str(home), "MINGZHI_DATABASE": address, "MINGZHI_SECRET_KEY": "benchmark"}

    def prepare(self, *command: str) -> None:
        """Make the original database by a command of Python."""
        subprocess.run([sys.executable, *command], env=self._original, check=True)

    def copy(self) -> tuple[dict[str, str], str]:
        """A copy of the original: the environment of its processes, and its address for the bare driver."""
        token = secrets.token_hex(4)
        home = self._home / token
        if not self._address:
            shutil.copytree(self._home / "original", home)
            return self.environment(home, ""), str(home / "mingzhi.sqlite3")
        original = self._address.rpartition("/")[2]
        with psycopg.connect(self._address.rpartition("/")[0] + "/postgres", autocommit=True) as connection:
            connection.execute(f'create database "copy_{token}" template "{original}"')
            connection.execute("checkpoint")
        address = f"{self._address.rpartition('/')[0]}/copy_{token}"
        return self.environment(home, address), address


@contextmanager
def engines(names: list[str]) -> Iterator[list[Engine]]:
    """The engines named ``sqlite`` and ``postgresql``; an absent PostgreSQL is said loudly and left out."""
    from tests.postgres import NoPostgres, cluster

    with tempfile.TemporaryDirectory(prefix="mingzhi-benchmark-") as folder:
        made = [Engine(name, Path(folder) / name) for name in names if name == "sqlite"]
        if "postgresql" not in names:
            yield made
            return
        try:
            with cluster(durable=True) as address:
                yield [*made, Engine("postgresql", Path(folder) / "postgresql", address)]
        except NoPostgres as absent:
            print(f"!! NOT MEASURED ON POSTGRESQL: {absent}", file=sys.stderr)
            yield made
