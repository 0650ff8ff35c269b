"""Counters in memory, for tests that are about something else: nothing is left behind for the next one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import ceil
from threading import Lock
from time import monotonic

from users.limits.tallies import NOTHING, Count, Tally


class MemoryCounters:
    """Atomic among the threads of one process."""

    def __init__(self, *, clock: Callable[[], float] = monotonic) -> None:
        self._clock = clock
        self._lock = Lock()
        self._held: dict[str, tuple[int, float]] = {}

    def add(self, tallies: Sequence[Tally]) -> list[Count]:
        with self._lock:
            return [self._add(tally) for tally in tallies]

    def look(self, names: Sequence[str]) -> list[Count]:
        with self._lock:
            return [self._look(name) for name in names]

    def forget(self, names: Sequence[str]) -> None:
        with self._lock:
            for name in names:
                self._held.pop(name, None)

    def _add(self, tally: Tally) -> Count:
        value, ends_at = self._held.get(tally.name, (0, 0.0))
        if ends_at <= self._clock():
            value, ends_at = 0, self._clock() + tally.window_s
        self._held[tally.name] = value + tally.by, ends_at
        return self._look(tally.name)

    def _look(self, name: str) -> Count:
        value, ends_at = self._held.get(name, (0, 0.0))
        left_s = ends_at - self._clock()
        return Count(value, max(1, ceil(left_s))) if left_s > 0 else NOTHING
