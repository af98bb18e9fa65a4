"""What the law answers: outcomes, citations, findings (decisions 1, 9, 15)."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any


class Outcome(StrEnum):
    """The answers a rule can give. ``OVERDUE`` counts as violated; ``DUE`` is a running term."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    NOT_DETERMINED = "not_determined"
    NOT_APPLICABLE = "not_applicable"
    DUE = "due"
    OVERDUE = "overdue"


class Severity(StrEnum):
    """How hard a rule bites: ``BLOCK`` refuses at a door, ``WARN`` and ``INFO`` inform."""

    BLOCK = "block"
    WARN = "warn"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Citation:
    """The article behind a rule. ``text`` is the cited article's wording, or ``None`` where it was not read."""

    instrument: str
    article: str
    text: str | None
    in_force_from: date | None


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact used: the event (index; ``None``: the case itself), the field (``None``: that it happened), its value."""

    event: int | None
    event_type: str | None
    field: str | None
    value: Any


@dataclass(frozen=True, slots=True)
class Missing:
    """A fact to be established: the event word and field that would tell it."""

    event_type: str | None
    field: str | None


#: What led to an answer: facts, facts that would decide it, the arithmetic of a term.
Reasons = tuple[tuple[Fact, ...], tuple[Missing, ...], tuple[str, ...]]


class Finding:
    """One answer of one rule to one case, identified by (case, rule, anchor). A value: nothing changes it.

    Its reasons are looked up when somebody reads them, because nobody asks most satisfied rules why.

    :ivar rule: id of the catalogue.
    :ivar title: the rule's Chinese title.
    :ivar anchor: index of the event that the answer hangs on; ``None``: the case as a whole.
    :ivar severity: effective severity (lowered to warn where the source was not read).
    :ivar started_on: start day of the term, for deadline rules.
    :ivar due_on: last lawful day, for deadline rules.
    :ivar remedy: what would mend it, if anything still can; Chinese.
    :ivar parameters: the rule's numbers used here (threshold, term), for the wording.
    """

    __slots__ = (
        "_find",
        "_given",
        "_reasons",
        "anchor",
        "citation",
        "due_on",
        "outcome",
        "parameters",
        "remedy",
        "rule",
        "severity",
        "started_on",
        "title",
    )

    def __init__(
        self,
        rule: str,
        title: str,
        outcome: Outcome,
        severity: Severity,
        citation: Citation,
        anchor: int | None = None,
        facts: tuple[Fact, ...] = (),
        missing: tuple[Missing, ...] = (),
        started_on: date | None = None,
        due_on: date | None = None,
        counting: tuple[str, ...] = (),
        remedy: str | None = None,
        parameters: tuple[tuple[str, Any], ...] = (),
        find: Callable[..., Reasons] | None = None,
        given: tuple[Any, ...] = (),
    ) -> None:
        self.rule, self.title, self.outcome, self.severity = rule, title, outcome, severity
        self.citation, self.anchor, self.started_on, self.due_on = citation, anchor, started_on, due_on
        self.remedy, self.parameters, self._find, self._given = remedy, parameters, find, given
        if find is None:
            self._reasons: Reasons = (facts, missing, counting)

    def _why(self) -> Reasons:
        if self._find is not None:
            self._reasons = self._find(*self._given)
            self._find, self._given = None, ()
        return self._reasons

    @property
    def facts(self) -> tuple[Fact, ...]:
        """Facts that led to the answer."""
        return self._why()[0]

    @property
    def missing(self) -> tuple[Missing, ...]:
        """Facts that would decide it (NOT_DETERMINED), or that are still owed."""
        return () if self.outcome in (Outcome.SATISFIED, Outcome.NOT_APPLICABLE) else self._why()[1]

    @property
    def counting(self) -> tuple[str, ...]:
        """The arithmetic of the term, line by line, already worded."""
        return self._why()[2]

    def _values(self) -> tuple[Any, ...]:
        named = (self.rule, self.anchor, self.outcome, self.severity, self.citation, self.started_on, self.due_on)
        return (*named, self.remedy, self.parameters, self.facts, self.missing, self.counting)

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if isinstance(other, Finding) else NotImplemented

    def __hash__(self) -> int:
        return hash((self.rule, self.anchor, self.outcome))

    def __repr__(self) -> str:
        return f"Finding({self.rule!r}, anchor={self.anchor}, {self.outcome.value}, {self.severity.value})"

    @property
    def broken(self) -> bool:
        """Whether the rule is broken (violated or overdue)."""
        return self.outcome in (Outcome.VIOLATED, Outcome.OVERDUE)

    @property
    def blocks(self) -> bool:
        """Whether a door must refuse: blocking, and neither satisfied nor inapplicable (decision 3)."""
        return self.severity is Severity.BLOCK and (self.broken or self.outcome is Outcome.NOT_DETERMINED)
