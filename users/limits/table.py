"""Counters in an UNLOGGED table of Postgres, by its clock."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from django.db import connection

from users.limits.tallies import NOTHING, Count, Tally

# Sorted, so that two statements never wait for each other. statement_timestamp() is one moment for the whole statement.
ADD = """
INSERT INTO users_counter AS held (name, value, ends_at)
SELECT name, by, statement_timestamp() + make_interval(secs => window_s)
FROM unnest(%s::text[], %s::bigint[], %s::integer[]) AS tally (name, by, window_s) ORDER BY name
ON CONFLICT (name) DO UPDATE SET
    value = excluded.value + CASE WHEN held.ends_at > statement_timestamp() THEN held.value ELSE 0 END,
    ends_at = CASE WHEN held.ends_at > statement_timestamp() THEN held.ends_at ELSE excluded.ends_at END
RETURNING name, value, greatest(1, ceil(extract(epoch FROM ends_at - statement_timestamp())))::integer, xmax = 0
"""
LOOK = """
SELECT name, value, greatest(1, ceil(extract(epoch FROM ends_at - statement_timestamp())))::integer
FROM users_counter WHERE name = ANY(%s) AND ends_at > statement_timestamp()
"""
FORGET = "DELETE FROM users_counter WHERE name = ANY(%s)"
# Twice as many as can be new in one call, so that what ended never heaps up; what another one deletes is left to it.
TIDY = """
DELETE FROM users_counter WHERE name IN (
    SELECT name FROM users_counter WHERE ends_at <= statement_timestamp() ORDER BY ends_at LIMIT %s FOR UPDATE SKIP LOCKED
)
"""


class TableCounters:
    """Each call is a transaction of its own, whatever the caller is in the middle of."""

    def add(self, tallies: Sequence[Tally]) -> list[Count]:
        columns = list(zip(*((tally.name, tally.by, tally.window_s) for tally in tallies), strict=True))
        with _committing() as cursor:
            cursor.execute(ADD, [list(column) for column in columns])
            rows = cursor.fetchall()
            if new := sum(is_new for *_, is_new in rows):
                cursor.execute(TIDY, [2 * new])
        found = {name: Count(value, resets_in_s) for name, value, resets_in_s, _ in rows}
        return [found[tally.name] for tally in tallies]

    def look(self, names: Sequence[str]) -> list[Count]:
        with _committing() as cursor:
            cursor.execute(LOOK, [list(names)])
            found = {name: Count(value, resets_in_s) for name, value, resets_in_s in cursor.fetchall()}
        return [found.get(name, NOTHING) for name in names]

    def forget(self, names: Sequence[str]) -> None:
        with _committing() as cursor:
            cursor.execute(FORGET, [list(names)])


@contextmanager
def _committing() -> Iterator[Any]:
    """A cursor whose statements are committed one by one: on the thread's connection where no transaction is open, else on a
    second one for the moment, because what the caller rolls back (a refused login) must still count.
    """
    if not connection.in_atomic_block and connection.get_autocommit():
        with connection.cursor() as cursor:
            yield cursor
        return
    own = connection.copy()
    try:
        with own.cursor() as cursor:
            yield cursor
    finally:
        own.close()
