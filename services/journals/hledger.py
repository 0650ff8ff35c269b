"""hledger (1.25 and later): a journal that passes `hledger check --strict`, with commodities and accounts declared."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TextIO

from services.journals.balancing import CONVERSIONS, balanced
from services.journals.names import account_names, plain_text
from services.journals.values import Journal, JournalPosting, JournalTransaction, Root

TYPES = {Root.ASSETS: "A", Root.LIABILITIES: "L", Root.EQUITY: "E", Root.INCOME: "R", Root.EXPENSES: "X"}
# Full-width twins of the signs that begin a tag, a date, a comment or the note of a payee.
_HARMLESS = str.maketrans({":": "：", "[": "［", "]": "］", ";": "；", "|": "｜", ",": "，"})
_HARMLESS_PAYEE = str.maketrans({";": "；", "|": "｜"})


def write_hledger(journal: Journal, into: TextIO) -> None:
    """Commodities and accounts first, then prices, then transactions."""
    names = account_names([*journal.accounts, CONVERSIONS], legal_part)
    into.write(f"; {plain_text(journal.title)}\n\n")
    into.writelines(
        f"commodity {_number(Decimal(1000), digits)} {currency}\n" for currency, digits in sorted(journal.digits.items())
    )
    into.write("\n")
    for account in (*journal.accounts, CONVERSIONS):
        into.write(f"account {names[account.key]}  ; type:{TYPES[account.root]}\n")
        into.writelines(f"  ; {line}\n" for line in _tags({"name": account.name, **account.details}))
    into.write("\n")
    into.writelines(f"P {price.date} {price.currency} {price.rate:f} {journal.base_currency}\n" for price in journal.prices)
    for transaction in journal.transactions:
        into.writelines(_transaction(transaction, journal, names))


def legal_part(name: str) -> str:
    """A part of an account's name: no colon or semicolon, one space at most between words, not empty."""
    return plain_text(unicodedata.normalize("NFC", name).translate(_HARMLESS)) or "x"


def _transaction(transaction: JournalTransaction, journal: Journal, names: Mapping[str, str]) -> Iterable[str]:
    flag = "*" if transaction.is_cleared else "!"
    payee, description = (plain_text(text.translate(_HARMLESS_PAYEE)) for text in (transaction.payee, transaction.description))
    said = f"{payee} | {description}" if payee else description
    yield f"\n{transaction.date} {flag} ({transaction.id}) {said}".rstrip() + "\n"
    for line in _tags(transaction.details):
        yield f"    ; {line}\n"
    for tag in transaction.tags:
        yield f"    ; tag:{_comment(tag)}\n"
    for line in transaction.notes.splitlines():
        yield f"    ; {_comment(line)}\n"
    for posting in balanced(transaction, journal.base_currency):
        yield f"    {names[posting.account]}  {_amount(posting, journal)}\n"
        for line in (*_tags(posting.details), _comment(posting.memo)):
            if line:
                yield f"    ; {line}\n"


def _amount(posting: JournalPosting, journal: Journal) -> str:
    amount = f"{_number(posting.amount, journal.digits[posting.currency])} {posting.currency}"
    if posting.total is None:
        return amount
    return f"{amount} @@ {_number(abs(posting.total), journal.digits[journal.base_currency])} {journal.base_currency}"


def _number(amount: Decimal, digits: int) -> str:
    """With a decimal point even where no digits follow it: `1000.` cannot be taken for a thousands separator."""
    return f"{amount:.{digits}f}" if digits else f"{amount:.0f}."


def _tags(details: Mapping[str, str | Decimal]) -> Iterable[str]:
    for key, value in details.items():
        if value != "":
            yield f"{key}:{_comment(value) if isinstance(value, str) else format(value, 'f')}"


def _comment(text: str) -> str:
    return plain_text(text.translate(_HARMLESS))
