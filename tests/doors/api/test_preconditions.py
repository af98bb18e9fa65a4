"""No change over the wire without the version it was made for and a key of its own (decision 46)."""

from __future__ import annotations

from typing import Any

import pytest

from mingzhi.ground.clock import fixed
from mingzhi.ledger.journal.models import Event
from tests.casework.office import Office, office
from tests.casework.story import FACTS, Play
from tests.doors.api.test_cases import NEW, Caller

pytestmark = pytest.mark.django_db
STEP = {"event": "facts_established", "fields": FACTS}
VERSION, KEY = {"If-Match": "*"}, {"Idempotency-Key": "k-1"}


@pytest.fixture
def here() -> Office:
    return office()


def demanded(play: Play, path: str, body: Any, headers: dict[str, str]) -> str:
    """The header that is demanded; nothing was recorded."""
    client = Caller(play.office.officer).client
    before = Event.objects.count()
    with fixed(play.now):
        answer = client.post(f"/api/v1/{path}", body, content_type="application/json", headers=headers)
    told = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (428, "application/problem+json")
    assert (told["code"], told["type"]) == ("precondition_required", "urn:mingzhi:precondition_required")
    assert told["facts"]["header"] in told["facts"]["fix"]
    assert Event.objects.count() == before
    return str(told["facts"]["header"])


@pytest.mark.parametrize("way", ["events", "requests"])
def test_a_step_demands_the_version_and_the_key(here: Office, way: str) -> None:
    play = Play(here).until("opened")
    path = f"cases/{play.case_id}/{way}"
    assert demanded(play, path, STEP, KEY) == "If-Match"
    assert demanded(play, path, STEP, {**KEY, "If-Match": " "}) == "If-Match"
    assert demanded(play, path, STEP, VERSION) == "Idempotency-Key"
    assert demanded(play, path, STEP, {**VERSION, "Idempotency-Key": ""}) == "Idempotency-Key"


@pytest.mark.parametrize(
    ("path", "body"),
    [
        ("cases", NEW),
        ("requests/none/approve", {}),
        ("requests/none/refuse", {"reasons": "补正"}),
        ("publications/none/correct", {"reason": "写错"}),
        ("publications/none/withdraw", {"reason": "other", "note": "依法撤下"}),
    ],
)
def test_what_has_no_version_demands_the_key_alone(here: Office, path: str, body: Any) -> None:
    assert demanded(Play(here), path, body, {}) == "Idempotency-Key"
    answer = Caller(here.officer).client.post(
        f"/api/v1/{path}", body, content_type="application/json", headers={"Idempotency-Key": "k-2"}
    )
    assert answer.status_code != 428


def test_with_the_version_seen_or_any_the_step_is_recorded(here: Office) -> None:
    for number, version in enumerate(("seen", "*")):
        play = Play(here).until("opened")
        sent = f'"{play.row().seq}"' if version == "seen" else version
        answer = Caller(here.officer).post(
            f"cases/{play.case_id}/events", STEP, play.now, **{"If-Match": sent, "Idempotency-Key": f"k-{number}"}
        )
        assert answer.status_code == 201


def test_the_description_names_the_headers_of_every_change() -> None:
    from mingzhi.doors.api.routes import api

    found = {}
    for path, methods in api.get_openapi_schema()["paths"].items():
        if "post" in methods:
            told = methods["post"].get("parameters", [])
            found[path] = {one["name"] for one in told if one["in"] == "header" and one["required"]}
    assert found and all("Idempotency-Key" in names for names in found.values()), found
    assert {path.rsplit("/", 1)[1] for path, names in found.items() if "If-Match" in names} == {"events", "requests"}
