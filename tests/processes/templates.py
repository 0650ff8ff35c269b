"""A migrated database to copy: a house that migrates an empty one waits half a minute for what all houses have in common.

Made once per test run, by whichever process needs it first; the processes of a run find each other by the run's name.
"""

from __future__ import annotations

import atexit
import fcntl
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

import psycopg2

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID", f"alone{os.getpid()}")[:16]
FOLDER = Path(tempfile.gettempdir()) / f"quittance-houses-{RUN}"
DATABASE = f"house_template_{RUN}"
MADE = "made"


def copy_folder(target: Path, make: Callable[[Path], None]) -> None:
    """Copy a stopped server's folder to `target`; `make` fills the template where there is none yet. Owners are kept."""
    template = FOLDER / "var"
    with _alone():
        if not (FOLDER / MADE).exists():
            shutil.rmtree(template, ignore_errors=True)
            make(template)
            (FOLDER / MADE).touch()
    target.parent.mkdir(parents=True, exist_ok=True)
    subprocess.run(["cp", "-a", str(template), str(target)], check=True)


def copy_database(server_url: str, database: str, make: Callable[[str], None]) -> None:
    """Copy the template to a new database of that name; `make` migrates the template's, which is empty."""
    with _alone():
        if not _rows(server_url, "SELECT 1 FROM pg_database WHERE datname = %s", DATABASE):
            _rows(server_url, f'CREATE DATABASE "{DATABASE}_raw"')
            make(f"{DATABASE}_raw")
            _rows(server_url, f'ALTER DATABASE "{DATABASE}_raw" RENAME TO "{DATABASE}"')
            atexit.register(_rows, server_url, f'DROP DATABASE IF EXISTS "{DATABASE}" WITH (FORCE)')
        _rows(server_url, f'CREATE DATABASE "{database}" TEMPLATE "{DATABASE}"')


@contextmanager
def _alone() -> Iterator[None]:
    """One process of the run at a time. The folder goes with the last process that made it."""
    if not FOLDER.exists():
        atexit.register(shutil.rmtree, FOLDER, ignore_errors=True)
    FOLDER.mkdir(mode=0o711, exist_ok=True)  # the server's own user has to pass
    with (FOLDER / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _rows(server_url: str, statement: str, *values: str) -> list[tuple[object, ...]]:
    with closing(psycopg2.connect(server_url)) as link:
        link.autocommit = True
        with link.cursor() as cursor:
            cursor.execute(statement, values)
            return cursor.fetchall() if cursor.description else []
