"""Digests, named by their algorithm: SHA-256 by default, SM3 (GB/T 32905) where the installation's OpenSSL has it."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from typing import IO, Protocol

#: Length of a salt in bytes: 128 bits, too many to try, so a digest tells nothing about a short payload.
SALT_BYTES = 16
#: Bytes read at a time from a stream.
CHUNK = 1 << 20

ALGORITHMS = ("sha256", "sm3")


class Running(Protocol):
    """A digest under way, as hashlib makes it."""

    def update(self, data: bytes, /) -> None:
        """Take more bytes."""

    def digest(self) -> bytes:
        """The digest of what was taken so far."""

    def hexdigest(self) -> str:
        """The same in hexadecimal."""


def running(algorithm: str = "sha256") -> Running:
    """A new digest under way.

    :raises ValueError: an unknown algorithm, or one that this machine's OpenSSL does not have.
    """
    if algorithm not in ALGORITHMS:
        raise ValueError(f"unknown digest algorithm {algorithm!r}; known: {', '.join(ALGORITHMS)}")
    return hashlib.new(algorithm)


def hasher(algorithm: str = "sha256") -> Callable[[bytes], bytes]:
    """A function from bytes to digest, for the named algorithm."""

    def digest(data: bytes) -> bytes:
        state = running(algorithm)
        state.update(data)
        return state.digest()

    return digest


def sha256(data: bytes) -> str:
    """SHA-256 (FIPS 180-4) in lower-case hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def salted(salt: bytes, content: bytes) -> str:
    """SHA-256(salt ‖ content) in hexadecimal: proves the content while it exists and hides it once it is destroyed."""
    return hashlib.sha256(salt + content).hexdigest()


def of_stream(source: IO[bytes]) -> tuple[str, int]:
    """SHA-256 and size of everything that can still be read from *source*, in constant memory."""
    state, size = hashlib.sha256(), 0
    for chunk in chunks(source):
        state.update(chunk)
        size += len(chunk)
    return state.hexdigest(), size


def chunks(source: IO[bytes]) -> Iterator[bytes]:
    """What can still be read from *source*, at most :data:`CHUNK` bytes at a time."""
    while chunk := source.read(CHUNK):
        yield chunk
