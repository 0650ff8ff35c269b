"""Counting what happens per window of time, atomically, for throttles and lock-outs.

A count outlives the rollback of whatever it counts. Names may hold addresses and ids: they are hashed before they are kept.
"""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache

from django.conf import settings

from users.limits.redis_counters import FallingCounters, RedisCounters
from users.limits.table import TableCounters
from users.limits.tallies import Count, Counters, Tally


def count(name: str, *, window_s: int, by: int = 1) -> Count:
    """Add to one counter."""
    return count_all([Tally(name, window_s, by)])[0]


def count_all(tallies: Sequence[Tally]) -> list[Count]:
    """Add to several counters of different names, in one round trip."""
    return counters().add([Tally(_hashed(tally.name), tally.window_s, tally.by) for tally in tallies])


def look(*names: str) -> list[Count]:
    """What stands in these counters, without adding."""
    return counters().look([_hashed(name) for name in names])


def forget(*names: str) -> None:
    """Begin anew with these counters."""
    counters().forget([_hashed(name) for name in names])


def _hashed(name: str) -> str:
    return hmac.new(settings.SECRET_KEY.encode(), name.encode(errors="replace"), hashlib.sha256).hexdigest()


_instead: list[Counters] = []


def counters() -> Counters:
    """Those that the settings choose: Redis where there is one, else the database."""
    return _instead[-1] if _instead else _chosen(settings.REDIS_URL)


@contextmanager
def counting_in(others: Counters) -> Iterator[None]:
    """Count somewhere else meanwhile, in all threads (tests)."""
    _instead.append(others)
    try:
        yield
    finally:
        _instead.pop()


@cache
def _chosen(redis_url: str) -> Counters:
    table = TableCounters()
    return FallingCounters(RedisCounters(redis_url), table) if redis_url else table
