"""A throw-away PostgreSQL for tests: ``python -m tests.postgres [--durable] COMMAND…``

Starts an own cluster from the machine's binaries (Debian's ``/usr/lib/postgresql/*/bin``, ``PATH``, or the folder named
by ``MINGZHI_POSTGRES_BIN``) on a free loopback port in a temporary folder, runs the command with ``MINGZHI_DATABASE``
set, and takes everything away again: also after Ctrl-C and SIGTERM. As root the server runs as ``postgres`` or
``nobody``. Without ``--durable`` nothing waits for the disk, which is right for tests and wrong for benchmarks.

Exit status: the command's; 0 after a loud ``NOT TESTED`` where no PostgreSQL ≥ 15 is installed, so that ``make test``
goes on; 143 after SIGTERM. With ``MINGZHI_POSTGRES=required`` a missing PostgreSQL is status 1 instead.
"""

from __future__ import annotations

import os
import pwd
import re
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import psycopg

OLDEST = 15
_USER = "mingzhi"
_QUICK = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
_ALWAYS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "logging_collector": "off",
}


class NoPostgres(RuntimeError):
    """No PostgreSQL that is new enough is installed here."""


def binaries() -> Path:
    """The folder of the newest PostgreSQL binaries.

    :raises NoPostgres: there is none, or only one older than 15.
    """
    found = shutil.which("initdb")
    folders = [Path(given)] if (given := os.environ.get("MINGZHI_POSTGRES_BIN")) else []
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda one: _number(one.parent.name), reverse=True)
    folders += [Path(found).resolve().parent] if found else []
    for folder in folders:
        if (folder / "initdb").exists() and (folder / "postgres").exists() and _version(folder) >= OLDEST:
            return folder
    raise NoPostgres(f"no PostgreSQL >= {OLDEST} (initdb, postgres) in {[str(one) for one in folders] or 'PATH'}")


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """A running cluster; yields the address of its empty database, for ``MINGZHI_DATABASE``.

    :param durable: wait for the disk at every commit, as in production.
    :raises NoPostgres: nothing to start.
    """
    folder, server = binaries(), None
    home = Path(tempfile.mkdtemp(prefix="mingzhi-postgres-"))
    try:
        address, server = _start(folder, home, durable=durable)
        yield address
    finally:
        if server is not None:
            _stop(server)
        shutil.rmtree(home, ignore_errors=True)


def _start(folder: Path, home: Path, *, durable: bool) -> tuple[str, subprocess.Popen[bytes]]:
    """Make the cluster, start the server, create the database."""
    owner = _server_user()
    password, port, data = secrets.token_hex(16), _free_port(), home / "data"
    secret = home / "password"
    secret.write_text(password, encoding="ascii")
    if owner:
        account = pwd.getpwnam(owner)
        for path in (home, secret):
            os.chown(path, account.pw_uid, account.pw_gid)
        who = {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}
    else:
        who = {}
    initdb = [folder / "initdb", "-D", data, "-U", _USER, "-A", "scram-sha-256", "--pwfile", secret]
    made = subprocess.run(
        [*map(str, initdb), "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"],
        cwd=home, capture_output=True, text=True, check=False, **who,
    )  # fmt: skip
    if made.returncode:
        raise RuntimeError(f"initdb failed:\n{made.stdout}{made.stderr}")
    secret.unlink()
    settings = {**_ALWAYS, "port": str(port), **({} if durable else _QUICK)}
    options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
    with (home / "log").open("wb") as log:
        server = subprocess.Popen(
            [str(folder / "postgres"), "-D", str(data), *options],
            cwd=home, stdout=log, stderr=log, start_new_session=True, **who,
        )  # fmt: skip
    base = f"postgresql://{_USER}:{password}@127.0.0.1:{port}"
    try:
        _create_database(base, server, home / "log")
    except BaseException:
        _stop(server)
        raise
    return f"{base}/{_USER}", server


def _create_database(base: str, server: subprocess.Popen[bytes], log: Path, seconds: float = 60) -> None:
    """Wait until the server answers and create the database."""
    until = time.monotonic() + seconds
    while True:
        try:
            with psycopg.connect(f"{base}/postgres", autocommit=True, connect_timeout=5) as connection:
                connection.execute(f"create database {_USER}")
            return
        except psycopg.OperationalError:
            if server.poll() is not None or time.monotonic() > until:
                raise RuntimeError(f"PostgreSQL did not start:\n{log.read_text(errors='replace')}") from None
            time.sleep(0.1)


def _stop(server: subprocess.Popen[bytes]) -> None:
    """Fast shutdown; after ten seconds, immediate."""
    for number in (signal.SIGINT, signal.SIGQUIT, signal.SIGKILL):
        if server.poll() is not None:
            return
        server.send_signal(number)
        try:
            server.wait(10)
        except subprocess.TimeoutExpired:
            continue


def _server_user() -> str | None:
    """Who runs the server: ourselves, but never root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _free_port() -> int:
    """A loopback port that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _version(folder: Path) -> int:
    """Major version of the binaries in the folder."""
    told = subprocess.run([str(folder / "postgres"), "--version"], capture_output=True, text=True, check=False).stdout
    return _number(told.partition(") ")[2])


def _number(text: str) -> int:
    """The leading number in a text; 0 where there is none."""
    found = re.match(r"\d+", text)
    return int(found.group()) if found else 0


def main(arguments: list[str]) -> int:
    """Run the command on a fresh cluster; its exit status."""
    durable = bool(arguments) and arguments[0] == "--durable"
    command = arguments[1:] if durable else arguments
    if not command:
        print(__doc__, file=sys.stderr)
        return 2

    def leave(number: int, _frame: FrameType | None) -> None:
        raise SystemExit(128 + number)

    signal.signal(signal.SIGTERM, leave)
    try:
        with cluster(durable=durable) as address:
            child = subprocess.Popen(command, env={**os.environ, "MINGZHI_DATABASE": address})
            try:
                return child.wait()
            finally:
                if child.poll() is None:
                    child.terminate()
                    child.wait(20)
    except NoPostgres as absent:
        line = "!" * 78
        print(f"{line}\n!! NOT TESTED ON POSTGRESQL: {absent}\n!! apt install postgresql\n{line}", flush=True)
        return 1 if os.environ.get("MINGZHI_POSTGRES") == "required" else 0
    except KeyboardInterrupt:
        return 130


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
