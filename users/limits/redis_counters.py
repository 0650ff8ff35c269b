"""Counters in Redis, and what is done while it is away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from time import monotonic
from typing import Any, TypeVar

import structlog
from redis import Redis
from redis.exceptions import RedisError

from users.limits.tallies import NOTHING, Count, Counters, Tally

T = TypeVar("T")
log = structlog.get_logger(__name__)

PREFIX = "quittance:count:"
SILENCE_S = 0.5  # of Redis, after which it counts as away
AWAY_S = 5.0  # for which it is not asked again


class RedisCounters:
    """SET NX with an expiry, then INCRBY, in one MULTI: no counter is ever there without its end."""

    def __init__(self, url: str) -> None:
        self._redis = Redis.from_url(url, socket_timeout=SILENCE_S, socket_connect_timeout=SILENCE_S)

    def add(self, tallies: Sequence[Tally]) -> list[Count]:
        with self._redis.pipeline(transaction=True) as pipeline:
            for tally in tallies:
                key = PREFIX + tally.name
                pipeline.set(key, 0, nx=True, px=tally.window_s * 1000)
                pipeline.incrby(key, tally.by)
                pipeline.pttl(key)
            told = pipeline.execute()
        return [Count(int(value), _seconds(left_ms)) for value, left_ms in zip(told[1::3], told[2::3], strict=True)]

    def look(self, names: Sequence[str]) -> list[Count]:
        with self._redis.pipeline(transaction=True) as pipeline:
            for name in names:
                pipeline.get(PREFIX + name)
                pipeline.pttl(PREFIX + name)
            told = pipeline.execute()
        return [_count(value, left_ms) for value, left_ms in zip(told[::2], told[1::2], strict=True)]

    def forget(self, names: Sequence[str]) -> None:
        self._redis.delete(*(PREFIX + name for name in names))


def _count(value: Any, left_ms: int) -> Count:
    return NOTHING if value is None else Count(int(value), _seconds(left_ms))


def _seconds(left_ms: int) -> int:
    return max(1, ceil(left_ms / 1000))


class FallingCounters:
    """Asks Redis; while that is away, counts go on in the database (from nothing), so that no limit is ever lifted."""

    def __init__(self, redis: RedisCounters, table: Counters, *, clock: Callable[[], float] = monotonic) -> None:
        self._redis, self._table, self._clock = redis, table, clock
        self._away_until = 0.0

    def add(self, tallies: Sequence[Tally]) -> list[Count]:
        return self._first(lambda counters: counters.add(tallies))

    def look(self, names: Sequence[str]) -> list[Count]:
        return self._first(lambda counters: counters.look(names))

    def forget(self, names: Sequence[str]) -> None:
        """In both: a lock-out may have begun in the database while Redis was away."""
        self._first(lambda counters: counters.forget(names))
        self._table.forget(names)

    def _first(self, ask: Callable[[Counters], T]) -> T:
        if self._clock() >= self._away_until:
            try:
                return ask(self._redis)
            except RedisError as error:
                self._away_until = self._clock() + AWAY_S
                log.warning("counters_without_redis", error=type(error).__name__, seconds=AWAY_S)
        return ask(self._table)
