"""Hostile input to the API: every answer is a problem of the 4xx kind, and nothing is half-written."""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.casework.office import Office, office
from tests.casework.story import BEGIN, FACTS, Play
from tests.doors.api.test_cases import NEW, Caller
from tests.hardening.rows import nothing_written, told

pytestmark = pytest.mark.django_db
PARTY = {"kind": "organisation", "name": "云岭某建筑有限公司"}
LONG = "长" * 350_000  # a megabyte in UTF-8
DEEP = "[" * 50_000 + "]" * 50_000
OBJECTS = '{"a":' * 900 + "1" + "}" * 900
FACT = {"event": "facts_established", "fields": FACTS}

#: Bodies of POST /cases that cannot be a case.
CLUES: dict[str, Any] = {
    "text instead of an object": '"x"',
    "a list": "[]",
    "null": "null",
    "no JSON": "\x00\x01",
    "bytes of no encoding": b'{"title": "\xff\xfe"}',
    "deep lists": DEEP,
    "deep lists in a field": json.dumps(NEW)[:-1] + f', "clue": {DEEP}}}',
    "deep objects in a field": json.dumps(NEW)[:-1] + f', "clue": {OBJECTS}}}',
    "a number of 5,000 digits": json.dumps(NEW)[:-1] + ', "title": ' + "9" * 5000 + "}",
    "not a number": json.dumps(NEW)[:-1] + ', "title": NaN}',
    "title is a list": {**NEW, "title": ["x"]},
    "title holds a null byte": {**NEW, "title": "某\x00案"},
    "title holds half a character": json.dumps(NEW)[:-1] + ', "title": "\\ud800"}',
    "title is a megabyte": {**NEW, "title": LONG},
    "act unknown": {**NEW, "act": "punishment"},
    "act holds a null byte": {**NEW, "act": "penalty\x00"},
    "procedure unknown": {**NEW, "procedure": "../ordinary"},
    "party name holds a null byte": {**NEW, "parties": [{**PARTY, "name": "\x00"}]},
    "party name is a megabyte": {**NEW, "parties": [{**PARTY, "name": LONG}]},
    "party is text": {**NEW, "parties": ["某公司"]},
    "party kind is an object": {**NEW, "parties": [{**PARTY, "kind": {}}]},
    "party code is SQL": {**NEW, "parties": [{**PARTY, "code": "'; drop table cases_case; --"}]},
    "party code is a megabyte": {**NEW, "parties": [{**PARTY, "code": LONG}]},
    "clue is text": {**NEW, "clue": "inspection"},
    "clue without a source": {**NEW, "clue": {}},
    "source is an object": {**NEW, "clue": {"source": {"$ne": 1}}},
    "source is a number": {**NEW, "clue": {"source": 5}},
    "unknown field of the clue": {**NEW, "clue": {"source": "inspection", "sourze": "x"}},
    "at is a number": {**NEW, "clue": {"source": "inspection", "at": 20260302}},
    "at is a list": {**NEW, "clue": {"source": "inspection", "at": ["2026-03-02"]}},
    "at is before time": {**NEW, "clue": {"source": "inspection", "at": "0000-00-00"}},
    "at has an odd offset": {**NEW, "clue": {"source": "inspection", "at": "2026-03-02T09:00:00+99:99"}},
    "at is at the end of time": {**NEW, "clue": {"source": "inspection", "at": "9999-12-31T23:59:59-23:59"}},
    "at is at the start of time": {**NEW, "clue": {"source": "inspection", "at": "0001-01-01T00:00:00+23:59"}},
    "the event's name within": {**NEW, "clue": {"source": "inspection", "event": "decided"}},
    "an id of its own": {**NEW, "clue": {"source": "inspection", "id": "01ARZ3NDEKTSV4RRFFQ69G5FAV\x00"}},
    "a head of its own": {**NEW, "clue": {"source": "inspection", "head": {"act": "permit"}}},
    "note is a number": {**NEW, "clue": {"source": "inspection", "note": 7}},
    "note holds a null byte": {**NEW, "clue": {"source": "inspection", "note": "\x00"}},
    "x is text": {**NEW, "clue": {"source": "inspection", "x": "x"}},
    "x holds a fraction": {**NEW, "clue": {"source": "inspection", "x": {"y": 0.1}}},
    "x holds a huge number": {**NEW, "clue": {"source": "inspection", "x": {"y": 10**40}}},
}
#: Bodies of POST /cases/{id}/events that cannot be a step.
STEPS: dict[str, Any] = {
    "event unknown": {"event": "facts_establishd"},
    "event is null": {"event": None},
    "event holds a null byte": {"event": "decided\x00"},
    "event is a megabyte": {"event": LONG},
    "event is a path": {"event": "../../decided"},
    "fields is a list": {"event": "facts_established", "fields": []},
    "field is an object": {"event": "facts_established", "fields": {**FACTS, "harm": {"a": []}}},
    "unknown field": {"event": "facts_established", "fields": {**FACTS, "harmm": "slight"}},
    "field's name is a megabyte": {"event": "facts_established", "fields": {**FACTS, LONG: 1}},
    "field's name is empty": {"event": "facts_established", "fields": {**FACTS, "": 1}},
    "date is no date": {"event": "facts_established", "fields": {**FACTS, "violation_on": "2026-02-30"}},
    "at is no date": {**FACT, "at": "昨天"},
    "at holds a null byte": {**FACT, "at": "2026-03-05\x00"},
    "at is in the future": {**FACT, "at": "2036-03-05"},
    "at is a week": {**FACT, "at": "2026-W10-1"},
    "officer unknown": {**FACT, "officers": ["01ARZ3NDEKTSV4RRFFQ69G5FAV"]},
    "officer holds a null byte": {**FACT, "officers": ["\x00"]},
    "officer is a megabyte": {**FACT, "officers": [LONG]},
    "a thousand officers": {**FACT, "officers": ["x"] * 1000},
    "officers within the fields": {"event": "facts_established", "fields": {**FACTS, "officers": 5}},
    "id within the fields": {"event": "facts_established", "fields": {**FACTS, "id": "1"}},
    "recorded_at within the fields": {"event": "facts_established", "fields": {**FACTS, "recorded_at": "x"}},
    "x is a list": {"event": "facts_established", "fields": {**FACTS, "x": [1]}},
    "x is text and it is entered late": {**FACT, "at": "2026-03-05", "late_reason": "忘记", "fields": {"x": "y"}},
    "half a character": '{"event": "facts_established", "fields": {"note": "\\ud800"}}',
    "half a character in a name": '{"event": "facts_established", "fields": {"\\udfff": 1}}',
    "late reason holds a null byte": {**FACT, "at": "2026-03-05", "late_reason": "\x00"},
    "correction of nothing": {"event": "corrected", "fields": {"of": "\x00", "values": {"a": 1}, "reason": "x"}},
    "correction by an object": {"event": "corrected", "fields": {"of": {}, "values": [], "reason": []}},
    "review without materials": {"event": "review_submitted", "fields": {"materials": {"a": 1}}},
    "review with odd materials": {"event": "review_submitted", "fields": {"materials": [["x"], {}, None]}},
    "opinion with odd items": {"event": "review_completed", "fields": {"items": [{}], "outcome": []}},
    "return with odd names": {"event": "review_returned", "fields": {"missing": [{}]}},
    "publication until no day": {"event": "published", "fields": {"until": {"a": 1}, "channel": [{}]}},
    "withdrawal of nothing": {"event": "publication_withdrawn", "fields": {}},
}


@pytest.fixture
def here() -> Office:
    return office()


@pytest.mark.parametrize("name", CLUES)
def test_what_cannot_be_a_case_is_refused_and_opens_none(here: Office, name: str) -> None:
    caller = Caller(here.officer)
    with nothing_written():
        told(caller.post("cases", CLUES[name]))


@pytest.mark.parametrize("name", STEPS)
@pytest.mark.parametrize("way", ["events", "requests"])
def test_what_cannot_be_a_step_is_refused_and_records_none(here: Office, name: str, way: str) -> None:
    play = Play(here).until("credential_shown")
    caller = Caller(here.officer)
    with nothing_written():
        told(caller.post(f"cases/{play.case_id}/{way}", STEPS[name], play.now))


@pytest.mark.parametrize(
    "odd", ["%00", "..%2f..%2fetc%2fpasswd", "' or 1=1--", "%F0%9F%92%A9", "x" * 3000, "%ff", "-1"]
)
def test_odd_ids_name_nothing(here: Office, odd: str) -> None:
    caller = Caller(here.officer)
    with nothing_written():
        for path in (f"cases/{odd}", f"cases/{odd}/file", f"documents/{odd}/pdf", f"publications/{odd}"):
            told(caller.get(path))
        for path in (f"cases/{odd}/events", f"cases/{odd}/requests"):
            told(caller.post(path, FACT))
        for path in (f"requests/{odd}/approve", f"requests/{odd}/refuse"):
            told(caller.post(path, {"reasons": "x"}))
        told(caller.post(f"publications/{odd}/correct", {"reason": "x"}))


@pytest.mark.parametrize(
    "odd", ["\x00", "'; drop table x; --", "x" * 5000, "%", "\ud7ff", "-9" * 30, "9" * 40, "<script>"]
)
def test_odd_questions_are_answered(here: Office, odd: str) -> None:
    caller = Caller(here.officer)
    asked = {
        "cases": ("words", "act", "before"),
        "findings": ("agency", "rule", "outcome", "severity", "before"),
        "documents": ("case",),
        "powers": ("act", "on"),
        "officers": ("on",),
        "publications": ("query", "act", "agency", "region", "year", "state", "kind", "before"),
    }
    with nothing_written():
        for path, names in asked.items():
            for name in names:
                answer = caller.get(path, **{name: odd})
                assert answer.status_code == 200 or told(answer), (path, name)


@pytest.mark.parametrize("key", ["x" * 201, "x" * 100_000, "钥匙" * 101, "a\x00b"])
def test_an_odd_idempotency_key_is_refused(here: Office, key: str) -> None:
    caller = Caller(here.officer)
    with nothing_written():
        told(caller.post("cases", NEW, BEGIN, **{"Idempotency-Key": key}))


@pytest.mark.parametrize("version", ["x", '"', "9" * 30, "-1", "²"])
def test_an_odd_version_is_refused(here: Office, version: str) -> None:
    play, caller = Play(here).until("credential_shown"), Caller(here.officer)
    with nothing_written():
        told(caller.post(f"cases/{play.case_id}/events", FACT, play.now, **{"If-Match": version}))
