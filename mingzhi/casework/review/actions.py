"""Verbs of the review: submit, return for more material, give the opinion. Each is one event of the case."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from mingzhi.casework.cases.api import Row, record
from mingzhi.casework.review.access import get_task
from mingzhi.casework.review.checklist import ITEMS
from mingzhi.casework.review.models import Task
from mingzhi.ground.clock import now
from mingzhi.ground.errors import BadInput
from mingzhi.ledger.journal.api import Recorded
from mingzhi.registry.identity.api import Actor


def submit(
    actor: Actor,
    case_id: str,
    values: Mapping[str, Any],
    *,
    at: str | None = None,
    late_reason: str = "",
    expected: int | None = None,
    idempotency_key: str | None = None,
) -> Recorded:
    """Submit a case for review with its materials (``review_submitted``); it then stands in the reviewers' queue.

    :raises Refused: the file is not complete; the findings name each missing item.
    """

    def queue(row: Row, _recorded: Sequence[Recorded]) -> None:
        Task.objects.update_or_create(
            case_id=row.id,
            defaults={
                "agency_id": row.agency_id,
                "submitted_by": actor.person_id,
                "submitted_name": actor.name,
                "submitted_at": now(),
                "due_on": _due(row),
            },
        )

    return record(
        actor,
        case_id,
        "review_submitted",
        values,
        at=at,
        late_reason=late_reason,
        expected=expected,
        idempotency_key=idempotency_key,
        within=queue,
    )


def return_for_more(
    actor: Actor,
    case_id: str,
    missing: Sequence[str],
    *,
    expected: int | None = None,
    idempotency_key: str | None = None,
) -> Recorded:
    """Send the file back, naming what is missing (``review_returned``); the case leaves the queue.

    :raises BadInput: nothing was named.
    :raises NotFound: the case does not wait for this reviewer.
    """
    named = [line.strip() for line in missing if line.strip()]
    if not named:
        raise BadInput(
            "missing_empty", where="需要补充的材料", what="没有填写", fix="逐项写明缺少的材料", field="missing"
        )
    task = get_task(actor, case_id)
    return record(
        actor,
        task.case_id,
        "review_returned",
        {"missing": named},
        expected=expected,
        idempotency_key=idempotency_key,
        within=_leave_queue,
    )


def give_opinion(
    actor: Actor,
    case_id: str,
    values: Mapping[str, Any],
    *,
    expected: int | None = None,
    idempotency_key: str | None = None,
) -> Recorded:
    """Give the written opinion (``review_completed``): passed, amend, rejected or transfer, with the items examined.

    Who reviewed, whether he is qualified and whether he handled the case is written by the installation.

    :param values: ``outcome``, ``items`` (keys of the checklist, all of them), ``note`` (reasons, unless passed).
    :raises BadInput: an item was not examined, or the reasons are missing.
    :raises NotFound: the case does not wait for this reviewer.
    :raises Refused: the reviewer handled the case, or is not qualified (行政处罚法 58).
    """
    demand_whole(values)
    task = get_task(actor, case_id)
    return record(
        actor,
        task.case_id,
        "review_completed",
        values,
        expected=expected,
        idempotency_key=idempotency_key,
        within=_leave_queue,
    )


def demand_whole(values: Mapping[str, Any]) -> None:
    """Every item of the checklist was examined, and an opinion other than “passed” says why.

    :raises BadInput: with ``items``, the keys that are missing or unknown.
    """
    given = values.get("items") or ()
    examined = {str(item) for item in given} if isinstance(given, (list, tuple)) else {str(given)}
    known = {item.key: item.zh for item in ITEMS}
    unknown = sorted(examined - set(known))
    if unknown:
        raise BadInput(
            "items_unknown",
            where="审核事项",
            what=f"没有事项 {'、'.join(unknown)}",
            fix=f"可用：{'、'.join(known)}",
            field="items",
            items=unknown,
        )
    left = [key for key in known if key not in examined]
    if left:
        raise BadInput(
            "items_missing",
            where="审核事项",
            what=f"还没有审核：{'；'.join(known[key] for key in left)}",
            fix="逐项审核后再出具意见",
            field="items",
            items=left,
        )
    if values.get("outcome") != "passed" and not str(values.get("note") or "").strip():
        raise BadInput(
            "reasons_missing", where="审核意见", what="没有写明理由", fix="写明哪一项不符、依据什么", field="note"
        )


def _due(row: Row) -> date | None:
    """The last lawful day for the opinion, where a rule in force for this agency sets one."""
    return next((one.due_on for one in row.running if one.rule.startswith("rev-time")), None)


def _leave_queue(row: Row, _recorded: Sequence[Recorded]) -> None:
    Task.objects.filter(case_id=row.id).delete()
