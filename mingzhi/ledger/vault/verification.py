"""Proving the vault: every content read again (trust.md, promise 4)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from mingzhi.ground.digest import of_stream
from mingzhi.ledger.vault.models import File
from mingzhi.ledger.vault.storage import UNFINISHED, place, storage

_AT_ONCE = 500
#: Breaks kept in a report; further ones are only counted.
MOST = 1000


class Kind(StrEnum):
    """What is wrong with a file."""

    LOST = "lost"  # known, but its content is not there
    ALTERED = "altered"  # the content does not give the digest
    SIZE = "size"  # the content is right, the size in the table is not
    STRAY = "stray"  # a content that the table does not know


@dataclass(frozen=True, slots=True)
class Break:
    """A file that is not as it was put away."""

    kind: Kind
    digest: str
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was examined and what is broken: the first :data:`MOST` breaks, and how many in all."""

    files: int
    bytes: int
    breaks: tuple[Break, ...]
    found: int

    @property
    def sound(self) -> bool:
        """Whether nothing is broken."""
        return self.found == 0


def verify(progress: Callable[[int, int], None] | None = None) -> Report:
    """Read every file and compare it with its digest and size; find contents that the table does not know.

    A content stands a moment before its row, so one that came during the examination is asked for again.

    :param progress: called with (files examined, files in all) after each hundred or so.
    """
    breaks: list[Break] = []
    files, size, found, total = 0, 0, 0, File.objects.count()

    def add(broken: Break) -> None:
        nonlocal found
        found += 1
        if len(breaks) < MOST:
            breaks.append(broken)

    for digest, told in _rows():
        files += 1
        wrong, read = _examine(digest, told)
        size += read
        if wrong:
            add(wrong)
        if progress and (files % 100 == 0 or files == total):
            progress(files, max(total, files))
    for stray in _strays():
        add(Break(Kind.STRAY, stray))
    return Report(files, size, tuple(breaks), found)


def _rows() -> Iterator[tuple[str, int]]:
    """Digest and size of every file, by pages, without a cursor left open."""
    after = ""
    while page := list(
        File.objects.filter(digest__gt=after).order_by("digest").values_list("digest", "size")[:_AT_ONCE]
    ):
        yield from page
        after = page[-1][0]


def _examine(digest: str, told: int) -> tuple[Break | None, int]:
    """What is wrong with one file, and how many bytes were read."""
    try:
        with storage().open(place(digest), "rb") as content:
            computed, size = of_stream(content)
    except FileNotFoundError:
        return Break(Kind.LOST, digest), 0
    if computed != digest:
        return Break(Kind.ALTERED, digest, computed), size
    return (Break(Kind.SIZE, digest, str(size)) if size != told else None), size


def _strays() -> Iterator[str]:
    """Contents that the table does not know. What a kill left half-written is no content."""
    for name in _walk(""):
        base = name.rpartition("/")[2]
        if not base.endswith(UNFINISHED) and not File.objects.filter(digest=base).exists():
            yield name


def _walk(folder: str) -> Iterator[str]:
    """The names of all files in the storage."""
    try:
        folders, files = storage().listdir(folder)
    except FileNotFoundError:
        return
    for name in files:
        yield f"{folder}/{name}" if folder else name
    for name in folders:
        yield from _walk(f"{folder}/{name}" if folder else name)
