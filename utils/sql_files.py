"""SQL functions and triggers live in versioned files (`<app>/sql/`); migrations load them with this."""

from pathlib import Path

from django.db.migrations import RunSQL


def run_sql_file(path: Path) -> RunSQL:
    """Run `name.sql` forwards and `name.down.sql`, which must stand beside it, backwards."""
    return RunSQL(path.read_text(encoding="utf-8"), path.with_suffix(".down.sql").read_text(encoding="utf-8"))
