"""Canonical JSON: one value, one sequence of bytes, so that a digest means the same everywhere (decision 21).

RFC 8785 (JCS) narrowed to what law needs: no floating point, integers within 53 bits, text in Unicode NFC, instants in
UTC as RFC 3339 with microseconds. Specification and test vectors: ``docs/reference/canonical-json.md``.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import orjson

from mingzhi.ground.errors import BadInput

#: Largest magnitude of an integer that every JSON reader keeps exactly (RFC 7493, 2.2).
MAX_INTEGER = 2**53 - 1
_MAX_DEPTH = 64
#: First byte, in UTF-8, of a character above U+FFFF.
_ASTRAL = re.compile(rb"[\xf0-\xf4]")


def canonical(value: Any) -> bytes:
    """*value* as canonical JSON in UTF-8: equal values give equal bytes, on every machine and in every version.

    :raises BadInput: something that has no canonical form; ``where`` is its place, such as ``$.fines[0].amount``.
    """
    return encode(plain(value))


def plain(value: Any) -> Any:
    """*value* as it will be read back: only dict, list, str, int, bool and None, texts in NFC.

    An aware datetime becomes UTC text, a date its ISO text, a Decimal its plain digits (``"30000.00"``).

    :raises BadInput: a float, a naive datetime, an integer over 53 bits, a key that is not text, two keys that become
        one in NFC, a lone surrogate, more than 64 levels, or any other type.
    """
    try:
        return _usual(value, 0)
    except _Unusual:
        return _plain(value, "$", 0)


class _Unusual(Exception):
    """A value that needs a closer look, and its place if it is refused."""


def _usual(value: Any, depth: int) -> Any:
    """What :func:`_plain` returns, without keeping track of places: the journal does this for every event."""
    kind = type(value)
    if kind is str:
        if value.isascii() or (_encodes(value) and unicodedata.is_normalized("NFC", value)):
            return value
    elif value is None or kind is bool or (kind is int and -MAX_INTEGER <= value <= MAX_INTEGER):
        return value
    elif depth < _MAX_DEPTH:
        if kind is dict:
            return {_usual_key(key): _usual(one, depth + 1) for key, one in value.items()}
        if kind is list or kind is tuple:
            return [_usual(one, depth + 1) for one in value]
    raise _Unusual


def _usual_key(key: Any) -> str:
    if type(key) is str and key.isascii():
        return key
    raise _Unusual


def _encodes(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def _plain(value: Any, where: str, depth: int) -> Any:
    """The value in plain form; *where* is its place, for refusals."""
    if depth > _MAX_DEPTH:
        raise _bad("too_deep", where, f"超过 {_MAX_DEPTH} 层", "减少层数")
    kind = type(value)
    if kind is str:
        return _text(value, where)
    if value is None or kind is bool:
        return value
    if kind is int:
        if -MAX_INTEGER <= value <= MAX_INTEGER:
            return value
        raise _bad("integer_too_large", where, f"整数 {value} 超过 53 位", "改用文本")
    if isinstance(value, Mapping):
        return _mapping(value, where, depth)
    if isinstance(value, list | tuple):
        return [_plain(one, f"{where}[{at}]", depth + 1) for at, one in enumerate(value)]
    return _scalar(value, where)


def instant(moment: datetime) -> str:
    """An aware moment as the one text it has: ``2024-01-31T08:00:00.000000Z``.

    :raises BadInput: the moment has no offset.
    """
    if moment.tzinfo is None:
        raise _bad("naive_datetime", "$", f"时间 {moment.isoformat()} 没有时区", "写明时区，例如 +08:00")
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ").zfill(27)


def encode(value: Any) -> bytes:
    """Canonical bytes of what :func:`plain` returned; not for other values, which orjson might take silently."""
    found = orjson.dumps(value, option=orjson.OPT_SORT_KEYS)
    if _ASTRAL.search(found) and _has_astral_key(value):
        return orjson.dumps(_in_utf16_order(value))
    return found


def _mapping(value: Mapping[Any, Any], where: str, depth: int) -> dict[str, Any]:
    """The mapping with plain keys and values."""
    result: dict[str, Any] = {}
    for key, one in value.items():
        if not isinstance(key, str):
            raise _bad("key_not_text", where, f"键 {key!r} 不是文本", "给键加引号")
        name = _text(key, where)
        if name in result:
            raise _bad("duplicate_key", where, f"键“{name}”重复", "只保留一个")
        result[name] = _plain(one, f"{where}.{name}", depth + 1)
    return result


def _scalar(value: Any, where: str) -> Any:
    """Dates, Decimals and subclasses of text and integer (enums); anything else is refused."""
    if isinstance(value, datetime):
        if value.tzinfo is None:
            raise _bad("naive_datetime", where, f"时间 {value.isoformat()} 没有时区", "写明时区，例如 +08:00")
        return instant(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        if not value.is_finite():
            raise _bad("not_finite", where, f"{value} 不是数", "填写数字")
        return format(value, "f")
    if isinstance(value, str):
        return _text(str.__str__(value), where)
    if isinstance(value, int):
        return _plain(int(value), where, 0)
    if isinstance(value, float):
        raise _bad("float_refused", where, f"{value!r} 是浮点数", '金额写成文本，例如 "30000.00"')
    raise _bad("no_canonical_form", where, f"不能记录 {type(value).__name__} 类型的值", "改用文本、整数、列表或对象")


def _text(value: str, where: str) -> str:
    """The text in NFC."""
    if value.isascii():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:
        raise _bad("lone_surrogate", where, "含有不完整的字符", "重新输入这段文字") from None
    return value if unicodedata.is_normalized("NFC", value) else unicodedata.normalize("NFC", value)


def _has_astral_key(value: Any) -> bool:
    """Whether a key holds a character above U+FFFF: only then UTF-16 order (RFC 8785, 3.2.3) differs from UTF-8's."""
    if isinstance(value, dict):
        return any((not key.isascii() and max(key) > "\uffff") or _has_astral_key(one) for key, one in value.items())
    return isinstance(value, list) and any(map(_has_astral_key, value))


def _in_utf16_order(value: Any) -> Any:
    """The same value, its keys ordered by UTF-16 code units."""
    if isinstance(value, dict):
        ordered = sorted(value.items(), key=lambda pair: pair[0].encode("utf-16-be"))
        return {key: _in_utf16_order(one) for key, one in ordered}
    return [_in_utf16_order(one) for one in value] if isinstance(value, list) else value


def _bad(code: str, where: str, what: str, fix: str) -> BadInput:
    return BadInput(code, where=where, what=what, fix=fix)
