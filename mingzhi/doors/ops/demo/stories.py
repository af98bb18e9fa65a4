"""How the demo's cases run: plain, with review and discussion, with a hearing; how far; what is late.

A story is a list of moments; the builder plays them through the same actions as the desk, on the day they happen.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random
from typing import Any, Literal

from mingzhi.doors.ops.demo.matters import MATTERS, Matter

Who = Literal["officer", "head", "reviewer", "chair", "clerk", "archivist"]
TOLD = ["facts", "reasons", "basis", "content", "statement_right"]
REVIEWED = ["subject", "facts", "law", "discretion", "procedure", "power", "documents", "crime"]
REMEDIES = {
    "reconsideration_to": "本级人民政府",
    "within": "六十日",
    "court": "有管辖权的人民法院",
    "court_within": "六个月",
}


@dataclass(frozen=True, slots=True)
class Moment:
    """One step of a story.

    :param day: working days after the moment before (0: the same day, twenty minutes later).
    :param officers: whether the two handling officers take part.
    :param unanswered: the head has not answered the request for approval yet; the story ends there.
    :param basis: a draft decision on this basis is drawn up just before, for the one who reviews or approves.
    """

    event: str
    day: int
    who: Who = "officer"
    values: Mapping[str, Any] = field(default_factory=dict)
    officers: bool = False
    unanswered: bool = False
    basis: str = ""


@dataclass(frozen=True, slots=True)
class Story:
    """What happens in a case, and the two officers (endings of their accounts) who handle it."""

    moments: Sequence[Moment]
    pair: tuple[str, str]


def matters_of(field_word: str) -> tuple[Matter, ...]:
    """The matters that an agency of this field handles."""
    return tuple(matter for matter in MATTERS if matter.field == field_word)


def stories(matter: Matter, number: int, random: Random) -> Story:
    """The story of the case with this running number: most go well, some rest where they are until they are late."""
    hearing, major = number % 9 == 4, number % 4 == 1
    fine = random.randrange(matter.low, matter.high + 1, max(100, (matter.high - matter.low) // 20 // 100 * 100))
    moments = ordinary(
        matter, fine, hearing=hearing, review=hearing or major or number % 12 == 10, collective=hearing or major
    )
    match number % 12:
        case 2:  # nobody wrote the decision: the ninety days run out
            moments = _cut(moments, "decided", keep=False)
        case 5:  # decided and not served
            moments = _cut(moments, "decided")
        case 7:  # served and not published
            moments = _cut(moments, "document_served")
        case 8:  # the head has not answered
            asked = replace(_of(moments, "decided"), unanswered=True, basis=matter.basis)
            moments = [*_cut(moments, "decided", keep=False), asked]
        case 10:  # waits in the reviewers' queue
            submitted = replace(_of(moments, "review_submitted"), basis=matter.basis)
            moments = [*_cut(moments, "review_submitted", keep=False), submitted]
    pair = ("officer1", "officer2") if number % 2 else ("officer3", "officer4")
    return Story(moments, pair)


def _of(moments: Sequence[Moment], event: str) -> Moment:
    return next(one for one in moments if one.event == event)


def _cut(moments: Sequence[Moment], event: str, *, keep: bool = True) -> list[Moment]:
    """The moments up to an event, with it or without; all of them where it does not occur."""
    at = next((at for at, one in enumerate(moments) if one.event == event), len(moments))
    return list(moments[: at + 1 if keep else at])


def ordinary(matter: Matter, fine: int, *, hearing: bool, review: bool, collective: bool) -> list[Moment]:
    """An ordinary penalty from filing to archive, with a hearing, a review, a discussion where asked for."""
    penalty = {"type": "fine", "amount": f"{fine}.00", "large": hearing}
    return [
        *_investigation(matter, collective),
        *_notice(penalty, hearing=hearing),
        *(_review() if review else []),
        *(_discussion() if collective else []),
        *_decision(matter, penalty, days=1 if review or collective else 6),
    ]


def _investigation(matter: Matter, collective: bool) -> list[Moment]:
    order = [Moment("order_to_correct", 0, values={"kind": matter.order}, officers=True)] if matter.order else []
    found = {
        "harm": "slight",
        "first_time": True,
        "cooperated": True,
        "party_is_actor": True,
        "key_person_interviewed": True,
        "public_interest": False,
        "complicated": collective,
        "several_legal_relations": False,
        "note": matter.found,
    }
    signed = {"party_present": True, "record_signed": True, "note": "现场制作检查笔录，当事人签字"}
    return [
        Moment("opened", 2, values={"danger": "none"}, officers=True),
        Moment("credential_shown", 2, officers=True),
        Moment("investigated_on_site", 0, values=signed, officers=True),
        Moment(
            "interviewed",
            1,
            values={"person": "现场负责人", "individually": True, "record_signed": True},
            officers=True,
        ),
        Moment(
            "evidence_collected",
            1,
            values={"kind": "documentary", "lawful": True, "means": "ordinary", "note": matter.evidence},
            officers=True,
        ),
        *order,
        Moment("facts_established", 3, values=found),
        Moment("investigation_ended", 0, values={"report": True}),
    ]


def _notice(penalty: Mapping[str, Any], *, hearing: bool) -> list[Moment]:
    told = [*TOLD, "hearing_right"] if hearing else TOLD
    notice = {"method": "direct", "proposed": [dict(penalty)], "told": told}
    begin = [Moment("prior_notice_served", 1, values=notice, officers=True)]
    if hearing:
        return [
            *begin,
            Moment("hearing_requested", 2),
            Moment("hearing_notified", 1, values={"place": "本机关听证室"}),
            Moment("hearing_held", 9, "chair", {"public": True, "record_signed": True, "chair_handled_case": False}),
            Moment("hearing_reported", 1, "chair", {"conclusion": "事实清楚，拟处罚适当"}),
        ]
    reviewed = {"adopted": "no", "reasons": "补办手续不影响违法行为的成立，已作从轻情节考虑"}
    return [
        *begin,
        Moment("statement_received", 2, values={"content": "已补办手续，希望从轻处理"}),
        Moment("statement_reviewed", 4, values=reviewed),
    ]


def _review() -> list[Moment]:
    materials = ["draft_decision", "basis", "benchmark", "evidence", "investigation_report", "hearing_record"]
    return [
        Moment("review_submitted", 1, values={"materials": materials}),
        Moment("review_completed", 3, "reviewer", {"outcome": "passed", "items": REVIEWED}),
    ]


def _discussion() -> list[Moment]:
    present = ["局长", "副局长", "法制机构负责人"]
    values = {"present": present, "conclusion": "同意处罚意见", "body": "authority"}
    return [Moment("collective_discussion_held", 2, values=values)]


def _decision(matter: Matter, penalty: Mapping[str, Any], *, days: int) -> list[Moment]:
    served = {"document": "decided", "method": "direct", "receipt": True, "signed_by": "法定代表人"}
    return [
        Moment("decided", days, values=decision(matter, [dict(penalty)])),
        Moment("document_served", 2, values=served, officers=True),
        Moment("published", 2, "clerk"),
        Moment("fine_paid", 5, values={"amount": penalty["amount"]}),
        Moment("closed", 3, values={"way": "performed"}),
        Moment("archived", 5, "archivist", {"retention": "30年", "volumes": 1}),
    ]


def decision(matter: Matter, penalties: list[dict[str, Any]]) -> dict[str, Any]:
    """The fields of a complete decision (行政处罚法 59)."""
    return {
        "outcome": "罚款" if any(one["type"] == "fine" for one in penalties) else "警告",
        "basis": [matter.basis],
        "facts_stated": True,
        "evidence_stated": True,
        "benchmark_stated": True,
        "article_stated": True,
        "remedies": REMEDIES,
        "sealed": True,
        "penalties": penalties,
        "pay_to": "bank",
        "circumstances": ["none"],
        "matches_notice": True,
        "basis_level": "law",
    }
