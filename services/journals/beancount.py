"""Beancount 3: a journal that passes `bean-check`."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TextIO

from services.journals.balancing import CONVERSIONS, balanced
from services.journals.names import account_names, plain_text
from services.journals.values import Journal, JournalPosting, JournalTransaction

# A total price is kept as total / units in 28 digits, so the sum is out by some 1E-20: allowed, while the smallest unit is not.
TOLERANCE = "0.00001"
_NOT_IN_TAGS = re.compile(r"[^A-Za-z0-9\-_/.]+")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})


def write_beancount(journal: Journal, into: TextIO) -> None:
    """Options, commodities and accounts first, then prices, then transactions."""
    names = account_names([*journal.accounts, CONVERSIONS], legal_part)
    into.write(f'option "title" {quoted(journal.title)}\n')
    into.write(f'option "operating_currency" "{journal.base_currency}"\n')
    into.write(f'option "tolerance_multiplier" "{TOLERANCE}"\n')
    into.write(f'option "inferred_tolerance_default" "*:{TOLERANCE}"\n\n')
    into.writelines(f"{journal.first_day} commodity {currency}\n" for currency in sorted(journal.digits))
    into.write("\n")
    for account in (*journal.accounts, CONVERSIONS):
        currency = f" {account.currency}" if account.currency else ""
        into.write(f"{journal.first_day} open {names[account.key]}{currency}\n")
        into.writelines(_details({"name": account.name, **account.details}, "  "))
    into.write("\n")
    into.writelines(f"{price.date} price {price.currency} {price.rate:f} {journal.base_currency}\n" for price in journal.prices)
    for transaction in journal.transactions:
        into.writelines(_transaction(transaction, journal, names))


def legal_part(name: str) -> str:
    """A part of an account's name: letters, digits and hyphens, a capital or a digit first (X where there is none)."""
    kept = [character if _is_letter_or_digit(character) else " " for character in unicodedata.normalize("NFC", name)]
    text = "-".join("".join(kept).split())
    if text and not _may_begin(text[0]) and _may_begin(text[0].upper()[0]):
        text = text[0].upper() + text[1:]
    legal = "".join(character for character in text if character == "-" or _is_letter_or_digit(character))
    return legal if legal and _may_begin(legal[0]) else f"X{legal}"


def quoted(text: str) -> str:
    return f'"{text.translate(_ESCAPES)}"'


def _transaction(transaction: JournalTransaction, journal: Journal, names: Mapping[str, str]) -> Iterable[str]:
    flag = "*" if transaction.is_cleared else "!"
    labels = " ".join(f"#{tag}" for tag in dict.fromkeys(map(_tag, transaction.tags)) if tag)
    yield f"\n{transaction.date} {flag} {quoted(transaction.payee)} {quoted(transaction.description)} {labels}".rstrip() + "\n"
    said = {"id": transaction.id, **transaction.details, "notes": transaction.notes, "tags": ", ".join(transaction.tags)}
    yield from _details(said, "  ")
    for posting in balanced(transaction, journal.base_currency):
        yield f"  {names[posting.account]}  {_amount(posting, journal)}\n"
        yield from _details({"memo": posting.memo, **posting.details}, "    ")


def _amount(posting: JournalPosting, journal: Journal) -> str:
    amount = f"{posting.amount:.{journal.digits[posting.currency]}f} {posting.currency}"
    if posting.total is None:
        return amount
    return f"{amount} @@ {abs(posting.total):.{journal.digits[journal.base_currency]}f} {journal.base_currency}"


def _details(details: Mapping[str, str | Decimal], indent: str) -> Iterable[str]:
    for key, value in details.items():
        if value != "":
            yield f"{indent}{key}: {quoted(value) if isinstance(value, str) else format(value, 'f')}\n"


def _tag(name: str) -> str:
    ascii_only = unicodedata.normalize("NFKD", plain_text(name)).encode("ascii", "ignore").decode()
    return _NOT_IN_TAGS.sub("-", ascii_only).strip("-")


def _is_letter_or_digit(character: str) -> bool:
    return unicodedata.category(character) in ("Lu", "Ll", "Lt", "Lm", "Lo", "Nd")


def _may_begin(character: str) -> bool:
    return unicodedata.category(character) in ("Lu", "Nd")
