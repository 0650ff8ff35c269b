"""What has to be there before the first process: tables, static files, a second OCR engine, the demo workspace."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from app_settings.environment import BASE_DIR
from app_settings.launch.errors import LaunchError
from app_settings.virtual_environment import SetupError, apt_install

TESSERACT_PACKAGES = ("tesseract-ocr", "tesseract-ocr-deu")


def say(sentence: str) -> None:
    """Progress for the person who waits; the last lines of the launch come after all of it."""
    sys.stdout.write(f"{sentence}\n")
    sys.stdout.flush()


def tesseract_ensure(var: Path) -> None:
    """Looks for Tesseract; as root tries once to install it. Its absence is told, and stops nothing."""
    if shutil.which("tesseract"):
        return
    tried = var / "tesseract-tried"
    if os.geteuid() == 0 and shutil.which("apt-get") and not tried.exists():
        tried.touch()
        say("Installing Tesseract, the second OCR engine")
        try:
            apt_install(*TESSERACT_PACKAGES)
        except SetupError as error:
            say(str(error).splitlines()[0])
    if not shutil.which("tesseract"):
        say("Tesseract is not installed: going on with RapidOCR alone (apt-get install tesseract-ocr adds it)")


def prepare(var: Path, environment: Mapping[str, str]) -> None:
    """Makes tables, secrets and static files; does little when they are there."""
    say("Preparing the database")
    for folder in ("beat", "log"):
        (var / folder).mkdir(parents=True, exist_ok=True)
    _run(var, environment, "-m", "app_settings.launch.tables_and_files")


def demo_ensure(var: Path, environment: Mapping[str, str]) -> Path:
    """The demo workspace, made once by really processing `samples/`; answers with the file of its credentials."""
    credentials = var / "demo.json"
    if not credentials.exists():
        say("Reading the sample documents into a demo workspace (about half a minute)")
        _run(var, environment, "manage.py", "demo")
    return credentials


def _run(var: Path, environment: Mapping[str, str], *arguments: str) -> None:
    log = var / "log" / "setup.log"
    with log.open("ab") as output:
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=BASE_DIR,
            env=dict(environment),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
        )
    if done.returncode != 0:
        last = "\n".join(log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])
        raise LaunchError(f"{' '.join(arguments)} failed; all of it stands in {log}:\n{last}")
