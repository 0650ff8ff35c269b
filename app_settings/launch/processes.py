"""The processes of the Procfile under honcho, each with a log of its own, each started again when it dies."""

from __future__ import annotations

import logging
import re
from collections.abc import Callable, Mapping
from logging.handlers import RotatingFileHandler
from pathlib import Path

from honcho import manager as honcho_manager
from honcho.environ import parse_procfile
from honcho.manager import Manager
from honcho.printer import Message, Printer

from app_settings.environment import BASE_DIR

# A worker on the filesystem broker takes some seven seconds to notice a SIGTERM; honcho kills after five.
KILL_WAIT_S = 20
LOG_SIZE_BYTES = 10_000_000
COLOUR = re.compile(r"\x1b\[[0-9;]*m")


class ProcessLogs(Printer):  # type: ignore[misc]  # honcho has no types
    """Writes what a process says to `<folder>/<name>.log` (turned over at 10 MB) instead of the terminal.

    `on_started` is called once, when honcho first speaks: by then it has forked, so threads may begin.
    """

    def __init__(self, folder: Path, on_started: Callable[[], None]) -> None:
        super().__init__()
        self._folder = folder
        self._on_started: Callable[[], None] | None = on_started
        self._files: dict[str, RotatingFileHandler] = {}

    def write(self, message: Message) -> None:
        if self._on_started is not None:
            begin, self._on_started = self._on_started, None
            begin()
        text = message.data.decode("utf-8", "replace") if isinstance(message.data, bytes) else message.data
        for line in text.splitlines():
            self._file(message.name).emit(logging.makeLogRecord({"msg": COLOUR.sub("", line)}))

    def _file(self, name: str) -> RotatingFileHandler:
        if name not in self._files:
            path = self._folder / f"{name}.log"
            self._files[name] = RotatingFileHandler(path, maxBytes=LOG_SIZE_BYTES, backupCount=2, encoding="utf-8")
        return self._files[name]


def processes_run(logs: Path, environment: Mapping[str, str], *, on_started: Callable[[], None]) -> int:
    """Runs all processes until a signal ends them together; answers with the exit code."""
    honcho_manager.KILL_WAIT = KILL_WAIT_S
    manager = Manager(ProcessLogs(logs, on_started))
    procfile = parse_procfile((BASE_DIR / "Procfile").read_text(encoding="utf-8"))
    for name, command in procfile.processes.items():
        manager.add_process(name, kept_running(command), env=dict(environment), cwd=str(BASE_DIR))
    manager.loop()
    return int(manager.returncode or 0)


def kept_running(command: str) -> str:
    """The command in a loop: a process that is killed comes back, as under any service manager.

    On SIGTERM, which honcho sends to the whole group, the loop ends at once and the process in its own time.
    """
    return f'while :; do ( {command} ); echo "ended with status $?, starting again"; sleep 1; done'
