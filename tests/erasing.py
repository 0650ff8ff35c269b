"""Clearing up after tests that really commit."""

from __future__ import annotations

from django.db import connection, transaction
from django.db.backends.utils import CursorWrapper

_KEPT = ("django_migrations", "django_content_type", "auth_permission")


def erase_everything() -> None:
    """Delete every row of every table.

    The guards rest meanwhile: the owner of a table may disable its own triggers, no superuser is needed. (TRUNCATE of so many
    tables takes seconds where fsync is on.)
    """
    name = str(connection.settings_dict["NAME"])
    if not name.startswith("test_"):
        raise RuntimeError(f"{name} is no test database.")
    with transaction.atomic(), connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in _KEPT]
        _tell(cursor, "ALTER TABLE {} DISABLE TRIGGER USER", tables)
        _tell(cursor, "DELETE FROM {}", tables)
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        _tell(cursor, "ALTER TABLE {} ENABLE TRIGGER USER", tables)


def _tell(cursor: CursorWrapper, statement: str, tables: list[str]) -> None:
    quoted = [connection.ops.quote_name(name) for name in tables]
    cursor.execute("; ".join(statement.format(name) for name in quoted))
