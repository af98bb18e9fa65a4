"""The daily tick: due days are computed anew, deemed facts are never stored (decision 14)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from mingzhi.casework.cases import api as cases
from tests.casework.office import office
from tests.casework.story import Play

pytestmark = pytest.mark.django_db


def test_a_due_day_that_has_become_wrong_is_computed_anew_and_nothing_is_recorded() -> None:
    play = Play(office()).until("opened")
    row = play.row()
    right, seq = row.due_on, row.seq
    assert right is not None
    cases.Row.objects.filter(pk=row.pk).update(due_on=right + timedelta(days=9), due_rule="older-rule")
    assert cases.tick(as_of=play.now.date()) == cases.Ticked(seen=1, changed=1)
    row = play.row()
    assert (row.due_on, row.seq) == (right, seq)
    assert cases.tick(as_of=play.now.date()) == cases.Ticked(seen=1, changed=0)


def test_what_has_become_overdue_is_late_in_the_list() -> None:
    play = Play(office()).until("opened")
    cases.tick(as_of=date(2026, 12, 1))
    row = play.row()
    assert row.due_on is not None and row.due_on < date(2026, 12, 1)


def test_finished_and_foreign_cases_are_left_alone() -> None:
    Play(office()).until("archived")
    assert cases.tick(as_of=date(2026, 12, 1)) == cases.Ticked(seen=0, changed=0)
