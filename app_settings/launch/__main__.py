"""`python -m app_settings.launch`: everything from an installed environment to a ready Quittance, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

from app_settings.environment import env, is_embedded, var_dir
from app_settings.launch.leftovers import leftovers_end
from app_settings.launch.preparation import demo_ensure, prepare, tesseract_ensure
from app_settings.launch.processes import processes_run
from app_settings.launch.watch import Watch
from app_settings.launch.wishes import port_check, process_environment, single_launch
from utils.embedded_postgres import EmbeddedPostgres
from utils.errors import QuittanceError

DEFAULT_PORT = 8000


def main() -> int:
    signal.signal(signal.SIGTERM, _end)
    signal.signal(signal.SIGHUP, _hang_up)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # also where a shell started us in the background
    try:
        return launch(var_dir().absolute(), env.int("PORT", default=DEFAULT_PORT))
    except QuittanceError as error:
        sys.stderr.write(f"{error.detail}\n")
        return 1
    except KeyboardInterrupt:
        return 128 + signal.SIGINT


def launch(var: Path, port: int) -> int:
    """Runs Quittance on `port` of the loopback address until it is told to end; answers with the exit code."""
    var.mkdir(mode=0o700, parents=True, exist_ok=True)
    with single_launch(var):
        leftovers_end(var)
        port_check(port)
        environment = process_environment(var, port)
        with _database(var):
            tesseract_ensure(var)
            prepare(var, environment)
            demo = demo_ensure(var, environment) if is_embedded() else None
            watch = Watch(port, var, demo)
            code = processes_run(var / "log", environment, on_started=watch.start)
            return 1 if watch.has_failed else code


@contextmanager
def _database(var: Path) -> Iterator[None]:
    """The embedded Postgres for as long as its clients run; nothing where DATABASE_URL names another one."""
    if not is_embedded():
        yield
        return
    server = EmbeddedPostgres(var)
    try:
        server.start()
        yield
    finally:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, signal.SIG_IGN)  # an impatient second Ctrl-C must not leave the server behind
        server.stop()


def _hang_up(_number: int, _frame: FrameType | None) -> None:
    """The terminal is gone: as SIGTERM, for which honcho puts in a handler of its own."""
    os.kill(os.getpid(), signal.SIGTERM)


def _end(number: int, _frame: FrameType | None) -> None:
    raise SystemExit(128 + number)


if __name__ == "__main__":
    sys.exit(main())
