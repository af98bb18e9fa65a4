"""Verbs of the register of parties."""

from __future__ import annotations

from mingzhi.ground.actor import ActorStamp
from mingzhi.ground.clock import now
from mingzhi.ground.errors import BadInput
from mingzhi.law.identifiers import credit_code_problem, identity_problem
from mingzhi.ledger.journal.api import write
from mingzhi.registry.agencies.api import recorded
from mingzhi.registry.parties import events
from mingzhi.registry.parties.models import KINDS, FormerName, Party


def register_party(*, kind: str, name: str, code: str = "", address: str = "", by: ActorStamp | None = None) -> Party:
    """The party with this code, or a new one. A new name of a known code is kept; the old one becomes a former name.

    Without a code nobody can tell two of the same name apart: each registration is then a party of its own.

    :raises BadInput: an unknown kind, no name, or a code whose check digit is wrong (GB 32100, GB 11643).
    """
    name, code = name.strip(), code.strip().upper()
    if kind not in KINDS:
        raise BadInput(
            "party_kind", where="当事人类别", what=f"{kind} 不能用", fix="选择个人、个体工商户或单位", field="kind"
        )
    if not name:
        raise BadInput("party_name", where="当事人名称", what="没有填写", fix="填写名称", field="name")
    wrong = (identity_problem(code) if kind == "person" else credit_code_problem(code)) if code else None
    if wrong is not None:
        raise BadInput("party_code", where="证件号码", what=wrong, fix="按证照核对号码", field="code")
    known = Party.objects.filter(code=code).first() if code else None
    if known is None:
        told = {"kind": kind, "name": name, "code": code, "address": address}
        with write():
            row = Party.objects.create(**told, registered_at=now())
            recorded(f"party:{row.id}", events.PARTY_REGISTERED, told, by)
        return row
    if known.name != name:
        with write():
            told = {"name": name, "former": known.name}
            FormerName.objects.create(party=known, name=known.name, until=now())
            known.name = name
            known.save(update_fields=["name"])
            recorded(f"party:{known.id}", events.PARTY_RENAMED, told, by)
    return known


def find_party(words: str, limit: int = 20) -> list[Party]:
    """Parties whose code is this, or whose name contains it."""
    words = words.strip()
    if not words:
        return []
    exact = list(Party.objects.filter(code=words.upper())[:1])
    return exact or list(Party.objects.filter(name__contains=words).order_by("name", "id")[:limit])
