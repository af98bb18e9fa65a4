"""The world of the authorisation matrix: agencies above, beside and below one another, and one row of every kind.

Everybody and everything in it is invented. Titles carry a mark, by which a row is recognised wherever it appears.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from mingzhi.casework.cases import api as cases
from mingzhi.casework.documents import api as documents
from mingzhi.ground.clock import fixed
from mingzhi.ledger.journal.api import feed, sequence
from mingzhi.oversight.publication import api as publication
from mingzhi.registry.agencies.api import create_unit
from mingzhi.registry.catalog.api import add_power
from mingzhi.registry.identity.api import Account, Actor, Role, create_account, grant_case
from tests.casework.office import SINCE, Office, office
from tests.casework.story import Play

#: What stands in the title of the rows of each kind: seen by one's agency; by grant alone; of another agency.
MARKS = {"plain": "青瓦隐语", "secret": "白石隐语", "foreign": "红土隐语"}
_TEXTS = {"facts": "事实", "basis": "依据", "evidence": "证据"}


@dataclass(frozen=True)
class World:
    """Accounts by asker; ids of rows by kind of row and name of the address's parameter."""

    accounts: Mapping[str, Account]
    rows: Mapping[str, Mapping[str, str]]


def world() -> World:
    """Make it, through the actions of the house."""
    here = office()
    beside = office("麒麟区卫生健康局", "麒卫", "health", "530302")
    far = office("武定县卫生健康局", "武卫", "health", "532329")
    above = {
        "justice_county": office("麒麟区司法局", "麒司", "justice", "530302"),
        "justice_prefecture": office("曲靖市司法局", "曲司", "justice", "5303", level="prefecture"),
        "housing_prefecture": office("曲靖市住房和城乡建设局", "曲住建", "housing", "5303", level="prefecture"),
        "health_prefecture": office("曲靖市卫生健康委员会", "曲卫", "health", "5303", level="prefecture"),
        "justice_neighbour": office("武定县司法局", "武司", "justice", "532329"),
    }
    actors: dict[str, Actor] = {
        name: getattr(here, name)
        for name in ("officer", "second", "reviewer", "head", "chair", "clerk", "archivist", "supervisor")
    }
    actors |= {f"beside_{name}": getattr(beside, name) for name in ("officer", "head", "clerk", "reviewer")}
    actors["beside_supervisor"] = beside.supervisor
    actors |= {name: one.supervisor for name, one in above.items()}
    actors["above_officer"] = above["housing_prefecture"].officer
    actors["above_head"] = above["justice_county"].head
    actors["granted"] = far.officer
    accounts = {name: Account.objects.get(pk=actor.account_id) for name, actor in actors.items()}
    accounts |= _more(here)
    rows = {
        "plain": _rows(here, "plain", far.officer),
        "secret": _secret(here, far.officer),
        "foreign": _rows(beside, "foreign", None),
        "nothing": dict.fromkeys(_rows_names(), "none"),
    }
    sequence()
    feed()
    return World(accounts, rows)


def _rows_names() -> tuple[str, ...]:
    return ("case_id", "event_id", "document_id", "request_id", "review_id", "release_id", "publication_id")


def _more(here: Office) -> dict[str, Account]:
    """The other roles of the agency, in another unit; and one who has no role at all."""
    unit = create_unit(here.agency.id, "另一个内设机构")
    roles: dict[str, list[Role]] = {
        "other_unit": [Role.OFFICER],
        "unit_head": [Role.UNIT_HEAD],
        "window": [Role.WINDOW],
        "equipment": [Role.EQUIPMENT_KEEPER],
        "system": [Role.SYSTEM_ADMIN],
        "security": [Role.SECURITY_ADMIN],
        "audit": [Role.AUDIT_ADMIN],
        "nobody": [],
    }
    return {
        name: create_account(
            username=f"matrix-{name}",
            password="only-for-tests",
            name="某人",
            agency_id=here.agency.id,
            unit_id=unit.id,
            roles=held,
            check_password=False,
            valid_from=SINCE,
        )
        for name, held in roles.items()
    }


def _rows(where: Office, kind: str, granted: Actor | None) -> dict[str, str]:
    """A case in each place where a page lists or opens it."""
    add_power(where.agency.id, code="A-1", name="对擅自施工的处罚", act="penalty", basis=[], in_force_from=SINCE)
    title = f"{MARKS[kind]}案"
    opened, asked, waiting, decided = Play(where), Play(where), Play(where), Play(where)
    for play in (opened, asked, waiting, decided):
        play.open(title=title)
    opened.until("opened")
    with fixed(asked.now):
        request = cases.request_approval(where.officer, asked.case_id, "not_opened", {"reason": "证据不足"})
    waiting.until("review_submitted")
    decided.until("document_served")
    with fixed(decided.now):
        shown = publication.release(where.clerk, decided.case_id, checked_secrecy=True)
    if granted is not None:
        for play in (opened, asked, waiting, decided):
            grant_case(play.case_id, granted.person_id, reason="联合检查", granted_by=where.head.person_id)
    proposed = Play(where)
    proposed.open(title=title)
    proposed.until("document_served")
    if granted is not None:
        grant_case(proposed.case_id, granted.person_id, reason="联合检查", granted_by=where.head.person_id)
    return {
        "case_id": opened.case_id,
        "event_id": cases.dossier(where.officer, opened.case_id).recorded[0].id,
        "document_id": _document(where.officer, opened),
        "request_id": request.id,
        "review_id": waiting.case_id,
        "release_id": proposed.case_id,
        "publication_id": shown[0].id,
    }


def _secret(where: Office, granted: Actor) -> dict[str, str]:
    """Two secret cases: seen by who registered them, the head and one of another agency, each by a grant."""
    title = f"{MARKS['secret']}案"
    opened, asked = Play(where), Play(where)
    for play in (opened, asked):
        play.open(title=title, secret=True)
        for one in (where.head, granted):
            grant_case(play.case_id, one.person_id, reason="办案需要", granted_by=where.head.person_id)
    inside = Office(**{**vars(where), "officer": where.again(where.officer), "head": where.again(where.head)})
    opened.office = asked.office = inside
    opened.until("opened")
    with fixed(asked.now):
        request = cases.request_approval(inside.officer, asked.case_id, "not_opened", {"reason": "证据不足"})
    return {
        "case_id": opened.case_id,
        "event_id": cases.dossier(inside.officer, opened.case_id).recorded[0].id,
        "document_id": _document(inside.officer, opened),
        "request_id": request.id,
        "review_id": opened.case_id,
        "release_id": opened.case_id,
        "publication_id": "none",
    }


def _document(actor: Actor, play: Play) -> str:
    with fixed(play.now):
        return documents.draw_up(actor, play.case_id, "filing_approval", _TEXTS).id
