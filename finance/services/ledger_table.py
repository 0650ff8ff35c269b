"""The ledger as one table: a row per posting, so that the amounts of a transaction add up to nought, those of an account to
its balance, and those of a category to what was spent."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from finance.models import Posting, Transaction
from finance.selectors.ledger_chart import Chart
from finance.selectors.ledger_slice import documents_of, postings_of, tags_of
from services.spreadsheets import Cell

HEADER = (
    "transaction",
    "line",
    "date",
    "kind",
    "status",
    "settled",
    "vendor",
    "description",
    "account",
    "category",
    "against",
    "amount",
    "currency",
    "base_amount",
    "base_currency",
    "rate",
    "rate_date",
    "rate_source",
    "tax_rate",
    "tax_amount",
    "memo",
    "tags",
    "project",
    "notes",
    "documents",
    "settles",
    "reverses",
    "refunds",
    "in_trash",
)
BETWEEN = " > "  # of the names of a category's path
LIST = ", "


def ledger_table(chart: Chart, transactions: Iterator[Transaction]) -> Iterator[tuple[Cell, ...]]:
    """The header, and then the rows in the order of the transactions and their postings."""
    yield HEADER
    for transaction in transactions:
        yield from _rows(chart, transaction)


def _rows(chart: Chart, transaction: Transaction) -> Iterator[tuple[Cell, ...]]:
    postings = postings_of(transaction)
    accounts = _names(chart, [posting for posting in postings if posting.account_id])
    categories = _names(chart, [posting for posting in postings if posting.category_id])
    tail = _of_the_whole(transaction)
    for posting in postings:
        name = _name(chart, posting)
        others = categories if posting.account_id else accounts
        against = others or [other for other in accounts if other != name]
        yield (
            str(transaction.id),
            posting.position,
            transaction.date,
            transaction.kind,
            transaction.status,
            transaction.is_settled,
            transaction.vendor.name if transaction.vendor else None,
            transaction.description,
            name if posting.account_id else None,
            name if posting.category_id else None,
            LIST.join(against),
            posting.amount,
            posting.currency,
            posting.base_amount,
            chart.workspace.base_currency,
            posting.rate,
            posting.rate_date,
            posting.rate_source,
            posting.tax_rate,
            posting.tax_amount,
            posting.memo,
            *tail,
        )


def _of_the_whole(transaction: Transaction) -> tuple[Cell, ...]:
    return (
        LIST.join(tag.name for tag in tags_of(transaction)),
        transaction.project.name if transaction.project else None,
        transaction.notes,
        LIST.join(document.filename for document in documents_of(transaction)),
        _id(transaction.settles_id),
        _id(transaction.reverses_id),
        _id(transaction.refunds_id),
        transaction.trashed_at is not None,
    )


def _names(chart: Chart, postings: list[Posting]) -> list[str]:
    return list(dict.fromkeys(_name(chart, posting) for posting in postings))


def _name(chart: Chart, posting: Posting) -> str:
    if posting.category_id:
        return BETWEEN.join(chart.path(posting.category_id))
    return chart.place(posting).name


def _id(row_id: UUID | None) -> str | None:
    return str(row_id) if row_id else None
