"""Makes `.venv` from a hash-locked requirements file: `python3 -I app_settings/virtual_environment.py requirements.txt`.

Runs before anything is installed, so it knows the standard library only. It is quick when nothing has changed: the hash
of what was installed is kept in `.venv`. On Debian, where `venv` is a package of its own, root installs that too.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".venv"
PYTHON = FOLDER / "bin" / "python"
OLDEST, NEWEST = (3, 11), (3, 13)
DEBIAN_PYTHON = "/usr/bin"
APT_TIMEOUT_S = 600


class SetupError(Exception):
    """The environment cannot be made; the sentence says what to install."""


def main(requirements: str) -> int:
    try:
        _check_version()
        environment_ensure(ROOT / requirements)
    except SetupError as error:
        sys.stderr.write(f"{error}\n")
        return 1
    except KeyboardInterrupt:
        return 130  # what is half installed has no stamp and is gone on with the next time
    return 0


def environment_ensure(requirements: Path) -> None:
    """Makes the environment when there is none that runs, and installs what the file asks for unless it is there."""
    if not _is_usable():
        _venv_package_ensure()
        _say("Making the environment in .venv")
        _run([sys.executable, "-m", "venv", "--clear", str(FOLDER)])
    wanted = hashlib.sha256(requirements.read_bytes()).hexdigest()
    stamp = FOLDER / f"installed-{requirements.name}.sha256"
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    _say(f"Installing {requirements.name}: one to three minutes the first time")
    pip = [str(PYTHON), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--quiet"]
    _run([*pip, "--require-hashes", "--only-binary", ":all:", "-r", str(requirements)])
    stamp.write_text(wanted, encoding="ascii")


def _check_version() -> None:
    if not OLDEST <= sys.version_info[:2] <= NEWEST:
        found = ".".join(map(str, sys.version_info[:2]))
        raise SetupError(
            f"Quittance needs Python 3.11 to 3.13; {sys.executable} is {found}. Name another: make run PYTHON=python3.11"
        )


def _is_usable() -> bool:
    """An environment whose interpreter is gone (an upgrade, a copied folder) is made anew."""
    try:
        found = subprocess.run([str(PYTHON), "-m", "pip", "--version"], capture_output=True, check=False)
    except OSError:
        return False
    return found.returncode == 0


def _venv_package_ensure() -> None:
    """Debian's Python comes without `ensurepip`; its absence is how a missing python3-venv shows."""
    if importlib.util.find_spec("ensurepip"):
        return
    package = _venv_package()
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        raise SetupError(f"The package {package} is missing. Install it as root (apt-get install {package}) and try again.")
    _say(f"Installing {package}")
    apt_install(package)
    importlib.invalidate_caches()
    if not importlib.util.find_spec("ensurepip"):
        raise SetupError(f"{package} is installed, yet {sys.executable} has no ensurepip. Name another: make PYTHON=…")


def _venv_package() -> str:
    version = ".".join(map(str, sys.version_info[:2]))
    return f"python{version}-venv" if Path(sys.executable).parent == Path(DEBIAN_PYTHON) else "python3-venv"


def apt_install(*packages: str) -> None:
    """`apt-get install` without questions. Raises `SetupError` when the packages cannot be had."""
    options = ["-y", "-q", "-o", "Acquire::Retries=1", "-o", "Acquire::http::Timeout=20", "-o", "DPkg::Lock::Timeout=120"]
    _run(["apt-get", "update", *options])
    _run(["apt-get", "install", "--no-install-recommends", *options, *packages])


def _run(command: list[str]) -> None:
    environment = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    try:
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
            timeout=APT_TIMEOUT_S,
        )
    except subprocess.TimeoutExpired:
        raise SetupError(f"{command[0]} took longer than {APT_TIMEOUT_S} s: {' '.join(command)}") from None
    if done.returncode != 0:
        last = "\n".join(done.stdout.strip().splitlines()[-8:])
        raise SetupError(f"{' '.join(command)} failed:\n{last}")


def _say(sentence: str) -> None:
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1] if len(sys.argv) > 1 else "requirements.txt"))
