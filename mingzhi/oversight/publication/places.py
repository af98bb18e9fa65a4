"""The order of publications, in one number: the day, and a number within the day (see ``Publication.place``)."""

from __future__ import annotations

from datetime import date

from django.db import connection
from django.db.models import Max

from mingzhi.oversight.publication.models import Publication

DAY_BITS = 24
_LOCK = 0x6D7A7075  # "mzpu": the advisory lock under which places are given out on PostgreSQL


def first_place(day: date) -> int:
    """The lowest place of *day*; the day's places are below that of the next day."""
    return day.toordinal() << DAY_BITS


def day_of(place: int) -> date:
    """The day of a place."""
    return date.fromordinal(place >> DAY_BITS)


def next_places(days: list[date]) -> list[int]:
    """One free place for each of *days*, in order. Inside the transaction that uses them: on PostgreSQL it holds a lock
    until commit, on SQLite the write transaction itself is the lock.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s)", [_LOCK])
    free: dict[date, int] = {}
    for day in set(days):
        start = first_place(day)
        rows = Publication.objects.filter(place__gte=start, place__lt=start + (1 << DAY_BITS))
        free[day] = (rows.aggregate(last=Max("place"))["last"] or start) + 1
    places = []
    for day in days:
        places.append(free[day])
        free[day] += 1
    return places
