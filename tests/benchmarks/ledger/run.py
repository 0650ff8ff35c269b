"""`make bench-ledger`: a million transactions in one workspace and a million in two hundred others, and what is asked of them.

    python -m tests.benchmarks.ledger.run [--scale 1000000] [--only lists searches reports imports] [--write]

The database is made by COPY from a seed and checked by verify_ledger before anything is measured.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from tests.benchmarks.figures import Figure
from tests.benchmarks.ledger import imports, lists, searches
from tests.benchmarks.ledger.calls import Client
from tests.benchmarks.page import replace_section, section
from tests.processes.house import ROOT, House
from tests.processes.servers import free_port, wait_until

PARTS = ("lists", "searches", "reports", "imports")


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--scale", type=int, default=1_000_000, help="transactions in the one workspace")
    parser.add_argument("--only", nargs="*", choices=PARTS, default=PARTS)
    parser.add_argument("--write", action="store_true", help="replace its section of docs/benchmarks.md")
    options = parser.parse_args(arguments)
    with tempfile.TemporaryDirectory() as folder, House(Path(folder)) as house:
        figures = _figures(house, options.scale, options.only)
    told = section("Ledger", f"`make bench-ledger`, {options.scale:,} transactions and as many in 200 others", figures)
    print(told)
    if options.write:
        replace_section("Ledger", told)
    return 1 if any(figure.is_met is False for figure in figures) else 0


def _figures(house: House, scale: int, only: list[str]) -> list[Figure]:
    _say("filling")
    told = _program(house.env, "homes", str(scale))
    if told["wrong"]:
        raise AssertionError(f"verify_ledger finds {told['wrong']} things in the data of the benchmark")
    figures = [Figure("data", f"{told['transactions']:,} transactions by COPY in {told['fill_s']:.0f} s; verify_ledger: sound")]
    homes = told["homes"]
    if {"lists", "searches"} & set(only):
        with _served(house, homes["big"]["workspace"]) as bare:
            big, small = (_client(house.port, homes[name]["key"]) for name in ("big", "small"))
            if "lists" in only:
                figures += _told("lists", lists.measure(bare, big, small))
            if "searches" in only:
                figures += _told("searches", searches.measure(big))
    if "imports" in only:
        figures += _told("imports", imports.measure(house.env))
    if "reports" in only:
        measured = _program(house.env, "reports", homes["big"]["workspace"])["figures"]
        figures += _told("reports", [Figure(**one) for one in measured])
    return figures


def _told(name: str, figures: list[Figure]) -> list[Figure]:
    """The same, shown as soon as they are there."""
    _say(name)
    for figure in figures:
        _say(f"  {figure.row()}")
    return figures


def _program(env: Mapping[str, str], name: str, *arguments: str) -> dict[str, Any]:
    """What a program of this folder prints as its last line."""
    command = [sys.executable, "-m", f"tests.benchmarks.ledger.{name}", *arguments]
    done = subprocess.run(command, cwd=ROOT, env=dict(env), capture_output=True, text=True, timeout=3600, check=False)
    if done.returncode:
        raise AssertionError(done.stderr[-3000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))


@contextmanager
def _served(house: House, workspace: str) -> Any:
    """The house's web and the bare one, by the same server with as many workers."""
    settings = {"DJANGO_SETTINGS_MODULE": "tests.benchmarks.ledger.bare_settings", "BARE_WORKSPACE": workspace}
    done = subprocess.run(
        [sys.executable, "-m", "tests.benchmarks.ledger.bare_prepare"],
        cwd=ROOT,
        env=house.env | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise AssertionError(done.stderr[-3000:])
    port = free_port()
    bare = Client(port, {"Authorization": f"Token {done.stdout.strip()}"})
    command = ["gunicorn", "tests.benchmarks.ledger.bare_wsgi", "-b", f"127.0.0.1:{port}", "-w", "2", "--threads", "4"]
    server = house.start("bare", *command, extra=settings)
    house.web(workers=2, threads=4)
    wait_until("the bare list", lambda: _answers(bare), timeout_s=60)
    yield bare
    server.stop(timeout_s=20)


def _answers(client: Client) -> bool:
    try:
        return bool(client.again().get("/rows/"))
    except OSError:
        return False


def _client(port: int, key: str) -> Client:
    return Client(port, {"Authorization": f"Api-Key {key}"})


def _say(text: str) -> None:
    print(f"… {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
