"""`python -m tests.benchmarks.ledger.homes SCALE`: fills a House's database, tells as JSON who lives in it."""

from __future__ import annotations

import json
import os
import sys
import time

import django

OTHERS = 200


def main(scale: int) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app_settings.settings")
    django.setup()
    from django.db import connection
    from django.utils import timezone

    from finance.services.ledger_verification import ledger_verify
    from tests.benchmarks.ledger.data import SEED, fill, key_of, open_home
    from users.tenancy.actor import acting

    now = timezone.now()
    homes = {name: open_home(name) for name in ("big", "small", "imports")}
    others = [open_home(f"other{number}", vendors=20) for number in range(OTHERS)]
    started = time.monotonic()
    fill(homes["big"], scale, seed=SEED)
    fill(homes["small"], scale // 100, seed=SEED + 1)
    for number, home in enumerate(others):
        fill(home, scale // OTHERS, seed=SEED + 2 + number)
    filled = time.monotonic()
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0; VACUUM ANALYZE")
    wrong = 0
    for home in (*homes.values(), *others[:5]):
        with acting(home.actor):
            wrong += len(ledger_verify(workspace_id=home.actor.workspace_id))
    told = {
        name: {"workspace": str(home.actor.workspace_id), "key": key_of(home, now=now), "bank": str(home.bank)}
        for name, home in homes.items()
    }
    seconds = {"fill_s": filled - started, "verify_s": time.monotonic() - filled}
    print(json.dumps({"homes": told, "wrong": wrong, "transactions": scale * 2, **seconds}))


if __name__ == "__main__":
    main(int(sys.argv[1]))
