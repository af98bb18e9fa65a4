"""The journal is append only: the database itself refuses changes, whoever asks (trust.md, promise 4).

Allowed besides inserting: a head moves forward; an unplaced row goes once its position exists; a payload goes once its
destruction is recorded, and a destruction is accepted only if a ``payload_destroyed`` event of the same stream orders
it. On SQLite, guards before INSERT stop ``INSERT OR REPLACE``, which deletes without firing DELETE triggers.
"""

from __future__ import annotations

from typing import Any

from django.db import migrations

FIXED = ("event", "destruction", "position", "request")
ALL = (*FIXED, "payload", "unplaced", "stream")

# What each table's rows are known by: no second row may come in place of the first.
KEYS = {
    "event": ["id = NEW.id", "origin = NEW.origin AND stream = NEW.stream AND seq = NEW.seq"],
    "payload": ["event_id = NEW.event_id"],
    "destruction": ["event_id = NEW.event_id"],
    "position": ["position = NEW.position", "event_id = NEW.event_id"],
    "request": ["origin = NEW.origin AND key = NEW.key"],
    "stream": ["origin = NEW.origin AND name = NEW.name"],
}

# A destruction must be ordered by an event that names the very payload; the order itself stays.
ORDERED = """EXISTS (
    SELECT 1 FROM journal_event gone
    JOIN journal_event ordered ON ordered.origin = gone.origin AND ordered.stream = gone.stream AND ordered.seq > gone.seq
    JOIN journal_payload told ON told.event_id = ordered.id
    WHERE gone.id = NEW.event_id AND gone.type <> 'payload_destroyed'
      AND ordered.id = NEW.by_id AND ordered.type = 'payload_destroyed' AND {told} = NEW.event_id)"""

HEAD_MOVES_BACK = "NEW.origin <> OLD.origin OR NEW.name <> OLD.name OR NEW.seq <= OLD.seq"
PAYLOAD_GOES_UNORDERED = "NOT EXISTS (SELECT 1 FROM journal_destruction WHERE event_id = OLD.event_id)"
UNPLACED_GOES_EARLY = "NOT EXISTS (SELECT 1 FROM journal_position WHERE event_id = OLD.event_id)"
PAYLOAD_RETURNS = "EXISTS (SELECT 1 FROM journal_destruction WHERE event_id = NEW.event_id)"


def sqlite() -> list[str]:
    def guard(name: str, when: str, table: str, condition: str | None, says: str) -> str:
        where = f" WHEN {condition}" if condition else ""
        return (
            f"CREATE TRIGGER journal_{name} BEFORE {when} ON journal_{table} FOR EACH ROW{where} "
            f"BEGIN SELECT RAISE(ABORT, 'the journal is append only: {says}'); END"
        )

    made = []
    for table in FIXED:
        made.append(guard(f"{table}_no_update", "UPDATE", table, None, f"{table} is never changed"))
        made.append(guard(f"{table}_no_delete", "DELETE", table, None, f"{table} never goes"))
    for table, keys in KEYS.items():
        taken = " OR ".join(f"EXISTS (SELECT 1 FROM journal_{table} WHERE {key})" for key in keys)
        made.append(guard(f"{table}_no_replace", "INSERT", table, taken, f"{table} exists already"))
    made += [
        guard("payload_no_update", "UPDATE", "payload", None, "payload is never changed"),
        guard("payload_no_delete", "DELETE", "payload", PAYLOAD_GOES_UNORDERED, "payload goes only by an event"),
        guard("payload_no_return", "INSERT", "payload", PAYLOAD_RETURNS, "a destroyed payload does not return"),
        guard("unplaced_no_update", "UPDATE", "unplaced", None, "unplaced is never changed"),
        guard("unplaced_no_delete", "DELETE", "unplaced", UNPLACED_GOES_EARLY, "unplaced goes once it has a position"),
        guard("stream_no_update", "UPDATE", "stream", HEAD_MOVES_BACK, "a head only moves forward"),
        guard("stream_no_delete", "DELETE", "stream", None, "stream never goes"),
        guard(
            "destruction_ordered",
            "INSERT",
            "destruction",
            "NOT " + ORDERED.format(told="json_extract(told.body, '$.event')"),
            "a destruction needs its event",
        ),
    ]
    return made


def postgresql() -> list[str]:
    def refusal(says: str) -> str:
        return (
            f"RAISE EXCEPTION 'the journal is append only: {says}' USING ERRCODE = 'integrity_constraint_violation';"
        )

    def function(name: str, condition: str, says: str, returns: str) -> str:
        return (
            f"CREATE FUNCTION journal_{name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {condition} THEN {refusal(says)} END IF; RETURN {returns}; END $$"
        )

    def guard(name: str, when: str, table: str, does: str, each: str = "ROW") -> str:
        return (
            f"CREATE TRIGGER journal_{name} BEFORE {when} ON journal_{table} "
            f"FOR EACH {each} EXECUTE FUNCTION journal_{does}()"
        )

    made = [
        "CREATE FUNCTION journal_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "RAISE EXCEPTION 'the journal is append only: % on %', TG_OP, TG_TABLE_NAME "
        "USING ERRCODE = 'integrity_constraint_violation'; END $$",
        function("payload_goes", PAYLOAD_GOES_UNORDERED, "payload goes only by an event", "OLD"),
        function("payload_comes", PAYLOAD_RETURNS, "a destroyed payload does not return", "NEW"),
        function("unplaced_goes", UNPLACED_GOES_EARLY, "unplaced goes once it has a position", "OLD"),
        function("head_moves", HEAD_MOVES_BACK, "a head only moves forward", "NEW"),
        function(
            "destruction_comes",
            "NOT " + ORDERED.format(told="(told.body::json ->> 'event')"),
            "a destruction needs its event",
            "NEW",
        ),
    ]
    for table in FIXED:
        made.append(guard(f"{table}_no_update", "UPDATE", table, "refuse"))
        made.append(guard(f"{table}_no_delete", "DELETE", table, "refuse"))
    made += [guard(f"{table}_no_truncate", "TRUNCATE", table, "refuse", "STATEMENT") for table in ALL]
    made += [
        guard("payload_no_update", "UPDATE", "payload", "refuse"),
        guard("payload_no_delete", "DELETE", "payload", "payload_goes"),
        guard("payload_no_return", "INSERT", "payload", "payload_comes"),
        guard("unplaced_no_update", "UPDATE", "unplaced", "refuse"),
        guard("unplaced_no_delete", "DELETE", "unplaced", "unplaced_goes"),
        guard("stream_no_update", "UPDATE", "stream", "head_moves"),
        guard("stream_no_delete", "DELETE", "stream", "refuse"),
        guard("destruction_ordered", "INSERT", "destruction", "destruction_comes"),
    ]
    return made


def forwards(apps: Any, schema_editor: Any) -> None:
    vendor = schema_editor.connection.vendor
    for statement in {"sqlite": sqlite, "postgresql": postgresql}[vendor]():
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_initial")]

    # There is no way back: a journal that once refused changes does not learn to take them.
    operations = [migrations.RunPython(forwards)]
