"""Codes with check digits: unified social credit code, identity number.

Blanks, hyphens and full-width forms don't count. GB 32100-2015 (credit code), GB 11714-1997 (organisation code in it),
GB 11643-1999 (citizen identity number, ISO 7064 MOD 11-2).
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date

from mingzhi.ground.clock import today

#: Registering departments and their kinds (GB 32100-2015; 54, villagers' committees, in practice since 2017).
_DEPARTMENTS = {
    "1": "12349",
    "2": "19",
    "3": "123459",
    "4": "19",
    "5": "12349",
    "6": "129",
    "7": "129",
    "8": "19",
    "9": "1239",
    "A": "19",
    "N": "1239",
    "Y": "1",
}
#: First two digits of an identity number: the provinces, 71 81 82 83 for Taiwan, Hong Kong and Macao residents.
_PROVINCES = frozenset(re.findall("..", "1112131415212223313233343536374142434445465051525354616263646571818283"))
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
    if not given:
        return "没有填写，应为 18 位"
    if len(given) != 18:
        return f"{given} 是 {len(given)} 位，应为 18 位"
    for at, char in enumerate(given, start=1):
        if char not in _CREDIT:
            return f"第 {at} 位“{char}”不会出现在代码中（没有 I、O、S、V、Z）"
    if given[1] not in _DEPARTMENTS.get(given[0], ""):
        return f"开头的“{given[:2]}”不是登记管理部门和机构类别，企业是 91，个体工商户是 92，机关是 11"
    if not given[2:8].isdecimal():
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
    if len(given) == 15:
        return "填写的是 15 位旧号码，2013 年起不再使用，填写 18 位号码"
    if len(given) != 18:
        return f"填写了 {len(given)} 位，应为 18 位"
    if not re.fullmatch(r"[0-9]{17}[0-9X]", given):
        return "前 17 位应为数字，末位为数字或 X"
    if given[:2] not in _PROVINCES:
        return "开头两位不是省级代码，核对前 6 位"
    try:
        born = date(int(given[6:10]), int(given[10:12]), int(given[12:14]))
    except ValueError:
        return "第 7 至 14 位不是一个日期"
    if born > today():
        return "第 7 至 14 位的出生日期还没有到"
    if given[17] != identity_check(given[:17]):
        return "校验位不符，核对末位"
    return None
