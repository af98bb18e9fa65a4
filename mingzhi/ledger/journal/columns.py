"""A column for codes of fixed length."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper

if TYPE_CHECKING:
    _Text = models.CharField[str, str]
else:
    _Text = models.CharField


class Code(_Text):
    """ASCII text of exactly ``max_length`` characters, compared byte by byte: ULIDs, digests, salts, instants.

    On PostgreSQL this is ``character(n) COLLATE "C"``: no second index for LIKE, no locale in comparisons.
    """

    def db_type(self, connection: BaseDatabaseWrapper) -> str | None:
        """The column's type on this database."""
        if connection.vendor == "postgresql":
            return f'character({self.max_length}) COLLATE "C"'
        kind: Any = super().db_type(connection)
        return str(kind)
