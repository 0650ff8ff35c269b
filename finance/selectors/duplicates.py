"""Reading twins and links: marks of pairs, and by which traits others may be found."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from finance.models import (
    Document,
    DocumentLink,
    DocumentTraits,
    DuplicateMark,
    ImportRow,
    MarkState,
    Posting,
    Transaction,
    TransactionKind,
    TransactionStatus,
    Verdict,
)
from services.parsers.twins import Traits
from utils.errors import NotFoundError

CANDIDATES = 200  # more that share a day and an amount are no twins but a habit
IS_ENTRY = (TransactionKind.EXPENSE, TransactionKind.INCOME, TransactionKind.REFUND, TransactionKind.TRANSFER)
SIDES = ("first_document", "second_document", "first_transaction", "second_transaction")


def mark_list() -> QuerySet[DuplicateMark]:
    """All pairs that were marked, the latest first. Open ones with a side in the trash are decided by that: left out."""
    in_trash = Q()
    for side in SIDES:
        in_trash |= Q(**{f"{side}__trashed_at__isnull": False})
    return DuplicateMark.objects.select_related(*SIDES).exclude(in_trash, state=MarkState.OPEN).order_by("-found_at", "-id")


def mark_get(mark_id: UUID) -> DuplicateMark:
    """With both of the pair. Raises NotFoundError."""
    found = DuplicateMark.objects.select_related(*SIDES).filter(id=mark_id).first()
    if found is None:
        raise NotFoundError("There is no such pair.")
    return found


def marks_of(thing: Document | Transaction) -> QuerySet[DuplicateMark]:
    """The pairs that one thing is in, open or decided."""
    name = "document" if isinstance(thing, Document) else "transaction"
    return mark_list().filter(Q(**{f"first_{name}": thing.id}) | Q(**{f"second_{name}": thing.id}))


def links_of(document: Document) -> QuerySet[DocumentLink]:
    """Its reminders, copies, corrections and what else belongs to it, and what it belongs to."""
    return DocumentLink.objects.filter(Q(first=document) | Q(second=document)).order_by("created_at", "id")


def traits_of(row: DocumentTraits) -> Traits:
    """As they are compared."""
    return Traits(
        kind=row.kind,
        says_copy=row.says_copy,
        vendor=row.vendor,
        number=row.number,
        total=row.total,
        currency=row.currency,
        day=row.day,
        pages=row.pages,
        look=bytes(row.look or b""),
    )


def alike(row: DocumentTraits) -> Iterator[DocumentTraits]:
    """Documents outside the trash that share a day and a total, a number, or a part of the look with these traits: at most
    `CANDIDATES` of each."""
    others = DocumentTraits.objects.select_related("document").filter(document__trashed_at=None).exclude(document=row.document_id)
    seen: set[UUID] = set()
    for condition in _conditions(row):
        for other in others.filter(condition).order_by("-id")[:CANDIDATES]:
            if other.id not in seen:
                seen.add(other.id)
                yield other


def _conditions(row: DocumentTraits) -> Iterator[Q]:
    if row.day is not None and row.total is not None:
        yield Q(day=row.day, total=row.total)
    if row.number:
        yield Q(number=row.number)
    if row.look_keys:
        yield Q(look_keys__overlap=row.look_keys)


def money_legs(transaction: Transaction) -> list[tuple[UUID, Decimal, str]]:
    """(account, amount, currency) of each leg on an account."""
    legs = Posting.objects.filter(transaction=transaction, account__isnull=False).order_by("position")
    return [(account, amount, currency) for account, amount, currency in legs.values_list("account_id", "amount", "currency")]


def booked_alike(
    transaction: Transaction, amount: Decimal, currency: str, *, near: tuple[date, date]
) -> Iterator[tuple[Transaction, set[UUID]]]:
    """Entries of the same day that move this amount on an account, with the accounts on which they do.

    Of what waits for its money the row of a statement may have come first: on one of the days `near` it.
    """
    days = Q(date=transaction.date)
    if not transaction.is_settled:
        rows = ImportRow.objects.filter(id=OuterRef("id"), verdict=Verdict.NEW)
        days |= Q(Exists(rows), date__range=near)
    legs = Posting.objects.filter(
        transaction__in=entries().filter(days).exclude(id=transaction.id),
        account__isnull=False,
        amount=amount,
        currency=currency,
    )
    found: dict[UUID, set[UUID]] = {}
    for transaction_id, account_id in legs.order_by("transaction_id").values_list("transaction_id", "account_id")[:CANDIDATES]:
        found.setdefault(transaction_id, set()).add(account_id)
    for other in Transaction.objects.select_related("vendor").filter(id__in=found).order_by("id"):
        yield other, found[other.id]


def entries() -> QuerySet[Transaction]:
    """What counts and is no consequence of another transaction."""
    return Transaction.objects.filter(kind__in=IS_ENTRY, trashed_at=None).exclude(status=TransactionStatus.DRAFT)


def was_imported(transaction: Transaction) -> bool:
    """Whether a row of a statement made it: the import took care by itself that none is there twice."""
    return ImportRow.objects.filter(id=transaction.id, verdict=Verdict.NEW).exists()


def marked_already(document_id: UUID, others: Iterable[UUID]) -> dict[UUID | None, DuplicateMark]:
    """The marks between a document and these, by the other one's id."""
    ids = list(others)
    as_first = DuplicateMark.objects.filter(first_document=document_id, second_document__in=ids)
    as_second = DuplicateMark.objects.filter(second_document=document_id, first_document__in=ids)
    return {mark.second_document_id: mark for mark in as_first} | {mark.first_document_id: mark for mark in as_second}
