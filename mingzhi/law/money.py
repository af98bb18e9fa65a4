"""Amounts in Chinese words (大写金额), as official documents write them (正确填写票据和结算凭证的基本规定)."""

from __future__ import annotations

from decimal import Decimal

_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_GROUPS = ("", "万", "亿", "万亿")


def in_words(amount: Decimal) -> str:
    """``Decimal("30000.00")`` → ``叁万元整``; ``Decimal("1005.30")`` → ``壹仟零伍元叁角``.

    :raises ValueError: negative, finer than a cent, not a number, or ten quadrillion and more.
    """
    if not amount.is_finite() or amount < 0:
        raise ValueError(f"{amount} 不是金额")
    cents = amount * 100
    if cents != cents.to_integral_value():
        raise ValueError(f"{amount} 不足一分")
    if amount >= Decimal(10) ** 16:
        raise ValueError(f"{amount} 过大")
    yuan, rest = divmod(int(cents), 100)
    jiao, fen = divmod(rest, 10)
    whole = f"{_integer(yuan)}元" if yuan or not rest else ""
    if not rest:
        return f"{whole}整"
    part = f"{_DIGITS[jiao]}角" if jiao else ("零" if yuan else "")
    return f"{whole}{part}{f'{_DIGITS[fen]}分' if fen else ''}"


def _integer(number: int) -> str:
    """The whole yuan: groups of four digits, one 零 for any run of zeros between digits."""
    if number == 0:
        return "零"
    groups: list[int] = []
    while number:
        number, group = divmod(number, 10000)
        groups.append(group)
    made, gap = "", False
    for at in range(len(groups) - 1, -1, -1):
        group = groups[at]
        if group == 0:
            gap = bool(made)
            if at == 2 and made and len(groups) > 3 and not made.endswith("亿"):
                made += "亿"
            continue
        if made and (gap or group < 1000):
            made += "零"
        made += _four(group) + ("亿" if at == 2 else "万" if at == 1 else "万" if at == 3 else "")
        if at == 3 and groups[2] == 0:
            made += "亿"
        gap = False
    return made


def _four(group: int) -> str:
    """A group of up to four digits."""
    made, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit == 0:
            gap = bool(made)
            continue
        made += ("零" if gap else "") + _DIGITS[digit] + _PLACES[place]
        gap = False
    return made
