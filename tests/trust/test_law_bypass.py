"""The search for a way round the law: random walks over the API, each step lawful, careless, hostile or nonsense.

After every answer: never a failure of ours; a refusal changes nothing; what was accepted is one event of a named person
in a chain without gaps; and no step that stands in the case is one that the law refuses on what came before it.
"""

from __future__ import annotations

import os
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingzhi.casework.cases import api as cases
from mingzhi.casework.cases.codec import case_of
from mingzhi.ground.clock import fixed
from mingzhi.law.casefile.corrections import corrected_view
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.door import at_door
from mingzhi.law.lawbook import shipped
from mingzhi.ledger.journal.api import read_stream
from tests.casework.office import Office, office
from tests.casework.story import BEGIN, ORDINARY, Moment
from tests.doors.api.test_cases import NEW, Caller
from tests.hardening.rows import held

pytestmark = pytest.mark.django_db
FULL = os.environ.get("MINGZHI_TRUST") == "full"
WALKS = 60 if FULL else 4
WORDS = sorted(VOCABULARY)
FIELDS = sorted({name for word in WORDS for name in VOCABULARY[word].fields} | {"note", "x", "officers", "at", "party"})
CHOICES = sorted(
    {one for word in WORDS for kind in VOCABULARY[word].fields.values() for one in kind.choices}
    | {"2026-03-05", "0.00"}
)

plain = st.none() | st.booleans() | st.integers() | st.text(max_size=6) | st.sampled_from(CHOICES) | st.floats()
anything = st.recursive(
    plain, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(FIELDS), inner), max_leaves=4
)
step = st.tuples(
    st.sampled_from(["on", "on", "on", "on", "hurry", "leap", "change", "nonsense", "correct"]),
    st.integers(0, 10**6),
    st.sampled_from(FIELDS),
    anything,
    st.sampled_from(["officer", "head", "reviewer", "clerk"]),
)


@dataclass
class Walk:
    """One case on its way, through the tokens of its people."""

    here: Office
    callers: dict[str, Caller]
    now: Any = BEGIN
    case_id: str = ""
    at: int = 0
    accepted: int = 0

    def begin(self) -> None:
        """Open the case."""
        self.case_id = self.callers["officer"].post("cases", NEW, self.now).json()["id"]

    def take(self, kind: str, number: int, name: str, value: Any, who: str) -> None:
        """One step; then the promises."""
        moment = ORDINARY[min(self.at, len(ORDINARY) - 1)]
        if kind == "nonsense":
            moment = Moment(WORDS[number % len(WORDS)], 0, who, {name: value}, officers=bool(number % 2))
        elif kind == "correct":
            told = read_stream(f"case:{self.case_id}")
            target = told[number % len(told)]
            values = {name: value} if number % 2 else {"at": "2026-03-02"}
            moment = Moment("corrected", 0, who, {"of": target.id, "values": values, "reason": "看错"})
        elif kind == "leap":
            moment = ORDINARY[number % len(ORDINARY)]
        elif kind == "hurry":
            moment = replace(moment, days=0)
        elif kind == "change":
            fields = sorted(moment.values) or [name]
            moment = replace(moment, values={**moment.values, fields[number % len(fields)]: value})
        self.now += timedelta(days=moment.days, minutes=10)
        before, length = held(), len(read_stream(f"case:{self.case_id}"))
        answer = self._send(moment)
        assert answer.status_code < 500, answer.content
        told = read_stream(f"case:{self.case_id}")
        if answer.status_code >= 400:
            assert held() == before, (moment, answer.content)
            return
        self.accepted += 1
        self.at += kind in ("on", "hurry", "change")
        assert len(told) > length and self._row().seq == len(told)
        assert all(one.actor.name for one in told) and [one.seq for one in told] == list(range(1, len(told) + 1))

    def _send(self, moment: Moment) -> Any:
        body = {"event": moment.event, "fields": dict(moment.values)}
        body["officers"] = list(self.here.two) if moment.officers else []
        caller = self.callers.get(moment.who, self.callers["officer"])
        answer = caller.post(f"cases/{self.case_id}/events", body, self.now)
        if answer.status_code != 403 or answer.json()["code"] != "needs_approval":
            return answer
        asked = caller.post(f"cases/{self.case_id}/requests", body, self.now)
        if asked.status_code != 201:
            return asked
        answered = self.callers["head"].post(f"requests/{asked.json()['id']}/approve", {}, self.now)
        if answered.status_code >= 400:  # the request itself stands: it is sent back, and the walk goes on
            back = {"reasons": "不同意"}
            return self.callers["head"].post(f"requests/{asked.json()['id']}/refuse", back, self.now)
        return answered

    def _row(self) -> Any:
        return cases.Row.objects.get(pk=self.case_id)

    def lawful(self) -> None:
        """Every step that stands in the case is let through by the law on what was recorded before it."""
        row, told = self._row(), read_stream(f"case:{self.case_id}")
        with fixed(self.now):
            for length in range(1, len(told)):
                if told[length].type == "corrected":
                    continue
                case = corrected_view(case_of(row.id, row.head, told[: length + 1]))
                earlier, event = replace(case, events=case.events[:-1]), case.events[-1]
                found = at_door(earlier, event, shipped(row.profile or None), as_of=event.at.last)  # type: ignore[union-attr]
                assert [one.rule for one in found if one.blocks] == [], (event.type, [one.type for one in told])


def test_no_walk_finds_a_way_round_the_law() -> None:
    here = office()
    callers = {who: Caller(getattr(here, who)) for who in ("officer", "head", "reviewer", "clerk", "archivist")}
    counted = {"walks": 0, "steps": 0, "accepted": 0, "decided": 0}

    @settings(
        max_examples=WALKS, deadline=None, derandomize=not FULL, database=None, suppress_health_check=list(HealthCheck)
    )
    @given(st.lists(step, min_size=20, max_size=40))
    def search(steps: list[Any]) -> None:
        walk = Walk(here, callers)
        walk.begin()
        for one in steps:
            walk.take(*one)
        walk.lawful()
        counted["walks"] += 1
        counted["steps"] += len(steps)
        counted["accepted"] += walk.accepted
        counted["decided"] += any(one.type == "decided" for one in read_stream(f"case:{walk.case_id}"))

    search()
    print(f"\n{counted}")
    assert counted["accepted"] > 0
