"""Verbs of the register of persons."""

from __future__ import annotations

from datetime import date

from mingzhi.ground.actor import ActorStamp
from mingzhi.ground.errors import BadInput, NotFound
from mingzhi.ledger.journal.api import write
from mingzhi.registry.agencies.api import recorded
from mingzhi.registry.people import events
from mingzhi.registry.people.models import KINDS, Credential, Person


def create_person(
    name: str,
    agency_id: str,
    *,
    unit_id: str | None = None,
    kind: str = "officer",
    person_id: str | None = None,
    by: ActorStamp | None = None,
) -> Person:
    """Register a person.

    :param person_id: id of his account's person, where he has one.
    :raises BadInput: no name, or a kind that is not officer or auxiliary.
    """
    if not name.strip():
        raise BadInput("name_missing", where="姓名", what="没有填写", fix="填写姓名", field="name")
    if kind not in KINDS:
        raise BadInput(
            "person_kind", where="人员类别", what=f"{kind} 不能用", fix="写 officer 或 auxiliary", field="kind"
        )
    given = {"id": person_id} if person_id else {}
    told = {"name": name.strip(), "agency": agency_id, "unit": unit_id, "kind": kind}
    with write():
        row = Person.objects.create(name=name.strip(), agency_id=agency_id, unit_id=unit_id, kind=kind, **given)
        recorded(f"person:{row.id}", events.PERSON_REGISTERED, told, by)
    return row


def grant_credential(
    person_id: str,
    number: str,
    *,
    valid_from: date,
    valid_until: date | None = None,
    issuer: str = "",
    ground: str = "exam",
    by: ActorStamp | None = None,
) -> Credential:
    """Register a credential.

    :param ground: ``exam`` passed, or ``exemption``.
    :raises NotFound: no such person.
    :raises BadInput: the number is taken, or it ends before it begins.
    """
    if not Person.objects.filter(pk=person_id).exists():
        raise NotFound("person_not_found", person=person_id)
    if Credential.objects.filter(number=number).exists():
        raise BadInput("credential_taken", where="执法证号", what=f"{number} 已经登记", fix="核对证号", field="number")
    if valid_until is not None and valid_until < valid_from:
        raise BadInput(
            "credential_dates", where="有效期", what="截止日期早于起始日期", fix="核对日期", field="valid_until"
        )
    told = {"number": number, "issuer": issuer, "ground": ground}
    with write():
        recorded(
            f"person:{person_id}",
            events.CREDENTIAL_GRANTED,
            {**told, "valid_from": valid_from.isoformat(), "valid_until": valid_until and valid_until.isoformat()},
            by,
        )
        return Credential.objects.create(person_id=person_id, valid_from=valid_from, valid_until=valid_until, **told)


def revoke_credential(number: str, on: date, *, by: ActorStamp | None = None) -> None:
    """End a credential from a day on (that day is the first without it).

    :raises NotFound: no such credential in force.
    """
    with write():
        row = Credential.objects.filter(number=number, revoked_on=None).first()
        if row is None:
            raise NotFound("credential_not_found", number=number)
        Credential.objects.filter(pk=row.pk).update(revoked_on=on)
        told = {"number": number, "revoked_on": on.isoformat()}
        recorded(f"person:{row.person_id}", events.CREDENTIAL_REVOKED, told, by)
