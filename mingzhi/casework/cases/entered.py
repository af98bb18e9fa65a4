"""What may be typed at all: no field that the installation writes, no text that a database cannot hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingzhi.ground.errors import BadInput
from mingzhi.law.casefile.vocabulary import VOCABULARY

#: Keys of an event that stand in the header or are copied from the register; typed, they would forge it.
NEVER_TYPED = frozenset({"event", "at", "id", "recorded_at", "officers", "head", "file"})

#: Characters of the longest text of a field: a record of several hours fits.
LONGEST = 100_000


def demand_typed(event_type: str, values: Mapping[str, Any]) -> None:
    """The fields that were sent may be typed, and their texts can be kept.

    :raises BadInput: ``not_typed`` for what the installation writes itself; ``x_not_mapping``; see :func:`demand_text`.
    """
    if not isinstance(values.get("x") or {}, Mapping):
        raise BadInput("x_not_mapping", where="x", what="应是一组键和值", fix="写成 {键: 值}", field="x")
    own = VOCABULARY[event_type].fields if event_type in VOCABULARY else {}
    for name in values:
        if name in NEVER_TYPED and name not in own:
            raise BadInput(
                "not_typed",
                where=name,
                what="由系统写入，不能填写",
                fix="执法人员从名单中选择，时间填在时间栏" if name in ("officers", "at") else "删去这一项",
                field=name,
            )
        demand_text(values[name], name)


def demand_at(at: Any) -> None:
    """The time of a step is text, as a form sends it.

    :raises BadInput: ``bad_time``.
    """
    if at is not None and not isinstance(at, str):
        raise BadInput(
            "bad_time", where="时间", what="不是日期或时间", fix="写成 2024-01-31 或 2024-01-31T09:30+08:00", field="at"
        )


def demand_text(value: Any, where: str, *, most: int = LONGEST, field: str = "") -> None:
    """No text holds the character NUL, which PostgreSQL cannot store, and none is longer than *most*.

    :param field: the field's name for the door; default *where*.
    :raises BadInput: ``nul_in_text``, ``text_too_long``, with the field.
    """
    if isinstance(value, str):
        field = field or where
        if "\x00" in value:
            raise BadInput("nul_in_text", where=where, what="含有不能保存的字符", fix="重新输入这段文字", field=field)
        if len(value) > most:
            raise BadInput("text_too_long", where=where, what=f"超过 {most} 个字", fix="删减后再提交", field=field)
    if isinstance(value, Mapping):
        for name, one in value.items():
            demand_text(name, where, most=most)
            demand_text(one, str(name), most=most)
    elif isinstance(value, (list, tuple)):
        for one in value:
            demand_text(one, where, most=most)
