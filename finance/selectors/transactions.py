"""Reading transactions with their postings."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Exists, OuterRef, Prefetch, QuerySet

from finance.models import Posting, Transaction, TransactionDocument, TransactionKind
from utils.errors import NotFoundError


def transaction_list(*, include_trashed: bool = False) -> QuerySet[Transaction]:
    """Newest first, with vendor, postings (account, category) and links to documents, in a fixed number of queries."""
    transactions = _with_parts().order_by("-date", "-id")
    return transactions if include_trashed else transactions.filter(trashed_at=None)


def transaction_list_unsettled() -> QuerySet[Transaction]:
    """Booked against clearing, their money not yet seen on a bank account; reversed ones and reversals expect none."""
    reversals = Transaction.objects.filter(reverses=OuterRef("id"), trashed_at=None)
    return transaction_list().filter(~Exists(reversals), is_settled=False).exclude(kind=TransactionKind.REVERSAL)


def transaction_get(transaction_id: UUID) -> Transaction:
    """With its parts, trashed ones too. Raises NotFoundError."""
    try:
        return _with_parts().get(id=transaction_id)
    except Transaction.DoesNotExist as error:
        raise NotFoundError("There is no such transaction.") from error


def transaction_find(transaction_id: UUID) -> Transaction:
    """The bare row, trashed ones too. Raises NotFoundError."""
    found = Transaction.objects.filter(id=transaction_id).first()
    if found is None:
        raise NotFoundError("There is no such transaction.")
    return found


def _with_parts() -> QuerySet[Transaction]:
    postings = Posting.objects.select_related("account", "category").order_by("position")
    links = TransactionDocument.objects.select_related("document").order_by("created_at", "id")
    return Transaction.objects.select_related("vendor").prefetch_related(
        Prefetch("postings", postings), Prefetch("document_links", links)
    )
