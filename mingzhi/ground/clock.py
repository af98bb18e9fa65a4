"""The one clock. Law counts Asia/Shanghai civil days (decision 12); everything asks here, tests set it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import UTC, date, datetime, timedelta, timezone

#: China standard time; a fixed offset: no daylight saving since 1991. A term ends at 24:00 here.
SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")

_fixed: ContextVar[datetime | None] = ContextVar("fixed_now", default=None)


def now() -> datetime:
    """The present instant, aware, in UTC."""
    return _fixed.get() or datetime.now(UTC)  # noqa: TID251 - the one place that may


def today() -> date:
    """The present civil day in China."""
    return now().astimezone(SHANGHAI).date()


@contextmanager
def fixed(moment: datetime | date) -> Iterator[None]:
    """Stop the clock at *moment* (a bare date: its noon in China) for tests and for building the demo."""
    if not isinstance(moment, datetime):
        moment = datetime(moment.year, moment.month, moment.day, 12, tzinfo=SHANGHAI)
    if moment.tzinfo is None:
        raise ValueError("the clock needs an aware datetime")
    token = _fixed.set(moment.astimezone(UTC))
    try:
        yield
    finally:
        _fixed.reset(token)
