"""Canonical JSON: equal values give equal bytes; what has no canonical form is refused with its place."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from enum import IntEnum, StrEnum
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.ground.canonical import MAX_INTEGER, canonical, instant, plain
from mingzhi.ground.errors import BadInput

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "canonical-json.md"
texts = st.text(st.characters(exclude_categories=("Cs",)))
values = st.recursive(
    st.none() | st.booleans() | st.integers(-MAX_INTEGER, MAX_INTEGER) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcdef键值", max_size=4), inner, max_size=4),
    max_leaves=12,
)


class Word(StrEnum):
    DECIDED = "decided"


class Rank(IntEnum):
    FIRST = 1


def refusal(value: Any) -> BadInput:
    with pytest.raises(BadInput) as caught:
        canonical(value)
    return caught.value


@given(values)
def test_what_is_written_reads_back_as_the_plain_value(value: Any) -> None:
    assert json.loads(canonical(value)) == plain(value)


@given(values)
def test_canonical_bytes_are_a_fixed_point(value: Any) -> None:
    once = canonical(value)
    assert canonical(json.loads(once)) == once


@given(st.dictionaries(st.text("abcXYZ键é", max_size=3), st.integers(0, 9), max_size=6))
def test_the_order_in_which_keys_came_is_forgotten(value: dict[str, int]) -> None:
    back = dict(reversed(list(value.items())))
    try:
        assert canonical(value) == canonical(back)
    except BadInput as error:
        assert error.code == "duplicate_key"


def test_every_vector_of_the_specification_page_holds() -> None:
    text = PAGE.read_text(encoding="utf-8")
    block = text.split("```json\n", 1)[1].split("```", 1)[0]
    vectors = json.loads(block)
    assert len(vectors) >= 10
    for vector in vectors:
        assert canonical(vector["value"]).decode() == vector["canonical"], vector


def test_keys_are_ordered_by_utf16_code_units_as_rfc_8785_has_it() -> None:
    assert canonical({"\uff21": 1, "\U0001f600": 2, "a": 3}).decode() == '{"a":3,"\U0001f600":2,"\uff21":1}'
    assert canonical([{"\uff21": 1, "\U0001f600": {"b": 1, "a": 2}}]).decode() == (
        '[{"\U0001f600":{"a":2,"b":1},"\uff21":1}]'
    )


def test_two_spellings_of_one_letter_are_one_text() -> None:
    assert canonical("e\u0301") == canonical("\u00e9") == '"\u00e9"'.encode()


def test_an_instant_is_utc_with_microseconds_wherever_it_was_told() -> None:
    china = datetime(2024, 1, 31, 8, tzinfo=timezone(timedelta(hours=8)))
    assert plain(china) == plain(china.astimezone(UTC)) == instant(china) == "2024-01-31T00:00:00.000000Z"
    assert instant(datetime(1, 2, 3, tzinfo=UTC)) == "0001-02-03T00:00:00.000000Z"


def test_days_amounts_tuples_and_words_become_text_numbers_and_lists() -> None:
    given_value = {"day": date(2024, 1, 31), "amount": Decimal("3E+4"), "pair": (1, 2), "word": Word.DECIDED}
    assert plain(given_value) == {"day": "2024-01-31", "amount": "30000", "pair": [1, 2], "word": "decided"}
    assert plain(Decimal("30000.00")) == "30000.00"
    assert type(plain(Word.DECIDED)) is str
    assert type(plain(Rank.FIRST)) is int


@pytest.mark.parametrize(
    ("value", "code", "where"),
    [
        ({"fines": [{"amount": 1.5}]}, "float_refused", "$.fines[0].amount"),
        ({"at": datetime(2024, 1, 1)}, "naive_datetime", "$.at"),  # noqa: DTZ001
        ([MAX_INTEGER + 1], "integer_too_large", "$[0]"),
        ([-MAX_INTEGER - 1], "integer_too_large", "$[0]"),
        ({"a": {1: 2}}, "key_not_text", "$.a"),
        ({"\u00e9": 1, "e\u0301": 2}, "duplicate_key", "$"),
        (["\ud800"], "lone_surrogate", "$[0]"),
        ({"x": {1, 2}}, "no_canonical_form", "$.x"),
        ([Decimal("NaN")], "not_finite", "$[0]"),
        ([b"x"], "no_canonical_form", "$[0]"),
    ],
)
def test_what_has_no_canonical_form_is_refused_with_its_place(value: Any, code: str, where: str) -> None:
    error = refusal(value)
    assert (error.code, error.where) == (code, where)
    assert error.fix


def test_the_largest_integers_that_every_reader_keeps_are_taken() -> None:
    assert canonical([MAX_INTEGER, -MAX_INTEGER]) == b"[9007199254740991,-9007199254740991]"


def test_what_lies_deeper_than_64_levels_is_refused() -> None:
    deep: Any = 1
    for _ in range(64):
        deep = [deep]
    assert canonical(deep)
    assert refusal([deep]).code == "too_deep"


def test_an_instant_without_offset_is_refused() -> None:
    with pytest.raises(BadInput):
        instant(datetime(2024, 1, 1))  # noqa: DTZ001
