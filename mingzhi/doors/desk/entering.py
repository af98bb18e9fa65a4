"""What people type, read kindly: full-width digits, blanks and hyphens are no errors (pages.md 20, 21)."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from mingzhi.ground.clock import SHANGHAI

_DAY = re.compile(r"^(\d{4})\s*[-./年]?\s*(\d{1,2})\s*[-./月]?\s*(\d{1,2})\s*日?$")
_TIME = re.compile(r"^(\d{1,2})\s*[:：时.]\s*(\d{1,2})\s*分?$")
_MOST = Decimal(10) ** 15
_BLANKS = re.compile(r"[\s\-－—_]+")


def plain(text: str) -> str:
    """Full-width forms as ordinary ones, without blanks at the ends."""
    return unicodedata.normalize("NFKC", text).strip()


def code(text: str) -> str:
    """An identifier without blanks and hyphens, letters upper case: 统一社会信用代码, 身份证号, 证件号."""
    return _BLANKS.sub("", unicodedata.normalize("NFKC", text)).upper()


def day(text: str) -> str:
    """A civil day as ISO text.

    :raises ValueError: it is no day; the message says how to write one.
    """
    found = _DAY.match(plain(text))
    if found is None:
        raise ValueError("写成年-月-日，例如 2026-03-05")
    try:
        return date(*(int(part) for part in found.groups())).isoformat()
    except ValueError:
        raise ValueError("日历上没有这一天，核对月份和日期") from None


def clock(text: str) -> str:
    """A time of day as ``15:20``.

    :raises ValueError: it is none.
    """
    found = _TIME.match(plain(text))
    if found is None or int(found[1]) > 23 or int(found[2]) > 59:
        raise ValueError("写成时:分，例如 15:20")
    return f"{int(found[1]):02d}:{found[2]:0>2}"


def moment(text: str) -> str:
    """A day with a time, as ISO text in China time.

    :raises ValueError: it is none.
    """
    first, _, rest = plain(text).replace("T", " ").partition(" ")
    if not rest:
        return day(first)
    hour, minute = clock(rest).split(":")
    spoken = date.fromisoformat(day(first))
    return datetime(spoken.year, spoken.month, spoken.day, int(hour), int(minute), tzinfo=SHANGHAI).isoformat()


def money(text: str) -> str:
    """An amount in yuan with two places, as text; 万 counts ten thousand.

    :raises ValueError: it is no amount.
    """
    bare = plain(text).replace(",", "").replace("，", "").replace(" ", "").removesuffix("元")
    times = Decimal(10000) if bare.endswith("万") else Decimal(1)
    try:
        amount = Decimal(bare.removesuffix("万")) * times
    except InvalidOperation:
        raise ValueError("写成数字，例如 38000 或 38000.50") from None
    if not amount.is_finite() or not 0 <= amount < _MOST or amount != amount.quantize(Decimal("0.01")):
        raise ValueError("写成不小于零的数字，最多到分")
    return str(amount.quantize(Decimal("0.01")))


def percent(text: str) -> str:
    """A percentage as text.

    :raises ValueError: it is none.
    """
    try:
        return str(Decimal(plain(text).removesuffix("%").strip()))
    except InvalidOperation:
        raise ValueError("写成百分数，例如 3") from None


def whole(text: str) -> int:
    """A whole number.

    :raises ValueError: it is none.
    """
    bare = plain(text).replace(",", "")
    if not bare.isascii() or not bare.isdigit() or len(bare) > 9:
        raise ValueError("写成整数，例如 10")
    return int(bare)
