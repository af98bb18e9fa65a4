"""What the law answers: outcomes, citations, findings (decisions 1, 9, 15)."""

from __future__ import annotations

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


@dataclass(frozen=True, slots=True)
class Finding:
    """One answer of one rule to one case, identified by (case, rule, anchor).

    :param rule: id of the catalogue.
    :param title: the rule's Chinese title.
    :param anchor: index of the event that the answer hangs on; ``None``: the case as a whole.
    :param severity: effective severity (lowered to warn where the source was not read).
    :param facts: facts that led to the answer.
    :param missing: facts that would decide it (for NOT_DETERMINED), or that are still owed.
    :param started_on: start day of the term, for deadline rules.
    :param due_on: last lawful day, for deadline rules.
    :param counting: the arithmetic of the term, line by line, already worded.
    :param remedy: what would mend it, if anything still can; Chinese.
    :param parameters: the rule's numbers used here (threshold, term), for the wording.
    """

    rule: str
    title: str
    outcome: Outcome
    severity: Severity
    citation: Citation
    anchor: int | None = None
    facts: tuple[Fact, ...] = ()
    missing: tuple[Missing, ...] = ()
    started_on: date | None = None
    due_on: date | None = None
    counting: tuple[str, ...] = ()
    remedy: str | None = None
    parameters: tuple[tuple[str, Any], ...] = ()

    @property
    def broken(self) -> bool:
        """Whether the rule is broken (violated or overdue)."""
        return self.outcome in (Outcome.VIOLATED, Outcome.OVERDUE)

    @property
    def blocks(self) -> bool:
        """Whether a door must refuse: blocking, and neither satisfied nor inapplicable (decision 3)."""
        return self.severity is Severity.BLOCK and (self.broken or self.outcome is Outcome.NOT_DETERMINED)
