"""The ledger as a journal of plain text accounting: which of our accounts stands where, and what is said of a transaction."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from decimal import Decimal
from uuid import UUID

from finance.models import Account, AccountKind, Category, CategoryKind, Posting, SystemCategory, Transaction, TransactionStatus
from finance.selectors.ledger_chart import Chart
from finance.selectors.ledger_slice import (
    LedgerSlice,
    documents_of,
    postings_of,
    slice_currencies,
    slice_first_day,
    slice_rates,
    tags_of,
)
from services.journals.values import Journal, JournalAccount, JournalPosting, JournalPrice, JournalTransaction, Root
from utils.money import minor_digits

LIABILITIES = frozenset({AccountKind.CARD, AccountKind.LOAN})
EMPTY_BEGINS = datetime.date(1970, 1, 1)


def journal_of(chart: Chart, part: LedgerSlice, transactions: Iterator[Transaction]) -> Journal:
    """With every account and category, those that were merged into others as these."""
    base = chart.workspace.base_currency
    in_use = slice_currencies(part, base)
    declared = {account.currency: 0 for account in chart.accounts.values() if account.currency}
    return Journal(
        title=chart.workspace.name,
        base_currency=base,
        first_day=slice_first_day(part) or EMPTY_BEGINS,
        digits={currency: max(minor_digits(currency), in_use.get(currency, 0)) for currency in {**declared, **in_use}},
        accounts=[*_accounts(chart), *_categories(chart)],
        prices=(JournalPrice(day, currency, rate) for day, currency, rate in slice_rates(part)),
        transactions=(_transaction(chart, transaction) for transaction in transactions),
    )


def _accounts(chart: Chart) -> Iterator[JournalAccount]:
    for account in chart.accounts.values():
        if account.merged_into_id is None:
            root = Root.LIABILITIES if account.kind in LIABILITIES else Root.ASSETS
            told = {"iban": account.iban, "last4": account.last4, "archived": _day(account)}
            yield JournalAccount(_key(account), root, account.name, currency=account.currency, details=told)


def _categories(chart: Chart) -> Iterator[JournalAccount]:
    for category in chart.categories.values():
        if category.merged_into_id is None:
            parent = _key(chart.category(category.parent_id)) if category.parent_id else None
            yield JournalAccount(_key(category), _root(category), category.name, parent, details={"archived": _day(category)})


def _root(category: Category) -> Root:
    if category.system_code == SystemCategory.OPENING_BALANCE:
        return Root.EQUITY
    return Root.INCOME if category.kind == CategoryKind.INCOME else Root.EXPENSES


def _transaction(chart: Chart, transaction: Transaction) -> JournalTransaction:
    postings = postings_of(transaction)
    is_mixed = len({posting.currency for posting in postings}) > 1
    return JournalTransaction(
        id=str(transaction.id),
        date=transaction.date,
        is_cleared=transaction.is_settled or transaction.status == TransactionStatus.RECONCILED,
        payee=transaction.vendor.name if transaction.vendor else "",
        description=transaction.description,
        notes=transaction.notes,
        tags=tuple(tag.name for tag in tags_of(transaction)),
        details={
            "kind": transaction.kind,
            "status": transaction.status,
            "settles": _id(transaction.settles_id),
            "reverses": _id(transaction.reverses_id),
            "refunds": _id(transaction.refunds_id),
            "project": transaction.project.name if transaction.project else "",
            "documents": ", ".join(document.filename for document in documents_of(transaction)),
        },
        postings=tuple(_posting(chart, posting, is_mixed=is_mixed) for posting in postings),
    )


def _posting(chart: Chart, posting: Posting, *, is_mixed: bool) -> JournalPosting:
    tax: dict[str, str | Decimal] = {}
    if posting.tax_rate is not None:
        tax["tax-rate"] = posting.tax_rate.normalize()
    if posting.tax_amount is not None:
        tax["tax-amount"] = posting.tax_amount.normalize()
    total = posting.base_amount if is_mixed else None
    return JournalPosting(_key(chart.place(posting)), posting.amount, posting.currency, total, posting.memo, tax)


def _key(place: Account | Category) -> str:
    return str(place.id)


def _id(row_id: UUID | None) -> str:
    return str(row_id) if row_id else ""


def _day(place: Account | Category) -> str:
    return place.archived_at.date().isoformat() if place.archived_at else ""
