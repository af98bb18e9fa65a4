"""``make test``: static checks, every test on SQLite, journeys in a browser, the database rooms on a real PostgreSQL.

Stops at the first failing stage and exits with its status; prints each stage with its time.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
BIN = Path(sys.executable).parent
#: Folders of tests that reach the database, run a second time on PostgreSQL.
ON_POSTGRES = ["ledger", "registry", "casework", "oversight", "doors"]

STAGES: list[tuple[str, list[str]]] = [
    ("style", [str(BIN / "ruff"), "check", "."]),
    ("format", [str(BIN / "ruff"), "format", "--check", "."]),
    ("types", [str(BIN / "mypy")]),
    ("import contracts", [str(BIN / "lint-imports"), "--no-cache"]),
    ("migrations", [str(BIN / "python"), "-m", "django", "makemigrations", "--check", "--dry-run"]),
    ("tests on SQLite", [str(BIN / "pytest"), "-q", "-n", "2", "--dist", "loadfile", "-m", "not journey", "tests"]),
    # In a process of their own: the browser's driver runs an event loop, in which Django refuses the database.
    ("journeys in the browser", [str(BIN / "pytest"), "-q", "-m", "journey", "tests/journeys"]),
]


def stages() -> list[tuple[str, list[str]]]:
    """All stages, PostgreSQL last, over those folders that exist."""
    folders = [f"tests/{name}" for name in ON_POSTGRES if (ROOT / "tests" / name).is_dir()]
    pytest = [str(BIN / "pytest"), "-q", "-n", "2", "--dist", "loadfile", "-m", "not journey", *folders]
    return [*STAGES, ("tests on PostgreSQL", [sys.executable, "-m", "tests.postgres", *pytest])]


def main() -> int:
    """Run the stages in order; the exit status of the first that fails, else 0."""
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "mingzhi.config.settings_test"}
    started = time.monotonic()
    for name, command in stages():
        print(f"== {name}", flush=True)
        begun = time.monotonic()
        status = subprocess.run(command, cwd=ROOT, env=environment, check=False).returncode
        print(f"== {name}: {'ok' if status == 0 else 'FAILED'} in {time.monotonic() - begun:.0f} s", flush=True)
        if status:
            return status
    print(f"== all stages ok in {time.monotonic() - started:.0f} s")
    return 0


if __name__ == "__main__":
    sys.exit(main())
