"""A penalty on the spot: the few events of the simplified procedure in one transaction (行政处罚法 51–52)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mingzhi.casework.cases.access import get_case
from mingzhi.casework.cases.actions import demand_role, draft_of, step_for
from mingzhi.casework.cases.begin import begin, register
from mingzhi.casework.cases.codec import case_of, extended
from mingzhi.casework.cases.door import Judged, judge
from mingzhi.casework.cases.models import Case
from mingzhi.casework.cases.store import repeated, store
from mingzhi.ground.errors import BadInput, Forbidden
from mingzhi.law.casefile.values import CaseFile
from mingzhi.registry.identity.api import Actor, Permission

#: What the officers tell the party before they decide (行政处罚法 44).
TOLD = ("facts", "reasons", "basis", "content", "statement_right")


def decide_on_the_spot(
    actor: Actor,
    *,
    title: str,
    party: Mapping[str, Any],
    officers: Sequence[str],
    scene: Mapping[str, Any],
    decision: Mapping[str, Any],
    statement: Mapping[str, Any] | None = None,
    correction: Mapping[str, Any] | None = None,
    service: Mapping[str, Any] | None = None,
    collected: Mapping[str, Any] | None = None,
    at: str | None = None,
    late_reason: str = "",
    power_id: str = "",
    idempotency_key: str | None = None,
    rehearse: bool = False,
) -> Case:
    """Record a penalty on the spot, from the finding to the delivery of the decision, all or nothing.

    Each event passes its gate in its order, as if recorded alone; one refusal leaves nothing behind.

    :param officers: person ids of the officers, two at least.
    :param scene: fields of ``investigated_on_site``; ``source`` of the clue too (default ``inspection``).
    :param decision: fields of ``decided``; ``penalties`` are what the party is told beforehand.
    :param statement: ``content``, ``adopted``, ``reasons`` if the party defended itself; ``None``: it waived.
    :param correction: fields of ``order_to_correct`` (行政处罚法 28); ``None``: nothing is left to be corrected.
    :param service: fields of ``document_served``; default: handed over directly with a receipt.
    :param collected: fields of ``fine_collected``, where the law lets officers collect at once (行政处罚法 68).
    :param rehearse: judge it only, for the page that is checked before it is confirmed; nothing is recorded.
    :param at: when it happened, for all events; ``None``: this moment.
    :raises Forbidden: the actor may not, or the step is another's.
    :raises BadInput: what is missing or cannot be read, with the step in ``step``.
    :raises Refused: a gate refuses; ``step`` names the event, ``findings`` say why.
    """
    if not actor.holds(Permission.CASE_OPEN):
        raise Forbidden("may_not_open_cases", agency=actor.agency_id)
    if idempotency_key is not None and (again := repeated(idempotency_key, _last(collected))) is not None:
        return get_case(actor, again[0].stream.removeprefix("case:"))
    if not officers:
        raise BadInput("officers_missing", where="执法人员", what="没有选择", fix="选择两名执法人员", field="officers")
    row = begin(
        actor,
        act="penalty",
        title=title,
        parties=[party],
        procedure="simplified",
        power_id=power_id,
        secret=False,
    )
    drafts = []
    handlers: list[tuple[str, str]] = []
    case = case_of(row.id, row.head, ())
    judged: Judged | None = None
    for event, values, with_officers in _events(scene, correction, decision, statement, service, collected):
        demand_role(actor, step_for(row, event), event)
        draft = draft_of(
            actor, row, event, values, at=at, officers=officers if with_officers else (), late_reason=late_reason
        )
        judged = judge(row, draft, case=case)
        case = extended(case, judged.draft)
        drafts.append(draft)
        if with_officers:
            names = [entry["name"] for entry in draft["officers"]]
            handlers = list(zip(officers, names, strict=True))
    if judged is None:
        raise AssertionError("a penalty on the spot has events")
    if rehearse:
        return row
    empty = _before(row, judged)
    store(
        actor,
        row,
        empty,
        drafts,
        idempotency_key=idempotency_key,
        handlers=handlers,
        within=lambda _row, _recorded: register(row),
        first=True,
    )
    return row


def _before(row: Case, judged: Judged) -> Judged:
    """The judgement as ``store`` wants it: with the case before the first draft."""
    nothing: CaseFile = case_of(row.id, row.head, ())
    return Judged(nothing, judged.draft, judged.lawbook, judged.findings)


def _last(collected: Mapping[str, Any] | None) -> str:
    return "fine_collected" if collected else "document_served"


def _events(
    scene: Mapping[str, Any],
    correction: Mapping[str, Any] | None,
    decision: Mapping[str, Any],
    statement: Mapping[str, Any] | None,
    service: Mapping[str, Any] | None,
    collected: Mapping[str, Any] | None,
) -> list[tuple[str, dict[str, Any], bool]]:
    """The events in their order: word, fields, whether the officers stand in it."""
    source = str(scene.get("source") or "inspection")
    found = {name: value for name, value in scene.items() if name != "source"}
    notice = {"method": "oral", "proposed": list(decision.get("penalties") or ()), "told": list(TOLD)}
    events: list[tuple[str, dict[str, Any], bool]] = [
        ("clue_received", {"source": source}, False),
        ("credential_shown", {}, True),
        ("investigated_on_site", found, True),
        *([("order_to_correct", dict(correction), True)] if correction is not None else []),
        ("prior_notice_served", notice, True),
    ]
    if statement:
        content = {"content": statement["content"]} if statement.get("content") else {}
        reviewed = {name: statement[name] for name in ("adopted", "reasons") if name in statement}
        events += [("statement_received", content, False), ("statement_reviewed", reviewed, False)]
    else:
        events.append(("statement_waived", {}, False))
    served = {"method": "direct", "receipt": True, **(service or {}), "document": "decided"}
    events += [("decided", dict(decision), True), ("document_served", served, True)]
    if collected:
        events.append(("fine_collected", {"by": "officer", **collected}, True))
    return events
