"""`python -m utils.embedded_postgres start|stop|status|url [--base FOLDER]`, or `exec … -- COMMAND` beside it."""

from __future__ import annotations

import argparse
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from utils.embedded_postgres.errors import EmbeddedPostgresError
from utils.embedded_postgres.server import EmbeddedPostgres

NOT_RUNNING = 3  # as service scripts answer to "status"


def main(arguments: list[str]) -> int:
    own, command = _split(arguments)
    given = _parser().parse_args(own)
    server = EmbeddedPostgres(given.base, is_durable=not given.volatile)
    try:
        return _exec(server, command) if given.action == "exec" else _do(given.action, server)
    except EmbeddedPostgresError as error:
        sys.stderr.write(f"{error.detail}\n")
        return 1


def _split(arguments: list[str]) -> tuple[list[str], list[str]]:
    """Our own arguments, and the command of `exec`, which stands after the first `--`."""
    at = arguments.index("--") if "--" in arguments else len(arguments)
    return arguments[:at], arguments[at + 1 :]


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m utils.embedded_postgres", description=__doc__)
    parser.add_argument("action", choices=["start", "stop", "status", "url", "exec"])
    parser.add_argument("--base", type=Path, default=Path("var"), help="the folder of data and log (default: var)")
    parser.add_argument("--volatile", action="store_true", help="without fsync: for data that dies with its test")
    return parser


def _do(action: str, server: EmbeddedPostgres) -> int:
    if action == "stop":
        server.stop()
        return 0
    connection = server.start() if action == "start" else server.status()
    if connection is None:
        sys.stderr.write("not running\n")
        return NOT_RUNNING
    sys.stdout.write(f"{connection.url}\n")
    return 0


def _exec(server: EmbeddedPostgres, command: list[str]) -> int:
    """Runs a command beside the server and answers with its return code; signals go to the command first."""
    server.start()
    try:
        with subprocess.Popen(command) as child:
            _pass_on_signals(child)
            return child.wait()
    finally:
        server.stop()


def _pass_on_signals(child: subprocess.Popen[bytes]) -> None:
    def pass_on(number: int, _frame: FrameType | None) -> None:
        child.send_signal(number)

    signal.signal(signal.SIGTERM, pass_on)
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the terminal sends it to the whole group


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
