"""`make fuzz-api`: schemathesis as an owner, an uploader and nobody, each on a database that is dropped afterwards.

Without seconds it is what `.ci/run` does: a fixed seed and a fixed number of examples. With it, each identity has so
many seconds. Prints a summary, and ends with 1 on any finding.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import django


def main(arguments: Sequence[str]) -> int:
    parser = argparse.ArgumentParser(prog="make fuzz-api", description=__doc__)
    parser.add_argument("--seconds", type=int, default=0, help="for each identity; 0: a fixed number of examples")
    parser.add_argument("--as", dest="names", action="append", help="owner, uploader or anonymous; else all three")
    chosen = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory(prefix="fuzz-") as folder, prepared(Path(folder)):
        from tests.fuzz.identities import IDENTITIES

        is_clean = [_run(name, chosen.seconds or None) for name in chosen.names or IDENTITIES]
    return 0 if all(is_clean) else 1


def _run(name: str, seconds: int | None) -> bool:
    from app_settings.wsgi import application
    from tests.fuzz.campaign import fuzz
    from tests.fuzz.identities import provider_for

    report = fuzz(application, provider=provider_for(name), seconds=seconds)
    print(f"-- {name}: ", end="")
    print("\n".join(report.lines()), flush=True)
    return report.is_clean


@contextmanager
def prepared(folder: Path) -> Iterator[None]:
    """Django on a test database of its own, with files in the folder, a broker in memory and no door to the outside."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app_settings.settings")
    os.environ["MEDIA_ROOT"] = str(folder / "media")
    os.environ.setdefault("LOG_LEVEL", "ERROR")
    django.setup()
    from django.test.utils import override_settings, setup_databases, setup_test_environment, teardown_databases

    from app_settings.celery import app

    app.conf.update(broker_url="memory://", broker_transport_options={})
    setup_test_environment()
    from django.conf import settings

    from users.limits.rates import Rate

    with override_settings(
        ALLOWED_HOSTS=["*"],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        THROTTLES=dict.fromkeys(settings.THROTTLES, Rate(1_000_000_000, 60)),
    ):
        made = setup_databases(verbosity=0, interactive=False, serialized_aliases=[])
        try:
            yield
        finally:
            teardown_databases(made, verbosity=0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
