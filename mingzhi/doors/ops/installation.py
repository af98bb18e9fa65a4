"""Opening the installation from the command line: Django is set up only by commands that need it."""

from __future__ import annotations

import os
from typing import Any

from mingzhi.ground.errors import BadInput


def with_django() -> None:
    """Set Django up with the operator's settings; a second call does nothing."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingzhi.config.settings")
    django.setup()


def demand_database() -> None:
    """Demand that the database answers. SQLite makes its file at the first question.

    :raises BadInput: ``database_unreachable``.
    """
    from django.conf import settings
    from django.db import DatabaseError, connection

    try:
        connection.introspection.table_names()
    except DatabaseError as error:
        where = "MINGZHI_DATABASE" if connection.vendor == "postgresql" else str(settings.DATABASES["default"]["NAME"])
        raise BadInput(
            "database_unreachable",
            where=where,
            what=f"打不开数据库（{str(error).splitlines()[0]}）",
            fix="核对地址、账号和数据库是否已启动"
            if connection.vendor == "postgresql"
            else "核对这个文件和目录的权限；文件损坏的，用备份恢复",
        ) from None


def with_tables() -> None:
    """Set Django up and demand an installation whose tables were made.

    :raises BadInput: ``no_installation``, ``database_unreachable``.
    """
    with_django()
    from django.conf import settings
    from django.db import connection

    place = str(settings.HOME)
    sqlite: Any = connection if connection.vendor == "sqlite" else None
    if sqlite and not sqlite.is_in_memory_db() and not os.path.exists(sqlite.settings_dict["NAME"]):
        raise _missing(place)  # asking would make an empty file
    demand_database()
    if "journal_event" not in connection.introspection.table_names():
        raise _missing(place)


def _missing(place: str) -> BadInput:
    return BadInput(
        "no_installation", where=place, what="这里还没有数据", fix="先运行 mingzhi run，或用 MINGZHI_HOME 指明数据目录"
    )
