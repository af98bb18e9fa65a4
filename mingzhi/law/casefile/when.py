"""Times of the case file: a day, a time, a month, a year, bounds (decision 12)."""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from mingzhi.ground.clock import SHANGHAI
from mingzhi.law.casefile.values import When

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2}))?$")


def when(value: Any) -> When:
    """A time as the file gives it.

    :raises ValueError: in Chinese, what is wrong with it.
    """
    if isinstance(value, Mapping):
        unknown = set(value) - {"after", "before"}
        if unknown or not value:
            raise ValueError("时间范围只能写 after 和 before")
        first = when(value["after"]).first if "after" in value else None
        last = when(value["before"]).last if "before" in value else None
        if first and last and first > last:
            raise ValueError("时间范围的开始晚于结束")
        return When(first, last)
    if isinstance(value, datetime):
        return _instant(value)
    if isinstance(value, date):
        return When(value, value)
    text = str(value).strip()
    if partial := _PARTIAL.match(text):
        year, month = int(partial[1]), partial[2]
        try:
            if month is None:
                return When(date(year, 1, 1), date(year, 12, 31))
            return When(date(year, int(month), 1), date(year, int(month), calendar.monthrange(year, int(month))[1]))
        except (ValueError, calendar.IllegalMonthError):
            raise ValueError(f"{text} 不是年份或月份") from None
    try:
        if len(text) == 10:
            day = date.fromisoformat(text)
            return When(day, day)
        return _instant(datetime.fromisoformat(text))
    except ValueError:
        raise ValueError(f"{text} 不是日期；写成 2024-03-04 或 2024-03-04T15:20+08:00") from None


def _instant(value: datetime) -> When:
    """An exact moment; one without offset is China time.

    :raises ValueError: it lies beyond the calendar in China.
    """
    aware = value if value.tzinfo else value.replace(tzinfo=SHANGHAI)
    try:
        day = aware.astimezone(SHANGHAI).date()
    except OverflowError:
        raise ValueError(f"{value} 超出了日历") from None
    return When(day, day, aware)
