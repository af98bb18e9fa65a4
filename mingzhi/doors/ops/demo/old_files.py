"""Cases of an older system, brought in as case files: some of them broke the law, and the findings say so.

A foreign case passes no gate and is read only (decision 17); what the law says of it is computed like for every case.
"""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from mingzhi.casework.cases import api as cases
from mingzhi.doors.ops.demo.cast import Office
from mingzhi.doors.ops.demo.stories import TOLD, decision, matters_of
from mingzhi.ground.clock import today
from mingzhi.law.casefile.reader import read_mapping

ORIGIN = "old-system"


def import_old_files(office: Office) -> None:
    """Three cases for each agency: without a hearing right, decided within the defence term, by one officer."""
    for number, flaw in enumerate(("hearing", "defence", "officer")):
        begin = today() - timedelta(days=400 + 30 * number)
        file = read_mapping(_file(office, number, flaw, begin), where=f"{office.place.key}-{number}")
        cases.import_case(office.people["head"], file, origin=ORIGIN)


def _file(office: Office, number: int, flaw: str, begin: date) -> dict[str, Any]:
    matter = matters_of(office.place.field)[0]
    two = [{"name": "示甲", "credential": "旧000001"}, {"name": "示乙", "credential": "旧000002"}]
    officers = two[:1] if flaw == "officer" else two
    large = flaw == "hearing"
    penalty = {"type": "fine", "amount": "80000.00" if large else "6000.00", "large": large}
    told = TOLD

    def on(days: int) -> str:
        return (begin + timedelta(days=days)).isoformat()

    agency = office.agency
    decided = 27 if flaw == "defence" else 45
    return {
        "format": "mingzhi-case/1",
        "id": f"{office.place.key}-{begin.year}-{number + 1}",
        "act": "penalty",
        "procedure": "ordinary",
        "title": matter.title.format(party="旧城某公司"),
        "agency": {"name": agency.name, "region": agency.region_id, "level": agency.level, "field": agency.field},
        "parties": [{"kind": "organisation", "name": "旧城某公司"}],
        "knowledge": "complete",
        "events": [
            {"event": "clue_received", "at": on(0), "source": "inspection"},
            {"event": "opened", "at": on(3), "approved_by": "head", "officers": officers},
            {"event": "credential_shown", "at": on(5), "officers": officers},
            {"event": "interviewed", "at": on(5), "person": "负责人", "individually": True, "record_signed": True,
             "officers": officers},
            {"event": "investigation_ended", "at": on(20), "report": True},
            {"event": "prior_notice_served", "at": on(25), "proposed": [penalty], "told": told, "officers": officers},
            {"event": "statement_waived", "at": on(26)},
            {"event": "decided", "at": on(decided), "approved_by": "head", **decision(matter, [penalty])},
            {"event": "document_served", "at": on(decided + 2), "document": "decided", "method": "direct",
             "receipt": True},
            {"event": "fine_paid", "at": on(decided + 10), "amount": penalty["amount"]},
            {"event": "closed", "at": on(decided + 15), "way": "performed"},
        ],
    }  # fmt: skip
