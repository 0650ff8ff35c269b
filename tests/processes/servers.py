"""Servers that tests and benchmarks start for themselves: each on a free port, in a temporary folder, ended by its id."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

import psutil
import redis

T = TypeVar("T")


class NotInTimeError(AssertionError):
    """Something that a test waits for did not happen in time."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_until(what: str, probe: Callable[[], T | None], *, timeout_s: float = 30, every_s: float = 0.05) -> T:
    """The first true answer of `probe`. Raises NotInTimeError when none came within `timeout_s`."""
    deadline = time.monotonic() + timeout_s
    while time.monotonic() < deadline:
        if answer := probe():
            return answer
        time.sleep(every_s)
    raise NotInTimeError(f"waited {timeout_s} s for {what}")


class Server:
    """One process with its own session, its output in a file."""

    def __init__(self, name: str, command: Sequence[str], *, cwd: Path, env: Mapping[str, str], log: Path) -> None:
        self.name = name
        self.log = log
        with log.open("ab") as out:
            self.process = subprocess.Popen(
                command, cwd=cwd, env=dict(env), stdout=out, stderr=out, stdin=subprocess.DEVNULL, start_new_session=True
            )

    @property
    def pid(self) -> int:
        return self.process.pid

    def tree(self) -> list[psutil.Process]:
        """The process and all below it, as far as they live."""
        try:
            top = psutil.Process(self.pid)
            return [top, *top.children(recursive=True)]
        except psutil.NoSuchProcess:
            return []

    def send(self, number: signal.Signals) -> None:
        os.kill(self.pid, number)

    def kill_tree(self) -> None:
        """kill -9 of it and all below it, all at once, as a power cut of the machine would be."""
        for process in self.tree():
            try:
                process.kill()
            except psutil.NoSuchProcess:
                continue
        self.process.wait(timeout=20)

    def stop(self, *, timeout_s: float = 30) -> int:
        """SIGTERM, and a kill of the whole tree when that does not end it in time."""
        if self.process.poll() is None:
            self.send(signal.SIGTERM)
            try:
                self.process.wait(timeout=timeout_s)
            except subprocess.TimeoutExpired:
                self.kill_tree()
        return self.process.wait()

    def text(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")


class Redis(Server):
    """A Redis that keeps nothing on disk."""

    def __init__(self, folder: Path, *, port: int | None = None) -> None:
        self.port = port or free_port()
        command = [
            "redis-server",
            "--bind",
            "127.0.0.1",
            "--port",
            str(self.port),
            "--save",
            "",
            "--appendonly",
            "no",
            "--dir",
            str(folder),
        ]
        super().__init__("redis", command, cwd=folder, env=os.environ, log=folder / "redis.log")
        wait_until("redis", self._answers, timeout_s=10)

    @property
    def url(self) -> str:
        return f"redis://127.0.0.1:{self.port}/0"

    def command(self, *words: str | bytes) -> None:
        """Send one command with redis-py."""
        with redis.Redis(port=self.port, socket_timeout=5) as link:
            link.execute_command(*words)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            probe.settimeout(1)
            return probe.connect_ex(("127.0.0.1", self.port)) == 0


class SilentListener:
    """Accepts connections and never says a word: the broker that hangs."""

    def __init__(self, port: int = 0) -> None:
        self._socket = socket.socket()
        self._socket.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        self._socket.bind(("127.0.0.1", port))
        self._socket.listen(128)
        self.port = int(self._socket.getsockname()[1])

    def close(self) -> None:
        self._socket.close()
