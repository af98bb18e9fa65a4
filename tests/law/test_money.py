"""Amounts in words, as they stand in decisions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.law.money import in_words

_DIGITS = {name: value for value, name in enumerate("零壹贰叁肆伍陆柒捌玖")}
_PLACES = {"拾": 10, "佰": 100, "仟": 1000}


def value_of(words: str) -> Decimal:
    """The amount that words say, read by another way than they were made."""
    whole, _, rest = words.removesuffix("整").rpartition("元")
    cents = Decimal(0)
    digit = 0
    for char in rest:
        if char == "角":
            cents, digit = cents + digit * Decimal("0.1"), 0
        elif char == "分":
            cents, digit = cents + digit * Decimal("0.01"), 0
        else:
            digit = _DIGITS[char]
    total = section = group = digit = 0
    for char in whole:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _PLACES:
            group, digit = group + digit * _PLACES[char], 0
        elif char == "万":
            section, group, digit = section + (group + digit) * 10**4, 0, 0
        elif char == "亿":
            total, section, group, digit = total + (section + group + digit) * 10**8, 0, 0, 0
    return Decimal(total + section + group + digit) + cents


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        ("0", "零元整"),
        ("0.00", "零元整"),
        ("0.05", "伍分"),
        ("0.50", "伍角"),
        ("1.05", "壹元零伍分"),
        ("10", "壹拾元整"),
        ("1005.30", "壹仟零伍元叁角"),
        ("30000.00", "叁万元整"),
        ("100000", "壹拾万元整"),
        ("100005", "壹拾万零伍元整"),
        ("10050", "壹万零伍拾元整"),
        ("107000.53", "壹拾万柒仟元伍角叁分"),
        ("100000000", "壹亿元整"),
        ("100000001", "壹亿零壹元整"),
        ("1000100000000", "壹万零壹亿元整"),
        ("1000000000000", "壹万亿元整"),
        ("1000000010000", "壹万亿零壹万元整"),
        ("9999999999999999.99", "玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分"),
    ],
)
def test_amounts_are_written_as_official_documents_write_them(amount: str, words: str) -> None:
    assert in_words(Decimal(amount)) == words


@given(st.decimals(0, 9999999999999999, places=2))
def test_the_words_say_the_amount(amount: Decimal) -> None:
    assert value_of(in_words(amount)) == amount
    assert "零零" not in in_words(amount)


@pytest.mark.parametrize("amount", ["-1", "0.001", "NaN", "Infinity", "10000000000000000"])
def test_what_is_no_amount_is_refused(amount: str) -> None:
    with pytest.raises(ValueError, match=amount.split(".", maxsplit=1)[0]):
        in_words(Decimal(amount))
