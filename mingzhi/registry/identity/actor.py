"""The Actor: a person with his agency, unit and roles of today, or the installation itself (decision 23)."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from typing import Any

from django.db import connection

from mingzhi.ground.actor import ActorStamp
from mingzhi.ground.clock import now, today
from mingzhi.registry.agencies.api import JUSTICE
from mingzhi.registry.identity.models import READ, Account, Assignment, CaseGrant, Token
from mingzhi.registry.identity.roles import READING, Permission, Role, held_by

_GRANTS = 1000
#: Asked for each request, so by cursor: the roles of a day, then the cases that are granted on it.
_SELECT = f"""
SELECT role, '' FROM {Assignment._meta.db_table}
WHERE account_id = %s AND valid_from <= %s AND (valid_until IS NULL OR valid_until >= %s)
UNION ALL
SELECT '', case_id FROM (
    SELECT case_id FROM {CaseGrant._meta.db_table}
    WHERE person_id = %s AND (valid_until IS NULL OR valid_until >= %s) LIMIT {_GRANTS}
) granted
"""


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts now. Made anew for each request; what he may do is decided by this value and nothing else.

    :param granted: ids of cases that he sees by a grant.
    :param supervises_region: of a justice bureau: supervises by region, else by field.
    :param reads_only: came with a token that was made for reading; holds no permission to change anything.
    """

    person_id: str
    account_id: str
    name: str
    agency_id: str
    agency_name: str
    unit_id: str | None
    roles: frozenset[Role]
    legally_qualified: bool
    region_path: str
    line_path: str
    supervises_region: bool = False
    reads_only: bool = False
    granted: tuple[str, ...] = ()

    def holds(self, permission: Permission) -> bool:
        """Whether one of his roles carries this permission."""
        return permission in held_by(self.roles) and (permission in READING or not self.reads_only)

    def stamp(self) -> ActorStamp:
        """What is written on the events that he causes."""
        role = min((str(one) for one in self.roles), default=None)
        return ActorStamp("person", self.person_id, self.name, self.agency_id, self.unit_id, role)


def actor_of(user: Any) -> Actor:
    """The actor of a signed-in account: two queries (agency; roles and grants of today)."""
    account: Account = user
    day = today().isoformat()
    agency = account.agency
    with connection.cursor() as cursor:
        cursor.execute(_SELECT, [account.id, day, day, account.person_id, day])
        rows = cursor.fetchall()
    return Actor(
        person_id=account.person_id,
        account_id=account.id,
        name=account.name,
        agency_id=agency.id,
        agency_name=agency.name,
        unit_id=account.unit_id,
        roles=frozenset(Role(role) for role, _ in rows if role),
        legally_qualified=account.legally_qualified,
        region_path=agency.region_path,
        line_path=agency.line_path,
        supervises_region=agency.field == JUSTICE,
        granted=tuple(case_id for _, case_id in rows if case_id),
    )


def actor_of_token(token: str) -> Actor | None:
    """The actor behind a bearer token; ``None`` for one that is unknown, ended or revoked."""
    digest = hashlib.sha256(token.encode()).hexdigest()
    found = Token.objects.select_related("account__agency").filter(digest=digest, revoked_at=None).first()
    if found is None or found.expires_at <= now() or not found.account.is_active:
        return None
    return replace(actor_of(found.account), reads_only=found.scope == READ)
