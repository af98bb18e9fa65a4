"""The search index: FTS5 beside the text on SQLite, a tsvector with GIN in it on PostgreSQL."""

from __future__ import annotations

from typing import Any

from django.db import migrations

from mingzhi.oversight.publication import search_postgres, search_sqlite


def make(apps: Any, schema_editor: Any) -> None:
    """Make the index of this database."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in search_postgres.CREATE:
            schema_editor.execute(statement)
    else:
        schema_editor.execute(search_sqlite.CREATE)


def drop(apps: Any, schema_editor: Any) -> None:
    """Take it away again."""
    if schema_editor.connection.vendor == "postgresql":
        for statement in search_postgres.DROP:
            schema_editor.execute(statement)
    else:
        schema_editor.execute(search_sqlite.DROP)


class Migration(migrations.Migration):
    """After the tables."""

    dependencies = [("publication", "0001_initial")]
    operations = [migrations.RunPython(make, drop)]
