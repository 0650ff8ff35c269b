"""One postmaster process: which is running over a data folder, starting it, waiting for it, ending it."""

from __future__ import annotations

import signal
import subprocess
import time
from pathlib import Path

import psutil

from utils.embedded_postgres.cluster import data_argument
from utils.embedded_postgres.connection import Connection
from utils.embedded_postgres.errors import EmbeddedPostgresError
from utils.embedded_postgres.installation import Installation
from utils.embedded_postgres.owner import Owner

START_TIMEOUT_S = 120.0  # crash recovery of a large ledger may take its time
STOP_TIMEOUT_S = 30.0
POLL_S = 0.02

# Small, durable, and on the socket only. Half of the defaults' memory: one household is not a data centre.
SETTINGS = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "64MB",
    "fsync": "on",
    "synchronous_commit": "on",
    "full_page_writes": "on",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "io_method": "sync",
    "jit": "off",
}
# For data that dies with its test: a power cut may take them, a killed server may not.
VOLATILE_SETTINGS = {"fsync": "off", "full_page_writes": "off"}


def postmaster_of(data: Path) -> psutil.Process | None:
    """The process that serves `data`; None when the pid file is missing, stale or names somebody else's process."""
    try:
        pid = int((data / "postmaster.pid").read_text(encoding="utf-8").split("\n", 1)[0])
        process = psutil.Process(pid)
        serves = process.status() != psutil.STATUS_ZOMBIE and Path(process.cwd()).samefile(data)
    except (FileNotFoundError, ValueError, psutil.NoSuchProcess, psutil.AccessDenied):
        return None
    return process if serves and process.name() == "postgres" else None


def postmaster_start(
    data: Path, owner: Owner, installation: Installation, connection: Connection, log: Path, *, is_durable: bool
) -> subprocess.Popen[bytes]:
    """Starts the server and returns when it takes connections. Under the caller's lock: no other start is under way."""
    _clear_stale_pid_file(data)
    settings = SETTINGS | ({} if is_durable else VOLATILE_SETTINGS)
    settings["unix_socket_directories"] = str(connection.socket_folder)
    command = [installation.program("postgres"), "-D", data_argument(data, owner), "-p", str(connection.port)]
    for name, value in settings.items():
        command += ["-c", f"{name}={value}"]
    with log.open("ab") as output:
        process = subprocess.Popen(
            command,
            cwd=data,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TZ": "UTC"},
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C is for the launcher, which stops the server after its clients
            **owner.credentials,
        )
    _wait_ready(process, data, log)
    return process


def _clear_stale_pid_file(data: Path) -> None:
    """Postgres would do it too, but not when the dead server's pid now belongs to another process of the same user."""
    stale = data / "postmaster.pid"
    if not stale.exists():
        return
    deadline = time.monotonic() + STOP_TIMEOUT_S
    while _is_anybody_in(data) and time.monotonic() < deadline:
        time.sleep(POLL_S)  # backends of a killed server notice its end by themselves; until then they hold its memory
    stale.unlink()


def _is_anybody_in(data: Path) -> bool:
    return any(
        process.info["name"] == "postgres" and process.info["cwd"] == str(data)
        for process in psutil.process_iter(["name", "cwd"])
    )


def _wait_ready(process: subprocess.Popen[bytes], data: Path, log: Path) -> None:
    deadline = time.monotonic() + START_TIMEOUT_S
    while not _is_ready(data):
        if process.poll() is not None:
            raise EmbeddedPostgresError(f"Postgres ended at its start; the reason stands in {log}:\n{_tail(log)}")
        if time.monotonic() > deadline:
            process.send_signal(signal.SIGQUIT)
            process.wait()
            raise EmbeddedPostgresError(f"Postgres was not ready after {START_TIMEOUT_S:.0f} s; see {log}.")
        time.sleep(POLL_S)


def _is_ready(data: Path) -> bool:
    """The eighth line of the pid file is the postmaster's own word on its state."""
    try:
        lines = (data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
    except FileNotFoundError:
        return False
    return len(lines) > 7 and lines[7].strip() == "ready"


def postmaster_stop(process: psutil.Process) -> None:
    """Ends the server: a fast shutdown (open transactions roll back), after 30 s an immediate one."""
    for wanted in (signal.SIGINT, signal.SIGQUIT):
        try:
            process.send_signal(wanted)
            process.wait(timeout=STOP_TIMEOUT_S)
        except psutil.NoSuchProcess:
            return
        except psutil.TimeoutExpired:
            continue
        return
    raise EmbeddedPostgresError(f"Postgres (process {process.pid}) does not end.")


def _tail(log: Path) -> str:
    return "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-5:])
