"""``mingzhi verify`` as a person and as a script meet it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from mingzhi.doors.ops import verify
from mingzhi.ground.actor import system
from mingzhi.ground.errors import BadInput
from mingzhi.ledger.journal import api as journal
from mingzhi.ledger.vault import api as vault
from tests.doors.ops.commands import call
from tests.ledger.journal.tampering import tampered

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def content(settings: Any, tmp_path: Path) -> None:
    """Two events and a file."""
    settings.VAULT = tmp_path / "vault"
    vault.put(b"file")
    with journal.write():
        told = [journal.NewEvent("opened", {"a": 1}), journal.NewEvent("closed", {})]
        journal.append("case:a", told, system("t"), expected=0)
    journal.sequence()


def test_every_kind_of_break_can_be_said() -> None:
    kinds = {kind.value for kind in journal.Kind} | {kind.value for kind in vault.Kind} | {"unknown"}
    assert set(verify.SAYS) == kinds


def test_an_untouched_installation_is_sound(capsys: pytest.CaptureFixture[str]) -> None:
    assert call(verify) == 0
    last = capsys.readouterr().out.splitlines()[-1]
    position, link = journal.last_position()
    assert last.endswith(f"{position}:{link}")
    assert call(verify, "--noted", f"{position}:{link}") == 0


def test_an_altered_event_is_named_and_the_status_is_one(capsys: pytest.CaptureFixture[str]) -> None:
    with tampered(("UPDATE journal_event SET type = 'decided' WHERE seq = 2", [])):
        assert call(verify) == 1
        out = capsys.readouterr().out
        assert call(verify, "--format", "json", "--no-files") == 1
        answer = json.loads(capsys.readouterr().out)
    assert "case:a 第 2 条" in out
    assert "--noted" not in out
    assert not answer["sound"] and answer["vault"] is None
    [broken] = answer["journal"]["breaks"]
    assert (broken["kind"], broken["stream"], broken["seq"]) == ("header", "case:a", 2)


def test_an_altered_file_is_named_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    [path] = [path for path in (tmp_path / "vault").rglob("*") if path.is_file()]
    path.chmod(0o600)
    path.write_bytes(b"other")
    assert call(verify, "--format", "json") == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["journal"]["found"] == 0
    assert [(one["kind"], one["digest"]) for one in answer["vault"]["breaks"]] == [("altered", path.name)]
    assert call(verify, "--no-files") == 0


def test_a_noted_line_that_does_not_fit_is_found_and_one_that_cannot_be_read_is_refused() -> None:
    assert call(verify, "--noted", f"2:{'ab' * 32}") == 1
    with pytest.raises(BadInput) as refusal:
        call(verify, "--noted", "2")
    assert refusal.value.code == "bad_noted"
