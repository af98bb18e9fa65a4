"""Citations: both spellings say the same place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.law.citation import Article, cited_zh, from_chinese, in_chinese, parse_article
from mingzhi.law.lawbook import shipped

numbers = st.integers(1, 1300)
small = st.none() | st.integers(1, 30)


@given(st.builds(Article, numbers, small, small, small))
def test_a_place_reads_back_from_both_spellings(article: Article) -> None:
    assert parse_article(article.zh) == article
    assert parse_article(article.short) == article


@given(st.integers(1, 9999))
def test_numbers_read_back(number: int) -> None:
    assert from_chinese(in_chinese(number)) == number


@pytest.mark.parametrize(
    ("zh", "short"),
    [
        ("第六十四条第一款第（一）项", "64.1(一)"),
        ("第六十四条第（一）项", "64(一)"),
        ("第十条", "10"),
        ("第一百零一条", "101"),
        ("第一百一十条", "110"),
        ("第十七条之一", "17-1"),
        ("第一千二百六十条", "1260"),
        ("第二十条第二款", "20.2"),
    ],
)
def test_the_two_spellings_belong_together(zh: str, short: str) -> None:
    assert parse_article(short).zh == zh
    assert parse_article(zh).short == short


@pytest.mark.parametrize(
    "text",
    ["第64条第1款第(1)项", "六十四条一款（一）项", " 第六十四条 第一款 第（一）项 ", "第六十四条第一款第（一）项"],
)
def test_loose_spellings_are_read(text: str) -> None:
    assert parse_article(text) == Article(64, None, 1, 1)


@pytest.mark.parametrize(
    "text", ["", "第条", "二(六)", "第六十四", "0", "第零条", "64(零)", "六十四", "64.0", "第六十四条第零款"]
)
def test_what_names_no_article_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="不是"):
        parse_article(text)


def test_a_list_of_places_is_written_out_and_points_of_opinions_stay() -> None:
    assert cited_zh("64(一); 85") == "第六十四条第（一）项、第八十五条"
    assert cited_zh("二(六)") == "二（六）"


def test_every_cited_article_of_the_shipped_law_can_be_written_out() -> None:
    for rule in shipped(None).rules:
        for version in rule.versions:
            assert cited_zh(version.source.article)


@pytest.mark.parametrize("number", [0, -1, 10000])
def test_no_article_has_such_a_number(number: int) -> None:
    with pytest.raises(ValueError, match="序号"):
        in_chinese(number)
