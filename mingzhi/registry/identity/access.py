"""The one predicate of who sees a row (decision 30): own agency, region subtree, line subtree, grants."""

from __future__ import annotations

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


def below(column: str, path: str) -> Q:
    """Rows whose path begins with *path*. The bounds let an index be used; the prefix test decides in any collation."""
    return Q(
        **{f"{column}__gte": path, f"{column}__lt": f"{path[:-1]}0", f"{column}__startswith": path},
    )
