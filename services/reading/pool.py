"""Keeps reading children warm: one of each kind, for one workspace and a bounded number of files only."""

from __future__ import annotations

import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from services.errors import ReaderCrashedError
from services.reading.limits import Limits
from services.reading.process import ReadingProcess
from services.reading.protocol import ChildKind

START_S = 60.0  # imports, on a machine that is busy elsewhere


@dataclass(frozen=True, slots=True)
class _Warm:
    process: ReadingProcess
    workspace: str


class ChildPool:
    """Safe to use from several threads, and in a process that was forked off (Celery): there it begins anew."""

    def __init__(self, module: str, limits: Limits) -> None:
        self._module = module
        self._limits = limits
        self._begin()

    def _begin(self) -> None:
        self._owner = os.getpid()
        self._lock = threading.Lock()
        self._warm: dict[ChildKind, _Warm] = {}
        self._starter = _starter()

    def take(self, kind: ChildKind, workspace: str) -> ReadingProcess:
        """Give a child that has never seen a file of another workspace."""
        self._begin_anew_after_fork()
        with self._lock:
            warm = self._warm.pop(kind, None)
        if warm is not None and warm.workspace == workspace and warm.process.is_running():
            return warm.process
        if warm is not None:
            warm.process.kill()
        return self._started(kind)

    def give_back(self, kind: ChildKind, workspace: str, process: ReadingProcess) -> None:
        """Keep a healthy child for the next file, unless it has done its share or another is kept already."""
        with self._lock:
            if process.jobs < self._limits.jobs_per_child and kind not in self._warm:
                self._warm[kind] = _Warm(process, workspace)
                return
        process.kill()

    def close(self) -> None:
        """End the children that wait. A file that comes later starts new ones."""
        self._begin_anew_after_fork()
        with self._lock:
            waiting, self._warm = list(self._warm.values()), {}
            starter, self._starter = self._starter, _starter()
        for warm in waiting:
            warm.process.kill()
        starter.shutdown()

    def _started(self, kind: ChildKind) -> ReadingProcess:
        process = self._starter.submit(ReadingProcess, kind, self._module, self._limits.rss_bytes).result()
        frame = process.receive(time.monotonic() + START_S)
        if frame.kind != "ready":
            process.kill()
            raise ReaderCrashedError("The reader did not start.")
        return process

    def _begin_anew_after_fork(self) -> None:
        if os.getpid() != self._owner:
            for warm in self._warm.values():
                warm.process.forget()
            self._begin()


def _starter() -> ThreadPoolExecutor:
    """One thread that lasts as long as the pool starts all children: they end together with their starting thread."""
    return ThreadPoolExecutor(max_workers=1, thread_name_prefix="reading-starter")
