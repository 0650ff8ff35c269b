"""Composite foreign keys for migrations: wall (b) of the tenancy."""

from django.db.migrations import RunSQL


def composite_key(table: str, column: str, target: str) -> RunSQL:
    """`(workspace_id, column) → target (workspace_id, id)`, deferred to the commit like Django's own keys."""
    name = f"{table}_{column}_same_workspace"[-63:].lstrip("_")
    return RunSQL(
        f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY (workspace_id, "{column}") '
        f'REFERENCES "{target}" (workspace_id, id) DEFERRABLE INITIALLY DEFERRED',
        f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"',
    )
