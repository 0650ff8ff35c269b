"""Calls something again and again from a daemon thread."""

from __future__ import annotations

import threading
from collections.abc import Callable

import structlog

log = structlog.get_logger(__name__)


class Ticker:
    """Calls `action` every `interval_s`, first after `patience_s` and one interval.

    The named errors are logged; it goes on after them.
    """

    def __init__(
        self, action: Callable[[], object], *, interval_s: float, errors: tuple[type[Exception], ...], patience_s: float = 0.0
    ) -> None:
        self._action = action
        self._interval_s = interval_s
        self._patience_s = patience_s
        self._errors = errors
        self._is_over = threading.Event()
        self._thread = threading.Thread(target=self._run, daemon=True, name="ticker")

    def start(self) -> None:
        self._thread.start()

    def stop(self) -> None:
        self._is_over.set()

    def _run(self) -> None:
        self._is_over.wait(self._patience_s)
        while not self._is_over.wait(self._interval_s):
            try:
                self._action()
            except self._errors as error:
                log.warning("tick_failed", error=type(error).__name__)
