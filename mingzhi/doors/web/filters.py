"""How pages write dates, moments, money and counts (pages.md, tone)."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from mingzhi.ground.clock import SHANGHAI


def day(value: Any) -> str:
    """``2026-06-29``, for tables; a dash for nothing."""
    if value is None or value == "":
        return "—"
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).date()
    return value.isoformat() if isinstance(value, date) else str(value)[:10]


def prose_day(value: Any) -> str:
    """``6月29日``, for prose."""
    if isinstance(value, datetime):
        value = value.astimezone(SHANGHAI).date()
    return f"{value.month}月{value.day}日" if isinstance(value, date) else day(value)


def moment(value: Any) -> str:
    """``2026-06-29 15:20``, China time."""
    return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}" if isinstance(value, datetime) else day(value)


def prose_moment(value: Any) -> str:
    """``6月29日 15:20``, for prose."""
    if isinstance(value, datetime):
        local = value.astimezone(SHANGHAI)
        return f"{local.month}月{local.day}日 {local:%H:%M}"
    return prose_day(value)


def money(value: Any) -> str:
    """``38,000 元``; cents only where there are any."""
    if value is None or value == "":
        return "—"
    return f"{Decimal(str(value)):,.2f}".removesuffix(".00") + " 元"


def count(value: int, cap: int = 1000) -> str:
    """``284``, or ``1000+`` beyond the cap: lists never count further."""
    return f"{cap}+" if value > cap else str(value)
