"""What proving a session costs: a list with our Bearer tokens, and the same list with REST framework's own TokenAuthentication.

`measure` runs this file as a program in a house of its own; the two kinds of request take turns within one process, straight to
the view, so that neither a server nor the middleware makes the difference look smaller.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure, Material, percentiles
from tests.processes.house import ROOT, House

ROWS = 25
ROUNDS = 400
WARM_UP = 40
RATIO_LIMIT = 1.6
SETTINGS = {"DJANGO_SETTINGS_MODULE": "app_settings.settings"}


def measure(_material: Material) -> list[Figure]:
    with tempfile.TemporaryDirectory() as folder, House(Path(folder)) as house:
        told = house.create_user("bench@example.org")
        command = [sys.executable, "-m", "tests.benchmarks.listing", told["user_id"], told["workspace_id"]]
        env = house.env | SETTINGS
        done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, timeout=300, check=False)
        if done.returncode:
            raise AssertionError(done.stderr[-3000:])
    return _figures(json.loads(done.stdout.splitlines()[-1]))


def _figures(times: dict[str, list[float]]) -> list[Figure]:
    base, ours = percentiles(times["token"])[0], percentiles(times["bearer"])[0]
    ratio = ours / base
    return [
        Figure(f"list of {ROWS} accounts, REST framework's TokenAuthentication", f"p50 {base * 1000:.1f} ms"),
        Figure(
            f"list of {ROWS} accounts, Bearer of a session",
            f"p50 {ours * 1000:.1f} ms ({ratio:.2f} ×)",
            f"≤ {RATIO_LIMIT} × TokenAuthentication",
            ratio <= RATIO_LIMIT,
        ),
    ]


def time_in_turn(asks: dict[str, Callable[[], Any]]) -> dict[str, list[float]]:
    """Seconds of each call, one of each kind after the other."""
    times: dict[str, list[float]] = {name: [] for name in asks}
    for number in range(WARM_UP + ROUNDS):
        for name, ask in asks.items():
            started = time.perf_counter()
            answer = ask().render()
            taken = time.perf_counter() - started
            if answer.status_code != 200:
                raise AssertionError(f"{name}: {answer.status_code} {answer.content!r}")
            if number >= WARM_UP:
                times[name].append(taken)
    return times


def run(user_id: str, workspace_id: str) -> dict[str, list[float]]:
    """The program: Django is set up only here, with the settings of the house."""
    import django

    django.setup()
    from tests.benchmarks import listing_views

    return time_in_turn(listing_views.prepare(user_id, workspace_id, rows=ROWS))


if __name__ == "__main__":
    print(json.dumps(run(*sys.argv[1:])))
