"""`python -m utils.embedded_postgres start|stop|status|url [--base FOLDER]`, or `exec … -- COMMAND` beside it."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType

from utils.embedded_postgres.errors import EmbeddedPostgresError
from utils.embedded_postgres.server import EmbeddedPostgres

NOT_RUNNING = 3  # as service scripts answer to "status"


def main(arguments: list[str]) -> int:
    given = _parser().parse_args(arguments)
    server = EmbeddedPostgres(given.base, is_durable=not given.volatile)
    try:
        return _do(given, server)
    except EmbeddedPostgresError as error:
        sys.stderr.write(f"{error.detail}\n")
        return 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m utils.embedded_postgres", description=__doc__)
    parser.add_argument("action", choices=["start", "stop", "status", "url", "exec"])
    parser.add_argument("--base", type=Path, default=Path("var"), help="the folder of data and log (default: var)")
    parser.add_argument("--volatile", action="store_true", help="without fsync: for data that dies with its test")
    parser.add_argument("command", nargs="*", help="exec: what to run with DATABASE_URL set, after --")
    return parser


def _do(given: argparse.Namespace, server: EmbeddedPostgres) -> int:
    if given.action == "stop":
        server.stop()
        return 0
    if given.action == "exec":
        return _exec(server, given.command)
    connection = server.start() if given.action == "start" else server.status()
    if connection is None:
        sys.stderr.write("not running\n")
        return NOT_RUNNING
    sys.stdout.write(f"{connection.url}\n")
    return 0


def _exec(server: EmbeddedPostgres, command: list[str]) -> int:
    """Runs a command beside the server and answers with its return code; signals go to the command first."""
    environment = os.environ | {"DATABASE_URL": server.start().url}
    try:
        with subprocess.Popen(command, env=environment) as child:
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
