"""Two programs, one result: what Quittance reports and what hledger makes of the exported journal, number by number."""

from __future__ import annotations

import csv
import io
import os
import subprocess
from collections import defaultdict
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any

from quittance import Quittance, expect

Numbers = dict[tuple[str, ...], Decimal]


def compare(house: Quittance, journal: Path, first: str, last: str) -> None:
    """The strict check, the balance of each account, and each month of each category."""
    hledger(journal, "check", "--strict")
    balances = balances_of_quittance(house)
    expect("balances that hledger sees otherwise", differences(balances, balances_of_hledger(journal)), {})
    months = months_of_quittance(house, first, last)
    expect("months that hledger sees otherwise", differences(months, months_of_hledger(journal, first, last)), {})
    print(f"    {len(balances)} balances and {len(months)} monthly figures agree with hledger")


def balances_of_quittance(house: Quittance) -> Numbers:
    """(account, currency) → balance."""
    rows = house.all("accounts/")
    return {(row["name"], currency): Decimal(amount) for row in rows for currency, amount in row["balance"].items()}


def balances_of_hledger(journal: Path) -> Numbers:
    found = table(hledger(journal, "balance", "Assets", "Liabilities", "--flat", "--no-total", "--layout=bare", "-O", "csv"))
    return {(row["account"].partition(":")[2], row["commodity"]): Decimal(row["balance"]) for row in found}


def months_of_quittance(house: Quittance, first: str, last: str) -> Numbers:
    """(side, path of the category, month, currency) → amount, with all that stands below the category."""
    report = house.get("reports/categories/", **{"from": first, "to": last, "every": "month"})
    paths: dict[str, str] = {}
    numbers: Numbers = {}
    for row in report["rows"]:
        above = f"{paths[row['parent']]}:" if row["parent"] else ""
        paths[row["id"]] = above + row["name"]
        side = "income" if row["group"] == "income" else "expense"
        for period, cell in zip(report["periods"], row["cells"], strict=True):
            for currency, amount in cell["amounts"].items():
                numbers[side, paths[row["id"]], period["key"], currency] = Decimal(amount)
    return numbers


def months_of_hledger(journal: Path, first: str, last: str) -> Numbers:
    days = ["-b", first, "-e", (date.fromisoformat(last) + timedelta(days=1)).isoformat()]  # the end is not counted
    asked = ["balance", "Income", "Expenses", "-M", *days, "--flat", "--layout=tidy", "-O", "csv"]
    numbers: Numbers = defaultdict(Decimal)
    for row in table(hledger(journal, *asked)):
        root, *names = row["account"].split(":")
        side, sign = ("income", -1) if root == "Income" else ("expense", 1)
        for depth in range(1, len(names) + 1):
            numbers[side, ":".join(names[:depth]), row["period"], row["commodity"]] += sign * Decimal(row["value"])
    return dict(numbers)


def differences(ours: Numbers, theirs: Numbers) -> dict[str, Any]:
    """What is not the same; no number and nought are."""
    keys = {key for key in (*ours, *theirs) if ours.get(key, Decimal(0)) != theirs.get(key, Decimal(0))}
    return {" ".join(key): f"{ours.get(key)} here, {theirs.get(key)} there" for key in sorted(keys)}


def hledger(journal: Path, *arguments: str) -> str:
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        ["hledger", "-f", str(journal), *arguments], env=env, capture_output=True, text=True, encoding="utf-8", check=False
    )
    if done.returncode:
        raise SystemExit(f"hledger {' '.join(arguments)}: {done.stderr}")
    return done.stdout


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))
