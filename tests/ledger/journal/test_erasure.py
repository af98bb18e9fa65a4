"""The lawful end of a payload."""

from __future__ import annotations

import pytest
from django.db import connection

from mingzhi.ground.actor import system
from mingzhi.ground.errors import Conflict, NotFound
from mingzhi.ledger.journal.api import NewEvent, append, destroy_payload, read_stream, sequence, verify, write

pytestmark = pytest.mark.django_db
GROUND = "保管期限届满（个人信息保护法第四十七条）"


def told(*payloads: dict[str, str]) -> list[str]:
    """Append events; their ids."""
    with write():
        events = append("case:a", [NewEvent("noted", one) for one in payloads], system("t"), expected=None)
    return [one.id for one in events]


def test_a_destroyed_payload_is_nowhere_and_the_chain_still_verifies() -> None:
    first, _second = told({"id_number": "530302199001010011"}, {"x": "y"})
    order = destroy_payload(first, system("t"), ground=GROUND)
    sequence()
    assert [one.payload for one in read_stream("case:a")] == [None, {"x": "y"}, {"event": first, "ground": GROUND}]
    assert (order.type, order.seq) == ("payload_destroyed", 3)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_payload WHERE event_id = %s", [first])
        assert cursor.fetchone() == (0,)
    report = verify()
    assert report.sound and report.destroyed == 1


def test_a_payload_is_destroyed_once_and_the_record_of_it_stays() -> None:
    [event] = told({})
    order = destroy_payload(event, system("t"), ground=GROUND)
    for id_, code in ((event, "payload_destroyed_already"), (order.id, "destruction_stays")):
        with pytest.raises(Conflict) as refusal:
            destroy_payload(id_, system("t"), ground=GROUND)
        assert refusal.value.code == code
    assert len(read_stream("case:a")) == 2


def test_an_event_that_is_not_there_has_no_payload_to_destroy() -> None:
    with pytest.raises(NotFound):
        destroy_payload("01HR0000000000000000000000", system("t"), ground=GROUND)


def test_a_repeated_request_is_answered_although_its_payload_was_destroyed() -> None:
    with write():
        [first] = append("case:a", [NewEvent("noted", {"a": "b"})], system("t"), expected=0, idempotency_key="k")
    destroy_payload(first.id, system("t"), ground=GROUND)
    with write():
        [again] = append("case:a", [NewEvent("noted", {"a": "b"})], system("t"), expected=0, idempotency_key="k")
    assert (again.id, again.payload) == (first.id, None)
