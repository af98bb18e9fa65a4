"""Which rules speak at which event for one acting body, compiled once per lawbook: the evaluator only looks up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from mingzhi.law.casefile.values import Agency, CaseFile
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.conditions import (  # noqa: F401 - each registers its nodes
    about_case,
    codes,
    fields,
    happened,
    logic,
    penalties,
    people,
    persons,
    predicates,
    remedies,
)
from mingzhi.law.conditions.facts import compile_facts
from mingzhi.law.conditions.facts import predicates as registered
from mingzhi.law.conditions.language import Condition, Reading, compile_condition
from mingzhi.law.deadlines import Deadline
from mingzhi.law.findings import Citation, Severity
from mingzhi.law.instruments import cite
from mingzhi.law.lawbook import Lawbook
from mingzhi.law.rule import Rule, Version, effective

LawAt = date | Literal["any"] | None


@dataclass(frozen=True, slots=True, eq=False)
class Compiled:
    """A version ready to be judged."""

    rule: Rule
    version: Version
    when: Condition | None
    require: Condition | None
    deadline: Deadline | None
    citation: Citation
    severity: Severity
    parameters: tuple[tuple[str, Any], ...]

    @property
    def anchors(self) -> tuple[str, ...]:
        """The event words at which it is judged."""
        return self.version.anchors


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A rule as it concerns one acting body: its versions, special before general, newest first."""

    rule: Rule
    versions: tuple[Compiled, ...]

    def on(self, day: date) -> Compiled | None:
        """The version that was law on a day."""
        return next((one for one in self.versions if one.version.in_force(day)), None)

    def between(self, first: date | None, last: date | None) -> list[Compiled | None]:
        """Every version that was law on some day of the bounds; ``None`` among them: on some day there was none."""
        if first is not None and first == last:
            return [self.on(first)]
        low, high = first or date.min, last or date.max
        turns = {low, high}
        for one in self.versions:
            turns |= {day for day in (one.version.in_force_from,) if day is not None and low <= day <= high}
            until = one.version.in_force_until
            if until is not None and low <= until < high:
                turns.add(date.fromordinal(until.toordinal() + 1))
        found = {id(one): one for one in (self.on(day) for day in sorted(turns))}
        return list(found.values())


class Entries(tuple[Entry, ...]):
    """The rules that hang on one event word."""

    #: Days kept per word; a checker of many old files must not grow without end.
    KEPT = 4000

    def __init__(self, entries: Iterable[Entry], word: str | None = None) -> None:
        self._word = word
        self._on: dict[date, tuple[Compiled, ...]] = {}

    def __new__(cls, entries: Iterable[Entry], word: str | None = None) -> Entries:
        return super().__new__(cls, entries)

    def on(self, day: date) -> tuple[Compiled, ...]:
        """What is judged at such an event on a certain day."""
        found = self._on.get(day)
        if found is None:
            if len(self._on) >= self.KEPT:
                self._on.clear()
            lawful = (entry.on(day) for entry in self)
            found = tuple(one for one in lawful if one is not None and self._word in (one.anchors or (None,)))
            self._on[day] = found
        return found


Plan = Mapping[str | None, Entries]


def plan_of(lawbook: Lawbook, case: CaseFile) -> Plan:
    """The rules for the case's kind of act and acting body, by the event words that they hang on."""
    body = case.agency
    key = ("plan", case.act, body and (body.region, body.level, body.field))
    plan: Plan | None = lawbook.compiled.get(key)
    if plan is None:
        plan = lawbook.compiled[key] = _plan(lawbook, case.act, body)
    return plan


def _plan(lawbook: Lawbook, act: str, body: Agency | None) -> Plan:
    by_word: dict[str | None, list[Entry]] = {}
    for rule in lawbook.rules:
        if act not in rule.acts or rule.switch == "off":
            continue
        covering = [(at, version) for at, version in enumerate(rule.versions) if version.scope.covers(body)]
        words: Iterable[str | None] = dict.fromkeys(word for _, one in covering for word in (one.anchors or (None,)))
        for word in words:
            versions = tuple(_compiled(lawbook, rule, at, word) for at, _ in covering)
            by_word.setdefault(word, []).append(Entry(rule, versions))
    return {word: Entries(entries, word) for word, entries in by_word.items()}


def _compiled(lawbook: Lawbook, rule: Rule, at: int, word: str | None) -> Compiled:
    """A version as it is judged at an event word, so that what only that word decides is settled beforehand."""
    key = (rule.id, at, word)
    if key not in lawbook.compiled:
        lawbook.compiled[key] = compile_version(lawbook, rule, rule.versions[at], word)
    compiled: Compiled = lawbook.compiled[key]
    return compiled


def compile_version(lawbook: Lawbook, rule: Rule, version: Version, word: str | None = None) -> Compiled:
    """Compile one version, for the events of one *word* where it hangs on several.

    :raises BadInput: a word that the language does not know, naming file, rule, place and the nearest known word.
    """
    reading = _reading(lawbook)
    reading = Reading(
        f"{rule.where}",
        reading.words,
        {name: one.value for name, one in version.parameters.items()},
        reading.facts,
        reading.predicates,
        anchor=word,
    )
    severity = effective(rule.severity, version.verified)
    if rule.switch is not None:
        severity = effective(Severity(rule.switch), version.verified) if rule.switch != "off" else Severity.INFO
    return Compiled(
        rule=rule,
        version=version,
        when=None if version.when is None else compile_condition(version.when, reading.at("when")),
        require=None if version.require is None else compile_condition(version.require, reading.at("require")),
        deadline=None if version.deadline is None else Deadline(version.deadline, reading.at("deadline"), rule.id),
        citation=cite(lawbook.instruments, version.source.instrument, version.source.article, rule.where),
        severity=severity,
        parameters=tuple(sorted((name, one.value) for name, one in version.parameters.items())),
    )


def compile_all(lawbook: Lawbook) -> None:
    """Compile every version of every rule: what a house test and ``mingzhi law`` do to find a typo.

    :raises BadInput: as :func:`compile_version`.
    """
    for rule in lawbook.rules:
        for version in rule.versions:
            compile_version(lawbook, rule, version)


def _reading(lawbook: Lawbook) -> Reading:
    """The words and named facts that conditions may use, compiled once."""
    if "reading" not in lawbook.compiled:
        shared = frozenset(VOCABULARY.types["event"])
        words = {name: frozenset(kind.fields) | shared for name, kind in VOCABULARY.events.items()}
        base = Reading("facts", words, {}, {}, registered())
        facts = compile_facts(lawbook.facts, base)
        lawbook.compiled["reading"] = Reading("", words, {}, facts, registered())
    reading: Reading = lawbook.compiled["reading"]
    return reading
