"""Release, correct, withdraw: each records its event in the case and changes the public text in one transaction.

The event passes the one door (``cases.api.record``): who may, the law's gates, numbering, chain. What the public reads
changes inside the same transaction (decision 40): a publication without its event cannot be, nor the reverse.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from mingzhi.casework.cases.api import Dossier, dossier, record
from mingzhi.ground.clock import now, today
from mingzhi.ground.errors import BadInput, Conflict, Refused
from mingzhi.ground.ulid import new_ulid
from mingzhi.law.casefile.corrections import corrected_view
from mingzhi.law.casefile.values import Event
from mingzhi.ledger.journal.api import earlier
from mingzhi.oversight.publication import search
from mingzhi.oversight.publication.access import demand_release, get_own
from mingzhi.oversight.publication.content import Content, contents, decision_of, leaks
from mingzhi.oversight.publication.models import EMPTIED, REASONS, Proposal, Publication
from mingzhi.oversight.publication.places import next_places
from mingzhi.oversight.publication.timing import last_day, working_days
from mingzhi.registry.agencies.api import get_agency
from mingzhi.registry.catalog.api import get_power
from mingzhi.registry.identity.api import Actor

OWN_CHANNEL = "本平台"
#: Reasons that concern the decision itself: all its parties' publications come down together.
_OF_THE_DECISION = ("revoked", "changed", "unlawful", "void")


def preview(actor: Actor, case_id: str) -> list[Content]:
    """The public text as a release would make it now, for the page on which the clerk checks it.

    :raises Refused: see :func:`release`.
    """
    demand_release(actor)
    return _drafted(dossier(actor, case_id))[1]


def release(
    actor: Actor,
    case_id: str,
    *,
    checked_secrecy: bool,
    channels: Sequence[str] = (OWN_CHANNEL,),
    until: date | None = None,
    parties: Sequence[str] = (),
    expected: int | None = None,
    idempotency_key: str | None = None,
) -> list[Publication]:
    """Publish the decision that stands, one publication for each party (decision 40).

    :param checked_secrecy: the clerk has checked that no secret becomes public; without it the law refuses.
    :param until: last day of display; ``None``: without end.
    :param parties: places of parties in the case (``"0"``, ``"1"``); empty: all.
    :raises Forbidden: the actor may not release.
    :raises Refused: ``secret_case``, ``no_decision``, ``not_deidentified`` (``fields``), or by a rule (``findings``).
    :raises Conflict: ``published_already``; the case has moved.
    """
    demand_release(actor)
    told = dossier(actor, case_id)
    decision, drafts = _drafted(told)
    drafts = [one for one in drafts if not parties or one.party_ref in parties]
    if not drafts:
        raise BadInput("party_unknown", where="当事人", what="案件中没有这个当事人", fix="从案件的当事人中选择")
    decision_ref = decision.id or f"#{decision.index}"
    shown = Publication.objects.filter(kind="decision", case_ref=told.row.id, decision_ref=decision_ref)
    if _repeated(idempotency_key, case_id, "published"):
        return list(shown.filter(party_ref__in=[one.party_ref for one in drafts]).order_by("place"))
    if taken := sorted(set(shown.values_list("party_ref", flat=True)) & {one.party_ref for one in drafts}):
        raise Conflict("published_already", case=case_id, parties=taken)
    if until is not None and until < today():
        raise BadInput("until_past", where="公示截止日期", what=f"{until} 已经过去", fix="填写以后的日期，或者不填")
    values: dict[str, Any] = {"channel": list(channels), "deidentified": True, "checked_secrecy": checked_secrecy}
    if until is not None:
        values["until"] = until.isoformat()
    if parties:
        values["x"] = {"parties": [one.party_ref for one in drafts]}
    rows = [_row(actor, told, decision, decision_ref, one, until) for one in drafts]

    def show(_case: Any, _recorded: Any) -> None:
        for row, place in zip(rows, next_places([row.shown_on for row in rows]), strict=True):
            row.place = place
        Publication.objects.bulk_create(rows)
        search.add(rows)
        if shown.count() == len(told.file.parties or (None,)):
            Proposal.objects.filter(decision_ref=decision_ref).delete()

    record(
        actor,
        case_id,
        "published",
        values,
        expected=told.row.seq if expected is None else expected,
        idempotency_key=idempotency_key,
        within=show,
    )
    return rows


def correct(actor: Actor, publication_id: str, *, reason: str, idempotency_key: str | None = None) -> Publication:
    """Bring a publication in line with the case as it was corrected; the page shows when and why.

    :raises Refused: ``nothing_to_correct``: the case tells what the publication tells; ``not_deidentified``.
    :raises BadInput: no reason given.
    """
    row = get_own(actor, publication_id)
    if _repeated(idempotency_key, row.case_ref, "publication_corrected"):
        return row
    _demand_shown(row)
    told = dossier(actor, row.case_ref)
    decision, drafts = _drafted(told)
    made = next((one for one in drafts if one.party_ref == row.party_ref), None)
    if made is None or (decision.id or f"#{decision.index}") != row.decision_ref:
        raise Refused("decision_replaced", publication=row.id)
    if _demand_text(reason) and all(getattr(row, name) == text for name, text in made.texts().items()):
        raise Refused("nothing_to_correct", publication=row.id)

    def change(_case: Any, _recorded: Any) -> None:
        for name, text in made.texts().items():
            setattr(row, name, text)
        row.decided_on = made.decided_on
        row.corrected_at = row.changed_at = now()
        row.correction_note, row.version = reason.strip()[:500], row.version + 1
        row.save()
        search.replace(row)

    values = {"reason": reason.strip(), "x": {"publication": row.id}}
    _record_on(actor, told, "publication_corrected", values, change, idempotency_key)
    return row


def withdraw(
    actor: Actor,
    publication_id: str,
    *,
    reason: str,
    note: str = "",
    idempotency_key: str | None = None,
) -> list[Publication]:
    """Take a publication down: a tombstone stays that tells agency, number, when and why, and nothing about whom.

    :param reason: a word of :data:`~.models.REASONS`; one that concerns the decision takes all its parties down.
    :param note: a sentence for the public; checked like every public text.
    :returns: the tombstones.
    """
    row = get_own(actor, publication_id)
    if _repeated(idempotency_key, row.case_ref, "publication_withdrawn"):
        same = Publication.objects.filter(kind="decision", case_ref=row.case_ref, withdrawn_reason=reason)
        return list(same.order_by("place"))
    _demand_shown(row)
    if reason not in REASONS:
        raise BadInput(
            "reason_unknown", where="撤下原因", what="没有这一原因", fix="从列出的原因中选择", field="reason"
        )
    told = dossier(actor, row.case_ref)
    if leaked := leaks(told.file, [Content("", note, *[""] * 8, None)]):
        raise Refused("not_deidentified", fields=[{**one, "field": "note"} for one in leaked])
    rows = [row]
    if reason in _OF_THE_DECISION:
        same = Publication.objects.filter(kind="decision", case_ref=row.case_ref, decision_ref=row.decision_ref)
        rows = list(same.exclude(state="withdrawn").order_by("place"))

    def take_down(_case: Any, _recorded: Any) -> None:
        for one in rows:
            bury(one, by=actor.name, reason=reason, note=note.strip()[:500])

    values = {"reason": reason, "publicly_explained": True, "x": {"publications": [one.id for one in rows]}}
    _record_on(actor, told, "publication_withdrawn", values, take_down, idempotency_key)
    return rows


def bury(row: Publication, *, by: str, reason: str, note: str = "") -> None:
    """Make a row its own tombstone and forget its text in the index too. Inside a transaction."""
    row.state, row.withdrawn_by, row.withdrawn_reason, row.withdrawn_note = "withdrawn", by, reason, note
    row.withdrawn_at = row.changed_at = now()
    for name in EMPTIED:
        setattr(row, name, "")
    row.save()
    search.replace(row)


def _drafted(told: Dossier) -> tuple[Event, list[Content]]:
    """The standing decision and its public texts.

    :raises Refused: nothing of this case may become public, or not as it stands.
    """
    case = corrected_view(told.file)
    if told.row.secret or any(party.x.get("minor") for party in case.parties):
        raise Refused("secret_case", case=told.row.id)
    decision = decision_of(case)
    if decision is None:
        raise Refused("no_decision", case=told.row.id)
    drafts = contents(case, decision, title=_title(told))
    if leaked := leaks(case, drafts):
        raise Refused("not_deidentified", fields=leaked)
    return decision, drafts


def _title(told: Dossier) -> str:
    """The matter: the power's name in the public list, else the case's title."""
    return get_power(told.row.power_id).name if told.row.power_id else told.row.title


def _row(
    actor: Actor, told: Dossier, decision: Event, decision_ref: str, one: Content, until: date | None
) -> Publication:
    """The public row; its place is given inside the lock."""
    agency, day, moment = get_agency(told.row.agency_id), today(), now()
    last = last_day(told.findings)
    return Publication(
        id=new_ulid(),
        kind="decision",
        act=told.row.act,
        agency_id=told.row.agency_id,
        agency_name=told.row.agency_name,
        region_path=told.row.region_path,
        region_name=agency.region_name,
        party_kind=one.party_kind,
        **one.texts(),
        decided_on=one.decided_on,
        shown_on=day,
        shown_after=working_days(one.decided_on, day, agency.region_id) if one.decided_on else None,
        late_by=(working_days(last, day, agency.region_id) or None) if last else None,
        published_at=moment,
        changed_at=moment,
        published_by=actor.name,
        until=until,
        case_ref=told.row.id,
        decision_ref=decision_ref,
        party_ref=one.party_ref,
    )


def _record_on(actor: Actor, told: Dossier, word: str, values: dict[str, Any], within: Any, key: str | None) -> None:
    record(actor, told.row.id, word, values, expected=told.row.seq, idempotency_key=key, within=within)


def _repeated(key: str | None, case_id: str, word: str) -> bool:
    """Whether this request was answered before: then it is answered alike, and nothing happens twice (decision 46).

    :raises Conflict: the key was used for something else.
    """
    found = earlier(key) if key else None
    if found and (found[-1].stream, found[-1].type) != (f"case:{case_id}", word):
        raise Conflict("request_key_reused", key=key, stream=f"case:{case_id}")
    return bool(found)


def _demand_shown(row: Publication) -> None:
    if row.state == "withdrawn":
        raise Conflict("withdrawn_already", publication=row.id)


def _demand_text(reason: str) -> bool:
    if not reason.strip():
        raise BadInput("reason_missing", where="原因", what="没有填写", fix="写一句公众看得懂的原因", field="reason")
    return True
