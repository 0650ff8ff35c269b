"""Rings doorbells from a thread of its own, so that a broker that is down or silent never delays who asks for it.

The broker is a hint only: what is dropped here, because the queue is full or the breaker open, the sweep rings again.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from dataclasses import dataclass

import structlog
from kombu.exceptions import KombuError
from redis.exceptions import RedisError

from services.queue.breaker import Breaker

log = structlog.get_logger(__name__)

BROKER_ERRORS = (KombuError, RedisError, OSError)


@dataclass(frozen=True, slots=True)
class Doorbell:
    """A task and what it is about: the name for the logs, and how to ring (one attempt, no retries)."""

    name: str
    ring: Callable[[], object]


class Publisher:
    """One per process. `offer` returns at once; one daemon thread rings, one after the other."""

    def __init__(self, *, capacity: int = 1000, breaker: Breaker | None = None) -> None:
        self._capacity = capacity
        self._breaker = breaker or Breaker()
        self._lock = threading.Lock()
        self._pid = 0
        self._waiting: queue.Queue[Doorbell] = queue.Queue(capacity)
        self._thread: threading.Thread | None = None

    def offer(self, doorbell: Doorbell) -> bool:
        """Whether it will be rung. False: dropped on purpose, and logged."""
        self._begin_thread_if_needed()
        if self._breaker.is_open:
            log.warning("doorbell_dropped", doorbell=doorbell.name, reason="breaker_open")
            return False
        try:
            self._waiting.put_nowait(doorbell)
        except queue.Full:
            log.warning("doorbell_dropped", doorbell=doorbell.name, reason="queue_full")
            return False
        return True

    def _begin_thread_if_needed(self) -> None:
        with self._lock:
            if self._pid != os.getpid():  # threads do not survive a fork
                self._pid, self._thread, self._waiting = os.getpid(), None, queue.Queue(self._capacity)
            if self._thread is None or not self._thread.is_alive():
                self._thread = threading.Thread(target=self._serve, args=(self._waiting,), daemon=True, name="publisher")
                self._thread.start()

    def _serve(self, waiting: queue.Queue[Doorbell]) -> None:
        while True:
            self._ring(waiting.get())

    def _ring(self, doorbell: Doorbell) -> None:
        if self._breaker.is_open:
            log.warning("doorbell_dropped", doorbell=doorbell.name, reason="breaker_open")
            return
        try:
            doorbell.ring()
        except BROKER_ERRORS as error:
            self._breaker.failed()
            log.warning("doorbell_failed", doorbell=doorbell.name, error=type(error).__name__)
        else:
            self._breaker.succeeded()
