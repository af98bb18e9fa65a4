"""What an examination of the journal finds: kinds of breaks, and the report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

#: Breaks kept in a report; further ones are only counted.
MOST = 1000


class Kind(StrEnum):
    """What is wrong with a row. Values are stable: doors word them, scripts read them."""

    UNREADABLE = "unreadable"  # a header that has no canonical form any more
    GAP = "gap"  # a seq is missing, or twice there
    CHAIN = "chain"  # the header does not name the digest of the event before it
    HEADER = "header"  # the header does not give the digest that stands in it
    PAYLOAD = "payload"  # the payload does not give the digest that stands in the header
    PAYLOAD_GONE = "payload_gone"  # the payload is not there and no destruction is recorded
    PAYLOAD_BACK = "payload_back"  # the payload is there although it was destroyed
    DESTRUCTION = "destruction"  # a destruction that no event of the stream orders
    HEAD = "head"  # the head of the stream is not its last event
    UNPLACED = "unplaced"  # an event that has no position and does not wait for one
    ORDER = "order"  # positions that do not follow seq within the stream
    POSITION = "position"  # a position is missing, or names no event
    LINK = "link"  # the running digest over all positions
    NOTED = "noted"  # not the running digest that somebody noted earlier
    STRAY = "stray"  # a row that belongs to no event
    READER = "reader"  # a reader that has read more than there is
    GUARD = "guard"  # a trigger that keeps the journal append only does not stand


@dataclass(frozen=True, slots=True)
class Break:
    """The first thing wrong in a stream, or in one of the journal's tables.

    :param table: table in which it was found, without the prefix ``journal_``; of a guard, its name.
    :param event: id of the event, where one is known.
    :param position: place in the whole journal, for breaks of the positions.
    :param expected: what should stand there, shortly; :param found: what does.
    """

    kind: Kind
    table: str
    origin: str | None = None
    stream: str | None = None
    seq: int | None = None
    event: str | None = None
    position: int | None = None
    expected: str | None = None
    found: str | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """What was examined and what is broken.

    :param destroyed: payloads that ended lawfully.
    :param waiting: events committed but not placed yet; normal while others write.
    :param position: the last position; :param link: the running digest there. Note both somewhere else: handed to a
        later examination they prove that nothing up to there was removed, added or reordered, even by an administrator.
    :param breaks: the first :data:`MOST`; :param found: how many in all.
    """

    events: int
    streams: int
    destroyed: int
    waiting: int
    position: int
    link: str
    breaks: tuple[Break, ...]
    found: int

    @property
    def sound(self) -> bool:
        """Whether nothing is broken."""
        return self.found == 0


class Findings:
    """Collects breaks, keeping the first ones."""

    def __init__(self) -> None:
        self.kept: list[Break] = []
        self.count = 0

    def add(self, broken: Break) -> None:
        """Take one more."""
        self.count += 1
        if len(self.kept) < MOST:
            self.kept.append(broken)
