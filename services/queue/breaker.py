"""A breaker for one process: after failures in a row it is open for a while, then lets one attempt through."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable


class Breaker:
    """Closed while things go well. `clock` gives monotonic seconds."""

    def __init__(self, *, failures: int = 3, open_s: float = 10.0, clock: Callable[[], float] = time.monotonic) -> None:
        self._limit = failures
        self._open_s = open_s
        self._clock = clock
        self._lock = threading.Lock()
        self._failed = 0
        self._open_until = 0.0

    @property
    def is_open(self) -> bool:
        """Whether an attempt now would be wasted. When the time is over, attempts count again; one more failure reopens."""
        return self._clock() < self._open_until

    def succeeded(self) -> None:
        with self._lock:
            self._failed = 0

    def failed(self) -> None:
        with self._lock:
            self._failed += 1
            if self._failed >= self._limit:
                self._open_until = self._clock() + self._open_s
