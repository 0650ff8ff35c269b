"""Calls that must end: a total time by the wall clock. (A time-out per packet does not bound a slow drip.)"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from typing import Any, TypeVar

T = TypeVar("T")


class DeadlineError(TimeoutError):
    """The call did not end in time, or all threads still hang in calls that did not."""


class BoundedCalls:
    """Runs calls in lasting daemon threads, so that the caller may give up on them.

    A call that is given up goes on in its thread until it ends by itself; as many as `threads` can hang at once before further
    calls fail at the deadline without having begun. Threads are daemons: hanging ones do not delay the end of the process.
    """

    def __init__(self, *, threads: int = 8) -> None:
        self._size = threads
        self._lock = threading.Lock()
        self._pid = 0
        self._waiting: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]] = queue.SimpleQueue()
        self._idle = 0
        self._threads = 0

    def run(self, call: Callable[[], T], *, timeout_s: float) -> T:
        """The result of `call`, or what it raised. Raises DeadlineError after `timeout_s`."""
        future: Future[T] = Future()
        self._begin_thread_if_needed()
        self._waiting.put((future, call))
        try:
            return future.result(timeout=timeout_s)
        except FutureTimeoutError as error:
            if future.done():  # the call itself raised a TimeoutError
                raise
            future.cancel()
            raise DeadlineError(f"No answer within {timeout_s:g} s.") from error

    def _begin_thread_if_needed(self) -> None:
        with self._lock:
            if self._pid != os.getpid():  # threads do not survive a fork
                self._pid, self._idle, self._threads, self._waiting = os.getpid(), 0, 0, queue.SimpleQueue()
            if self._idle > self._waiting.qsize() or self._threads >= self._size:
                return
            self._threads += 1
            threading.Thread(target=self._serve, args=(self._waiting,), daemon=True, name="storage").start()

    def _serve(self, waiting: queue.SimpleQueue[tuple[Future[Any], Callable[[], Any]]]) -> None:
        while True:
            self._change_idle(1)
            future, call = waiting.get()
            self._change_idle(-1)
            if future.set_running_or_notify_cancel():
                _fulfil(future, call)

    def _change_idle(self, by: int) -> None:
        with self._lock:
            self._idle += by


def _fulfil(future: Future[T], call: Callable[[], T]) -> None:
    try:
        result = call()
    except BaseException as error:  # noqa: BLE001  (handed over: raised again in the caller's thread)
        future.set_exception(error)
    else:
        future.set_result(result)
