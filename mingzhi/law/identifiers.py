"""Codes with check digits: unified social credit code, identity number.

Blanks, hyphens and full-width forms don't count. GB 32100-2015 (credit code), GB 11714-1997 (organisation code in it),
GB 11643-1999 (citizen identity number, ISO 7064 MOD 11-2).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

_CREDIT = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_ORGANISATION = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ID_CHECK = "10X98765432"
_NOISE = re.compile(r"[\s\-‐‑–—_·.]+")


def normal(code: str) -> str:
    """The code as it is compared: half-width, upper case, without blanks and hyphens (pages.md 20)."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", code)).upper()


def credit_code_check(body: str) -> str:
    """The check character for the first 17 characters of a credit code (GB 32100-2015, 4.6)."""
    total = sum(_CREDIT.index(char) * pow(3, at, 31) for at, char in enumerate(body))
    return _CREDIT[(31 - total % 31) % 31]


def organisation_check(body: str) -> str:
    """The check character for the first eight characters of an organisation code (GB 11714-1997)."""
    weights = (3, 7, 9, 10, 5, 8, 4, 2)
    rest = 11 - sum(_ORGANISATION.index(char) * weight for char, weight in zip(body, weights, strict=True)) % 11
    return "X" if rest == 10 else "0" if rest == 11 else str(rest)


def credit_code_problem(code: str) -> str | None:
    """What is wrong with a unified social credit code, in Chinese; ``None`` if nothing is."""
    given = normal(code)
    if len(given) != 18:
        return f"{given} 是 {len(given)} 位，应为 18 位"
    for at, char in enumerate(given, start=1):
        if char not in _CREDIT:
            return f"第 {at} 位“{char}”不会出现在代码中（没有 I、O、S、V、Z）"
    if not given[2:8].isdigit():
        return "第 3 至 8 位是登记机关的行政区划，应为数字"
    wanted = credit_code_check(given[:17])
    if given[17] != wanted:
        return f"校验位不符：前 17 位对应 {wanted}，填写的是 {given[17]}"
    return None


def identity_check(body: str) -> str:
    """The check character for the first 17 digits of an identity number (GB 11643-1999)."""
    return _ID_CHECK[sum(int(digit) * pow(2, 17 - at, 11) for at, digit in enumerate(body)) % 11]


def identity_problem(number: str) -> str | None:
    """What is wrong with a citizen identity number, in Chinese; ``None`` if nothing is. Never repeats the number."""
    given = normal(number)
    if len(given) != 18:
        return f"填写了 {len(given)} 位，应为 18 位"
    if not given[:17].isdigit() or not (given[17].isdigit() or given[17] == "X"):
        return "前 17 位应为数字，末位为数字或 X"
    try:
        date(int(given[6:10]), int(given[10:12]), int(given[12:14]))
    except ValueError:
        return "第 7 至 14 位不是一个日期"
    if given[17] != identity_check(given[:17]):
        return "校验位不符，核对末位"
    return None
