"""The import of a CSV file against raw COPY of its rows.

A program, run in a House's environment: `python -m tests.benchmarks.ledger.imports NAME ROWS PER_DAY`. Each file has a process
of its own, so that the peak of memory is that of this file.
"""

from __future__ import annotations

import csv
import datetime
import gc
import io
import json
import os
import random
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import django

from tests.benchmarks.figures import Figure

ROOT = Path(__file__).resolve().parents[3]
HEADER = ("Booking date", "Payee", "Description", "Amount", "Currency", "Reference", "Notes", "Balance")
SETTLED = 0.01  # of the rows fit a receipt that waits for its money
FIRST_DAY = datetime.date(2020, 1, 1)
MANY, FEW, PER_DAY = 100_000, 10_000, 50


def measure(env: Mapping[str, str]) -> list[Figure]:
    few, many, dense = (_run(env, *file) for file in (("few", FEW, 0), ("many", MANY, 0), ("dense", MANY, PER_DAY)))
    ratio = many["import_s"] / many["copy_s"]
    again = many["again_s"] / many["import_s"]
    rates = {told["name"]: told["rows"] / told["import_s"] for told in (few, many, dense)}
    growth = many["peak_mb"] - few["peak_mb"]
    told = f"{many['import_s']:.1f} s ({ratio:.0f} ×), {many['settled']} rows settled receipts"
    return [
        Figure("raw COPY of 100,000 rows of 8 columns", f"{many['copy_s'] * 1000:.0f} ms"),
        Figure("import of 100,000 CSV rows, checks and settlement included", told, "≤ 100 × COPY", ratio <= 100),
        Figure("the same file again, adds nothing", f"{many['again_s']:.1f} s ({again:.2f} ×)", "not slower", again <= 1),
        Figure(
            "rows per second, 10,000 rows",
            f"{rates['few']:.0f}; 100,000: {rates['many']:.0f} ({rates['many'] / rates['few']:.2f} ×)",
            "≥ 0.8 ×",
            rates["many"] >= 0.8 * rates["few"],
        ),
        Figure(
            f"rows per second, 100,000 rows, {PER_DAY} a day in one account",
            f"{rates['dense']:.0f} ({rates['dense'] / rates['few']:.2f} ×)",
            "≥ 0.8 ×",
            rates["dense"] >= 0.8 * rates["few"],
        ),
        Figure(
            "memory that importing adds at most, 100,000 against 10,000 rows",
            f"{many['peak_mb']:.0f} and {few['peak_mb']:.0f} MB",
            "flat: ≤ 20 MB more",
            growth <= 20,
        ),
    ]


def _run(env: Mapping[str, str], name: str, rows: int, per_day: int) -> dict[str, Any]:
    command = [sys.executable, "-m", "tests.benchmarks.ledger.imports", name, str(rows), str(per_day)]
    done = subprocess.run(command, cwd=ROOT, env=dict(env), capture_output=True, text=True, timeout=1800, check=False)
    if done.returncode:
        raise AssertionError(done.stderr[-3000:])
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _memory_from_now() -> float:
    """Forget the peak so far (the rows of the file were made here); the memory of this process now, in MB."""
    gc.collect()
    Path("/proc/self/clear_refs").write_text("5", encoding="ascii")
    return _memory_mb("VmRSS")


def _memory_mb(what: str) -> float:
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) for line in lines if line.startswith(f"{what}:")) / 1024


def rows_of_file(count: int, per_day: int, seed: int) -> list[tuple[str, ...]]:
    """Rows as a bank writes them; references are unique, as banks' are not always."""
    dice = random.Random(seed)
    rows = []
    for number in range(count):
        offset = number // per_day if per_day else number * 2000 // count
        day = FIRST_DAY + datetime.timedelta(days=offset)
        cents = dice.randrange(1, 90_000)
        amount = f"-{cents // 100}.{cents % 100:02d}"
        payee = f"Shop {dice.randrange(300):03d}"
        rows.append((str(day), payee, f"card {dice.randrange(10**6)}", amount, "EUR", f"R{number:08d}", "", ""))
    return rows


def as_csv(rows: list[tuple[str, ...]]) -> bytes:
    text = io.StringIO()
    csv.writer(text).writerows([HEADER, *rows])
    return text.getvalue().encode()


def main(name: str, count: int, per_day: int) -> None:
    """The program: Django is set up only here."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "app_settings.settings")
    django.setup()
    from tests.benchmarks.ledger.import_deeds import ImportDeeds

    rows = rows_of_file(count, per_day, seed=count + per_day)
    deeds = ImportDeeds(name)
    deeds.receipts(rows[:: round(1 / SETTLED)])
    copy_s = min(deeds.copy(rows) for _ in range(3))
    content = as_csv(rows)
    del rows
    before_mb = _memory_from_now()
    started = time.perf_counter()
    counts = deeds.bring_in(content)
    between = time.perf_counter()
    again = deeds.bring_in(content)
    ended = time.perf_counter()
    if counts.get("new", 0) + counts.get("settles", 0) != count or again.get("duplicate") != count:
        raise AssertionError(f"{counts} and then {again}")
    peak_mb = _memory_mb("VmHWM") - before_mb
    told = {"name": name, "rows": count, "copy_s": copy_s, "import_s": between - started, "again_s": ended - between}
    print(json.dumps(told | {"peak_mb": peak_mb, "settled": counts.get("settles", 0), "wrong": deeds.wrong()}))


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
