"""Forms from the vocabulary: what is entered becomes values, and every value can be put back into its controls."""

from __future__ import annotations

from mingzhi.doors.desk.fields import changed_rows, controls_of, filled, values_of
from mingzhi.law.casefile.vocabulary import VOCABULARY


def test_every_event_of_the_vocabulary_has_a_form() -> None:
    for event in VOCABULARY:
        names = VOCABULARY[event].fields
        for control in controls_of(event, names, {}, {}):
            assert control.label and control.label != control.name, (event, control.name)
            assert control.label.isascii() is False


def test_required_fields_are_asked_for_by_their_label() -> None:
    values, errors = values_of("interviewed", ("person", "individually", "record_signed"), {"person": ["李某"]})
    assert values == {"person": "李某"}
    assert set(errors) == {"individually", "record_signed"}


def test_a_list_of_records_is_entered_row_by_row() -> None:
    raw = {
        "proposed-rows": ["2"],
        "proposed-0-type": ["fine"],
        "proposed-0-amount": ["3.8万"],
        "proposed-1-type": ["warning"],
        "told": ["facts", "reasons"],
    }
    values, errors = values_of("prior_notice_served", ("proposed", "told"), raw)
    assert not errors
    assert values["proposed"] == [{"type": "fine", "amount": "38000.00"}, {"type": "warning"}]
    assert values["told"] == ["facts", "reasons"]


def test_empty_rows_are_left_out_and_wrong_ones_named() -> None:
    raw = {"proposed-rows": ["3"], "proposed-0-amount": ["abc"], "proposed-2-type": ["fine"]}
    values, errors = values_of("prior_notice_served", ("proposed",), raw)
    assert set(errors) == {"proposed-0-type", "proposed-0-amount"}
    assert values["proposed"] == [{"type": "fine"}]


def test_rows_are_added_and_dropped_without_losing_others() -> None:
    raw = {"p-rows": ["3"], "p-0-type": ["a"], "p-1-type": ["b"], "p-2-type": ["c"], "other": ["x"]}
    more = changed_rows(raw, "add:p")
    assert more["p-rows"] == ["4"] and more["p-2-type"] == ["c"]
    fewer = changed_rows(raw, "drop:p:1")
    assert fewer == {"p-rows": ["2"], "p-0-type": ["a"], "p-1-type": ["c"], "other": ["x"]}
    assert changed_rows({"p-rows": ["1"]}, "drop:p:0")["p-rows"] == ["1"]


def test_what_is_filled_in_reads_back_equal() -> None:
    given = {
        "outcome": "罚款",
        "basis": ["甲法第一条", "乙法第二条"],
        "facts_stated": True,
        "remedies": {"court": "某法院", "reconsideration_first": False},
        "penalties": [{"type": "fine", "amount": "8000.00", "large": False}, {"type": "warning"}],
        "circumstances": ["lenient", "none"],
    }
    raw: dict[str, list[str]] = {}
    for name, value in given.items():
        raw |= filled("decided", name, value)
    values, errors = values_of("decided", given, raw)
    assert not errors
    assert values == given
