"""All rows of one workspace, as fingerprints: what a stranger may not change."""

from __future__ import annotations

from uuid import UUID

from django.db import connection

from users.tenancy.postgres.compiler import tenant_tables

Snapshot = dict[str, tuple[int, str]]


def snapshot(workspace_id: UUID) -> Snapshot:
    """Of each table with a workspace, how many rows of this one it holds, and a hash of all that stands in them."""
    with connection.cursor() as cursor:
        cursor.execute(_query(), [workspace_id] * len(tenant_tables()))
        return {name: (count, digest) for name, count, digest in cursor.fetchall()}


def _query() -> str:
    parts = [
        f"SELECT '{table}', count(*), md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), ''))"  # noqa: S608  (names of our own tables)
        f' FROM "{table}" t WHERE workspace_id = %s'
        for table in sorted(tenant_tables())
    ]
    return " UNION ALL ".join(parts)
