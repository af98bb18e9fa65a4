"""Playing the demo's cases through the same actions as the desk, each step on the day on which it happens."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from random import Random
from typing import Any

from mingzhi.casework.cases import api as cases
from mingzhi.casework.documents import api as documents
from mingzhi.casework.review import api as review
from mingzhi.doors.ops.demo.cast import Office
from mingzhi.doors.ops.demo.matters import PARTIES, Matter
from mingzhi.doors.ops.demo.stories import Moment, Story
from mingzhi.ground.clock import SHANGHAI, fixed
from mingzhi.law.calendar import calendar_for
from mingzhi.law.identifiers import credit_code_check, organisation_check
from mingzhi.law.procedure import step_of
from mingzhi.oversight.publication import api as publication
from mingzhi.registry.identity.api import Actor

_WHO = {
    "officer": "officer1",
    "head": "head",
    "reviewer": "reviewer",
    "chair": "chair",
    "clerk": "clerk",
    "archivist": "archivist",
}


@dataclass
class Play:
    """One case under way. ``now`` moves with the story; it never passes ``until``.

    :param pair: endings of the accounts of the two officers who handle it.
    """

    office: Office
    now: datetime
    until: datetime
    pair: tuple[str, str] = ("officer1", "officer2")
    case_id: str = ""

    def open(self, matter: Matter, party: dict[str, Any]) -> None:
        """Register the clue."""
        with fixed(self.now):
            row = cases.open_case(
                self._actor("officer"),
                act="penalty",
                title=matter.title.format(party=party["name"]),
                parties=[party],
                clue={"source": "inspection", "note": matter.found},
                power_id=self.office.powers[matter.key],
            )
        self.case_id = row.id

    def run(self, moments: list[Moment]) -> None:
        """Take the moments one after another, as far as the story's end or today."""
        for moment in moments:
            self.now = self._after(moment.day)
            if self.now > self.until:
                return
            with fixed(self.now):
                self._take(moment)

    def _after(self, days: int) -> datetime:
        """So many working days later at nine or, on the same day, twenty minutes later."""
        if days == 0:
            return self.now + timedelta(minutes=20)
        calendar, day = calendar_for(self.office.agency.region_id), self.now.date()
        while days:
            day += timedelta(days=1)
            days -= calendar.is_working_day(day)
        return datetime(day.year, day.month, day.day, 9, 10, tzinfo=SHANGHAI)

    def _actor(self, who: str) -> Actor:
        return self.office.people[self.pair[0] if who == "officer" else _WHO[who]]

    def _take(self, moment: Moment) -> None:
        """One step, the way its kind demands: directly, by approval, through review or publication."""
        actor = self._actor(moment.who)
        officers = [self.office.people[one].person_id for one in self.pair] if moment.officers else []
        values = self._dated(moment)
        if moment.basis:
            documents.draw_up(actor, self.case_id, "decision", {"basis": moment.basis}, draft=True)
        match moment.event:
            case "review_submitted":
                review.submit(actor, self.case_id, values)
            case "review_completed":
                review.give_opinion(actor, self.case_id, values)
            case "published":
                publication.release(actor, self.case_id, checked_secrecy=True)
            case _:
                row = cases.get_case(actor, self.case_id)
                step = step_of(row.act, row.procedure or None, moment.event)
                if step is None or not step.needs_approval(values):
                    cases.record(actor, self.case_id, moment.event, values, officers=officers)
                    return
                asked = cases.request_approval(actor, self.case_id, moment.event, values, officers=officers)
                if moment.unanswered:
                    return
                self.now += timedelta(minutes=30)
                with fixed(self.now):
                    cases.approve(self.office.people["head"], asked.id)

    def _dated(self, moment: Moment) -> dict[str, Any]:
        """Days that the story gives as distances, such as the hearing's, become dates."""
        values = dict(moment.values)
        if moment.event == "hearing_notified":
            values["hearing_on"] = replace(self, now=self.now)._after(9).date().isoformat()
        if moment.event == "hearing_held":
            values["chair"] = self.office.people["chair"].name
        return values


def party_of(field: str, number: int, random: Random) -> dict[str, Any]:
    """An invented party of this field; organisations have a well-formed credit code of nobody we know."""
    kind, name = PARTIES[field][number % len(PARTIES[field])]
    party: dict[str, Any] = {"kind": kind, "name": name}
    if kind == "organisation":
        body = "".join(random.choice("0123456789") for _ in range(8))
        head = f"9153{random.choice(['0302', '2329', '2822', '2301'])}{body}{organisation_check(body)}"
        party["code"] = head + credit_code_check(head)
    return party


def play(office: Office, story: Story, matter: Matter, party: dict[str, Any], begin: datetime, until: datetime) -> Play:
    """One whole case of the demo."""
    made = Play(office, begin, until, pair=story.pair)
    made.open(matter, party)
    made.run(list(story.moments))
    return made
