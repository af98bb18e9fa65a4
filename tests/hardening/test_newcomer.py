"""What somebody meets who starts the product with a mistake: one clear line, status 2, no traceback, nothing made."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.hardening.rows import chinese
from tests.ledger.installation import ROOT

FREE = "47231"  # never listened on: every start here is refused before


def mingzhi(home: Path, *arguments: str, **environment: str) -> tuple[int, str, str]:
    """Run the command as a newcomer does: status, what it says, what it complains of."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith(("MINGZHI_", "DJANGO_"))}
    done = subprocess.run(
        [sys.executable, "-m", "mingzhi.doors.ops.main", *arguments],
        env={**clean, "MINGZHI_HOME": str(home), "PYTHONPATH": str(ROOT), **environment},
        capture_output=True, text=True, timeout=60, check=False, cwd=home if home.is_dir() else ROOT,
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def refused(answer: tuple[int, str, str], *parts: str) -> None:
    """Status 2, one message in Chinese with these parts, no traceback."""
    status, _said, complained = answer
    assert status == 2 and "Traceback" not in complained, complained
    assert chinese(complained) and len(complained.splitlines()) <= 2
    for part in parts:
        assert part in complained


def test_a_port_that_is_taken_is_told_with_another(tmp_path: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        refused(mingzhi(tmp_path, "run", "--port", str(port)), str(port), "PORT=")
    assert not (tmp_path / "mingzhi.sqlite3").exists()


@pytest.mark.parametrize(
    ("arguments", "environment", "part"),
    [
        (["--port", "70000"], {}, "70000"),
        (["--port", "web"], {}, "--port"),
        ([], {"PORT": "web"}, "--port"),
        (["--host", "192.0.2.1", "--port", FREE], {}, "192.0.2.1"),
        (["--port", FREE, "--server", "apache"], {}, "apache"),
        (["--port", FREE, "--demo"], {}, "--demo"),
        (["--port", FREE], {"MINGZHI_DATABASE": "mysql://127.0.0.1/x"}, "MINGZHI_DATABASE"),
        (["--port", FREE], {"MINGZHI_DATABASE": "postgresql://127.0.0.1:web/x"}, "MINGZHI_DATABASE"),
        (["--port", FREE], {"MINGZHI_DATABASE": "postgresql://nobody:secret@127.0.0.1:1/x"}, "MINGZHI_DATABASE"),
    ],
)
def test_a_start_with_a_mistake_says_where_it_lies(
    tmp_path: Path, arguments: Sequence[str], environment: dict[str, str], part: str
) -> None:
    answer = mingzhi(tmp_path, "run", *arguments, **environment)
    refused(answer, part)
    assert "secret" not in answer[2].replace("secret-key", "")
    assert not (tmp_path / "mingzhi.sqlite3").exists()


def test_a_data_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="ascii")
    for home in (tmp_path / "file", tmp_path / "file" / "below"):
        refused(mingzhi(home, "run", "--port", FREE), "MINGZHI_HOME", str(home))


@pytest.mark.parametrize(
    "command", [["worker", "--once"], ["verify"], ["rebuild"], ["import", "x.csv"], ["token", "list"], ["backup", "b"]]
)
def test_without_an_installation_every_command_says_how_to_make_one(tmp_path: Path, command: list[str]) -> None:
    refused(mingzhi(tmp_path, *command), "MINGZHI_HOME")
    assert not (tmp_path / "mingzhi.sqlite3").exists()


@pytest.mark.parametrize("command", [["verify"], ["worker", "--once"]])
def test_a_file_that_is_no_database_is_told_and_left_alone(tmp_path: Path, command: list[str]) -> None:
    file = tmp_path / "mingzhi.sqlite3"
    file.write_bytes(b"no database" * 500)
    refused(mingzhi(tmp_path, *command), "mingzhi.sqlite3")
    assert file.read_bytes() == b"no database" * 500


@pytest.mark.parametrize("command", [["nonsense"], ["check"], ["check", "--format", "xml", "a"], ["deadline"]])
def test_a_command_line_with_a_mistake_says_what_is_possible(tmp_path: Path, command: list[str]) -> None:
    status, said, complained = mingzhi(tmp_path, *command)
    assert status == 2 and chinese(said + complained) and "Traceback" not in complained
