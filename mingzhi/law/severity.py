"""How heavy penalties are beside one another: the order of 行政处罚法 第九条, amounts within one kind.

Used where the law forbids a heavier outcome than the one notified (第四十四条), than before a defence (第四十五条) or
than before a remedy. The order between kinds is a working order; a lawyer may correct it here, in one place.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

#: Kinds from light to heavy, in the order of article 9; ``other`` has no place.
ORDER = (
    "warning",
    "criticism",
    "fine",
    "confiscate_gain",
    "confiscate_goods",
    "suspend_licence",
    "lower_grade",
    "revoke_licence",
    "restrict_business",
    "stop_production",
    "close",
    "restrict_employment",
    "detain",
)
_RANK = {kind: rank for rank, kind in enumerate(ORDER)}
#: Kinds whose weight is an amount, or a number of days.
_MEASURED = ("fine", "confiscate_gain", "confiscate_goods", "detain", "suspend_licence", "stop_production")
Penalty = Mapping[str, Any]


def _total(penalties: Sequence[Penalty], kind: str) -> Decimal | None:
    """Sum of amounts (or days of detention) of one kind; ``None`` if one of them is not known."""
    key = "days" if kind in ("detain", "suspend_licence", "stop_production") else "amount"
    amounts = [one.get(key) for one in penalties if one.get("type") == kind]
    return None if None in amounts else sum((Decimal(str(amount)) for amount in amounts), Decimal(0))


def heavier(new: Sequence[Penalty], old: Sequence[Penalty]) -> bool | None:
    """Whether *new* is heavier than *old*; ``None`` where an amount or a kind does not let it be told.

    Heavier is: a larger total of the same kind; a kind that was not there, unless it only replaces a heavier one.
    """
    kinds, known = {one.get("type") for one in new}, {one.get("type") for one in old}
    unknown = False
    for kind in kinds:
        if kind in known:
            if kind not in (
                "fine",
                "confiscate_gain",
                "confiscate_goods",
                "detain",
                "suspend_licence",
                "stop_production",
            ):
                continue
            after, before = _total(new, str(kind)), _total(old, str(kind))
            if after is None or before is None:
                unknown = unknown or kind != "stop_production"
            elif after > before:
                return True
            continue
        if kind not in _RANK:
            unknown = True
            continue
        dropped = [_RANK[str(other)] for other in known - kinds if other in _RANK]
        if not dropped or max(dropped) < _RANK[str(kind)]:
            return True
    return None if unknown else False


def is_large(penalty: Penalty, threshold: Decimal | None, *, inclusive: bool = False) -> bool | None:
    """Whether an amount is 较大: as found in the file, otherwise against the place's or sector's threshold."""
    said, amount = penalty.get("large"), penalty.get("amount")
    if said is not None:
        return bool(said)
    if threshold is None or amount is None:
        return None
    return bool(amount >= threshold) if inclusive else bool(amount > threshold)
