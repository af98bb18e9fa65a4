"""What every change over the wire must say: which version it was made for, and which request it is (decision 46).

Without them two programs overwrite each other unseen, and a repetition after a lost answer acts twice; so they are
demanded, not offered (428, RFC 6585).
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from mingzhi.ground.errors import BadInput


class Unguarded(BadInput):
    """A change without the header that guards it: ``facts.header`` names it."""

    status = 428


_KEY = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": True,
    "schema": {"type": "string", "maxLength": 200},
    "description": "a word of your own for this request; the same again gives the same answer and acts once",
}
_MATCH = {
    "name": "If-Match",
    "in": "header",
    "required": True,
    "schema": {"type": "string"},
    "description": 'the version you saw (ETag of the case, as "7"), or * for any',
}
#: For the description of an operation that changes something; of one that changes a case as it was seen.
KEYED: dict[str, Any] = {"parameters": [_KEY]}
GUARDED: dict[str, Any] = {"parameters": [_MATCH, _KEY]}


def key(request: HttpRequest) -> str:
    """The ``Idempotency-Key``.

    :raises Unguarded: none was sent.
    """
    given = str(request.headers.get("Idempotency-Key") or "").strip()
    if not given:
        raise Unguarded(
            "precondition_required",
            where="Idempotency-Key",
            what="写入请求没有带这个标头",
            fix="为每个请求取一个不重复的值，如 Idempotency-Key: 7f3c-0001；重发同一请求时用同一个值",
            header="Idempotency-Key",
        )
    return given


def version(request: HttpRequest) -> int | None:
    """The version in ``If-Match``; ``None`` where the caller says ``*``: whatever the version is.

    :raises Unguarded: no version was sent.
    :raises BadInput: it is no version.
    """
    text = str(request.headers.get("If-Match") or "").strip()
    if not text:
        raise Unguarded(
            "precondition_required",
            where="If-Match",
            what="写入请求没有带这个标头",
            fix='带上看到的版本（案件的 ETag，如 If-Match: "7"）；不论版本都要写入时，写 If-Match: *',
            header="If-Match",
        )
    if text == "*":
        return None
    digits = text.removeprefix("W/").strip('"')
    if not digits.isascii() or not digits.isdigit() or len(digits) > 9:
        raise BadInput("if_match_unreadable", where="If-Match", what=f"{text} 不是版本号", fix="填写 ETag 中的版本号")
    return int(digits)
