"""`python -m tests.benchmarks.ledger.reports WORKSPACE_ID`: the figures of tests.benchmarks.ledger.months.py as JSON."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import asdict
from uuid import UUID

import django


def main(workspace_id: UUID) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app_settings.settings")
    django.setup()
    from django.db import connection

    from tests.benchmarks.ledger.months import measure

    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
    print(json.dumps({"figures": [asdict(figure) for figure in measure(workspace_id)]}))


if __name__ == "__main__":
    main(UUID(sys.argv[1]))
