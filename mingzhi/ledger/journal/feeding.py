"""Readers: what follows an event follows by cursor, after commit, exactly once (house.md; decisions 18, 26, 27)."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from django.conf import settings
from django.db import connection
from django.utils.module_loading import import_string

from mingzhi.ground.clock import now
from mingzhi.ground.errors import NotFound
from mingzhi.ledger.journal.models import ReaderState, Unplaced
from mingzhi.ledger.journal.rows import read_after
from mingzhi.ledger.journal.sequencer import last_position, sequence
from mingzhi.ledger.journal.values import Recorded
from mingzhi.ledger.journal.write_queue import write

#: Events handed to a reader in one transaction.
BATCH = 200

log = logging.getLogger(__name__)
Progress = Callable[[int, int], None]


class Reader(Protocol):
    """Somebody who does something when events arrive. Named in ``settings.READERS`` by dotted path.

    What it writes to the database is committed together with its cursor: each event takes effect exactly once, also
    after a kill. What it does elsewhere may happen twice.
    """

    name: str

    def handle(self, batch: Sequence[Recorded]) -> None:
        """Take the next events, in order of position. An exception undoes the batch; it comes again."""

    def reset(self) -> None:
        """Forget everything: the events come again from the first. Rooms that keep what must stay do nothing."""


@dataclass(frozen=True, slots=True)
class Fed:
    """What one feeding did for a reader: events handled, and what stopped it, if anything."""

    handled: int
    error: str | None = None


@dataclass(frozen=True, slots=True)
class Lag:
    """How far a reader is behind: events still to come, and since when which error stops it."""

    reader: str
    position: int
    behind: int
    error: str | None
    error_since: datetime | None


def readers() -> dict[str, Reader]:
    """The readers of ``settings.READERS`` by name, in that order."""
    found: dict[str, Reader] = {}
    for path in settings.READERS:
        named = import_string(path)
        reader: Reader = named() if isinstance(named, type) else named
        if reader.name in found:
            raise ValueError(f"two readers are named {reader.name!r}")
        found[reader.name] = reader
    return found


def feed(reader: str | None = None) -> dict[str, Fed]:
    """Place what was committed and bring the readers (or the one named) up to date.

    One reader's error is recorded and logged and stops only that reader.

    :raises NotFound: ``no_such_reader``.
    """
    sequence()
    return {one.name: _feed(one) for one in _chosen(reader)}


def rebuild(reader: str, progress: Progress | None = None) -> int:
    """Let a reader forget everything and read the whole journal again; how many events.

    Its pages are incomplete until it ends. Killed on the way, the worker goes on where it stopped.

    :param progress: called with (events handled, events in all) after each batch.
    :raises NotFound: ``no_such_reader``.
    :raises Exception: the reader's own, after it was recorded; the batch before it stays.
    """
    [chosen] = _chosen(reader)
    sequence()
    with write():
        state = _locked_state(chosen.name)
        chosen.reset()
        _move(state, 0)
    handled, (total, _link) = 0, last_position()
    while batch := _one_batch(chosen):
        handled += batch
        if progress:
            progress(handled, max(total, handled))
    return handled


def lag() -> list[Lag]:
    """Each reader's lag, for ``/healthz`` and for pages that are made from readers."""
    states = {state.name: state for state in ReaderState.objects.all()}
    end, waiting = last_position()[0], Unplaced.objects.count()
    result = []
    for name in readers():
        state = states.get(name)
        position = state.position if state else 0
        error = (state.error or None) if state else None
        result.append(Lag(name, position, end - position + waiting, error, state.error_since if state else None))
    return result


def _chosen(reader: str | None) -> list[Reader]:
    found = readers()
    if reader is None:
        return list(found.values())
    if reader not in found:
        raise NotFound("no_such_reader", reader=reader, known=sorted(found))
    return [found[reader]]


def _feed(reader: Reader) -> Fed:
    """Feed one reader until nothing is left or it fails."""
    handled = 0
    try:
        while batch := _one_batch(reader):
            handled += batch
    except Exception as error:  # whatever it is: recorded, and the others go on
        return Fed(handled, f"{type(error).__name__}: {error}")
    return Fed(handled)


def _one_batch(reader: Reader) -> int:
    """Hand over one batch and move the cursor, in one transaction; records and re-raises an error."""
    if _is_up_to_date(reader.name):
        return 0
    try:
        with write():
            state = _locked_state(reader.name)
            batch = read_after(state.position, BATCH)
            if not batch:
                return 0
            reader.handle(batch)
            _move(state, batch[-1].position or 0)
    except Exception as error:
        _record_error(reader.name, error)
        raise
    return len(batch)


def _is_up_to_date(name: str) -> bool:
    """Whether nothing waits for the reader: asked without a lock, so that an idle worker disturbs nobody."""
    known = ReaderState.objects.filter(name=name).values_list("position", flat=True).first()
    return (known or 0) >= last_position()[0]


def _locked_state(name: str) -> ReaderState:
    """The reader's row, ours until the transaction ends: two workers never feed one reader at once."""
    ReaderState.objects.bulk_create([ReaderState(name=name, updated_at=now())], ignore_conflicts=True)
    rows = ReaderState.objects.filter(name=name)
    return (rows.select_for_update() if connection.vendor == "postgresql" else rows).get()


def _move(state: ReaderState, position: int) -> None:
    """Set the cursor; what was handled also ends an error."""
    state.position, state.updated_at, state.error, state.error_since = position, now(), "", None
    state.save()


def _record_error(name: str, error: Exception) -> None:
    """Keep what stops the reader, since when; log it when it is new."""
    text = f"{type(error).__name__}: {error}"[:2000]
    with write():
        state = _locked_state(name)
        if state.error != text:
            log.error("reader %s stopped after position %s: %s", name, state.position, text, exc_info=error)
        state.error, state.error_since = text, state.error_since or now()
        state.save()
