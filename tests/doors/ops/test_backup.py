"""A backup made under load restores to the same journal, the same files, the same running digest (promise 10)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tarfile
from pathlib import Path

import pytest

from mingzhi.ground.errors import BadInput
from tests.doors.ops.commands import program
from tests.ledger.installation import Installation, fresh, kill

PUT = "import django; django.setup(); from mingzhi.ledger.vault import api; [api.put(b'x%d' % n) for n in range(20)]"


def restore(archive: Path, home: Path, installation: Installation) -> None:
    """As docs/start/production.md says."""
    with tarfile.open(archive) as packed:
        packed.extractall(home, filter="data")
    dump = home / "mingzhi.dump"
    if installation.database:
        assert dump.exists()
        done = ["pg_restore", "--no-owner", "--exit-on-error", f"--dbname={installation.database}", str(dump)]
        subprocess.run(done, check=True, env=installation.environment)


def test_a_backup_under_load_restores_to_a_sound_installation(installation: Installation, tmp_path: Path) -> None:
    if installation.database and not (shutil.which("pg_dump") and shutil.which("pg_restore")):
        pytest.skip("pg_dump and pg_restore are not on the path")
    installation.run("-c", PUT)
    installation.ledger("work", str(installation.notes), "--writers", "2", "--events", "30")
    before = len(installation.acknowledged())
    load = installation.start("-m", "tests.ledger.process", "work", str(installation.notes), "--delay", "0.001")
    archive = tmp_path / "backup.tar"
    try:
        told = installation.run(*program("backup", str(archive)))
    finally:
        kill(load)
    noted = told.split()[-1]
    assert archive.stat().st_mode & 0o777 == 0o600
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    with fresh(elsewhere) as second:
        restore(archive, elsewhere, second)
        answer = json.loads(second.run(*program("verify", "--format", "json", "--noted", noted)))
        assert answer["sound"] and answer["journal"]["events"] >= before
        assert answer["vault"]["files"] == 20
        assert second.settled()["breaks"] == []


def test_an_existing_file_is_never_overwritten(installation: Installation, tmp_path: Path) -> None:
    archive = tmp_path / "backup.tar"
    archive.write_bytes(b"the only copy")
    process = installation.start(*program("backup", str(archive)))
    _, error = process.communicate(timeout=60)
    assert process.returncode != 0 and "BadInput" in error
    assert archive.read_bytes() == b"the only copy"
    assert not [name for name in os.listdir(tmp_path) if name.startswith(".mingzhi-backup")]


def test_a_backup_into_no_folder_is_refused(tmp_path: Path) -> None:
    from mingzhi.doors.ops import backup
    from tests.doors.ops.commands import call

    with pytest.raises(BadInput) as refusal:
        call(backup, str(tmp_path / "nowhere" / "backup.tar"))
    assert refusal.value.code == "no_folder"
