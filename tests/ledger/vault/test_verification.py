"""Every alteration of a stored file is found."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import pytest

from mingzhi.ledger.vault import api as vault
from mingzhi.ledger.vault.models import File
from mingzhi.ledger.vault.storage import UNFINISHED

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def files(settings: Any, tmp_path: Path) -> list[Path]:
    """Ten files; their paths."""
    settings.VAULT = tmp_path / "vault"
    digests = [vault.put(f"文书 {n}".encode()).digest for n in range(10)]
    return [tmp_path / "vault" / one[:2] / one[2:4] / one for one in digests]


def test_untouched_files_are_sound() -> None:
    steps: list[tuple[int, int]] = []
    report = vault.verify(lambda done, total: steps.append((done, total)))
    assert report.sound and (report.files, steps) == (10, [(10, 10)])


def test_every_flipped_byte_is_found(files: list[Path]) -> None:
    chance = random.Random(1)
    for _ in range(50):
        path = chance.choice(files)
        content = path.read_bytes()
        at = chance.randrange(len(content))
        path.chmod(0o600)
        path.write_bytes(content[:at] + bytes([content[at] ^ (1 << chance.randrange(8))]) + content[at + 1 :])
        [broken] = vault.verify().breaks
        assert (broken.kind, broken.digest) == (vault.Kind.ALTERED, path.name)
        path.write_bytes(content)
    assert vault.verify().sound


def test_lost_cut_and_strange_files_are_told_apart(files: list[Path]) -> None:
    files[0].unlink()
    files[1].chmod(0o600)
    files[1].write_bytes(files[1].read_bytes()[:-1])
    File.objects.filter(digest=files[2].name).update(size=1)
    File.objects.filter(digest=files[3].name).delete()
    (files[4].parent / f"x{UNFINISHED}").write_bytes(b"left by a kill")
    report = vault.verify()
    assert {(one.kind, one.digest.rpartition("/")[2]) for one in report.breaks} == {
        (vault.Kind.LOST, files[0].name),
        (vault.Kind.ALTERED, files[1].name),
        (vault.Kind.SIZE, files[2].name),
        (vault.Kind.STRAY, files[3].name),
    }
    assert report.found == 4 and not report.sound
