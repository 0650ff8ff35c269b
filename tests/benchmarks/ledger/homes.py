"""`python -m tests.benchmarks.ledger.homes SCALE`: fills a House's database, tells as JSON who lives in it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from typing import Any

import django

OTHERS = 200
LOOKED_AT = 20  # of the others, every so manieth is verified


def main(scale: int, part: str) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app_settings.settings")
    django.setup()
    print(json.dumps(_others(scale) if part == "others" else _all(scale)))


def _all(scale: int) -> dict[str, Any]:
    """The one large workspace here, the others in a process beside it; then all is looked through."""
    from django.db import connection
    from django.utils import timezone

    from finance.services.ledger_verification import ledger_verify
    from tests.benchmarks.ledger.data import SEED, fill, key_of, open_home
    from users.tenancy.actor import acting

    started = time.monotonic()
    command = [sys.executable, "-m", "tests.benchmarks.ledger.homes", str(scale), "others"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as beside:
        homes = {name: open_home(name) for name in ("big", "small")}
        fill(homes["big"], scale, seed=SEED)
        fill(homes["small"], scale // 100, seed=SEED + 1)
        told_beside, _nothing = beside.communicate()
    if beside.returncode:
        raise AssertionError("the others could not be made")
    filled = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM ANALYZE")
    wrong = json.loads(told_beside)["wrong"]
    for home in homes.values():
        with acting(home.actor):
            wrong += len(ledger_verify(workspace_id=home.actor.workspace_id))
    now = timezone.now()
    told = {name: {"workspace": str(home.actor.workspace_id), "key": key_of(home, now=now)} for name, home in homes.items()}
    seconds = {"fill_s": filled - started, "verify_s": time.monotonic() - filled}
    return {"homes": told, "wrong": wrong, "transactions": scale * 2 + scale // 100, **seconds}


def _others(scale: int) -> dict[str, Any]:
    from finance.services.ledger_verification import ledger_verify
    from tests.benchmarks.ledger.data import SEED, fill, open_home
    from users.tenancy.actor import acting

    wrong = 0
    for number in range(OTHERS):
        home = open_home(f"other{number}", vendors=20)
        fill(home, scale // OTHERS, seed=SEED + 2 + number)
        if number % LOOKED_AT == 0:
            with acting(home.actor):
                wrong += len(ledger_verify(workspace_id=home.actor.workspace_id))
    return {"wrong": wrong}


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "all")
