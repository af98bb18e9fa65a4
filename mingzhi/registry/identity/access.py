"""The one predicate of who sees a row (decision 30): own agency, region subtree, line subtree, grants."""

from __future__ import annotations

from typing import Protocol

from django.db.models import Q

from mingzhi.registry.identity.actor import Actor
from mingzhi.registry.identity.roles import Permission, Role

_BELOW = frozenset({Permission.CASE_READ, Permission.DOCUMENT_READ, Permission.FINDING_READ})


def visible(actor: Actor, permission: Permission, case: str = "pk") -> Q:
    """The rows on which *actor* holds *permission*, as a condition over the columns that every such table has.

    The table has ``agency_id``, ``region_path``, ``line_path``, ``secret``. Supervisors see below them, and only look:
    a justice bureau by region, a superior department by field. Secret rows are seen by grant alone.

    :param case: column that holds the case's id, for grants.
    """
    if not actor.holds(permission):
        return Q(pk__in=[])
    reached = Q(agency_id=actor.agency_id)
    if Role.SUPERVISOR in actor.roles and permission in _BELOW:
        if actor.supervises_region:
            reached |= below("region_path", actor.region_path)
        else:
            reached |= below("line_path", actor.line_path)
    reached &= Q(secret=False)
    if actor.granted:
        reached |= Q(**{f"{case}__in": actor.granted})
    return reached


class Placed(Protocol):
    """A row that stands somewhere: the columns that :func:`visible` asks for."""

    agency_id: str
    region_path: str
    line_path: str
    secret: bool


def admits(actor: Actor, permission: Permission, row: Placed, case_id: str) -> bool:
    """The same predicate as :func:`visible`, for one row that is at hand already."""
    if not actor.holds(permission):
        return False
    if case_id in actor.granted:
        return True
    if row.secret:
        return False
    if row.agency_id == actor.agency_id:
        return True
    if Role.SUPERVISOR not in actor.roles or permission not in _BELOW:
        return False
    if actor.supervises_region:
        return row.region_path.startswith(actor.region_path)
    return row.line_path.startswith(actor.line_path)


def below(column: str, path: str) -> Q:
    """Rows whose path begins with *path*. The bounds let an index be used; the prefix test decides in any collation."""
    return Q(
        **{f"{column}__gte": path, f"{column}__lt": f"{path[:-1]}0", f"{column}__startswith": path},
    )
