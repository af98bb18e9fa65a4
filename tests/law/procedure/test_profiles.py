"""The shipped profiles: they load, and every quoted sentence stands in the agency's own plan."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest

import mingzhi.rules
from mingzhi.law.lawbook import profiles, shipped
from tests.shared import needs_shared

FOLDER = Path(mingzhi.rules.__file__).parent / "profiles"
PLANS = {
    "qilin-housing": "qilin-district-housing-bureau.txt",
    "wuding-health": "wuding-county-health-bureau.txt",
    "chuxiong-prefecture": "chuxiong-prefecture-government.txt",
    "chuxiong-science": "chuxiong-science-bureau.txt",
    "menghai": "menghai-county-government.txt",
}


def _bare(text: str) -> str:
    """Without white space, comment signs and kinds of quotation marks."""
    return re.sub(r"[\s#‘’“”]", "", text)


def test_the_five_agencies_have_a_profile() -> None:
    assert set(profiles()) == set(PLANS)


@pytest.mark.parametrize("name", PLANS)
def test_a_profile_changes_the_law_it_is_laid_over(name: str) -> None:
    book = shipped(name)
    assert book.profile is not None and book.profile.region
    assert book.digest != shipped(None).digest


@pytest.mark.parametrize("name", PLANS)
def test_every_quoted_sentence_stands_in_the_plan(name: str) -> None:
    plan = _bare(needs_shared("sources", PLANS[name]).read_text(encoding="utf-8"))
    text = (FOLDER / f"{name}.yaml").read_text(encoding="utf-8")
    quotes = [one for one in re.findall(r"“([^”]+)”", text.replace("\n", "")) if len(_bare(one)) > 5]
    assert len(quotes) >= 3
    for quote in quotes:
        for part in quote.split("……"):
            assert _bare(part) in plan, quote


def test_a_kind_that_a_plan_does_not_name_is_off_and_one_it_names_runs_from_its_day() -> None:
    housing = shipped("qilin-housing").profile
    assert housing is not None
    assert housing.phase("permit", date(2026, 1, 1)) == "off"
    assert [
        housing.phase("penalty", date.fromisoformat(day)) for day in ("2019-08-31", "2019-09-01", "2020-01-01")
    ] == [
        "off",
        "trial",
        "full",
    ]


def test_housing_must_record_where_the_nation_leaves_it_open() -> None:
    def must(profile: str | None) -> set[str]:
        rule = shipped(profile).rule("rec-av-disputable")
        return {word for version in rule.versions for word in version.parameters["must"].value}

    assert must("qilin-housing") > must("wuding-health") == must(None)


def test_review_of_every_ordinary_decision_is_explored_in_housing_only() -> None:
    assert shipped("qilin-housing").rule("rev-explore-all").switch == "warn"
    assert shipped("wuding-health").rule("rev-explore-all").switch == "off"
