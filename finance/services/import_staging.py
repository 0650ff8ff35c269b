"""From rows as a converter understood them to rows of the staging table, by COPY."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from hashlib import blake2b

from finance.models import StatementImport, Verdict
from finance.services.vendors import compact, vendor_match_key
from services.parsers.folding import letters_and_digits
from services.statements.base import BadRow, StatementRow
from utils.copying import Value, copy_rows
from utils.ids import new_id
from utils.money import currencies
from utils.strict_values import YEARS

MAX_AMOUNT = Decimal(10) ** 15  # numeric(19,4)
FINEST = -4
CELL_MAX = 500
NAME_MAX, DESCRIPTION_MAX, REFERENCE_MAX, IBAN_MAX = 200, 500, 200, 34
NO_MONEY = json.dumps({"amount": "The amount is 0: nothing moves, so there is nothing to book."})
NEW, SKIPPED, BAD = Verdict.NEW.value, Verdict.SKIPPED.value, Verdict.BAD.value
_NOT_IN_KEY = {code: None for code in range(128) if not chr(code).isalnum()}

COLUMNS = (
    "id", "workspace_id", "statement_id", "number", "verdict", "date", "amount", "currency", "value_date", "payee", "description",
    "category", "notes", "reference", "iban", "balance", "payee_key", "extra", "cells", "problems", "key",
)  # fmt: skip


def rows_stage(statement: StatementImport, rows: Iterable[StatementRow | BadRow]) -> int:
    """COPY the rows into the staging table; how many they were. Nothing of the ledger changes."""
    return copy_rows(table="finance_importrow", columns=COLUMNS, rows=_staged(statement, rows))


def _staged(statement: StatementImport, rows: Iterable[StatementRow | BadRow]) -> Iterator[tuple[Value, ...]]:
    own = statement.account.currency
    of = (str(statement.workspace_id), str(statement.id))
    for row in rows:
        if isinstance(row, BadRow):
            yield _bad(of, row.number, row.cells, row.problems)
            continue
        currency = row.currency or own or ""
        problems = _problems(row, currency, own)
        yield _bad(of, row.number, _cells(row), problems) if problems else _good(of, row, currency)


def _good(of: tuple[str, str], row: StatementRow, currency: str) -> tuple[Value, ...]:
    payee, description, notes = _clean(row.payee), _clean(row.description), _clean(row.notes)
    if len(description) > DESCRIPTION_MAX or len(payee) > NAME_MAX:  # what is cut off below is kept whole here
        notes = "\n".join(filter(None, [payee, description, notes]))
    moves = bool(row.amount)
    return (
        new_id(),
        *of,
        row.number,
        NEW if moves else SKIPPED,
        row.date,
        row.amount,
        currency,
        row.value_date,
        payee[:NAME_MAX],
        description[:DESCRIPTION_MAX],
        _clean(row.category)[:NAME_MAX],
        notes,
        _clean(row.reference)[:REFERENCE_MAX],
        compact(_clean(row.iban))[:IBAN_MAX],
        row.balance,
        _vendor_key(payee) if payee else "",
        json.dumps({_storable(name): _storable(value) for name, value in row.extra.items()}) if row.extra else None,
        None,
        None if moves else NO_MONEY,
        row_key(row, currency) if moves else None,
    )


def _bad(of: tuple[str, str], number: int, cells: tuple[str, ...], problems: Mapping[str, str]) -> tuple[Value, ...]:
    told = json.dumps([_clean(cell)[:CELL_MAX] for cell in cells])
    nothing = (None, None, "", None, "", "", "", "", "", "", None, "", None)
    what = (told, json.dumps({name: _clean(sentence) for name, sentence in problems.items()}), None)
    return (new_id(), *of, number, BAD, *nothing, *what)


def row_key(row: StatementRow, currency: str) -> str:
    """Of the values: the day, the amount, and the bank's own id of the row, else its words without case, accents and signs.

    128 bits in hexadecimal digits, as a column of UUIDs takes them.
    """
    words = f"#{row.reference.strip()}" if row.reference else f"{_words(row.payee)} {_words(row.description)}"
    told = f"{row.date.isoformat()}|{_plain_amount(row.amount)}|{currency}|{words}"
    return blake2b(told.encode(), digest_size=16).hexdigest()


def _problems(row: StatementRow, currency: str, own: str | None) -> dict[str, str]:
    found = {}
    if row.date.year not in YEARS or (row.value_date is not None and row.value_date.year not in YEARS):
        found["date"] = f"The day must lie from {YEARS.start} to {YEARS.stop - 1}."
    if not _fits(row.amount):
        found["amount"] = "At most 15 digits before the point and 4 after it can be kept."
    if row.balance is not None and not _fits(row.balance):
        found["balance"] = "At most 15 digits before the point and 4 after it can be kept."
    if not currency:
        found["currency"] = "The account takes any currency, so each row has to name its own."
    elif currency not in currencies():
        found["currency"] = f"{currency} is no currency of ISO 4217."
    elif own is not None and currency != own:
        found["currency"] = f"The account is in {own}. Import rows in {currency} into an account of that currency."
    return found


def _fits(amount: Decimal) -> bool:
    if not amount.is_finite() or abs(amount) >= MAX_AMOUNT:
        return False
    return int(amount.as_tuple().exponent) >= FINEST or amount == round(amount, -FINEST)


def _cells(row: StatementRow) -> tuple[str, ...]:
    """Of a row that was understood and cannot be booked: what it says."""
    return (row.date.isoformat(), str(row.amount), row.currency or "", row.payee, row.description)


def _clean(text: str) -> str:
    return _storable(text).strip() if text else ""


def _storable(text: str) -> str:
    """Postgres has no NUL."""
    return text.replace("\x00", "")


def _plain_amount(amount: Decimal) -> str:
    """One text for one value: 5, 5.0 and 5.00 are the same."""
    text = f"{amount:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


@lru_cache(maxsize=8192)
def _words(text: str) -> str:
    if text.isascii():
        return text.lower().translate(_NOT_IN_KEY)
    return letters_and_digits(text)


_vendor_key: Callable[[str], str] = lru_cache(maxsize=8192)(vendor_match_key)
