"""From a word of the vocabulary to the verb that records it: most are plain steps, some fill a queue or the portal.

One address for every change (decision 46) must do what the desk does: a review that is submitted stands in the
reviewers' queue, a decision that is published stands on the portal, a correction runs the gate of what it corrects.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from mingzhi.casework.cases import api as cases
from mingzhi.casework.review import api as review
from mingzhi.ground.errors import BadInput
from mingzhi.oversight.publication import api as publication
from mingzhi.registry.identity.api import Actor


@dataclass(frozen=True, slots=True)
class Step:
    """One step as the request tells it."""

    event: str
    fields: Mapping[str, Any]
    at: str | None
    officers: Sequence[str]
    late_reason: str
    expected: int | None
    key: str | None


def record(actor: Actor, case_id: str, step: Step) -> Any:
    """Record the step by the verb of its room; the recorded event.

    :raises Problem: as that verb does.
    """
    special = _SPECIAL.get(step.event)
    if special is not None:
        return special(actor, case_id, step)
    return cases.record(
        actor,
        case_id,
        step.event,
        step.fields,
        at=step.at,
        officers=step.officers,
        expected=step.expected,
        late_reason=step.late_reason,
        idempotency_key=step.key,
    )


def _submit(actor: Actor, case_id: str, step: Step) -> Any:
    return review.submit(
        actor,
        case_id,
        step.fields,
        at=step.at,
        late_reason=step.late_reason,
        expected=step.expected,
        idempotency_key=step.key,
    )


def _return(actor: Actor, case_id: str, step: Step) -> Any:
    missing = step.fields.get("missing") or []
    named = [str(one) for one in missing] if isinstance(missing, list) else []
    return review.return_for_more(actor, case_id, named, expected=step.expected, idempotency_key=step.key)


def _opinion(actor: Actor, case_id: str, step: Step) -> Any:
    return review.give_opinion(actor, case_id, step.fields, expected=step.expected, idempotency_key=step.key)


def _correct(actor: Actor, case_id: str, step: Step) -> Any:
    values = step.fields.get("values")
    if not isinstance(values, Mapping):
        raise BadInput(
            "correction_values", where="values", what="不是一组字段", fix="写成 {字段: 新值}", field="values"
        )
    return cases.correct(
        actor,
        case_id,
        str(step.fields.get("of", "")),
        values,
        reason=str(step.fields.get("reason", "")),
        expected=step.expected,
        idempotency_key=step.key,
    )


def _release(actor: Actor, case_id: str, step: Step) -> Any:
    channels = step.fields.get("channel") or ()
    publication.release(
        actor,
        case_id,
        checked_secrecy=step.fields.get("checked_secrecy") is True,
        **({"channels": [str(one) for one in channels]} if isinstance(channels, list) and channels else {}),
        until=_day(step.fields.get("until")),
        expected=step.expected,
        idempotency_key=step.key,
    )
    return cases.dossier(actor, case_id).recorded[-1]


def _day(given: Any) -> date | None:
    if given is None:
        return None
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise BadInput(
            "bad_date", where="until", what=f"“{given}”不是日期", fix="写成 2027-01-31", field="until"
        ) from None


def _elsewhere(actor: Actor, case_id: str, step: Step) -> Any:
    raise BadInput(
        "by_publication",
        where=step.event,
        what="更正和撤下针对一条公示",
        fix="用 POST /publications/{id}/correct 或 /publications/{id}/withdraw",
    )


_SPECIAL: dict[str, Callable[[Actor, str, Step], Any]] = {
    "review_submitted": _submit,
    "review_returned": _return,
    "review_completed": _opinion,
    "corrected": _correct,
    "published": _release,
    "publication_corrected": _elsewhere,
    "publication_withdrawn": _elsewhere,
}
