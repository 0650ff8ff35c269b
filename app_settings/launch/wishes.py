"""What the start needs of the machine: a free port, nobody else in the folder, and what the processes are told."""

from __future__ import annotations

import fcntl
import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app_settings.launch.errors import LaunchError

LOOPBACK = "127.0.0.1"


def port_check(port: int) -> None:
    """Raises `LaunchError` when another program listens on `port` of the loopback address."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as gunicorn does: closed connections don't count
        try:
            probe.bind((LOOPBACK, port))
        except (OSError, OverflowError) as error:
            reason = error.strerror if isinstance(error, OSError) else str(error)
            msg = f"Port {port} cannot be had ({reason}). Choose another one: make run PORT={port + 1 & 0xFFFF or 8000}"
            raise LaunchError(msg) from error


@contextmanager
def single_launch(var: Path) -> Iterator[None]:
    """Refuses a second launch over the same data for the time of the block."""
    try:
        lock = (var / "run.lock").open("w")
    except PermissionError:
        raise LaunchError(f"{var} belongs to another user: start Quittance as that user, or as root.") from None
    with lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise LaunchError(f"Quittance runs already with the data in {var}. End it first (Ctrl-C there).") from None
        # honcho's forks outlive a killed launch and must not hold its lock; `leftovers` ends them at the next one.
        os.register_at_fork(after_in_child=lock.close)
        yield


def process_environment(var: Path, port: int) -> dict[str, str]:
    """The environment of every process of the Procfile: our interpreter first, the port and the folder of the data."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    return os.environ | {"PATH": path, "PORT": str(port), "QUITTANCE_VAR": str(var), "PYTHONUNBUFFERED": "1"}
