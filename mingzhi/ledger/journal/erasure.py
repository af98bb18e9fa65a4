"""The lawful end of a payload: destroyed by an event, and the chain still verifies (decision 21)."""

from __future__ import annotations

from django.conf import settings
from django.db import connection

from mingzhi.ground.actor import ActorStamp
from mingzhi.ground.errors import Conflict, NotFound
from mingzhi.ledger.journal.append import append
from mingzhi.ledger.journal.events import PAYLOAD_DESTROYED
from mingzhi.ledger.journal.values import NewEvent, Recorded
from mingzhi.ledger.journal.write_queue import write


def destroy_payload(event_id: str, actor: ActorStamp, *, ground: str, origin: str | None = None) -> Recorded:
    """Destroy what an event tells, with its salt; its header stays. The act is itself an event of the same stream.

    Database triggers allow the deletion only together with that event. Copies made by readers are theirs to clear
    when they read it; backups end by their own terms.

    :param ground: why the law demands or allows it, in words, with its article; stays readable for ever.
    :returns: the event ``payload_destroyed``.
    :raises NotFound: no such event.
    :raises Conflict: ``payload_destroyed_already``; ``destruction_stays`` for the record of a destruction.
    """
    with write(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT stream, type FROM journal_event WHERE id = %s AND origin = %s",
            [event_id, origin or settings.ORIGIN],
        )
        found = cursor.fetchone()
        if found is None:
            raise NotFound("no_such_event", event=event_id)
        stream, type_ = found
        if type_ == PAYLOAD_DESTROYED:
            raise Conflict("destruction_stays", event=event_id)
        lock = " FOR UPDATE" if connection.vendor == "postgresql" else ""  # a second destroyer waits, then finds none
        cursor.execute("SELECT 1 FROM journal_payload WHERE event_id = %s" + lock, [event_id])
        if cursor.fetchone() is None:
            raise Conflict("payload_destroyed_already", event=event_id)
        order = NewEvent(PAYLOAD_DESTROYED, {"event": event_id, "ground": ground})
        [recorded] = append(stream, [order], actor, expected=None, origin=origin)
        cursor.execute("INSERT INTO journal_destruction (event_id, by_id) VALUES (%s, %s)", [event_id, recorded.id])
        cursor.execute("DELETE FROM journal_payload WHERE event_id = %s", [event_id])
    return recorded
