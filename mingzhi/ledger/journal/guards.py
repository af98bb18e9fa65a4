"""What keeps the journal append only, and whether it stands: the triggers of migration 0002, the unique place."""

from __future__ import annotations

from django.db import connection

_FIXED = ("event", "destruction", "position", "request")
_EVERYWHERE = {f"journal_{table}_no_{what}" for table in _FIXED for what in ("update", "delete")} | {
    "journal_payload_no_update",
    "journal_payload_no_delete",
    "journal_payload_no_return",
    "journal_unplaced_no_update",
    "journal_unplaced_no_delete",
    "journal_stream_no_update",
    "journal_stream_no_delete",
    "journal_destruction_ordered",
}
_SQLITE = {f"journal_{table}_no_replace" for table in (*_FIXED, "payload", "stream")}
_POSTGRESQL = {f"journal_{table}_no_truncate" for table in (*_FIXED, "payload", "unplaced", "stream")}

_STANDING = {
    "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' AND name LIKE 'journal_%%'",
    "postgresql": "SELECT tgname FROM pg_trigger WHERE tgenabled IN ('O', 'A') AND NOT tgisinternal "
    "AND tgname LIKE 'journal_%%' AND tgrelid IN (SELECT oid FROM pg_class WHERE pg_table_is_visible(oid))",
}

#: An event's place is taken once; verify walks along its index.
_PLACE = "journal_event_place"
_UNIQUE = {
    "sqlite": f"SELECT 1 FROM sqlite_master WHERE name = 'journal_event' AND sql LIKE '%%\"{_PLACE}\" UNIQUE%%'",
    "postgresql": f"SELECT 1 FROM pg_constraint WHERE conname = '{_PLACE}' AND contype = 'u' "
    "AND conrelid IN (SELECT oid FROM pg_class WHERE pg_table_is_visible(oid))",
}


def missing_guards() -> list[str]:
    """Names of triggers and constraints that should stand on this database and do not, in order; normally none."""
    wanted = {_PLACE} | _EVERYWHERE | (_SQLITE if connection.vendor == "sqlite" else _POSTGRESQL)
    with connection.cursor() as cursor:
        cursor.execute(_STANDING[connection.vendor], [])
        standing = {str(row[0]) for row in cursor.fetchall()}
        cursor.execute(_UNIQUE[connection.vendor], [])
        standing |= {_PLACE} if cursor.fetchone() else set()
    return sorted(wanted - standing)
