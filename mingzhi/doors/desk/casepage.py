"""Everything that the page of a case shows, gathered from one dossier: no query more per event, step or document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.urls import reverse

from mingzhi.casework.cases.api import Dossier
from mingzhi.casework.documents import api as documents
from mingzhi.doors.desk.articles import article
from mingzhi.doors.desk.clocks import clocks_of
from mingzhi.doors.desk.course import course_of
from mingzhi.doors.desk.releases import public_address
from mingzhi.doors.desk.telling import button_zh, penalties_zh, step_zh
from mingzhi.doors.web.zh import roles_zh
from mingzhi.ground.clock import SHANGHAI
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.findings import Finding, Outcome
from mingzhi.law.procedure import NextStep, Procedure, procedure_of
from mingzhi.law.wording import explain
from mingzhi.oversight.publication import api as publication
from mingzhi.registry.identity.api import Actor, Permission

#: Words with a place of their own on the page: beside the event, beside the document.
_ELSEWHERE = frozenset(("corrected", "document_drawn_up", "payload_destroyed"))
Lack = tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Offer:
    """A step as the page offers it.

    :param address: its form, where this person may take it now; empty: it is another's, or not ready.
    :param lacks: title, article and remedy of each rule that refuses it today.
    :param asks: the labels of what its form asks.
    """

    step: Any
    address: str
    roles: str
    lacks: Sequence[Lack]
    asks: Sequence[str]
    due: Finding | None
    zh: str
    mine: bool


def everything(actor: Actor, told: Dossier, day: date, *, past: bool) -> dict[str, Any]:
    """The context of the page.

    :param past: the page shows a past day: nothing can be done from there.
    """
    row, own = told.row, told.row.agency_id == actor.agency_id
    may = own and not past and not row.origin_is_foreign
    steps = [one for one in told.projection.steps if one.step.event not in _ELSEWHERE]
    offers = [_offer(actor, row.id, one, may) for one in steps]
    suggested = next((offer for offer, one in zip(offers, steps, strict=True) if one.suggested), None)
    asked = {one.step for one in told.requests}
    mine = {str(role) for role in actor.roles} if may and actor.holds(Permission.CASE_APPROVE) else set()
    rest = [one for one in offers if one is not suggested and one.step.event not in asked]
    owed = [] if past else documents.due_documents(told)
    drafts = [] if past else documents.drafts_of(told)
    by_event: dict[str, list[Any]] = {one.made_from: [one] for one in drafts}
    for one in owed:
        if one.made is not None:
            by_event.setdefault(one.event_id, []).append(one.made)
    ready = [one for one in rest if not one.lacks]
    near = _near(ready, suggested)
    waiting_for = suggested if suggested is not None and suggested.step.event not in asked else None
    return {
        "row": row,
        "own": own,
        "today": day,
        "as_of": day if past else None,
        "handlers": [one.name for one in told.handlers if one.current],
        "people": [(one.name, one.current) for one in told.handlers],
        "result": _result(told),
        "clocks": clocks_of(told, day),
        "course": course_of(told, by_event),
        "requests": [(one, one.role in mine) for one in told.requests],
        "to_answer": next((one for one in told.requests if one.role in mine and one.asked_by != actor.person_id), None),
        "following": waiting_for,
        "main_step": waiting_for if waiting_for is not None and waiting_for.address else None,
        "near": near,
        "offered": _by_stage(procedure_of(row.act, row.procedure or None), [one for one in ready if one not in near]),
        "waiting": [one for one in rest if one.lacks] + ([] if past else _ahead(told, steps)),
        "broken": [_broken(one, told) for one in told.findings if one.broken],
        "questions": [
            (one.title, article(one.citation)) for one in told.findings if one.outcome is Outcome.NOT_DETERMINED
        ],
        "satisfied": sum(one.outcome is Outcome.SATISFIED for one in told.findings),
        "papers": owed,
        "draft_papers": drafts,
        "draft_decision": next((one for one in drafts if one.kind == "decision"), None),
        "draft_kinds": documents.draft_kinds(told) if may and actor.holds(Permission.CASE_WRITE) else (),
        "may_write": may and actor.holds(Permission.CASE_WRITE),
        "may_correct": may and actor.holds(Permission.CASE_WRITE),
        "publications": [(one, public_address(one.id)) for one in publication.of_case(row.id) if one.shown_on <= day],
        "states": publication.STATE_ZH,
        "now_say": _now(told, waiting_for),
        "now_more": "",
        "step_zh": step_zh,
    }


def _offer(actor: Actor, case_id: str, one: NextStep, may: bool) -> Offer:
    step = one.step
    mine = may and (not step.roles or any(str(role) in step.roles for role in actor.roles))
    lacks = tuple((lack.title, article(lack.citation), lack.remedy or "") for lack in one.lacks)
    address = reverse("desk:step", args=[case_id, step.event]) if mine and one.ready else ""
    kinds = VOCABULARY[step.event].fields
    asks = tuple(
        VOCABULARY.field_zh(step.event, name) for name in one.asks if name in kinds and not kinds[name].optional
    )
    return Offer(step, address, roles_zh(step.roles), lacks, asks, one.due, button_zh(step.zh), mine)


def _ahead(told: Dossier, offered: Sequence[NextStep]) -> list[Offer]:
    """The steps of the main path that no stage offers yet: what has to happen before each."""
    lying, happened = {one.step.event for one in offered}, {event.type for event in told.file.events}
    found = []
    for step in procedure_of(told.row.act, told.row.procedure or None).steps:
        plain = step.main and not (step.wanted_by or step.answers or step.penalties)
        if plain and step.event not in lying and step.after and happened.isdisjoint(step.after):
            awaited = "或者".join(f"“{step_zh(word)}”" for word in step.after)
            found.append(Offer(step, "", "", ((f"本案还没有{awaited}", "", ""),), (), None, "", False))
    return found


def _near(ready: Sequence[Offer], suggested: Offer | None) -> list[Offer]:
    """What this person most likely does besides: of the same stage as the suggested step, or owed within a term."""
    stage = suggested.step.stage if suggested else ""
    found = [one for one in ready if one.mine and (one.due is not None or one.step.stage == stage)]
    return found[:6]


def _by_stage(procedure: Procedure, offers: Sequence[Offer]) -> list[tuple[str, list[Offer]]]:
    """The steps by stage, in the order of the procedure; a person's own steps first."""
    found = []
    for stage in procedure.stages:
        steps = [one for one in offers if one.step.stage == stage.key]
        if steps:
            found.append((stage.zh, sorted(steps, key=lambda one: not one.mine)))
    return found


def _broken(finding: Finding, told: Dossier) -> dict[str, Any]:
    """A finding that is broken: title, colour by severity, its explanation line by line."""
    lines = [line for line in explain(finding, told.file).split("\n") if line]
    return {
        "rule": finding.rule,
        "title": finding.title,
        "colour": "red" if finding.severity == "block" else "amber",
        "sign": _sign(finding),
        "lines": lines,
    }


def _sign(finding: Finding) -> str:
    """Status word and sign of what is broken."""
    if finding.outcome is Outcome.OVERDUE:
        return "! 超期"
    return "× 违反" if finding.severity == "block" else "! 违反"


def _result(told: Dossier) -> str:
    """What was decided, in one line."""
    decided = next((event for event in reversed(told.file.events) if event.type == "decided"), None)
    if decided is None:
        return ""
    return penalties_zh(decided.fields.get("penalties") or ()) or str(decided.fields.get("outcome", ""))


def _now(told: Dossier, waiting_for: Offer | None) -> str:
    """Where the case stands, for the top of the course."""
    if told.requests:
        one = told.requests[0]
        asked = one.asked_at.astimezone(SHANGHAI)
        return f"{step_zh(one.step)}等待批准，{asked.month}月{asked.day}日报请"
    if told.projection.finished:
        return ""
    return f"待{waiting_for.step.zh}" if waiting_for else ""
