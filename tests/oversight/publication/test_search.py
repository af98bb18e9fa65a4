"""Every substring is found, nothing else is, newest first, by keyset in both directions, under any filter."""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from mingzhi.oversight.publication import api, search
from mingzhi.oversight.publication.grams import normal
from mingzhi.oversight.publication.highlight import pieces
from mingzhi.oversight.publication.models import SearchText
from tests.oversight.publication.rows import DAY, publication

pytestmark = pytest.mark.django_db
PARTIES = ["云岭建筑有限公司", "滇池食品厂", "苍山药店", "洱海Café公司", "毒鼠灭害服务部", "𠮷祥商行", "a_b%c'\"公司"]


def corpus() -> list[str]:
    """Thirty publications; their searchable texts."""
    for at in range(30):
        publication(
            shown_on=DAY + timedelta(days=at % 7),
            party=PARTIES[at % len(PARTIES)],
            number=f"麒住建罚决〔20{10 + at % 3}〕{at}号",
            act=("penalty", "permit")[at % 2],
            agency_name=("甲局", "乙局")[at % 3 == 0],
        )
    return list(SearchText.objects.values_list("text", flat=True))


def test_every_substring_is_found_and_nothing_else() -> None:
    texts = corpus()
    chance = random.Random(1)
    for _ in range(150):
        line = chance.choice(chance.choice(texts).split("\n"))
        at = chance.randrange(len(line))
        term = line[at : at + chance.randrange(1, 7)]
        truth = {row.place for row in SearchText.objects.all() if term in row.text}
        assert set(search.hits(term, [], limit=100)) == truth, term


@pytest.mark.parametrize(
    "query", ["%", "_", "'", '"', "*", "\\", "a_b%c", "NOT", "OR", "(", "AND 公司", "\x00", "NEAR(a)"]
)
def test_a_query_is_text_never_language(query: str) -> None:
    corpus()
    term = normal(query.split(maxsplit=1)[0]) if query.strip("\x00") else ""
    if " " not in query and term:
        truth = {row.place for row in SearchText.objects.all() if term in row.text}
        assert set(search.hits(query, [], limit=100)) == truth
    search.count(query, [])


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("[2010] 3 号", True),
        ("〔２０１０〕3号", True),
        ("CAFÉ", True),
        ("毒鼠", True),
        ("药", True),
        ("鼠药", False),
        ("𠮷", True),
    ],
)
def test_width_case_brackets_and_blanks_make_no_difference(query: str, *, found: bool) -> None:
    corpus()
    assert bool(search.hits(query.replace(" ", ""), [], limit=5)) is found


def test_several_terms_must_all_occur_and_filters_narrow_together() -> None:
    corpus()
    for row in api.listed(api.Filter(query="云岭 2011")).rows:
        assert "云岭" in row.party
        assert "2011" in row.number
    narrowed = api.Filter(query="公司", act="permit", agency="乙局", year="2026")
    rows = api.listed(narrowed).rows
    assert rows
    assert {(row.act, row.agency_name) for row in rows} == {("permit", "乙局")}
    assert api.count(narrowed) == len(rows)


def test_a_page_that_is_the_whole_list_is_counted_without_a_second_search(
    django_assert_num_queries: Callable[[int], Any],
) -> None:
    corpus()
    for query, asked in (("", 1), ("云岭", 0), ("2010", 0), ("没有", 0)):
        wanted = api.Filter(query=query)
        page = api.listed(wanted)
        with django_assert_num_queries(asked):
            total = api.count(wanted, page)
        assert total == api.count(wanted)
    second = api.listed(api.Filter(), before=api.listed(api.Filter()).older)
    assert second.older is None
    assert api.count(api.Filter(), second) == 30


def test_a_region_stands_for_everything_below_it() -> None:
    row = publication(region_path="/53/5303/530302/")
    publication(region_path="/53/5323/532329/")
    assert [one.id for one in api.listed(api.Filter(region="/53/5303/")).rows] == [row.id]
    assert api.count(api.Filter(region="/53/")) == 2


def test_lists_run_newest_first_and_both_ways_by_keyset() -> None:
    corpus()
    for query in ("", "公司"):
        everything = search.hits(query, [], limit=100)
        assert everything == sorted(everything, reverse=True)
        middle = everything[len(everything) // 2]
        assert search.hits(query, [], limit=3, before=middle) == [one for one in everything if one < middle][:3]
        above = sorted(one for one in everything if one > middle)
        assert search.hits(query, [], limit=3, above=middle) == above[:3]


def test_a_rare_old_row_is_found_behind_many_newer_ones(monkeypatch: pytest.MonkeyPatch) -> None:
    old = publication(shown_on=date(2019, 5, 1), party="稀有的名字公司")
    corpus()
    monkeypatch.setattr("mingzhi.oversight.publication.search_postgres.WALK", 5)
    assert search.hits("稀有的名字", [], limit=5) == [old.place]
    assert search.count("稀有的名字", []) == 1
    assert search.hits("公司", [], limit=4) == sorted(search.hits("公司", [], limit=100), reverse=True)[:4]


def test_a_changed_row_is_found_by_its_new_text_only() -> None:
    row = publication(party="旧名公司")
    row.party = "新名公司"
    row.save()
    search.replace(row)
    assert search.hits("旧名", [], limit=5) == []
    assert search.hits("新名", [], limit=5) == [row.place]
    assert search.count("公司", []) == 1


def test_counts_stop_at_the_cap(monkeypatch: pytest.MonkeyPatch) -> None:
    corpus()
    monkeypatch.setattr(search, "CAP", 5)
    assert search.count("", []) == 6
    assert search.count("号", []) == 6
    assert search.count("苍山药店", []) == 4


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("未取得施工许可证", "施工许可", ["施工许可"]),
        ("〔2021〕22 号", "[2021]22号", ["〔2021〕22 号"]),
        ("甲公司乙公司", "公司", ["公司", "公司"]),
        ("甲", "乙", []),
    ],
)
def test_hits_are_marked_as_they_stand_in_the_text(text: str, query: str, hits: list[str]) -> None:
    parts = pieces(text, query)
    assert "".join(part for part, _ in parts) == text
    assert [part for part, hit in parts if hit] == hits


def test_a_long_list_of_agencies_is_not_offered_for_choosing() -> None:
    from mingzhi.oversight.publication.queries import CHOICES

    for at in range(CHOICES + 2):
        publication(agency_name=f"第{at}局", agency_id=str(at))
    assert api.choices().agency == []
    assert api.choices().year == [("2026", "2026")]
