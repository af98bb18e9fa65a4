"""What a condition is judged on: a case, indexed once, with an anchor, a world (open or closed) and a day.

One scene serves all rules of one evaluation; the evaluator moves its ``anchor``. Conditions never change a case.
"""

from __future__ import annotations

from datetime import date

from mingzhi.law.calendar import Calendar, calendar_for
from mingzhi.law.casefile.values import CaseFile, Event
from mingzhi.law.conditions.trace import Trace

#: Kleene's third value is ``None``: not known.
Truth = bool | None


def index_events(case: CaseFile) -> dict[str, list[Event]]:
    """The events of the case by type, in listed order."""
    by_type: dict[str, list[Event]] = {}
    for event in case.events:
        found = by_type.get(event.type)
        if found is None:
            by_type[event.type] = [event]
        else:
            found.append(event)
    return by_type


class Scene:
    """A case as the conditions see it.

    :ivar closed: what is not listed did not happen (complete knowledge, or at a door).
    :ivar anchor: the event that the rule is judged at; ``None``: the case as a whole.
    :ivar event: the event in scope, whose fields a ``field`` node reads.
    :ivar until: an event that bounds every ``happened`` inside a fact (only what came before it counts).
    :ivar calendar: the working days of the acting body's region.
    :ivar trace: collects facts and missing facts; ``None`` while only the answer is wanted.
    """

    __slots__ = (
        "absent",
        "anchor",
        "as_of",
        "by_reference",
        "by_type",
        "calendar",
        "case",
        "closed",
        "event",
        "exceptions",
        "trace",
        "until",
    )

    def __init__(self, case: CaseFile, as_of: date, exceptions: frozenset[str], *, closed: bool) -> None:
        self.case = case
        self.by_type = index_events(case)
        self.by_reference: dict[str | int, Event] = {event.index: event for event in case.events}
        self.by_reference |= {event.id: event for event in case.events if event.id is not None}
        self.closed = closed
        self.absent = case.absent
        self.exceptions = exceptions
        self.as_of = as_of
        self.calendar: Calendar = calendar_for(case.agency.region if case.agency else None)
        self.anchor: Event | None = None
        self.event: Event | None = None
        self.until: Event | None = None
        self.trace: Trace | None = None

    def stand_at(self, anchor: Event | None) -> None:
        """Move to an anchor: it is the event in scope until a node narrows the scope."""
        self.anchor = self.event = anchor
        self.until = None

    def unlisted(self, word: str) -> Truth:
        """Whether an event that is not listed happened: ``False`` where the world or the file says so, else unknown."""
        if self.closed or word in self.absent or word in self.exceptions:
            return False
        return None

    def same_party(self, event: Event) -> bool:
        """Whether the event may concern the anchor's party (an event without a party concerns all)."""
        anchor = self.anchor
        return anchor is None or anchor.party is None or event.party is None or anchor.party == event.party


def last_day(case: CaseFile) -> date | None:
    """The last day that the file names: "today" for running terms, unless one is given (decision 10)."""
    days: list[date] = []
    for event in case.events:
        if event.at is not None:
            days += [day for day in (event.at.first, event.at.last) if day is not None and day != date.max]
    return max(days, default=case.law_at)
