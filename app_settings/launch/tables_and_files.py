"""`python -m app_settings.launch.tables_and_files`: migrations, cache table, rates and static files in one process."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

import django
from django.conf import settings
from django.core.management import call_command

from app_settings.environment import BASE_DIR


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app_settings.settings")
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    call_command("load_rates", verbosity=0)
    _static_files_ensure(Path(settings.STATIC_ROOT))


def _static_files_ensure(root: Path) -> None:
    """Collects and compresses the static files, unless neither the packages nor our own files have changed."""
    stamp = root / ".collected-from"
    wanted = _fingerprint()
    if stamp.exists() and stamp.read_text(encoding="ascii") == wanted:
        return
    call_command("collectstatic", verbosity=0, interactive=False, clear=True)
    stamp.write_text(wanted, encoding="ascii")


def _fingerprint() -> str:
    found = hashlib.sha256((BASE_DIR / "requirements.txt").read_bytes())
    for path in sorted(_own_static_files()):
        found.update(f"{path.relative_to(BASE_DIR)}:{path.stat().st_mtime_ns}:{path.stat().st_size}\n".encode())
    return found.hexdigest()


def _own_static_files() -> Iterator[Path]:
    for room in ("app_settings", "finance", "services", "users"):
        yield from (path for path in (BASE_DIR / room).glob("**/static/**/*") if path.is_file())


if __name__ == "__main__":
    main()
