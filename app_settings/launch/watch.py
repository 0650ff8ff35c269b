"""Beside the running processes: says when they are ready, and ends them when nobody is left to tell them to."""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from pathlib import Path
from threading import Thread

from app_settings.environment import is_embedded
from app_settings.launch.leftovers import processes_record
from app_settings.launch.probe import is_ready
from app_settings.launch.wishes import LOOPBACK
from utils.embedded_postgres.postmaster import postmaster_of

READY_TIMEOUT_S = 180.0
LOOK_EVERY_S = 1.0


class Watch:
    """`start` begins a thread that announces Quittance once `/readyz` answers 200, then looks around every second."""

    def __init__(self, port: int, var: Path, demo: Path | None) -> None:
        self.has_failed = False
        self._port = port
        self._var = var
        self._demo = demo
        self._parent = Parent()

    def start(self) -> None:
        processes_record(self._var)
        Thread(target=self._watch, name="watch", daemon=True).start()

    def _watch(self) -> None:
        if self._is_ready_in_time():
            sys.stdout.write(announcement(self._port, self._demo))
            sys.stdout.flush()
            reason = self._reason_to_end()
        else:
            reason = f"Quittance was not ready after {READY_TIMEOUT_S:.0f} s: see {self._var / 'log' / 'web.log'}"
        if reason:
            self.has_failed = True
            sys.stderr.write(f"{reason}\n")
        os.kill(os.getpid(), signal.SIGTERM)

    def _is_ready_in_time(self) -> bool:
        deadline = time.monotonic() + READY_TIMEOUT_S
        while not is_ready(self._port):
            if time.monotonic() > deadline or self._parent.has_given_up():
                return False
            time.sleep(0.1)
        return True

    def _reason_to_end(self) -> str:
        """Waits; an empty reason means that the launch itself was abandoned."""
        while not self._parent.has_given_up():
            if is_embedded() and postmaster_of(self._var / "postgres") is None:
                return f"The embedded Postgres has died: see {self._var / 'log' / 'postgres.log'}, then start again."
            time.sleep(LOOK_EVERY_S)
        return ""


class Parent:
    """The process that started us, in most cases `make`.

    `make` that gets a SIGINT meant for it alone passes nothing on and waits for us for ever; it only stops catching it.
    """

    def __init__(self) -> None:
        self._pid = os.getppid()
        self._caught_interrupts = self._catches_interrupts()

    def has_given_up(self) -> bool:
        return os.getppid() != self._pid or (self._caught_interrupts and not self._catches_interrupts())

    def _catches_interrupts(self) -> bool:
        try:
            status = Path(f"/proc/{self._pid}/status").read_text(encoding="utf-8")
        except OSError:
            return False
        caught = next((line.split()[1] for line in status.splitlines() if line.startswith("SigCgt:")), "0")
        return bool(int(caught, 16) & 1 << signal.SIGINT - 1)


def announcement(port: int, demo: Path | None) -> str:
    """The last lines of the launch; `demo` is the file with the credentials of the demo workspace, if there is one."""
    text = f"Quittance is ready: http://{LOOPBACK}:{port}/\n"
    if demo is None:
        return text
    told = json.loads(demo.read_text(encoding="utf-8"))
    return f"{text}Login: {told['login']} / {told['password']}\nAPI key: {told['api_key']}\n"
