"""Rule files and profiles: every typo named, no loosening, the shipped law sound as a whole."""

from __future__ import annotations

from datetime import date

import pytest

from mingzhi.ground.errors import BadInput, NotFound
from mingzhi.law.casefile.vocabulary import VOCABULARY
from mingzhi.law.lawbook import lawbook_for, profiles, shipped
from mingzhi.law.plan import compile_all
from mingzhi.law.profile import Profile, Setting
from tests.law.engine.small import book, case, rule

GOOD = "anchor: decided\nrequire: {happened: opened, before: anchor}"
TERM = "anchor: opened\nparameters: {term: {value: 90 calendar_day, stricter: lower, may_be_set_by: [field]}}\n"
TERM += "deadline: {term: {parameter: term}, done: decided}"


@pytest.mark.parametrize(
    ("text", "nearest"),
    [
        (rule("anchor: decideed\nrequire: {happened: opened}"), "decided"),
        (rule("anchor: decided\nrequire: {hapened: opened}"), "happened"),
        (rule("anchor: decided\nrequire: {happened: openned}"), "opened"),
        (rule("anchor: decided\nrequire: {field: seeled, is: true}"), "sealed"),
        (rule("anchor: decided\nrequire: {fact: hearing_helt}"), "hearing_held"),
        (rule("anchor: decided\nrequire: {predicate: heavier_than_notifed}"), "heavier_than_notified"),
        (rule("anchor: decided\nreqire: {happened: opened}"), "require"),
        (rule("anchor: decided\ndeadline: {trem: 7 working_day, done: decided}"), "term"),
        (
            rule(
                "anchor: opened\ndeadline: {term: {parameter: tern}, done: decided}\nparameters: {term: 7 working_day}"
            ),
            "term",
        ),
        (rule(GOOD).replace("LAW", "LAWS"), "LAW"),
        (rule(GOOD, severity="blok"), "block"),
        (rule("anchor: decided\nrequire: {penalties: {some: {type: fines}}}"), "fine"),
    ],
)
def test_a_typo_is_refused_with_the_nearest_word(text: str, nearest: str) -> None:
    with pytest.raises(BadInput) as caught:
        compile_all(book(text))
    assert nearest in caught.value.fix
    assert caught.value.where


@pytest.mark.parametrize(
    "text",
    [
        rule("anchor: decided\nrequire: {happened: opened}\ndeadline: {term: 7 working_day, done: decided}"),
        rule("anchor: decided"),
        rule(GOOD, guards="[closed]"),
        rule("anchor: opened\ndeadline: {term: seven days, done: decided}"),
        rule(GOOD, more="      - {citation: {instrument: LAW, article: '2'}, verified: 'no'}\n"),
        "rules: {}\n",
        "rules: []\nmore: 1\n",
        "rules:\n  - id: r\n    id: r\n",
    ],
)
def test_a_file_that_cannot_be_law_is_refused(text: str) -> None:
    with pytest.raises(BadInput):
        compile_all(book(text))


def test_the_same_rule_twice_is_refused() -> None:
    with pytest.raises(BadInput):
        book(rule(GOOD), nation_more=rule(GOOD))


def _profile(value: object, layer: str = "agency", name: str = "term") -> Profile:
    return Profile(name="p", zh="甲局", settings={"r": {name: Setting(value, "《办法》第一条", layer)}})


def test_a_profile_may_be_stricter() -> None:
    assert book(rule(TERM), _profile("60 calendar_day")).rule("r").versions[0].parameters["term"].value == (
        "60 calendar_day"
    )


def test_a_profile_may_not_loosen_unless_the_source_lets_its_layer() -> None:
    with pytest.raises(BadInput):
        book(rule(TERM), _profile("120 calendar_day"))
    assert book(rule(TERM), _profile("120 calendar_day", "field")).rule("r").versions[0].parameters["term"].set_by


def test_a_profile_may_set_only_what_there_is() -> None:
    with pytest.raises(BadInput) as caught:
        book(rule(TERM), _profile("60 calendar_day", name="trem"))
    assert "term" in caught.value.fix
    with pytest.raises(BadInput):
        book(rule(GOOD), Profile(name="p", zh="甲局", settings={"q": {}}))


def test_law_has_no_switch() -> None:
    with pytest.raises(BadInput):
        book(rule(GOOD), Profile(name="p", zh="甲局", switches={"r": "off"}))


def test_an_unknown_rule_or_profile_is_named_with_what_there_is() -> None:
    with pytest.raises(NotFound) as caught:
        shipped(None).rule("pen-notise")
    assert "pen-notice" in caught.value.facts["nearest"]
    with pytest.raises(NotFound):
        shipped("no-such-profile")


def test_a_case_finds_its_profile_by_region_and_field() -> None:
    housing = {"agency": {"name": "甲局", "region": "530302", "field": "housing"}}
    assert lawbook_for(case(**housing)).profile is not None
    assert lawbook_for(case(agency={"name": "乙局", "field": "housing"})).profile is None
    assert lawbook_for(case()).profile is None


@pytest.mark.parametrize("name", [None, *profiles()])
def test_the_shipped_law_compiles_as_a_whole(name: str | None) -> None:
    compile_all(shipped(name))


def test_a_guard_that_refuses_rests_on_a_source_that_was_read() -> None:
    """Decision 9: what blocks at a door is law that was read in full."""
    today = date(2026, 1, 1)
    for one in shipped(None).rules:
        if one.guards and one.severity == "block" and one.switch is None:
            current = [version for version in one.versions if version.in_force(today) and not version.scope.weight]
            assert all(version.verified == "yes" for version in current), one.id


def test_a_guard_is_an_event_and_every_version_says_what_is_broken() -> None:
    for one in shipped(None).rules:
        assert all(word in VOCABULARY for word in one.guards), one.id
        for version in one.versions:
            assert version.says, one.id
