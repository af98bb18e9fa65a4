"""The demo's penalties on the spot: one page each, everything in one transaction (行政处罚法 51–53)."""

from __future__ import annotations

from datetime import datetime, timedelta
from random import Random

from mingzhi.casework.cases import api as cases
from mingzhi.doors.ops.demo.builder import party_of
from mingzhi.doors.ops.demo.cast import Office
from mingzhi.doors.ops.demo.stories import REMEDIES, decision, matters_of
from mingzhi.ground.clock import SHANGHAI, fixed
from mingzhi.law.calendar import calendar_for
from mingzhi.oversight.publication import api as publication


def decide_spots(office: Office, count: int, random: Random, end: datetime) -> None:
    """So many decisions on the spot over the last months; the older ones are reported and published."""
    calendar = calendar_for(office.agency.region_id)
    for number in range(count):
        day = end.date() - timedelta(days=2 + number * 7)
        while not calendar.is_working_day(day):
            day -= timedelta(days=1)
        _decide(office, number, random, datetime(day.year, day.month, day.day, 10, number % 60, tzinfo=SHANGHAI), end)


def _decide(office: Office, number: int, random: Random, moment: datetime, end: datetime) -> None:
    matters = matters_of(office.place.field)
    matter, party = matters[number % len(matters)], party_of(office.place.field, random.randrange(1000), random)
    most = 3000 if party["kind"] == "organisation" else 200
    penalty = {"type": "fine", "amount": f"{min(most, max(50, matter.low // 10))}.00"}
    actor = office.people["officer1"]
    with fixed(moment):
        row = cases.decide_on_the_spot(
            actor,
            title=matter.title.format(party=party["name"]),
            party=party,
            officers=[office.people[one].person_id for one in ("officer1", "officer2")],
            scene={"party_present": True, "record_signed": True, "note": matter.found},
            decision={
                **decision(matter, [penalty]),
                "on_the_spot": True,
                "remedies": {**REMEDIES, "reconsideration_first": True},
            },
            power_id=office.powers[matter.key],
        )
    if moment + timedelta(days=3) > end or number % 9 == 8:
        return  # the newest are under way; now and then one was left lying
    with fixed(moment + timedelta(days=1)):
        cases.record(actor, row.id, "reported_to_agency", {})
    with fixed(moment + timedelta(days=2)):
        publication.release(office.people["clerk"], row.id, checked_secrecy=True)
    if moment + timedelta(days=9) > end:
        return
    with fixed(moment + timedelta(days=6)):
        cases.record(actor, row.id, "fine_paid", {"amount": penalty["amount"]})
    with fixed(moment + timedelta(days=7)):
        asked = cases.request_approval(actor, row.id, "closed", {"way": "performed"})
        cases.approve(office.people["head"], asked.id)
    with fixed(moment + timedelta(days=8)):
        cases.record(office.people["archivist"], row.id, "archived", {"retention": "10年", "volumes": 1})
