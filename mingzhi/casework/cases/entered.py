"""What may be typed at all: no field that the installation writes, no text that a database cannot hold."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from mingzhi.ground.errors import BadInput
from mingzhi.law.casefile.vocabulary import VOCABULARY

#: Keys of an event that stand in the header or are copied from the register; typed, they would forge it.
NEVER_TYPED = frozenset({"event", "at", "id", "recorded_at", "officers", "head", "file"})


def demand_typed(event_type: str, values: Mapping[str, Any]) -> None:
    """The fields that were sent may be typed, and their texts can be kept.

    :raises BadInput: ``not_typed`` for what the installation writes itself; ``nul_in_text``.
    """
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


def demand_text(value: Any, where: str) -> None:
    """No text holds the character NUL, which PostgreSQL cannot store.

    :raises BadInput: ``nul_in_text``, with the field.
    """
    if isinstance(value, str) and "\x00" in value:
        raise BadInput("nul_in_text", where=where, what="含有不能保存的字符", fix="重新输入这段文字", field=where)
    if isinstance(value, Mapping):
        for name, one in value.items():
            demand_text(name, where)
            demand_text(one, str(name))
    elif isinstance(value, (list, tuple)):
        for one in value:
            demand_text(one, where)
