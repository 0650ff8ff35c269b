"""Under whose name Postgres runs: ours, or, since it refuses root, an unprivileged user of the machine."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from utils.embedded_postgres.errors import EmbeddedPostgresError

SYSTEM_USER = "quittance"


class Credentials(TypedDict, total=False):
    """The part of `subprocess.Popen`'s arguments that drops privileges; empty when there are none to drop."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, slots=True)
class Owner:
    """The user that owns the data and runs the server. `is_other` says that it is not the present user."""

    uid: int
    gid: int
    is_other: bool

    @property
    def credentials(self) -> Credentials:
        return {"user": self.uid, "group": self.gid, "extra_groups": []} if self.is_other else {}

    def give(self, path: Path) -> None:
        """Hands a folder to this user, closed to all others."""
        if self.is_other:
            os.chown(path, self.uid, self.gid)
        path.chmod(0o700)


def owner_for(data: Path) -> Owner:
    """The present user; for root the owner of existing data, else a system user made for it.

    Raises `EmbeddedPostgresError` when the data belongs to somebody else than the (ordinary) present user.
    """
    holder = data.stat().st_uid if data.exists() else None
    if os.geteuid() != 0:
        return _present_user(data, holder)
    entry = pwd.getpwuid(holder) if holder else _system_user()
    return Owner(entry.pw_uid, entry.pw_gid, is_other=True)


def _present_user(data: Path, holder: int | None) -> Owner:
    if holder not in {None, os.geteuid()}:
        msg = f"{data} belongs to user id {holder}. Start Quittance as that user or as root, or move the folder away."
        raise EmbeddedPostgresError(msg)
    return Owner(os.geteuid(), os.getegid(), is_other=False)


def _system_user() -> pwd.struct_passwd:
    try:
        return pwd.getpwnam(SYSTEM_USER)
    except KeyError:
        _add_system_user()
        return pwd.getpwnam(SYSTEM_USER)


def _add_system_user() -> None:
    command = shutil.which("useradd", path="/usr/sbin:/sbin:/usr/bin:/bin")
    if command is None:
        msg = f"Postgres refuses to run as root and there is no useradd here: make a user named {SYSTEM_USER} first."
        raise EmbeddedPostgresError(msg)
    arguments = ["--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    made = subprocess.run(
        [command, *arguments, "--shell", "/usr/sbin/nologin", SYSTEM_USER],
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if made.returncode != 0:
        msg = f"The system user {SYSTEM_USER} for Postgres could not be made: {made.stderr.strip()}"
        raise EmbeddedPostgresError(msg)
