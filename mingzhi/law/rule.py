"""A rule as data: dated, scoped versions with source, numbers, and what they demand (docs/reference/rule-file.md)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Literal

from mingzhi.law.casefile.values import Agency
from mingzhi.law.findings import Severity

Verified = Literal["yes", "partial", "no"]
Direction = Literal["lower", "higher", "subset", "superset"]
#: Who may set a value, from the widest to the narrowest; ``field`` is a sector's rule of the State Council department.
LAYERS = ("nation", "field", "province", "prefecture", "county", "township", "agency")


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number, list or switch of a rule.

    :param value: ``None``: each place has to set it; until then what hangs on it is not determined.
    :param stricter: in which direction a layer may always go; ``None``: only who may set it may change it.
    :param may_be_set_by: layers that may set any value, because the source says so (decision 8).
    :param set_by: layer and source sentence of the value, where a profile has set it.
    """

    value: Any
    stricter: Direction | None = None
    may_be_set_by: tuple[str, ...] = ()
    set_by: str | None = None


@dataclass(frozen=True, slots=True)
class Scope:
    """For which acting bodies a version is made. Empty: for all. Special before general."""

    fields: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()
    levels: tuple[str, ...] = ()

    @property
    def weight(self) -> int:
        """How special: a place and a sector weigh more than either alone."""
        return sum((bool(self.fields), bool(self.regions), bool(self.levels)))

    def covers(self, agency: Agency | None) -> bool:
        """Whether the acting body is one of those meant. A file that does not say is covered by general law only."""
        if not self.weight:
            return True
        if agency is None:
            return False
        return (
            (not self.fields or agency.field in self.fields)
            and (not self.regions or (agency.region or "").startswith(self.regions))
            and (not self.levels or agency.level in self.levels)
        )


@dataclass(frozen=True, slots=True)
class Source:
    """Where a version stands: key of ``rules/instruments.yaml`` and the article (第 is left out: ``64(一)``)."""

    instrument: str
    article: str


@dataclass(frozen=True, slots=True)
class Version:
    """What a rule demanded from one day to another.

    :param anchors: event words; the rule is judged at each such event. Empty: once for the case.
    :param when: condition that it applies; ``None``: always.
    :param require: condition that it is kept; ``None`` for a deadline.
    :param deadline: raw deadline block; ``None`` for a condition.
    :param says: Chinese sentence for a broken rule; ``{name}`` stands for a parameter.
    """

    source: Source
    verified: Verified
    anchors: tuple[str, ...]
    says: str
    in_force_from: date | None = None
    in_force_until: date | None = None
    scope: Scope = Scope()
    when: Mapping[str, Any] | None = None
    require: Mapping[str, Any] | None = None
    deadline: Mapping[str, Any] | None = None
    parameters: Mapping[str, Parameter] = field(default_factory=dict)
    remedy: str | None = None

    def in_force(self, day: date) -> bool:
        """Whether the version was law on that day (both ends included)."""
        return (self.in_force_from is None or self.in_force_from <= day) and (
            self.in_force_until is None or day <= self.in_force_until
        )


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the catalogue with all its versions, special before general, newest first.

    :param guards: event words at whose door the rule refuses; each is also an anchor.
    :param unguarded: why a blocking rule that hangs on events refuses at no door (no step asks for it).
    :param switch: ``off``, ``warn`` or ``block`` where the source only explores (探索); ``None`` for law.
    :param first: the first version as written: what the others take over from it.
    """

    id: str
    title: str
    acts: frozenset[str]
    kind: Literal["gate", "deadline", "duty", "content", "numeric"]
    severity: Severity
    versions: tuple[Version, ...]
    guards: frozenset[str] = frozenset()
    unguarded: str | None = None
    switch: Literal["off", "warn", "block"] | None = None
    where: str = ""
    first: Mapping[str, Any] = field(default_factory=dict, compare=False, repr=False)


def effective(severity: Severity, verified: Verified) -> Severity:
    """A rule whose source was not read in full warns at most (decision 9)."""
    return Severity.WARN if severity is Severity.BLOCK and verified != "yes" else severity
