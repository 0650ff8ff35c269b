"""The list of transactions against REST framework's plainest, both served by gunicorn with two workers of four threads."""

from __future__ import annotations

from tests.benchmarks.figures import Figure, percentiles
from tests.benchmarks.ledger.calls import Client, at_once, in_turn

LIST = "/api/v1/finance/transactions/?page_size=50"
BARE = "/rows/"
ROUNDS = 200
MIDDLE = 200  # pages of 50 on from the first: 10,000 rows deep, and the keyset cares for no depth
CLIENTS = 8
SECONDS = 8.0


def measure(bare: Client, big: Client, small: Client) -> list[Figure]:
    middle = big.page_after(LIST.replace("50", "100"), MIDDLE).replace("page_size=100", "page_size=50")
    times = in_turn({"bare": (bare, BARE), "big": (big, LIST), "small": (small, LIST), "middle": (big, middle)}, rounds=ROUNDS)
    p50 = {name: percentiles(values)[0] * 1000 for name, values in times.items()}
    sizes = {"bare": len(bare.get(BARE)[1]), "big": len(big.get(LIST)[1])}
    return [
        Figure("bare list of 50 (REST framework, TokenAuthentication)", f"p50 {p50['bare']:.1f} ms, {sizes['bare']} bytes"),
        Figure(
            "our list of 50, authenticated, scoped, 1 M rows",
            f"p50 {p50['big']:.1f} ms ({p50['big'] / p50['bare']:.2f} ×), {sizes['big']} bytes",
            "≤ 1.5 × bare",
            p50["big"] <= 1.5 * p50["bare"],
        ),
        _ratio("the same at 10,000 rows", p50["big"], p50["small"], "1 M ≤ 1.2 × it"),
        _ratio("first page, against the middle one", p50["middle"], p50["big"], "middle ≤ 1.2 × it"),
        *_crowd(bare, big),
    ]


def _ratio(what: str, more: float, base: float, asked: str) -> Figure:
    return Figure(what, f"p50 {base:.1f} ms, the other {more:.1f} ms ({more / base:.2f} ×)", asked, more <= 1.2 * base)


def _crowd(bare: Client, big: Client) -> list[Figure]:
    """Bare, ours, bare, ours: the best of each, so that a hiccup of the machine is nobody's."""
    rates: dict[str, float] = {"bare": 0.0, "big": 0.0}
    spread = 0.0
    for name, client, path in (("bare", bare, BARE), ("big", big, LIST)) * 2:
        rate, times = at_once(client, path, clients=CLIENTS, seconds=SECONDS)
        if rate > rates[name]:
            rates[name] = rate
            p50, p95 = percentiles(times)
            spread = p95 / p50 if name == "big" else spread
    ratio = rates["big"] / rates["bare"]
    return [
        Figure(f"{CLIENTS} clients, bare list", f"{rates['bare']:.0f} requests per second"),
        Figure(f"{CLIENTS} clients, our list", f"{rates['big']:.0f} per second ({ratio:.2f} ×)", "≥ 0.6 × bare", ratio >= 0.6),
        Figure(f"{CLIENTS} clients, our list, p95 / p50", f"{spread:.1f}", "≤ 4, no error", spread <= 4),
    ]
