"""Amounts and dates as machines write them to us: one form each, and None for everything else."""

from __future__ import annotations

import datetime
import re
from decimal import Decimal

AMOUNT = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,4})?")  # numeric(19,4)
AMOUNT_SCHEMA = {"type": "string", "pattern": f"^{AMOUNT.pattern}$", "example": "12.50"}
DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
YEARS = range(1900, 2200)


def parsed_amount(text: str) -> Decimal | None:
    """The amount that a text says, or None when it says none."""
    return Decimal(text) + 0 if AMOUNT.fullmatch(text) else None  # + 0: of "-0" remains 0


def parsed_date(text: str) -> datetime.date | None:
    """The date that a text of the form 2026-11-21 says, or None."""
    if not DATE.fullmatch(text):
        return None
    try:
        day = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return day if day.year in YEARS else None
