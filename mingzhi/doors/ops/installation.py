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


def with_tables() -> None:
    """Set Django up and demand an installation whose tables were made.

    :raises BadInput: ``no_installation``.
    """
    with_django()
    from django.conf import settings
    from django.db import connection

    place = str(settings.HOME)
    sqlite: Any = connection if connection.vendor == "sqlite" else None
    if sqlite and not sqlite.is_in_memory_db() and not os.path.exists(sqlite.settings_dict["NAME"]):
        raise _missing(place)  # asking would make an empty file
    if "journal_event" not in connection.introspection.table_names():
        raise _missing(place)


def _missing(place: str) -> BadInput:
    return BadInput(
        "no_installation", where=place, what="这里还没有数据", fix="先运行 mingzhi run，或用 MINGZHI_HOME 指明数据目录"
    )
