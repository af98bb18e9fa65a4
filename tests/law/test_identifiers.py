"""Codes with check digits: the domain's vectors, own copies of some, and every single wrong character."""

from __future__ import annotations

from datetime import date

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from mingzhi.ground import clock
from mingzhi.law.identifiers import (
    credit_code_check,
    credit_code_problem,
    identity_check,
    identity_problem,
    normal,
    organisation_check,
)
from tests.shared import needs_shared

CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
PEOPLE = ["532301199001010016", "53233119790815018X", "11010519491231002X", "440524188001010014", "830000199901010018"]
#: Valid once blanks, hyphens, width and case are put right (pages.md 20): the vectors call them invalid as they stand.
MENDED = ("full-width", "blank", "hyphens", "lower-case")


def test_every_credit_code_of_the_domain_is_judged_rightly() -> None:
    vectors = yaml.safe_load(needs_shared("domain", "identifiers.yaml").read_text(encoding="utf-8"))["uscc"][
        "test_vectors"
    ]
    assert len(vectors) > 40
    for vector in vectors:
        valid = vector["valid"] or any(word in vector["why"] for word in MENDED)
        assert (credit_code_problem(str(vector["value"])) is None) is valid, vector


def test_every_identity_number_of_the_domain_is_judged_rightly() -> None:
    vectors = yaml.safe_load(needs_shared("domain", "identifiers.yaml").read_text(encoding="utf-8"))
    vectors = vectors["citizen_id"]["test_vectors"]
    assert len(vectors) > 20
    for vector in vectors:
        given_number = normal(str(vector["value"]))
        mended = (
            any(word in vector["why"] for word in MENDED) and identity_check(given_number[:17]) == given_number[17:]
        )
        assert (identity_problem(str(vector["value"])) is None) is (vector["valid"] or mended), vector


@pytest.mark.parametrize(
    "code", ["91532300MACDXJMW4U", "1153230082459151XT", "N2532329MAUMFJPB4B", "54532300MARQN2C31K"]
)
def test_codes_that_fit_are_taken(code: str) -> None:
    assert credit_code_problem(code) is None
    assert organisation_check(code[8:16]) == code[16]


@pytest.mark.parametrize(
    "written",
    [
        "９１５３２３００ＭＡＣＤＸＪＭＷ４Ｕ",
        " 91532300 MACDXJMW 4U ",
        "91532300-MACDXJMW-4U",
        "91532300macdxjmw4u",
        "91532300　MACDXJMW4U",
    ],
)
def test_blanks_hyphens_width_and_case_are_never_an_error(written: str) -> None:
    assert normal(written) == "91532300MACDXJMW4U"
    assert credit_code_problem(written) is None


@given(st.integers(0, 16), st.sampled_from(CREDIT))
def test_one_wrong_character_is_always_found(place: int, char: str) -> None:
    code = "91532300MACDXJMW4U"
    wrong = code[:place] + char + code[place + 1 :]
    assert (credit_code_problem(wrong) is None) is (wrong == code)


@given(st.integers(0, 16))
def test_two_neighbours_that_changed_places_are_always_found(place: int) -> None:
    code = "91532300MACDXJMW4U"
    wrong = code[:place] + code[place + 1] + code[place] + code[place + 2 :]
    assert (credit_code_problem(wrong) is None) is (wrong == code)


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("", "18 位"),
        ("91532300MACDXJMW4", "17 位"),
        ("91532300MACDXJMW4UU", "19 位"),
        ("91532300MACDXJMWIU", "第 17 位"),
        ("91532300MACDXJMW4T", "U"),
        ("915323OOMACDXJMW4U", "第 7 位"),
        ("915323A0MACDXJMW4U", "行政区划"),
        ("000000000000000000", "00"),
        ("97532300MACDXJMW4U", "97"),
    ],
)
def test_the_problem_names_what_is_wrong(code: str, told: str) -> None:
    assert told in str(credit_code_problem(code))


def test_the_check_character_of_zeros_is_zero() -> None:
    assert credit_code_check("0" * 17) == "0"


@pytest.mark.parametrize("number", PEOPLE)
def test_identity_numbers_that_fit_are_taken(number: str) -> None:
    assert identity_problem(number) is None
    assert identity_problem(number.lower()) is None
    assert identity_problem(f"{number[:6]} {number[6:14]}-{number[14:]}") is None


@given(st.sampled_from(PEOPLE), st.integers(0, 16), st.sampled_from("0123456789"))
def test_one_wrong_digit_of_a_person_is_always_found(number: str, place: int, digit: str) -> None:
    wrong = number[:place] + digit + number[place + 1 :]
    assert (identity_problem(wrong) is None) is (wrong == number)


@pytest.mark.parametrize(
    ("number", "told"),
    [
        ("53232919851231002", "17 位"),
        ("532329851231002", "15 位"),
        ("532329198502300021", "日期"),
        ("532329200102290020", "日期"),
        ("992329198512310026", "省"),
        ("532329209912310020", "出生"),
        ("532329198512310021", "校验"),
        ("5323291985123100X1", "17 位"),
        ("53232919851231002A", "末位"),
    ],
)
def test_the_problem_of_an_identity_number_says_what_is_wrong_and_never_repeats_it(number: str, told: str) -> None:
    problem = str(identity_problem(number))
    assert told in problem
    assert number not in problem


def test_somebody_born_today_has_a_number() -> None:
    body = "53232920260101001"
    with clock.fixed(date(2026, 1, 1)):
        assert identity_problem(body + identity_check(body)) is None
    with clock.fixed(date(2025, 12, 31)):
        assert identity_problem(body + identity_check(body)) is not None
