"""The journal's SQL, in one place, for the raw cursor (engineering.md: the ORM would cost half of the speed)."""

from __future__ import annotations

EVENT_COLUMNS = "id, origin, stream, seq, type, at, recorded_at, actor, lawbook, payload_digest, previous, digest"  # 12

HEAD = "SELECT seq, digest FROM journal_stream WHERE origin = %s AND name = %s"
HEAD_LOCKED = HEAD + " FOR UPDATE"
NEW_HEAD = (
    "INSERT INTO journal_stream (origin, name, seq, digest) VALUES (%s, %s, 0, %s) "
    "ON CONFLICT (origin, name) DO NOTHING"
)
MOVE_HEAD = "UPDATE journal_stream SET seq = %s, digest = %s WHERE origin = %s AND name = %s"

_EVENTS = f"INSERT INTO journal_event ({EVENT_COLUMNS}) VALUES "
_PAYLOADS = "INSERT INTO journal_payload (event_id, salt, body) VALUES "
_UNPLACED = "INSERT INTO journal_unplaced (event_id) VALUES "

ASK_REQUEST = "SELECT stream, first, count FROM journal_request WHERE origin = %s AND key = %s"
NEW_REQUEST = (
    "INSERT INTO journal_request (origin, key, stream, first, count) VALUES (%s, %s, %s, %s, %s) "
    "ON CONFLICT (origin, key) DO NOTHING"
)

RECORDED = (
    "SELECT e.id, e.origin, e.stream, e.seq, p.position, e.type, e.at, e.recorded_at, e.actor, e.lawbook, e.digest, "
    "b.body FROM journal_event e LEFT JOIN journal_position p ON p.event_id = e.id "
    "LEFT JOIN journal_payload b ON b.event_id = e.id "
)
STREAM = RECORDED + "WHERE e.origin = %s AND e.stream = %s AND e.seq > %s ORDER BY e.seq"
AFTER = (
    RECORDED.replace("journal_event e LEFT JOIN journal_position p", "journal_position p JOIN journal_event e")
    + "WHERE p.position > %s ORDER BY p.position LIMIT %s"
)

LAST_POSITION = "SELECT position, link FROM journal_position ORDER BY position DESC LIMIT 1"
UNPLACED = (
    "SELECT u.n, e.id, e.digest FROM journal_unplaced u JOIN journal_event e ON e.id = u.event_id ORDER BY u.n LIMIT %s"
)


def rows(count: int, width: int) -> str:
    """``count`` rows of ``width`` placeholders for VALUES."""
    row = "(" + ", ".join(["%s"] * width) + ")"
    return ", ".join([row] * count)


def insert_events(count: int) -> str:
    """Insert the headers: 12 values each."""
    return _EVENTS + rows(count, 12)


def insert_payloads(count: int) -> str:
    """Insert the payloads: event, salt, body."""
    return _PAYLOADS + rows(count, 3)


def insert_unplaced(count: int) -> str:
    """Put the events into the sequencer's queue."""
    return _UNPLACED + rows(count, 1)


def insert_all(count: int) -> str:
    """Headers, payloads, queue and head in one statement: one round trip to PostgreSQL."""
    return (
        f"WITH events AS ({insert_events(count)}), payloads AS ({insert_payloads(count)}), "
        f"unplaced AS ({insert_unplaced(count)}) {MOVE_HEAD}"
    )


def insert_positions(count: int) -> str:
    """Give positions: position, event, link."""
    return "INSERT INTO journal_position (position, event_id, link) VALUES " + rows(count, 3)


def delete_unplaced(count: int) -> str:
    """Take events out of the queue."""
    return f"DELETE FROM journal_unplaced WHERE n IN ({', '.join(['%s'] * count)})"
