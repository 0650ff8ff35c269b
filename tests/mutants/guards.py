"""What a guard is, and how it is taken away: by an edit of the source (`before` must stand there exactly once), or by an SQL
statement that runs as the last migration. `every_guard.py` gathers the lists of the rooms; every later issue adds its own.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Edit:
    """Replace `before` by `after` in the file at `path`."""

    path: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Sql:
    """Run `statement` after all migrations."""

    statement: str


@dataclass(frozen=True, slots=True)
class Guard:
    """One guard: its name, how to remove it, and the pytest node ids that must fail then."""

    name: str
    removal: Edit | Sql
    tests: tuple[str, ...]
