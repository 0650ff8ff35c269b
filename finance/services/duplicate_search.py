"""Looking for twins in what is there already. Memory stays the same however much that is."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.db import transaction as database
from django.db.models import Count

from finance.models import Document, DuplicateMark, Posting, Transaction
from finance.selectors.documents import values_in_force
from finance.selectors.duplicates import entries
from finance.services.duplicate_finding import document_twins_mark, transaction_twins_mark
from services.types import DocumentKind

CHUNK = 500


def duplicates_find() -> int:
    """Mark the twins of the workspace in scope; gives how many pairs are new. Harmless when run again."""
    before = DuplicateMark.objects.count()
    read = Document.objects.filter(trashed_at=None).exclude(kind="").order_by("id")
    for document_id in read.values_list("id", flat=True).iterator(CHUNK):
        _look_at(document_id)
    for transaction_id in _crowded_entries():
        transaction_twins_mark(transaction_id=transaction_id)
    return DuplicateMark.objects.count() - before


def _look_at(document_id: UUID) -> None:
    with database.atomic():
        document = Document.objects.select_for_update().filter(id=document_id).first()
        if document is not None:
            values = values_in_force(document.fields.all())
            document_twins_mark(document=document, kind=DocumentKind(document.kind), values=values)


def _crowded_entries() -> Iterator[UUID]:
    """Entries that share day, amount and currency with another one."""
    legs = Posting.objects.filter(account__isnull=False, transaction__in=entries())
    crowds = legs.order_by().values("transaction__date", "amount", "currency").annotate(n=Count("transaction_id", distinct=True))
    for crowd in crowds.filter(n__gt=1).iterator(CHUNK):
        of = {name: crowd[name] for name in ("transaction__date", "amount", "currency")}
        yield from Transaction.objects.filter(id__in=legs.filter(**of).values("transaction_id")).values_list("id", flat=True)
