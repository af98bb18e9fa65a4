"""期限: the running terms of a case as bars: used, stopped, left, and how they were computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from mingzhi.casework.cases.api import Dossier
from mingzhi.doors.desk.articles import article
from mingzhi.law.findings import Finding

#: Width of a bar in its own units.
WIDE = 1000


@dataclass(frozen=True, slots=True)
class Clock:
    """One running term.

    :param used: how far it has run, in units of :data:`WIDE`.
    :param stops: start and width of what was stopped, in the same units.
    :param left: days until its last lawful day; negative: over.
    :param working: the arithmetic, line by line.
    """

    title: str
    article: str
    used: int
    stops: Sequence[tuple[int, int]]
    left: int
    due_on: date
    working: Sequence[str]
    rule: str

    @property
    def say(self) -> str:
        """What stands beside the bar."""
        day = f"{self.due_on.month}月{self.due_on.day}日"
        if self.left < 0:
            return f"{day}届满，已超 {-self.left} 天"
        return f"今天（{day}）届满" if self.left == 0 else f"{day}届满，还有 {self.left} 天"

    @property
    def mark(self) -> str:
        """How urgent: late, soon, or nothing."""
        return "late" if self.left < 0 else "soon" if self.left <= 3 else ""


def clocks_of(dossier: Dossier, today: date) -> list[Clock]:
    """The running terms, the earliest due first."""
    if dossier.projection.finished:
        return []
    stopped = list(_stopped(dossier, today))
    return [_clock(finding, stopped, today) for finding in dossier.projection.due if finding.due_on is not None]


def _clock(finding: Finding, stopped: Sequence[tuple[date, date]], today: date) -> Clock:
    due = finding.due_on or today
    start = finding.started_on or today
    whole = max((max(due, today) - start).days, 1)

    def at(day: date) -> int:
        return min(max((day - start).days * WIDE // whole, 0), WIDE)

    named = any("中止" in line or "扣除" in line for line in finding.counting)
    stops = [(at(first), max(at(last) - at(first), 4)) for first, last in stopped if named and last > start]
    return Clock(
        title=finding.title,
        article=article(finding.citation),
        used=at(today),
        stops=stops,
        left=(due - today).days,
        due_on=due,
        working=finding.counting,
        rule=finding.rule,
    )


def _stopped(dossier: Dossier, today: date) -> Iterator[tuple[date, date]]:
    """The spans in which the clock stood still, from the events that stop and resume it."""
    since: date | None = None
    for event in dossier.file.events:
        day = event.at.first if event.at else None
        if event.type in ("clock_stopped", "testing_started", "investigation_suspended"):
            since = since or day
        elif event.type in ("clock_resumed", "testing_ended", "investigation_resumed") and since and day:
            yield since, day
            since = None
    if since is not None:
        yield since, today
