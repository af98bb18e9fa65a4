"""Release, correct and withdraw: through the case's one door, and never more than may be public."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from mingzhi.casework.cases import api as cases
from mingzhi.ground.clock import fixed
from mingzhi.ground.errors import BadInput, Conflict, Forbidden, NotFound, Refused
from mingzhi.ledger.journal.api import read_stream, verify
from mingzhi.oversight.publication import api
from mingzhi.oversight.publication.models import Proposal, Publication, SearchText
from mingzhi.oversight.publication.readers import Proposals, States
from tests.casework.office import Office, office
from tests.casework.story import Play

pytestmark = pytest.mark.django_db


@pytest.fixture
def people() -> Office:
    return office()


def decided(people: Office, **head: Any) -> Play:
    """A case whose decision has been served."""
    play = Play(people)
    play.open(**head)
    return play.until("document_served")


def release(play: Play, *, after: int = 1, **options: Any) -> list[Publication]:
    """Release by the clerk some days later."""
    with fixed(play.now + timedelta(days=after)):
        return api.release(play.office.clerk, play.case_id, **{"checked_secrecy": True, **options})


def words(play: Play) -> list[str]:
    """The events of the case."""
    return [one.type for one in read_stream(f"case:{play.case_id}")]


def test_a_release_writes_the_event_and_the_row_together(people: Office) -> None:
    play = decided(people)
    [row] = release(play)
    assert words(play)[-1] == "published"
    shown = api.one(row.id)
    assert (shown.party, shown.result, shown.agency_name) == ("云岭某建筑有限公司", "罚款 8,000 元", people.agency.name)
    assert shown.basis == "《建筑工程施工许可管理办法》第十二条"
    assert "本级人民政府" in shown.remedies
    assert shown.number
    assert shown.published_by == people.clerk.name
    assert [hit.id for hit in api.listed(api.Filter(query="云岭某建筑")).rows] == [row.id]
    assert verify().breaks == ()


def test_it_tells_on_which_working_day_it_came_and_how_late(people: Office) -> None:
    play = decided(people)
    [row] = release(play, after=1)
    assert row.shown_after is not None
    assert row.late_by is None
    other = decided(people)
    [late] = release(other, after=30)
    assert late.late_by is not None
    assert late.shown_after is not None
    assert late.shown_after - late.late_by == 7


def test_free_text_of_the_decision_stays_off_the_page(people: Office) -> None:
    play = decided(people)
    [row] = release(play)
    text = repr(Publication.objects.filter(pk=row.pk).values().get()) + SearchText.objects.get(pk=row.pk).text
    for inside in ("李某", "请求从轻", "已考虑", "周某", "许某"):
        assert inside not in text


def test_natural_persons_are_reduced_and_their_numbers_left_out(people: Office) -> None:
    party = {"kind": "person", "name": "云小岭", "code": "11010519491231002X"}
    [row] = release(decided(people, title="擅自施工案", parties=[party]))
    text = repr(Publication.objects.filter(pk=row.pk).values().get()) + SearchText.objects.get(pk=row.pk).text
    assert row.party == "云某"
    assert "云小岭" not in text
    assert "11010519491231002X" not in text


@pytest.mark.parametrize("title", ["云小岭擅自施工案", "擅自施工案（电话13812345678）"])
def test_a_title_that_tells_a_person_is_refused_and_nothing_is_recorded(people: Office, title: str) -> None:
    play = decided(people, title=title, parties=[{"kind": "person", "name": "云小岭"}])
    before = words(play)
    with pytest.raises(Refused) as refused:
        release(play)
    assert refused.value.code == "not_deidentified"
    assert [one["field"] for one in refused.value.facts["fields"]] == ["title"]
    assert "云小岭" not in str(refused.value)
    assert words(play) == before
    assert not Publication.objects.exists()


def test_a_name_that_is_reduced_already_may_be_shown(people: Office) -> None:
    party = {"kind": "person", "name": "杞某"}
    [row] = release(decided(people, title="杞某擅自施工案", parties=[party]))
    assert (row.party, row.title) == ("杞某", "杞某擅自施工案")


def test_a_secret_case_never_becomes_public(people: Office) -> None:
    play = decided(people)
    cases.Row.objects.filter(pk=play.case_id).update(secret=True)
    with pytest.raises((Refused, NotFound)):
        release(play)
    Proposals().handle(read_stream(f"case:{play.case_id}"))
    assert not Proposal.objects.exists()
    assert not Publication.objects.exists()


def test_the_law_refuses_a_release_without_the_secrecy_check(people: Office) -> None:
    play = decided(people)
    with pytest.raises(Refused) as refused:
        release(play, checked_secrecy=False)
    assert "pub-secrecy-gate" in {finding.rule for finding in refused.value.facts["findings"]}
    assert not Publication.objects.exists()
    assert words(play)[-1] == "document_served"


def test_nothing_is_released_before_the_decision(people: Office) -> None:
    play = Play(people).until("facts_established")
    with pytest.raises(Refused) as refused:
        release(play)
    assert refused.value.code == "no_decision"


def test_only_the_clerk_of_the_agency_may_release(people: Office) -> None:
    play = decided(people)
    with pytest.raises(Forbidden):
        api.release(people.officer, play.case_id, checked_secrecy=True)
    foreign = office("武定县卫生健康局", "武卫健", "health", "532329")
    with pytest.raises(NotFound):
        api.release(foreign.clerk, play.case_id, checked_secrecy=True)
    [row] = release(play)
    with pytest.raises(NotFound):
        api.withdraw(foreign.clerk, row.id, reason="other")


def test_each_party_is_a_publication_of_its_own_and_none_is_published_twice(people: Office) -> None:
    two = [{"kind": "organisation", "name": "甲建筑有限公司"}, {"kind": "person", "name": "云小岭"}]
    play = decided(people, title="擅自施工案", parties=two)
    [first] = release(play, parties=["0"])
    with pytest.raises(Conflict) as refused:
        release(play)
    assert refused.value.facts["parties"] == ["0"]
    [second] = release(play, parties=["1"])
    assert (first.party, second.party) == ("甲建筑有限公司", "云某")
    assert [one.id for one in api.others_of(first)] == [second.id]


def test_a_request_that_comes_twice_is_answered_alike_and_done_once(people: Office) -> None:
    play = decided(people)
    first, again = release(play, idempotency_key="K1"), release(play, idempotency_key="K1")
    assert [row.id for row in again] == [row.id for row in first]
    with fixed(play.now + timedelta(days=2)):
        for _ in range(2):
            [gone] = api.withdraw(people.clerk, first[0].id, reason="revoked", idempotency_key="K2")
            assert gone.state == "withdrawn"
        with pytest.raises(Conflict):
            api.withdraw(people.clerk, first[0].id, reason="revoked", idempotency_key="K1")
    assert [words(play).count(word) for word in ("published", "publication_withdrawn")] == [1, 1]


def test_a_release_that_fails_inside_leaves_neither_event_nor_row(
    people: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    play = decided(people)

    def fail(_rows: Any) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr("mingzhi.oversight.publication.search.add", fail)
    with pytest.raises(RuntimeError):
        release(play)
    assert words(play)[-1] == "document_served"
    assert not Publication.objects.exists()


def test_a_decision_is_proposed_until_it_is_released(people: Office) -> None:
    play = decided(people)
    with fixed(play.now):
        Proposals().handle(read_stream(f"case:{play.case_id}"))
        [proposal] = api.proposals(people.clerk)
    assert proposal.case_id == play.case_id
    assert proposal.due_on is not None
    assert proposal.decided_on is not None
    assert 7 <= (proposal.due_on - proposal.decided_on).days <= 20
    assert api.proposals(people.officer) == []
    release(play)
    assert api.proposals(people.clerk) == []
    Proposals().reset()
    Proposals().handle(read_stream(f"case:{play.case_id}"))
    assert api.proposals(people.clerk) == []


def test_a_withdrawal_leaves_a_tombstone_without_content(people: Office) -> None:
    play = decided(people)
    [row] = release(play)
    with fixed(play.now + timedelta(days=2)):
        [gone] = api.withdraw(people.clerk, row.id, reason="repaired", note="信用修复完成")
    assert words(play)[-1] == "publication_withdrawn"
    assert (gone.state, gone.withdrawn_reason, gone.withdrawn_by) == ("withdrawn", "repaired", people.clerk.name)
    [kept] = Publication.objects.values()
    for hidden in ("云岭某建筑有限公司", "8,000", "施工许可"):
        assert hidden not in repr(kept)
        assert api.count(api.Filter(query=hidden)) == 0
    assert api.count(api.Filter(state="withdrawn")) == 1
    with pytest.raises(Conflict):
        api.withdraw(people.clerk, row.id, reason="other")


def test_a_reason_of_the_decision_takes_all_parties_down(people: Office) -> None:
    two = [{"kind": "organisation", "name": "甲建筑有限公司"}, {"kind": "organisation", "name": "乙建筑有限公司"}]
    play = decided(people, parties=two)
    rows = release(play)
    with fixed(play.now + timedelta(days=2)):
        assert len(api.withdraw(people.clerk, rows[0].id, reason="unlawful")) == len(rows) == 2


def test_a_withdrawal_note_is_checked_like_every_public_text(people: Office) -> None:
    play = decided(people, title="擅自施工案", parties=[{"kind": "person", "name": "云小岭"}])
    [row] = release(play)
    with pytest.raises(Refused) as refused:
        api.withdraw(people.clerk, row.id, reason="other", note="云小岭申请撤下")
    assert refused.value.code == "not_deidentified"
    with pytest.raises(BadInput):
        api.withdraw(people.clerk, row.id, reason="because")


def test_what_has_reached_its_last_day_comes_down_by_itself_once(people: Office) -> None:
    play = decided(people)
    last = play.now.date() + timedelta(days=90)
    [row] = release(play, until=last)
    with fixed(last):
        assert api.take_down_ended() == 0
    with fixed(last + timedelta(days=1)):
        assert api.over(row)
        for shown in (api.one(row.id), api.listed(api.Filter()).rows[0], next(iter(api.all_of(api.Filter())))):
            assert (shown.party, shown.title, shown.withdrawn_reason) == ("", "", "expired")
        assert api.take_down_ended() == 1
        assert api.take_down_ended() == 0
    assert api.one(row.id).withdrawn_reason == "expired"
    [event] = read_stream(f"release:{row.id}")
    assert (event.type, event.actor.kind) == ("publication_withdrawn", "system")


def test_a_last_day_in_the_past_is_refused(people: Office) -> None:
    with pytest.raises(BadInput) as refused:
        release(decided(people), until=date(2020, 1, 1))
    assert refused.value.code == "until_past"


def test_a_correction_follows_the_case_and_tells_why(people: Office) -> None:
    play = decided(people)
    [row] = release(play)
    with fixed(play.now + timedelta(days=2)), pytest.raises(Refused) as refused:
        api.correct(people.clerk, row.id, reason="核对后无误")
    assert refused.value.code == "nothing_to_correct"
    cases.Row.objects.filter(pk=play.case_id).update(title="未取得施工许可证擅自施工案")
    with fixed(play.now + timedelta(days=2)):
        api.correct(people.clerk, row.id, reason="案由更正")
    shown = api.one(row.id)
    assert (shown.title, shown.version, shown.correction_note) == ("未取得施工许可证擅自施工案", 2, "案由更正")
    assert api.count(api.Filter(query="未取得施工许可证")) == 1
    assert words(play)[-1] == "publication_corrected"


def test_the_state_of_a_decision_follows_its_case(people: Office) -> None:
    play = decided(people)
    [row] = release(play)
    play.now += timedelta(days=3)

    def state(event: str, **values: Any) -> str:
        play.now += timedelta(days=1)
        with fixed(play.now):
            cases.record(people.officer, play.case_id, event, values)
            States().handle(read_stream(f"case:{play.case_id}"))
        return api.one(row.id).state

    assert state("reconsideration_applied", to="曲靖市人民政府", via_agency=False) == "in_litigation"
    assert api.count(api.Filter(state="in_litigation")) == 1
    assert state("reconsideration_decided", outcome="upheld") == "in_force"
    assert state("lawsuit_filed") == "in_litigation"
    assert state("judged", outcome="unlawful", final=True) == "replaced"
    States().reset()
    assert api.one(row.id).state == "in_force"
