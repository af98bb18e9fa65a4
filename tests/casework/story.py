"""One ordinary penalty case, from clue to archive, as its people would take it through the actions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from mingzhi.casework.cases import api as cases
from mingzhi.casework.cases.events import OF_ROOMS
from mingzhi.casework.review import api as review
from mingzhi.ground.clock import SHANGHAI, fixed
from mingzhi.law.procedure import step_of
from tests.casework.office import Office

FINE = [{"type": "fine", "amount": "8000.00", "large": False}]
TOLD = ["facts", "reasons", "basis", "content", "statement_right"]
REMEDIES = {
    "reconsideration_to": "本级人民政府",
    "within": "六十日",
    "court": "有管辖权的人民法院",
    "court_within": "六个月",
}
DECISION: dict[str, Any] = {
    "outcome": "罚款",
    "basis": ["《建筑工程施工许可管理办法》第十二条"],
    "facts_stated": True,
    "evidence_stated": True,
    "benchmark_stated": True,
    "article_stated": True,
    "remedies": REMEDIES,
    "sealed": True,
    "penalties": FINE,
    "pay_to": "bank",
    "circumstances": ["none"],
    "matches_notice": True,
    "basis_level": "dept_rule",
}
FACTS: dict[str, Any] = {
    "violation_on": "2026-02-20",
    "harm": "slight",
    "first_time": True,
    "cooperated": True,
    "party_is_actor": True,
    "public_interest": False,
    "complicated": False,
    "several_legal_relations": False,
    "key_person_interviewed": True,
}
MATERIALS = ["draft_decision", "basis", "benchmark", "evidence", "investigation_report"]
ITEMS = [item.key for item in review.ITEMS]


@dataclass(frozen=True)
class Moment:
    """One step of the story: who takes it, how many days after the one before."""

    event: str
    days: int = 0
    who: str = "officer"
    values: Mapping[str, Any] = field(default_factory=dict)
    officers: bool = False


ORDINARY = (
    Moment("opened", 2, values={"danger": "none", "violation_on": "2026-02-20"}, officers=True),
    Moment("credential_shown", 1, officers=True),
    Moment("investigated_on_site", values={"party_present": True, "record_signed": True}, officers=True),
    Moment("interviewed", 1, values={"person": "李某", "individually": True, "record_signed": True}, officers=True),
    Moment("evidence_collected", values={"kind": "documentary", "lawful": True, "means": "ordinary"}, officers=True),
    Moment("order_to_correct", values={"kind": "stop"}, officers=True),
    Moment("facts_established", 1, values=FACTS),
    Moment("investigation_ended", values={"report": True}),
    Moment("prior_notice_served", 1, values={"method": "direct", "proposed": FINE, "told": TOLD}, officers=True),
    Moment("statement_received", 3, values={"content": "请求从轻"}),
    Moment("statement_reviewed", 1, values={"adopted": "no", "reasons": "已考虑"}),
    Moment("review_submitted", 7, values={"materials": MATERIALS}),
    Moment("review_completed", 1, "reviewer", {"outcome": "passed", "items": ITEMS}),
    Moment("decided", 1, values=DECISION),
    Moment("document_served", 1, values={"document": "decided", "method": "direct", "receipt": True}, officers=True),
    Moment("published", 1, "clerk", {"channel": ["portal"], "deidentified": True, "checked_secrecy": True}),
    Moment("fine_paid", 3, values={"amount": "8000.00"}),
    Moment("closed", 1, values={"way": "performed"}),
    Moment("archived", 2, "archivist", {"retention": "30年", "volumes": 1}),
)
LARGE = [{"type": "fine", "amount": "300000.00", "large": True}]
ASSESSED = {**FACTS, "complicated": True}
HEARING = (
    *ORDINARY[:6],
    Moment("facts_established", 1, values=ASSESSED),
    Moment("investigation_ended", values={"report": True}),
    Moment(
        "prior_notice_served",
        1,
        values={"method": "direct", "proposed": LARGE, "told": [*TOLD, "hearing_right"]},
        officers=True,
    ),
    Moment("hearing_requested", 2),
    Moment("hearing_notified", 1, values={"hearing_on": "2026-03-24", "place": "听证室"}),
    Moment("hearing_held", 13, "chair", {"public": True, "record_signed": True}),
    Moment("hearing_reported", 1, "chair", {"conclusion": "事实清楚"}),
    Moment("review_submitted", 1, values={"materials": [*MATERIALS, "hearing_record"]}),
    Moment("review_completed", 1, "reviewer", {"outcome": "passed", "items": ITEMS}),
    Moment("collective_discussion_held", 1, values={"present": ["高某"], "conclusion": "同意", "body": "authority"}),
    Moment("decided", 1, values={**DECISION, "penalties": LARGE}),
    *ORDINARY[14:16],
)
BEGIN = datetime(2026, 3, 2, 9, 0, tzinfo=SHANGHAI)


@dataclass
class Play:
    """A case under way: plays moments, each on its day."""

    office: Office
    now: datetime = BEGIN
    case_id: str = ""

    def open(self, **other: Any) -> cases.Row:
        """Register the clue."""
        with fixed(self.now):
            row = cases.open_case(
                self.office.officer,
                **{
                    "act": "penalty",
                    "title": "某公司擅自施工案",
                    "parties": [{"kind": "organisation", "name": "云岭某建筑有限公司"}],
                    "clue": {"source": "inspection"},
                    **other,
                },
            )
        self.case_id = row.id
        return row

    def take(self, moment: Moment, **other: Any) -> Any:
        """Take one step the way its kind demands: directly, by approval, or through the review room."""
        self.now += timedelta(days=moment.days, minutes=10)
        actor = getattr(self.office, moment.who)
        officers = self.office.two if moment.officers else ()
        with fixed(self.now):
            if moment.event == "review_submitted":
                return review.submit(actor, self.case_id, moment.values, **other)
            if moment.event == "review_completed":
                return review.give_opinion(actor, self.case_id, moment.values, **other)
            row = cases.get_case(actor, self.case_id)
            step = step_of(row.act, row.procedure or None, moment.event)
            if step is not None and step.needs_approval(moment.values):
                asked = cases.request_approval(actor, self.case_id, moment.event, moment.values, officers=officers)
                self.now += timedelta(minutes=10)
                with fixed(self.now):
                    return cases.approve(self.office.head, asked.id, **other)
            if moment.event in OF_ROOMS:  # as the publication room does, with its row in the same transaction
                other["within"] = lambda _row, _recorded: None
            return cases.record(actor, self.case_id, moment.event, moment.values, officers=officers, **other)

    def until(self, event: str) -> Play:
        """Play the ordinary story up to and including *event*."""
        if not self.case_id:
            self.open()
        for moment in self.before(event):
            self.take(moment)
        return self

    @staticmethod
    def before(event: str) -> Iterator[Moment]:
        """The moments up to and including *event*."""
        for moment in ORDINARY:
            yield moment
            if moment.event == event:
                return
        raise AssertionError(f"the story has no {event}")

    def row(self) -> cases.Row:
        """The case as it stands."""
        return cases.Row.objects.get(pk=self.case_id)


def moment(event: str, **values: Any) -> Moment:
    """The story's moment of this event, with other values."""
    from dataclasses import replace

    found = next(one for one in ORDINARY if one.event == event)
    return replace(found, values={**found.values, **values})


def day(text: str) -> date:
    """A civil day."""
    return date.fromisoformat(text)
