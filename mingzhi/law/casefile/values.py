"""A case as plain frozen values: what the reader returns, the desk builds, the rules judge.

Times follow decision 12: Asia/Shanghai civil days; a bare date is the whole day; a bounded date lies somewhere in its
bounds; ``None`` means that only the position in the list is known.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal

Act = Literal["penalty", "permit", "coercion", "enforcement", "inspection", "levy", "requisition", "other"]


@dataclass(frozen=True, slots=True)
class When:
    """When something happened: the first and the last day it can have been, and the time where one is known.

    :param first: earliest possible civil day; ``None``: unbounded below.
    :param last: latest possible civil day; ``None``: unbounded above.
    :param instant: exact aware instant, only when ``first == last`` and a time was given.
    """

    first: date | None
    last: date | None
    instant: datetime | None = None

    @property
    def day(self) -> date | None:
        """The civil day, if it is certain."""
        return self.first if self.first == self.last else None


@dataclass(frozen=True, slots=True)
class Officer:
    """One person who took part. ``credential=None`` with ``credential_known=True`` means: found to have none."""

    name: str
    credential: str | None = None
    credential_known: bool = False
    valid_until: date | None = None
    kind: Literal["officer", "auxiliary", "third_party"] = "officer"


@dataclass(frozen=True, slots=True)
class Party:
    """A counterpart of the case. ``kind`` decides thresholds (citizen or organisation)."""

    kind: Literal["person", "sole_trader", "organisation"] | None
    name: str
    code: str | None = None
    x: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Authority:
    """How the acting body stood; ``None`` is unknown."""

    own_name: bool | None = None
    competent: bool | None = None
    inner_unit: bool | None = None
    entrusted_by: str | None = None


@dataclass(frozen=True, slots=True)
class Agency:
    """The acting body. ``region`` is an administrative division code; ``field`` a field word such as ``housing``."""

    name: str
    region: str | None = None
    level: str | None = None
    field: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened.

    :param index: position in the listed order, from 0; order counts where times are equal or missing.
    :param type: word of the vocabulary.
    :param at: when it happened; ``None``: position only.
    :param recorded_at: when it was entered; ``None``: as ``at``.
    :param officers: ``None`` unknown, ``()`` known to be nobody.
    :param fields: own fields by name, converted to their types (date, aware datetime, Decimal, bool, int, str, tuple,
        mapping). A missing key is unknown; there are no ``None`` values.
    :param shared: further fields any event may carry (note, documents, recordings, evidence, x), as read.
    """

    index: int
    type: str
    at: When | None = None
    recorded_at: datetime | None = None
    id: str | None = None
    party: str | None = None
    officers: tuple[Officer, ...] | None = None
    fields: Mapping[str, Any] = field(default_factory=dict)
    shared: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class CaseFile:
    """A whole case. ``knowledge`` missing in a file means ``partial`` (decision 2).

    :param law_at: judge everything by the law of this day; ``None``: each step by the law of its own day.
    :param absent: event words known not to have happened, under partial knowledge.
    """

    id: str
    act: Act
    events: tuple[Event, ...]
    procedure: str | None = None
    title: str | None = None
    agency: Agency | None = None
    profile: str | None = None
    parties: tuple[Party, ...] = ()
    law_at: date | None = None
    knowledge: Literal["complete", "partial"] = "partial"
    absent: frozenset[str] = frozenset()
    authority: Authority = Authority()
    x: Mapping[str, Any] = field(default_factory=dict)
