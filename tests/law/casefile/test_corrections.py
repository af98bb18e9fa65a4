"""Corrections: the law reads what should have been said; the file keeps what was."""

from __future__ import annotations

from datetime import date
from typing import Any

from mingzhi.law.casefile.corrections import corrected_view
from mingzhi.law.casefile.reader import read_mapping
from mingzhi.law.casefile.values import CaseFile


def _case(*events: dict[str, Any]) -> CaseFile:
    return read_mapping({"format": "mingzhi-case/1", "id": "t", "act": "penalty", "events": list(events)}, where="t")


OPENED = {"event": "opened", "id": "e1", "at": "2026-03-04", "recorded_at": "2026-03-04T10:00:00+08:00"}


def test_a_case_without_corrections_is_itself() -> None:
    case = _case(OPENED)
    assert corrected_view(case) is case


def test_a_correction_is_read_by_id_by_word_and_by_index() -> None:
    for of in ("e1", "opened", 0):
        case = _case(
            OPENED, {"event": "corrected", "of": of, "values": {"at": "2026-03-03", "danger": "none"}, "reason": "x"}
        )
        seen = corrected_view(case).events[0]
        assert seen.at is not None and seen.at.day == date(2026, 3, 3)
        assert seen.fields["danger"] == "none"
        assert seen.recorded_at == case.events[0].recorded_at
        assert case.events[0].at is not None and case.events[0].at.day == date(2026, 3, 4)


def test_the_last_correction_of_a_field_holds() -> None:
    case = _case(
        OPENED,
        {"event": "corrected", "of": "e1", "values": {"danger": "finance"}, "reason": "x"},
        {"event": "corrected", "of": "e1", "values": {"danger": "none"}, "reason": "x"},
    )
    assert corrected_view(case).events[0].fields["danger"] == "none"


def test_what_names_nothing_or_cannot_be_read_changes_nothing() -> None:
    for of, values in (("e9", {"danger": "none"}), ("e1", {"danger": "perhaps"}), ("e1", {"event": "closed"})):
        case = _case(OPENED, {"event": "corrected", "of": of, "values": values, "reason": "x"})
        assert corrected_view(case).events[0] == case.events[0]
