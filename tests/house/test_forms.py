"""No field of an event bears the name of a control that every form of a step has: one would answer for the other."""

from __future__ import annotations

from mingzhi.doors.desk.drafts import NOT_KEPT
from mingzhi.doors.desk.stepform import COMMON
from mingzhi.law.casefile.vocabulary import VOCABULARY


def test_no_field_is_named_like_a_common_control() -> None:
    common = {*COMMON, *NOT_KEPT}
    found = {(event, name) for event in VOCABULARY for name in VOCABULARY[event].fields if name in common}
    assert common and found == set()
