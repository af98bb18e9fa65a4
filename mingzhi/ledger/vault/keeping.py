"""Putting files away, taking them out, and letting go of those that nothing names (decision 28)."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from io import BytesIO
from typing import IO

from django.core.files.base import File as Content
from django.db import transaction

from mingzhi.ground.clock import now
from mingzhi.ground.digest import chunks, running
from mingzhi.ground.errors import NotFound
from mingzhi.ledger.vault.models import File
from mingzhi.ledger.vault.storage import place, storage

#: How long a file may lie that no event names (decision 28).
GRACE = timedelta(days=7)
_IN_MEMORY = 8 << 20
_AT_ONCE = 500
_DIGEST = re.compile(r"[0-9a-f]{64}")


@dataclass(frozen=True, slots=True)
class Stored:
    """A file in the vault.

    :param digest: SHA-256 of the content in hexadecimal; :param size: in bytes; :param media: its media type.
    :param stored_at: when it last came: the same content put away again has its days of grace anew.
    """

    digest: str
    size: int
    media: str
    stored_at: datetime


def put(content: bytes | IO[bytes], *, media: str = "application/octet-stream") -> Stored:
    """Put a content away; when this returns, it is on the disk. The same content again is the same file.

    Call it before the transaction whose event names the digest: writing takes time and needs no lock.

    :param content: bytes, or a binary stream, read to its end.
    :param media: media type; the first one told for a content stays.
    """
    with tempfile.SpooledTemporaryFile(max_size=_IN_MEMORY) as draft:
        state, size = running(), 0
        for chunk in chunks(BytesIO(content) if isinstance(content, bytes) else content):
            state.update(chunk)
            size += len(chunk)
            draft.write(chunk)
        digest = state.hexdigest()
        _keep(digest, draft)
        row = File(digest=digest, size=size, media=media, stored_at=now())
        File.objects.bulk_create([row], update_conflicts=True, unique_fields=["digest"], update_fields=["stored_at"])
        _keep(digest, draft)  # if it was let go of meanwhile; from now on its row is too young for that
    return stored(digest)


def _keep(digest: str, draft: IO[bytes]) -> None:
    """Write the content unless it stands."""
    if not storage().exists(place(digest)):
        draft.seek(0)
        storage().save(place(digest), Content(draft))


def stored(digest: str) -> Stored:
    """What is known of a file.

    :raises NotFound: ``no_such_file``.
    """
    row = File.objects.filter(digest=digest).first()
    if row is None:
        raise NotFound("no_such_file", digest=digest)
    return Stored(row.digest, row.size, row.media, row.stored_at)


def open_(digest: str) -> IO[bytes]:
    """A file's content, to be read and closed (``with``).

    :raises NotFound: ``no_such_file``; ``file_lost`` if it is known but its content is not in the storage.
    """
    stored(digest)
    try:
        return storage().open(place(digest), "rb")
    except FileNotFoundError:
        raise NotFound("file_lost", digest=digest) from None


def exists(digest: str) -> bool:
    """Whether the vault has this content."""
    known = _DIGEST.fullmatch(digest) is not None and File.objects.filter(digest=digest).exists()
    return known and storage().exists(place(digest))


def delete_unreferenced(named: Callable[[Collection[str]], Collection[str]], *, grace: timedelta = GRACE) -> int:
    """Let go of the files that came longer than *grace* ago and that nothing names; how many.

    The vault does not know who names its files, so it asks.

    :param named: gets some digests and returns those among them that something still names.
    """
    until, after, gone = now() - grace, "", 0
    while True:
        rows = File.objects.filter(stored_at__lt=until, digest__gt=after).order_by("digest")
        digests = list(rows.values_list("digest", flat=True)[:_AT_ONCE])
        if not digests:
            return gone
        after = digests[-1]
        kept = set(named(digests))
        gone += sum(_let_go(digest, until) for digest in digests if digest not in kept)


def _let_go(digest: str, until: datetime) -> bool:
    """Delete one file, unless it was put away again meanwhile; who puts it away now waits until it is gone."""
    with transaction.atomic():
        deleted, _by_table = File.objects.filter(digest=digest, stored_at__lt=until).delete()
        if deleted:
            storage().delete(place(digest))
    return deleted > 0
