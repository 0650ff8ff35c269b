"""What kind of document it is: by its title, by what it holds, and how sure that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from statistics import median

from services.classifiers.linear import named
from services.parsers.candidates import Sheet
from services.parsers.folding import plain
from services.parsers.kind_statement import statement_confidence
from services.parsers.kind_words import AND_INVOICE, ANYWHERE, INVOICE_WORDS, RECEIPT_WORDS, REFERENCE, SLIP_WORDS, TITLES
from services.parsers.labels import TOTAL_ROLES, AmountRole
from services.parsers.layout import Row
from services.types import DocumentKind

K = DocumentKind
_TITLE_ROWS, _FIRST_ROWS = 25, 12
_TITLE_WORDS = 6
_ALONE, _NUMBERED, _LABELLED, _WITHIN, _REFERENCE = 3.0, 2.5, 2.0, 1.5, 0.8  # what a title is worth, by what stands beside it
_LARGE, _LARGE_WORTH, _EARLY_WORTH = 1.25, 1.5, 0.5
_ENOUGH, _ENOUGH_ON_PAPER = 2.0, 3.5
_LEAD = 0.4  # of an invoice's own title over that of a document that it names
_CLEAR_LEAD = 2.0  # of a title over that of an invoice: with less, either may be the one that is only named
_TORN = 0.5
_FEW_LETTERS = 12
_MOST_WORDS = 8  # of receipts or invoices: more of them say no more
_OF_A_SUM = TOTAL_ROLES | {AmountRole.SUBTOTAL, AmountRole.TAX, AmountRole.PAYMENT, AmountRole.CHANGE, AmountRole.DUE}


@dataclass(frozen=True, slots=True)
class _Signs:
    """What speaks for a receipt, for an invoice, and for neither."""

    receipt: int
    invoice: int
    is_narrow: bool  # a picture, or a page clearly narrower than a sheet of office paper
    has_money: bool
    has_sum: bool
    has_date: bool
    letters: int


@lru_cache(maxsize=4)
def find_kind(sheet: Sheet) -> tuple[DocumentKind, float]:
    """The kind and how sure it is, 0 to 1. What is no document of money is OTHER."""
    signs, titles = _signs(sheet), _titles(sheet)
    special, worth = _special(titles, signs)
    statement = statement_confidence(sheet)
    if special is K.BANK_STATEMENT:
        return K.BANK_STATEMENT, max(_sureness(worth), statement)
    if special is not None:
        return special, _TORN if _is_rivalled(worth, titles) else _sureness(worth)
    if statement:
        return K.BANK_STATEMENT, statement
    if _is_slip(sheet):
        return K.CARD_SLIP, 0.8
    return _bought(signs, titles.get(K.INVOICE, 0.0))


def cues_of(sheet: Sheet) -> dict[str, float]:
    """What speaks for one kind or another, by name; of the kinds that titles name, "titled <kind>" with what that is worth."""
    signs = _signs(sheet)
    shown = {
        "narrow": signs.is_narrow,
        "money": signs.has_money,
        "sum": signs.has_sum,
        "date": signs.has_date,
        "slip": _is_slip(sheet),
        "few_letters": signs.letters < _FEW_LETTERS,
    }
    counted = {
        "receipt_words": min(signs.receipt, _MOST_WORDS) / _MOST_WORDS,
        "invoice_words": min(signs.invoice, _MOST_WORDS) / _MOST_WORDS,
        "statement": statement_confidence(sheet),
    }
    return named(shown) | counted | {f"titled {kind}": worth / _ALONE for kind, worth in _titles(sheet).items()}


def _bought(signs: _Signs, invoice_title: float) -> tuple[DocumentKind, float]:
    """A receipt or an invoice, or neither."""
    other = _other(signs, invoice_title)
    if other:
        return K.OTHER, other
    if invoice_title and not signs.is_narrow and signs.invoice:
        return K.INVOICE, 0.95 if signs.has_sum else 0.75
    if signs.invoice > signs.receipt and not signs.is_narrow:
        return K.INVOICE, 0.8
    if signs.receipt or signs.is_narrow:
        return K.RECEIPT, (0.95 if signs.receipt > 1 else 0.8) if signs.has_sum and signs.has_date else 0.6
    return (K.INVOICE, 0.7) if invoice_title else (K.OTHER, 0.5)


def _other(signs: _Signs, invoice_title: float) -> float:
    """How sure it is that this is no document of money at all; 0 where it may be one."""
    if signs.letters < _FEW_LETTERS:
        return 0.95
    if not signs.has_money:
        return 0.85 if signs.receipt + signs.invoice < 2 and not invoice_title else 0.0
    if signs.has_sum or invoice_title or signs.receipt > 2:
        return 0.0
    return 0.6 if signs.has_date else 0.8


def _signs(sheet: Sheet) -> _Signs:
    text = "\n".join(plain(row.text) for row in sheet.rows)
    page = next(iter(sheet.document.pages), None)
    return _Signs(
        receipt=len(set(RECEIPT_WORDS.findall(text))),
        invoice=len(set(INVOICE_WORDS.findall(text))),
        is_narrow=page is not None and (page.unit == "px" or page.height > 1.8 * page.width),
        has_money=bool(sheet.amounts),
        has_sum=any(amount.role in _OF_A_SUM for amount in sheet.amounts),
        has_date=bool(sheet.dates),
        letters=sum(map(str.isalnum, text)),
    )


def _special(titles: dict[DocumentKind, float], signs: _Signs) -> tuple[DocumentKind | None, float]:
    """The kind that the title names, invoices apart, if it is worth enough: on what looks like a receipt it must be plain."""
    named = {kind: worth for kind, worth in titles.items() if kind is not K.INVOICE}
    if not named:
        return None, 0.0
    best = max(named, key=lambda kind: named[kind])
    is_receipt = signs.is_narrow and signs.has_sum and signs.receipt > 0 and best is not K.CREDIT_NOTE
    needed = max(_ENOUGH_ON_PAPER if is_receipt else _ENOUGH, titles.get(K.INVOICE, 0.0) - _LEAD)
    return (best, named[best]) if named[best] >= needed else (None, 0.0)


def _is_rivalled(worth: float, titles: dict[DocumentKind, float]) -> bool:
    return titles.get(K.INVOICE, 0.0) > max(_REFERENCE, worth - _CLEAR_LEAD)


def _sureness(worth: float) -> float:
    return round(min(0.55 + 0.1 * worth, 0.97), 2)


def _titles(sheet: Sheet) -> dict[DocumentKind, float]:
    """The kinds that short cells of the first rows name, each with what its best cell is worth."""
    rows = sheet.rows[:_TITLE_ROWS]
    usual = median(row.height for row in sheet.rows) if rows else 0.0
    paid = {amount.span.row.index for amount in sheet.amounts if amount.has_decimals}
    found: dict[DocumentKind, float] = {}
    for place, row in enumerate(rows):
        extra = _LARGE_WORTH * (row.height > _LARGE * usual) + _EARLY_WORTH * (place < _FIRST_ROWS)
        for kind, worth in _named(row, has_amount=row.index in paid):
            found[kind] = max(found.get(kind, 0.0), worth + (extra if worth > _REFERENCE else 0.0))
    return found


def _named(row: Row, *, has_amount: bool) -> Iterator[tuple[DocumentKind, float]]:
    for start, end in row.cells:
        cell = plain(row.text[start:end]).strip()
        if len(cell.split()) > _TITLE_WORDS:
            continue
        for kind, pattern in TITLES:
            match = pattern.search(cell)
            if match is not None:
                worth = _worth(kind, cell[: match.start()], cell[match.end() :], is_only=len(row.cells) == 1)
                yield kind, min(worth, _REFERENCE) if has_amount else worth
                if worth and AND_INVOICE.match(cell, match.end()):
                    yield K.INVOICE, worth
                break


def _worth(kind: DocumentKind, before: str, after: str, *, is_only: bool) -> float:
    """What a title is worth by the words around it: alone, with its number, within others, or as the label of a number."""
    begins = not any(map(str.isalpha, before))
    if not begins and kind not in ANYWHERE:
        return 0.0
    if not any(map(str.isalnum, after)) and ":" not in after:
        return _ALONE if begins else _WITHIN
    if REFERENCE.match(after):
        return _LABELLED if is_only and begins and ":" not in after and any(map(str.isdigit, after)) else _REFERENCE
    return _NUMBERED if begins and not any(map(str.isalpha, after)) else _WITHIN


def _is_slip(sheet: Sheet) -> bool:
    """Words of a card terminal, one amount, and no goods, tax or second total."""
    words = {word for row in sheet.rows for word in SLIP_WORDS.findall(plain(row.text))}
    values = {amount.value for amount in sheet.amounts if amount.has_decimals}
    goods = any(amount.role in {AmountRole.SUBTOTAL, AmountRole.TAX, AmountRole.CHANGE} for amount in sheet.amounts)
    totals = sum(amount.role in TOTAL_ROLES for amount in sheet.amounts)
    return len(words) >= 2 and len(values) == 1 and not goods and totals <= 1
