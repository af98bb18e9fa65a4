"""Whatever is done to an object of the registry is one event in its own stream, by a named actor."""

from __future__ import annotations

from datetime import date
from importlib import resources
from typing import Any

import pytest
import yaml

from mingzhi.ground.actor import ActorStamp
from mingzhi.ledger.journal.api import read_stream, verify
from mingzhi.registry.agencies import api as agencies
from mingzhi.registry.catalog import api as catalog
from mingzhi.registry.identity import api as identity
from mingzhi.registry.identity.api import Account, Role
from mingzhi.registry.parties import api as parties
from mingzhi.registry.people import api as people
from tests.casework.office import Office, office

DAY = date(2024, 1, 1)
ALL: dict[str, Any] = yaml.safe_load(
    resources.files("mingzhi.rules").joinpath("vocabulary/streams.yaml").read_text(encoding="utf-8")
)
WORDS = {word: told for word, told in ALL.items() if told["stream"] != "disclosure"}


def everything(here: Office, by: ActorStamp | None = None) -> dict[str, list[Any]]:
    """Use every verb of the registry once; the events of each stream."""
    region = agencies.create_region("530302001", "某街道", "530302", by=by)
    unit = agencies.create_unit(here.agency.id, "某股", by=by)
    person = people.create_person("新某", here.agency.id, unit_id=unit.id, by=by)
    people.grant_credential(person.id, "N-1", valid_from=DAY, by=by)
    people.revoke_credential("N-1", date(2025, 1, 1), by=by)
    given = {"username": "new", "password": "x", "name": "新某", "agency_id": here.agency.id, "check_password": False}
    account = identity.create_account(**given, roles=[Role.OFFICER], by=by)
    identity.end_role(account, Role.OFFICER, by=by)
    _secret, token = identity.create_token("new", by=by)
    identity.revoke_token(token.id, by=by)
    identity.grant_case("none", person.id, reason="联合检查", granted_by="x", by=by)
    party = parties.register_party(kind="organisation", name="旧名", code="91530302MA6K000007", by=by)
    parties.register_party(kind="organisation", name="新名", code="91530302MA6K000007", by=by)
    listed = {"code": "A-1", "name": "处罚", "act": "penalty", "in_force_from": DAY}
    power = catalog.add_power(here.agency.id, basis=["某条"], **listed, by=by)
    catalog.add_review_item(here.agency.id, **listed, by=by)
    streams = (
        f"region:{region.code}",
        f"agency:{here.agency.id}",
        f"person:{person.id}",
        f"account:{account.pk}",
        f"party:{party.id}",
        f"power:{power.id}",
    )
    return {stream: list(read_stream(stream)) for stream in streams}


@pytest.mark.django_db
def test_every_verb_records_one_event_and_together_they_are_the_vocabulary() -> None:
    told = everything(office())
    types = [one.type for events in told.values() for one in events]
    assert set(types) == set(WORDS)
    assert [one.type for one in told[next(name for name in told if name.startswith("account"))]] == [
        "account_opened",
        "role_assigned",
        "role_ended",
        "token_created",
        "token_revoked",
    ]
    assert not verify().breaks


@pytest.mark.django_db
def test_payloads_hold_the_fields_of_the_vocabulary_and_no_secret() -> None:
    for stream, events in everything(office()).items():
        for one in events:
            word = WORDS[one.type]
            assert stream.startswith(f"{word['stream']}:")
            required = {name for name, kind in word["fields"].items() if not kind.endswith("?")}
            assert required <= set(one.payload) <= set(word["fields"]), one.type
            assert not {"password", "secret", "digest"} & set(one.payload)


@pytest.mark.django_db
def test_the_actor_is_the_person_or_the_installation() -> None:
    here = office()
    by = here.head.stamp()
    told = everything(here, by)
    for stream, events in told.items():
        if not stream.startswith("agency:"):
            assert {one.actor.id for one in events} == {here.head.person_id}
    made = read_stream(f"account:{here.officer.account_id}")
    assert {(one.actor.kind, one.actor.id) for one in made} == {("system", "registry")}


@pytest.mark.django_db
def test_doing_the_same_again_records_nothing() -> None:
    here = office()
    account = Account.objects.get(pk=here.officer.account_id)
    before = len(read_stream(f"account:{account.pk}"))
    identity.end_role(account, Role.ARCHIVIST)
    assert len(read_stream(f"account:{account.pk}")) == before
    agencies.create_region("530302", "麒麟区", "5303")
    assert len(read_stream("region:530302")) == 1


@pytest.mark.django_db(transaction=False)
def test_a_refused_verb_records_nothing() -> None:
    here = office()
    account = Account.objects.get(pk=here.officer.account_id)
    identity.assign_role(account, Role.SYSTEM_ADMIN)
    before = len(read_stream(f"account:{account.pk}"))
    with pytest.raises(Exception, match="administrators_separate"):
        identity.assign_role(account, Role.AUDIT_ADMIN)
    assert len(read_stream(f"account:{account.pk}")) == before


def test_no_word_of_another_stream_is_a_word_of_case_files() -> None:
    from mingzhi.law.casefile.vocabulary import VOCABULARY

    assert not [word for word in ALL if word in VOCABULARY]
