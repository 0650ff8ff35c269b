"""Looks at running reading children by /proc."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path


def parent_of(pid: int) -> int:
    return int(_stat(pid)[1])


def group_of(pid: int) -> int:
    return int(_stat(pid)[2])


def is_running(pid: int) -> bool:
    """Tell whether a process exists and is no zombie."""
    try:
        return _stat(pid)[0] != "Z"
    except (FileNotFoundError, ProcessLookupError):
        return False


def children_of(parent: int) -> list[int]:
    """Give the running reading children of a process."""
    return [pid for pid in _pids() if is_running(pid) and b"boot.py" in _command(pid) and parent_of(pid) == parent]


def members_of(group: int) -> list[int]:
    """Give the running processes of a process group."""
    return [pid for pid in _pids() if is_running(pid) and group_of(pid) == group]


def within(seconds: float, condition: Callable[[], bool]) -> bool:
    """Wait for a condition; tell whether it came true."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return condition()


def _pids() -> list[int]:
    return [int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()]


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except (FileNotFoundError, ProcessLookupError):
        return b""


def _stat(pid: int) -> list[str]:
    """Give the columns behind the name: state, parent, group …"""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
