"""One case over the wire, as another program would take it: the API is a client of the one door like any other."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client

from mingzhi.casework.cases import api as cases
from mingzhi.ground.clock import fixed
from mingzhi.ground.digest import sha256
from mingzhi.ground.ulid import new_ulid
from mingzhi.law.casefile.reader import read_mapping
from mingzhi.registry.identity.api import Account, Actor, create_token
from tests.casework.office import Office, office
from tests.casework.story import BEGIN, FACTS, ORDINARY, Play

pytestmark = pytest.mark.django_db
NEW = {
    "title": "某公司擅自施工案",
    "parties": [{"kind": "organisation", "name": "云岭某建筑有限公司"}],
    "clue": {"source": "inspection"},
}


class Caller:
    """A program with the token of one person; the clock stands where the story is."""

    def __init__(self, actor: Actor, scope: str = "write") -> None:
        name = Account.objects.get(pk=actor.account_id).username
        with fixed(BEGIN):
            secret, _row = create_token(name, days=366, scope=scope)
        self.client = Client(headers={"Authorization": f"Bearer {secret}"})

    def get(self, path: str, **query: str) -> Any:
        """GET, at the beginning of the story's year."""
        with fixed(BEGIN + timedelta(days=40)):
            return self.client.get(f"/api/v1/{path}", query)

    def post(self, path: str, body: Any, when: Any = BEGIN, **headers: str) -> Any:
        """POST at a moment: whatever the version is, as a request of its own, unless *headers* say otherwise."""
        sent = {"If-Match": "*", "Idempotency-Key": new_ulid(), **headers}
        with fixed(when):
            return self.client.post(f"/api/v1/{path}", body, content_type="application/json", headers=sent)


@pytest.fixture
def here() -> Office:
    return office()


def test_a_case_is_opened_and_led_to_its_approval_by_two_programs(here: Office) -> None:
    officer, head = Caller(here.officer), Caller(here.head)
    opened = officer.post("cases", NEW)
    assert opened.status_code == 201
    case_id, version = opened.json()["id"], opened.json()["version"]
    told = officer.get(f"cases/{case_id}")
    assert told["ETag"] == f'"{version}"'
    step = next(one for one in told.json()["next_steps"] if one["event"] == "opened")
    assert step["ready"] and "officer" in step["roles"]
    values = ORDINARY[0].values
    asked = officer.post(
        f"cases/{case_id}/requests",
        {"event": "opened", "fields": dict(values), "officers": list(here.two)},
        BEGIN + timedelta(days=1),
    )
    assert asked.status_code == 201 and asked.json()["role"] == "head"
    assert [one["id"] for one in head.get("requests").json()["items"]] == [asked.json()["id"]]
    done = head.post(f"requests/{asked.json()['id']}/approve", {}, BEGIN + timedelta(days=2))
    assert done.status_code == 201 and done.json()["event"] == "opened"
    row = cases.Row.objects.get(pk=case_id)
    assert row.number.startswith("麒住建罚立") and row.seq == done.json()["version"]


def test_a_step_that_the_law_refuses_is_409_with_its_article(here: Office) -> None:
    play = Play(here).until("prior_notice_served")
    caller = Caller(here.head)
    draft = next(one for one in ORDINARY if one.event == "decided")
    answer = Caller(here.officer).post(
        f"cases/{play.case_id}/requests", {"event": "decided", "fields": dict(draft.values)}, play.now
    )
    assert answer.status_code == 409 and answer["Content-Type"] == "application/problem+json"
    body = answer.json()
    assert body["code"] == "refused_by_law"
    finding = next(one for one in body["findings"] if one["rule"] == "pen-defence-5wd")
    assert finding["citation"]["article"] and finding["severity"] == "block"
    assert caller.get("requests").json()["items"] == []


def test_an_older_version_is_412_and_nothing_is_written(here: Office) -> None:
    play = Play(here).until("opened")
    seq = play.row().seq
    answer = Caller(here.officer).post(
        f"cases/{play.case_id}/events",
        {"event": "facts_established", "fields": FACTS},
        play.now,
        **{"If-Match": f'"{seq - 1}"'},
    )
    assert answer.status_code == 412 and answer.json()["facts"]["now"] == seq
    assert play.row().seq == seq


def test_the_same_idempotency_key_is_answered_with_what_was_recorded(here: Office) -> None:
    play, caller = Play(here).until("opened"), Caller(here.officer)
    body = {"event": "facts_established", "fields": FACTS}
    key = {"Idempotency-Key": "k-77"}
    first = caller.post(f"cases/{play.case_id}/events", body, play.now, **key)
    again = caller.post(f"cases/{play.case_id}/events", body, play.now, **key)
    assert first.status_code == again.status_code == 201 and first.json() == again.json()
    opened = [caller.post("cases", NEW, **{"Idempotency-Key": "k-78"}).json()["id"] for _ in range(2)]
    assert opened[0] == opened[1]


def test_a_case_comes_out_as_a_file_that_reads_the_same(here: Office) -> None:
    play = Play(here).until("opened")
    told = Caller(here.officer).get(f"cases/{play.case_id}/file").json()
    assert read_mapping(told, where="api").events == cases.export_case(here.officer, play.case_id).events


def test_lists_are_cut_by_key_and_narrowed(here: Office) -> None:
    caller = Caller(here.officer)
    for _ in range(22):
        Play(here).open()
    Play(here).open(title="独一无二案")
    first = caller.get("cases").json()
    second = caller.get("cases", before=first["next"]).json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (20, 3, None)
    assert [one["title"] for one in caller.get("cases", words="独一").json()["items"]] == ["独一无二案"]


def test_powers_officers_and_documents_are_told(here: Office) -> None:
    from mingzhi.casework.documents import api as documents
    from mingzhi.registry.catalog.api import add_power
    from tests.casework.office import SINCE

    add_power(here.agency.id, code="A-1", name="处罚", act="penalty", basis=["某法第一条"], in_force_from=SINCE)
    play, caller = Play(here).until("opened"), Caller(here.officer)
    assert [one["basis"] for one in caller.get("powers", act="penalty").json()["items"]] == [["某法第一条"]]
    officers = caller.get("officers", on="2026-03-01").json()["items"]
    assert {one["id"] for one in officers if one["credential"]} >= set(here.two)
    with fixed(play.now):
        made = documents.draw_up(here.officer, play.case_id, "filing_approval", {"facts": "事实", "basis": "依据"})
    listed = caller.get("documents", case=play.case_id).json()["items"]
    assert [one["id"] for one in listed] == [made.id]
    sent = caller.get(f"documents/{made.id}/pdf")
    assert sent["Content-Disposition"].startswith("attachment") and sha256(sent.content) == made.pdf
