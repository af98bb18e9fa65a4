"""The tables that the portal reads, and nothing else (decision 41): for a database role of its own.

Where the portal stands on another network it connects as a role with exactly these grants; a test runs every page so.
"""

from __future__ import annotations

#: Tables of publication and of the public registers. No table of ledger or casework, no source rows, no accounts.
PUBLIC_TABLES = (
    "publication_publication",
    "publication_searchtext",
    "publication_facet",
    "agencies_region",
    "agencies_agency",
    "agencies_unit",
    "people_person",
    "people_credential",
    "catalog_power",
)


def grants(role: str) -> str:
    """The SQL that lets *role* read what is public.

    :raises ValueError: a name that would need quoting.
    """
    if not role.isidentifier() or not role.isascii():
        raise ValueError(f"not a plain role name: {role!r}")
    return f"grant select on {', '.join(PUBLIC_TABLES)} to {role}"
