"""How reports are asked for."""

from __future__ import annotations

from tests.isolation.calls import Call, maker
from tests.isolation.homes import Home


@maker("GET /api/v1/finance/reports/<name>/")
def report(_home: Home) -> Call:
    return Call({"name": "vendors"}, query="?from=2026-01-01&to=2026-12-31")
