"""A content is known by its digest, stays as it was, and goes when nothing names it any more."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import timedelta
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from mingzhi.ground import clock
from mingzhi.ground.errors import NotFound
from mingzhi.ledger.vault import api as vault
from mingzhi.ledger.vault import storage
from mingzhi.ledger.vault.models import File

pytestmark = pytest.mark.django_db
LETTER = "责令改正通知书".encode()
DIGEST = hashlib.sha256(LETTER).hexdigest()


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    """A vault of its own."""
    settings.VAULT = tmp_path / "vault"
    return tmp_path / "vault"


def contents(folder: Path) -> list[str]:
    """Every file under the folder."""
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


def test_what_is_put_away_comes_out_again() -> None:
    stored = vault.put(LETTER, media="text/plain")
    assert (stored.digest, stored.size, stored.media) == (DIGEST, len(LETTER), "text/plain")
    with vault.open_(DIGEST) as content:
        assert content.read() == LETTER
    assert vault.exists(DIGEST) and vault.stored(DIGEST) == stored


def test_a_large_stream_is_put_away_too() -> None:
    content = bytes(range(256)) * 40_000
    assert vault.put(BytesIO(content)).size == 10_240_000
    assert vault.verify() == vault.Report(1, 10_240_000, (), 0)


def test_the_same_content_is_one_file_and_its_grace_begins_anew(folder: Path) -> None:
    with clock.fixed(clock.now() - timedelta(days=3)):
        first = vault.put(LETTER, media="text/plain")
    again = vault.put(LETTER, media="application/pdf")
    assert again.media == "text/plain" and again.stored_at > first.stored_at
    assert contents(folder) == [DIGEST]
    assert File.objects.count() == 1


def test_a_file_can_be_read_by_the_server_only_and_is_not_written_again(folder: Path) -> None:
    vault.put(LETTER)
    path = folder / DIGEST[:2] / DIGEST[2:4] / DIGEST
    assert path.stat().st_mode & 0o777 == 0o400
    assert folder.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize("digest", ["0" * 64, "../../etc/passwd", ""])
def test_what_was_never_put_away_is_not_there(digest: str) -> None:
    assert not vault.exists(digest)
    with pytest.raises(NotFound) as refusal:
        vault.open_(digest)
    assert refusal.value.code == "no_such_file"


def test_a_file_whose_content_was_lost_is_told_apart(folder: Path) -> None:
    vault.put(LETTER)
    (folder / DIGEST[:2] / DIGEST[2:4] / DIGEST).unlink()
    assert not vault.exists(DIGEST)
    with pytest.raises(NotFound) as refusal:
        vault.open_(DIGEST)
    assert refusal.value.code == "file_lost"
    vault.put(LETTER)
    assert vault.exists(DIGEST)


def test_a_write_that_fails_leaves_nothing(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_space(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(storage.os, "fsync", no_space)
    with pytest.raises(OSError):
        vault.put(LETTER)
    assert contents(folder) == [] and not File.objects.exists()


def test_unnamed_files_go_after_seven_days_and_named_ones_stay(folder: Path) -> None:
    def named(digests: Collection[str]) -> set[str]:
        return {DIGEST} & set(digests)

    with clock.fixed(clock.now() - timedelta(days=8)):
        vault.put(LETTER)
        old = vault.put(b"old").digest
        renewed = vault.put(b"renewed").digest
    young = vault.put(b"young").digest
    vault.put(b"renewed")
    assert vault.delete_unreferenced(named) == 1
    assert contents(folder) == sorted([DIGEST, young, renewed])
    assert not vault.exists(old) and vault.exists(DIGEST)
    assert vault.verify().sound


def test_a_file_put_away_while_others_are_let_go_stays() -> None:
    with clock.fixed(clock.now() - timedelta(days=8)):
        vault.put(LETTER)

    def named(digests: Collection[str]) -> set[str]:
        vault.put(LETTER)  # somebody comes with it between the question and the deletion
        return set()

    assert vault.delete_unreferenced(named) == 0
    assert vault.exists(DIGEST)


def test_another_storage_can_be_set(settings: Any, folder: Path) -> None:
    settings.STORAGES = {
        **settings.STORAGES,
        "vault": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    }
    vault.put(LETTER)
    with vault.open_(DIGEST) as content:
        assert content.read() == LETTER
    assert vault.verify().sound and not folder.exists()
