"""Processes of a launch that was killed before it could end them (kill -9, out of memory): the next launch ends them."""

from __future__ import annotations

import json
import os
import signal
from pathlib import Path

import psutil

FILE_NAME = "processes.json"
PATIENCE_S = 10.0


def processes_record(var: Path) -> None:
    """Notes the leaders of the process groups that honcho has started for us, each with its time of birth."""
    wrappers = psutil.Process().children()
    leaders = [leader for wrapper in wrappers for leader in wrapper.children() if os.getpgid(leader.pid) == leader.pid]
    told = [{"pid": leader.pid, "born": leader.create_time()} for leader in leaders]
    (var / FILE_NAME).write_text(json.dumps(told), encoding="utf-8")


def leftovers_end(var: Path) -> None:
    """Ends what the last launch noted and did not end; under the launch lock, so nobody else's are meant."""
    path = var / FILE_NAME
    if not path.exists():
        return
    told = json.loads(path.read_text(encoding="utf-8"))
    leaders = [leader for note in told if (leader := _same_process(note["pid"], note["born"]))]
    members = [member for leader in leaders for member in (leader, *leader.children(recursive=True))]
    for wanted in (signal.SIGTERM, signal.SIGKILL):
        for leader in leaders:
            _signal_group(leader.pid, wanted)
        _, members = psutil.wait_procs(members, timeout=PATIENCE_S)
        if not members:
            break
    path.unlink()


def _same_process(pid: int, born: float) -> psutil.Process | None:
    try:
        process = psutil.Process(pid)
    except psutil.NoSuchProcess:
        return None
    return process if process.create_time() == born else None


def _signal_group(group: int, wanted: signal.Signals) -> None:
    try:
        os.killpg(group, wanted)
    except ProcessLookupError:
        return
