"""Which of two events came first, as far as it is known (decisions 12, 19)."""

from __future__ import annotations

from datetime import date

from mingzhi.ground.clock import SHANGHAI
from mingzhi.law.casefile.values import Event
from mingzhi.law.conditions.scene import Truth


def precedes(first: Event, second: Event) -> Truth:
    """Whether *first* happened before *second*.

    Certain days decide; on the same day the times, and without times the listed order. Without a date only the
    position in the list is known, and it decides. Where bounded dates overlap, the listed order may confirm, but
    never accuse: events listed the wrong way round are then unknown.
    """
    a, b = first.at, second.at
    if a is None or b is None:
        return first.index < second.index
    if a.instant is not None and b.instant is not None and a.instant != b.instant:
        return a.instant < b.instant
    if a.last is not None and b.first is not None and a.last < b.first:
        return True
    if a.first is not None and b.last is not None and a.first > b.last:
        return False
    if first.index < second.index:
        return True
    return False if a.day is not None and a.day == b.day else None


def entered_before(first: Event, second: Event) -> bool:
    """Whether *first* was recorded before *second* was: a gate is met only by what was recorded before (decision 19).

    What carries no time of recording counts as recorded when it happened.
    """
    if first.recorded_at is None:
        return True
    if second.recorded_at is not None:
        return first.recorded_at <= second.recorded_at
    day: date | None = second.at.last if second.at else None
    return day is None or first.recorded_at.astimezone(SHANGHAI).date() <= day
