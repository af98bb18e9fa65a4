"""A case leaves as a case file and comes in as one, equal both ways."""

from __future__ import annotations

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.ground.clock import fixed
from mingzhi.ground.errors import BadInput, Conflict, Forbidden, NotFound
from mingzhi.law.casefile.reader import read_bytes, read_file
from mingzhi.law.casefile.values import CaseFile
from mingzhi.law.casefile.writer import dump, to_json
from mingzhi.law.evaluate import evaluate
from mingzhi.law.lawbook import shipped
from tests.casework.office import office
from tests.casework.story import FACTS, Play
from tests.shared import needs_shared

pytestmark = pytest.mark.django_db


def _read(text: str) -> CaseFile:
    (case,) = read_bytes(text.encode(), "x.yaml")
    assert isinstance(case, CaseFile), case
    return case


FILE = """
format: mingzhi-case/1
id: a-1
act: penalty
parties: [{kind: person, name: 张某}]
events:
  - {event: opened, at: {after: '2020-01-01', before: '2020-02-01'}, officers: [{name: 甲, credential: null}]}
  - {event: decided, at: '2020-05', penalties: [{type: fine, amount: '5.00'}], x: {k: [1, 2]}}
"""


def test_the_shared_cases_come_back_equal() -> None:
    head = office().head
    paths = sorted(needs_shared("domain", "cases", "dev").glob("*.yaml"))
    assert len(paths) == 55
    for path in paths:
        (case,) = read_file(path)
        assert isinstance(case, CaseFile), case
        row = cases.import_case(head, case, origin="elsewhere")
        back = cases.export_case(head, row.id)
        assert to_json(back) == to_json(case), path.name
        assert _read(dump(back)) == case
        assert evaluate(back, shipped(None)) == evaluate(case, shipped(None))
        assert row.seq == len(case.events)


def test_our_own_case_leaves_as_a_file_that_reads_equal() -> None:
    play = Play(office()).until("closed")
    exported = cases.export_case(play.office.officer, play.case_id)
    again = _read(dump(exported))
    assert to_json(again) == to_json(exported)
    assert [event.type for event in again.events] == [event.type for event in exported.events]


def test_an_imported_case_is_only_read_and_waits_for_nobody() -> None:
    here = office()
    row = cases.import_case(here.head, _read(FILE), origin="elsewhere")
    assert (row.next_step, row.next_role) == ("", "")
    with pytest.raises(Forbidden) as caught:
        cases.record(here.officer, row.id, "facts_established", FACTS)
    assert caught.value.code == "foreign_case_read_only"
    with pytest.raises(Forbidden):
        cases.request_approval(here.officer, row.id, "closed", {"way": "other"})
    with pytest.raises(Forbidden):
        cases.correct(here.head, row.id, "opened", {"danger": "none"}, reason="x")
    assert not cases.work_list(here.head, mine=False).rows
    with fixed(Play(here).now):
        assert cases.dossier(here.officer, row.id).findings


def test_the_same_file_twice_an_empty_one_or_our_own_name_are_refused() -> None:
    here = office()
    case = _read(FILE)
    cases.import_case(here.head, case, origin="elsewhere")
    with pytest.raises(Conflict):
        cases.import_case(here.head, case, origin="elsewhere")
    cases.import_case(here.head, case, origin="another")
    with pytest.raises(BadInput):
        cases.import_case(here.head, case, origin="local")
    with pytest.raises(BadInput):
        cases.import_case(here.head, _read(FILE.partition("events:")[0] + "events: []\n"), origin="x")
    assert cases.Row.objects.count() == 2


def test_who_may_not_import_does_not_and_a_stranger_does_not_see_it() -> None:
    here = office()
    with pytest.raises(Forbidden):
        cases.import_case(here.officer, _read(FILE), origin="elsewhere")
    row = cases.import_case(here.head, _read(FILE), origin="elsewhere")
    stranger = office(name="武定县卫生健康局", short="武卫健", field="health", region="532329").officer
    with pytest.raises(NotFound):
        cases.export_case(stranger, row.id)
