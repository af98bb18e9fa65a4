"""A new case as it stands before its first event: its head, from what the installation knows of the acting body."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from mingzhi.casework.cases.entered import demand_text
from mingzhi.casework.cases.models import Case, CaseParty
from mingzhi.ground.clock import today
from mingzhi.ground.errors import BadInput, Forbidden
from mingzhi.ground.ulid import new_ulid
from mingzhi.law.identifiers import credit_code_problem, identity_problem, normal
from mingzhi.law.lawbook import shipped
from mingzhi.law.procedure import procedure_of
from mingzhi.registry.agencies.api import AgencyInfo, get_agency
from mingzhi.registry.catalog.api import Power, get_power
from mingzhi.registry.identity.api import Actor
from mingzhi.registry.parties.api import register_party

KINDS = ("person", "sole_trader", "organisation")


def begin(
    actor: Actor,
    *,
    act: str,
    title: str,
    parties: Sequence[Mapping[str, Any]],
    procedure: str | None,
    power_id: str,
    secret: bool,
) -> Case:
    """The row of a new case of the actor's agency, not saved yet.

    :raises BadInput: no title, no party, an unknown kind of party, a wrong credit code.
    :raises Forbidden: the agency does not act in this way (yet).
    """
    if not title.strip():
        raise BadInput("title_missing", where="案件名称", what="没有填写", fix="写明当事人和案由", field="title")
    agency = get_agency(actor.agency_id)
    demand_switched_on(agency, act)
    course = procedure_of(act, procedure)
    if procedure and course.act == act and course.key != procedure:
        raise BadInput(
            "procedure_unknown",
            where="适用程序",
            what=f"没有程序 {procedure}",
            fix=f"是否为 {course.key}",
            field="procedure",
        )
    demand_text(title, "案件名称", most=300, field="title")
    authority: dict[str, Any] = {"own_name": True, "inner_unit": False, "entrusted_by": ""}
    known: dict[str, Any] = {}
    if power_id:
        power = own_power(agency, act, power_id)
        authority["competent"], known = True, {"power": power.code, "power_name": power.name}
    head: dict[str, Any] = {
        "act": act,
        "title": title.strip(),
        "knowledge": "complete",
        "agency": {"name": agency.name, "region": agency.region_id, "level": agency.level, "field": agency.field},
        "authority": authority,
        "parties": checked(parties),
    }
    if course.act == act:
        head["procedure"] = course.key
    if agency.profile:
        head["profile"] = agency.profile
    if known:
        head["x"] = known
    return Case(
        id=new_ulid(),
        act=act,
        procedure=head.get("procedure", ""),
        title=head["title"][:300],
        agency_id=agency.id,
        agency_name=agency.name,
        unit_id=actor.unit_id or "",
        region_path=agency.region_path,
        line_path=agency.line_path,
        profile=agency.profile or "",
        party="、".join(party["name"] for party in head["parties"])[:200],
        power_id=power_id,
        secret=secret,
        seq=0,
        head=head,
    )


def own_power(agency: AgencyInfo, act: str, power_id: str) -> Power:
    """The item of the agency's own power list under which it acts: that it is competent is copied from here.

    :raises BadInput: another agency's item, or one of another kind of act.
    """
    power = get_power(power_id)
    if power.agency_id != agency.id or power.act != act:
        raise BadInput(
            "power_not_ours",
            where="职权事项",
            what=f"{power.code} 不在本机关这一类权责清单中",
            fix="从本机关权责清单中选择",
            field="power_id",
        )
    return power


def register(row: Case) -> None:
    """Put the parties that can be told apart by their code into the register, and note that the case concerns them."""
    for party in row.head["parties"]:
        if party.get("code"):
            known = register_party(
                kind=party["kind"], name=party["name"], code=party["code"], address=party.get("address", "")
            )
            CaseParty.objects.get_or_create(case=row, party_id=known.id)


def demand_switched_on(agency: AgencyInfo, act: str) -> None:
    """A kind of act that the agency's own measures do not name, or not yet, is not opened (decision 37).

    :raises Forbidden: ``act_switched_off``.
    """
    profile = shipped(agency.profile).profile if agency.profile else None
    if profile is not None and profile.phase(act, today()) == "off":
        raise Forbidden("act_switched_off", act=act, profile=agency.profile)


def demand_code(party: dict[str, Any], where: str) -> None:
    """The code in capitals, its check digit right: credit code (GB 32100) or, of a person, identity number (GB 11643).

    :raises BadInput: ``credit_code_wrong``, ``identity_number_wrong``.
    """
    party["code"] = normal(party["code"])
    person = party["kind"] == "person"
    wrong = identity_problem(party["code"]) if person else credit_code_problem(party["code"])
    if wrong:
        raise BadInput(
            "identity_number_wrong" if person else "credit_code_wrong",
            where=f"{where}的{'公民身份号码' if person else '统一社会信用代码'}",
            what=wrong,
            fix="对照身份证件核对 18 位号码" if person else "对照营业执照核对 18 位代码",
            field="party_code",
        )


def checked(parties: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """The parties as the case file writes them, empty values left out.

    :raises BadInput: with the number of the party and what is wrong.
    """
    if not parties:
        raise BadInput("party_missing", where="当事人", what="没有填写", fix="至少填写一名当事人", field="party")
    demand_text(parties, "当事人")
    made = []
    for number, raw in enumerate(parties, start=1):
        party = {name: str(value).strip() for name, value in raw.items() if value not in (None, "")}
        where = "当事人" if len(parties) == 1 else f"第 {number} 名当事人"
        if not party.get("name"):
            raise BadInput("party_name_missing", where=where, what="没有名称", fix="填写姓名或名称", field="party_name")
        demand_text(party["name"], f"{where}的名称", most=200, field="party_name")
        if party.get("kind") not in KINDS:
            raise BadInput(
                "party_kind_unknown",
                where=where,
                what="没有选择类别",
                fix="选择个人、个体工商户或单位",
                field="party_kind",
            )
        if party.get("code"):
            demand_code(party, where)
        made.append(party)
    return made
