"""What goes into the journal and what comes out: plain values, no tables."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from mingzhi.ground.actor import ActorStamp
from mingzhi.ground.errors import BadInput

_ULID = re.compile(r"[0-7][0-9A-HJKMNP-TV-Z]{25}")


@dataclass(frozen=True, slots=True)
class NewEvent:
    """Something that happened and is to be recorded.

    :param type: a word of the vocabulary (decision 22).
    :param payload: JSON values as :mod:`mingzhi.ground.canonical` takes them; no floats.
    :param at: when it happened: an ISO date, or a date-time (one without offset is China time); ``None``: not told.
    :param id: a ULID, where the caller must know it beforehand; else one is made.
    """

    type: str
    payload: Mapping[str, Any]
    at: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Recorded:
    """An event as the journal keeps it.

    :param origin: installation in which it was recorded.
    :param seq: place in its stream, from 1, without gaps.
    :param position: place in the whole journal, from 1, without gaps; ``None`` until the sequencer has passed.
    :param recorded_at: aware, UTC.
    :param payload: as recorded; ``None`` when it was lawfully destroyed.
    :param lawbook: digest of the law under which it was judged, where it was.
    :param digest: SHA-256 of the header, which holds the previous digest and the payload's: the chain.
    """

    id: str
    origin: str
    stream: str
    seq: int
    position: int | None
    type: str
    at: str | None
    recorded_at: datetime
    actor: ActorStamp
    payload: dict[str, Any] | None
    lawbook: str | None
    digest: str


def told_time(at: str | None) -> str | None:
    """The time of an event as the header keeps it: a date, or a date-time with its offset.

    :raises BadInput: neither.
    """
    if at is None:
        return None
    try:
        if len(at) == 10:
            return date.fromisoformat(at).isoformat()
        moment = datetime.fromisoformat(at)
    except ValueError:
        raise BadInput(
            "bad_time", where="at", what=f"“{at}”不是日期或时间", fix="写成 2024-01-31 或 2024-01-31T09:30+08:00"
        ) from None
    return at if moment.tzinfo else f"{at}+08:00"


def checked_id(given: str) -> str:
    """An id that the caller chose.

    :raises BadInput: not a ULID.
    """
    if _ULID.fullmatch(given):
        return given
    raise BadInput("bad_event_id", where="id", what=f"“{given}”不是 ULID", fix="使用 26 位 ULID，或不填编号")
