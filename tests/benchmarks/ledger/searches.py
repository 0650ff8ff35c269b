"""Full text over a million transactions of one workspace, beside a million of others: 20 fixed queries."""

from __future__ import annotations

from urllib.parse import quote

from tests.benchmarks.figures import Figure, percentiles
from tests.benchmarks.ledger.calls import Client
from tests.benchmarks.ledger.words import COMMON, RARE, SCARCE

QUERIES = (
    *RARE[:4],
    *SCARCE,
    *COMMON,
    "vendor subscription",
    "monthly card",
    "order insurance",
    "purchase stationery",
    "theodolite invoice",
    "theod*",
    "subscr*",
    "maint* monthly",
    '"weekly 4711"',
)
ROUNDS = 5
LIMIT_MS = 150


def measure(big: Client) -> list[Figure]:
    times: list[float] = []
    slowest = ("", 0.0)
    for _ in range(ROUNDS):
        for query in QUERIES:
            taken, _body = big.get(f"/api/v1/finance/transactions/?page_size=50&q={quote(query)}")
            times.append(taken)
            slowest = max(slowest, (query, taken), key=lambda one: one[1])
    p50, p95 = (value * 1000 for value in percentiles(times))
    told = f"p50 {p50:.0f} ms, p95 {p95:.0f} ms, slowest {slowest[0]!r} {slowest[1] * 1000:.0f} ms"
    return [Figure(f"full text, {len(QUERIES)} queries, 50 newest rows", told, f"p95 ≤ {LIMIT_MS} ms", p95 <= LIMIT_MS)]
