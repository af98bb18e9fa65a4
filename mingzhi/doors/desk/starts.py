"""What a form begins with because the law or the case tells it, and what is doubtful about an answer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from mingzhi.casework.cases.api import Dossier
from mingzhi.doors.web.filters import money
from mingzhi.law.casefile.corrections import corrected_view
from mingzhi.law.casefile.values import CaseFile

#: The terms of the remedies that hold unless a law says otherwise: 行政复议法 20, 行政诉讼法 46.
REMEDIES: Mapping[str, list[str]] = {"remedies-within": ["六十日"], "remedies-court_within": ["六个月"]}
#: Steps by which money comes in, and penalties that are paid in money.
PAYMENTS = ("fine_paid", "fine_collected")
_IN_MONEY = frozenset(("fine", "confiscate_gain"))


def starts(told: Dossier, event: str, names: Iterable[str]) -> dict[str, list[str]]:
    """The controls that are filled in before anything is entered: terms of remedies, the amount still owed."""
    found: dict[str, list[str]] = {}
    if "remedies" in names:
        found |= REMEDIES
    if event in PAYMENTS and (owed := still_owed(told)):
        found["amount"] = [str(owed)]
    return found


def doubts(told: Dossier, event: str, values: Mapping[str, Any]) -> dict[str, str]:
    """What cannot be so without a word of explanation, by control.

    Facts that state nothing are refused; money beyond what was imposed is asked about.
    """
    if event == "facts_established" and not values:
        return {"note": "还没有写明任何事实：填写上面的项目，或者在备注里用文字写明认定的事实"}
    if event in PAYMENTS and "amount" in values and not values.get("note"):
        owed, paid = imposed(corrected_view(told.file)), _paid(corrected_view(told.file))
        if owed is not None and paid + Decimal(str(values["amount"])) > owed:
            return {
                "amount": f"决定应缴 {money(owed)}，已缴 {money(paid)}，再记这一笔就超过了。核对金额；"
                "确实多缴的，在备注里写明原因和怎样退还"
            }
    return {}


def still_owed(told: Dossier) -> Decimal | None:
    """What was imposed less what was paid; ``None``: no amount was told, or nothing is left."""
    case = corrected_view(told.file)
    owed = imposed(case)
    left = None if owed is None else owed - _paid(case)
    return left if left is not None and left > 0 else None


def imposed(case: CaseFile) -> Decimal | None:
    """Fines, gains and later additions of the last decision in yuan; ``None`` where some amount is not told."""
    decided = next((event for event in reversed(case.events) if event.type == "decided"), None)
    if decided is None:
        return None
    amounts = [one.get("amount") for one in decided.fields.get("penalties") or () if one.get("type") in _IN_MONEY]
    amounts += [event.fields.get("total") for event in case.events if event.type == "extra_fine_imposed"]
    if not amounts or any(one is None for one in amounts):
        return None
    return sum((Decimal(str(one)) for one in amounts), Decimal(0))


def _paid(case: CaseFile) -> Decimal:
    """What came in since the last decision."""
    found = Decimal(0)
    for event in case.events:
        if event.type == "decided":
            found = Decimal(0)
        elif event.type in PAYMENTS:
            found += Decimal(str(event.fields.get("amount") or 0))
    return found
