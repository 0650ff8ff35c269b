"""The data folder: made once, with checksums, and of one major version for ever."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

from utils.embedded_postgres.errors import EmbeddedPostgresError
from utils.embedded_postgres.installation import MAJOR, Installation
from utils.embedded_postgres.owner import Owner

SUPERUSER = "postgres"
# Where the server's user may not walk the path to its data (a checkout under /root), it is put into the folder instead.
WORKING_FOLDER = "/proc/self/cwd"


def data_argument(data: Path, owner: Owner) -> str:
    """What `-D` gets; the process is started with `data` as its working folder."""
    return WORKING_FOLDER if owner.is_other else str(data)


def cluster_ensure(data: Path, owner: Owner, installation: Installation, *, is_durable: bool) -> None:
    """Makes the data folder when there is none; raises `EmbeddedPostgresError` for one of another major version."""
    if data.exists():
        _check_major(data)
        return
    fresh = data.with_name(f"{data.name}.new")  # renamed when complete, so an interrupted initdb is not taken for data
    if fresh.exists():
        shutil.rmtree(fresh)
    fresh.mkdir(parents=True)
    owner.give(fresh)
    _initdb(fresh, owner, installation, [] if is_durable else ["--no-sync"])
    fresh.rename(data)


def _check_major(data: Path) -> None:
    try:
        found = (data / "PG_VERSION").read_text(encoding="ascii").strip()
    except FileNotFoundError:
        msg = f"{data} is not a Postgres data folder (no PG_VERSION). Move it away and start again."
        raise EmbeddedPostgresError(msg) from None
    if found != MAJOR:
        msg = (
            f"{data} was made by Postgres {found}, and this version of Quittance brings Postgres {MAJOR}. Dump the "
            f"data with the Quittance that made it and load the dump here, or move the folder away to begin with an empty ledger."
        )
        raise EmbeddedPostgresError(msg)


def _initdb(data: Path, owner: Owner, installation: Installation, options: list[str]) -> None:
    # `trust` is about the socket alone, and the socket's folder is closed to everybody but its owner.
    command = [
        installation.program("initdb"),
        *("-D", data_argument(data, owner), "-U", SUPERUSER),
        *("--encoding=UTF8", "--locale=C.UTF-8", "--auth=trust", "--data-checksums"),
        *options,
    ]
    made = subprocess.run(
        command,
        cwd=data,
        env={"PATH": "/usr/bin:/bin", "TZ": "UTC"},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        **owner.credentials,
    )
    if made.returncode != 0:
        raise EmbeddedPostgresError(f"initdb could not make {data}: {made.stderr.strip()}")
