"""What of a case the public may see: a whitelist of structured fields (decision 42), de-identified (pub-deidentify).

Pure: from a case file to plain values. The free text of a decision (reasons, facts, evidence) is not among them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from mingzhi.law.casefile.values import CaseFile, Event, Party
from mingzhi.oversight.publication.masking import private_numbers
from mingzhi.oversight.publication.naming import looks_like_person, public_name, reduce_person
from mingzhi.oversight.publication.zh import ACT_ZH, CIRCUMSTANCE_ZH, HARM_ZH, PENALTY_ZH

#: A conclusion longer than this is prose, not a word for what was decided.
_LONGEST_OUTCOME = 20
_LONGEST_BASIS = 120
_LAW = re.compile(r"《|法|条例|规定|办法|细则|规则|规章|标准")


@dataclass(frozen=True, slots=True)
class Content:
    """The public text of one decision against one party. *party_ref*: the party's place in the case."""

    party_ref: str
    title: str
    party: str
    party_kind: str
    party_code: str
    number: str
    result: str
    basis: str
    facts: str
    remedies: str
    decided_on: date | None

    def texts(self) -> Mapping[str, str]:
        """The texts by field, as they are stored."""
        names = ("title", "party", "party_code", "number", "result", "basis", "facts", "remedies")
        return {name: getattr(self, name) for name in names}


def decision_of(case: CaseFile) -> Event | None:
    """The decision that stands: the last one, unless it was revoked."""
    found: Event | None = None
    for event in case.events:
        if event.type == "decided":
            found = event
        elif event.type == "decision_revoked":
            found = None
    return found


def contents(case: CaseFile, decision: Event, *, title: str) -> list[Content]:
    """The public text for each party of a decision; one without a name where the case has none.

    :param title: the matter in one line: the power's name, or the case's title.
    """
    parties: Sequence[Party | None] = case.parties or (None,)
    return [_content(case, decision, party, at, title) for at, party in enumerate(parties)]


def _content(case: CaseFile, decision: Event, party: Party | None, at: int, title: str) -> Content:
    return Content(
        party_ref=str(at),
        title=title.strip() or f"{ACT_ZH[case.act]}决定",
        party=public_name(party.name, party.kind) if party else "",
        party_kind=(party.kind or "") if party else "",
        party_code=(party.code or "") if party and party.kind in ("organisation", "sole_trader") else "",
        number=str(decision.fields.get("number", "")),
        result=_result(decision),
        basis="；".join(_basis(decision)),
        facts="；".join(_facts(case, decision)),
        remedies=_remedies(decision.fields.get("remedies") or {}),
        decided_on=decision.at.day if decision.at else None,
    )


def _result(decision: Event) -> str:
    """The penalties in the vocabulary's words with their amounts; without any, the conclusion in a word."""
    found = []
    for penalty in decision.fields.get("penalties") or ():
        word = PENALTY_ZH.get(str(penalty.get("type")), PENALTY_ZH["other"])
        if penalty.get("amount") is not None:
            word += f" {money(penalty['amount'])}"
        elif penalty.get("days") is not None:
            word += f" {penalty['days']} 日"
        found.append(word)
    if found:
        return "；".join(found)
    outcome = str(decision.fields.get("outcome", "")).strip()
    return outcome if outcome and len(outcome) <= _LONGEST_OUTCOME else "已作出决定"


def money(amount: Any) -> str:
    """``38,000 元``; cents only where there are any."""
    return f"{Decimal(str(amount)):,.2f}".removesuffix(".00") + " 元"


def _basis(decision: Event) -> list[str]:
    """The cited provisions; anything in the field that names no law is left out."""
    given = (str(one).strip() for one in decision.fields.get("basis") or ())
    return [one for one in given if _LAW.search(one) and len(one) <= _LONGEST_BASIS]


def _facts(case: CaseFile, decision: Event) -> list[str]:
    """Circumstances and harm, in the vocabulary's words."""
    words = [CIRCUMSTANCE_ZH[str(one)] for one in decision.fields.get("circumstances") or () if one in CIRCUMSTANCE_ZH]
    established = [event for event in case.events if event.type == "facts_established" and event.index < decision.index]
    harm = next((event.fields["harm"] for event in reversed(established) if "harm" in event.fields), None)
    return words + ([HARM_ZH[str(harm)]] if str(harm) in HARM_ZH else [])


def _remedies(told: Mapping[str, Any]) -> str:
    """Where and within which time one may object."""
    found = []
    if told.get("reconsideration_to"):
        within = f"{told['within']}内" if told.get("within") else ""
        found.append(f"可以{within}向{told['reconsideration_to']}申请行政复议")
    if told.get("court"):
        within = f"{told['court_within']}内" if told.get("court_within") else ""
        found.append(f"可以{within}向{told['court']}提起行政诉讼")
    return "；".join(found)


def leaks(case: CaseFile, found: Sequence[Content]) -> list[dict[str, str]]:
    """What in the public text would tell a natural person: ``field`` and ``kind``. Empty: it may be published.

    Looks for the full name of every natural person of the case (parties, and those whose kind is not told but whose
    name looks like a person's) and for private numbers. A name that the case has reduced already (杞某) is public as it
    stands. The names are not in the answer: it may be logged.
    """
    persons = {
        party.name.strip()
        for party in case.parties
        if reduce_person(party.name) != party.name.strip()
        and (party.kind == "person" or (party.kind != "organisation" and looks_like_person(party.name)))
    }
    codes = {party.code for party in case.parties if party.kind == "person" and party.code}
    told = []
    for one in found:
        for name, text in one.texts().items():
            kinds = private_numbers(text) if name not in ("party_code", "number") else []
            kinds += ["自然人姓名"] if any(len(person) > 1 and person in text for person in persons) else []
            kinds += ["证件号码"] if any(code in text for code in codes) else []
            told += [{"field": name, "kind": kind} for kind in kinds]
    return [dict(one) for one in dict.fromkeys(tuple(sorted(entry.items())) for entry in told)]
