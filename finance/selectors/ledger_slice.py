"""Which transactions an export holds, and reading them as a stream: constant memory, whatever their number."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, transaction
from django.db.models import Exists, Func, IntegerField, Max, Min, OuterRef, Prefetch, QuerySet

from finance.models import Document, Posting, RateSource, Tag, Transaction, TransactionDocument, TransactionStatus, TransactionTag

CHUNK = 1000  # transactions in memory at a time
COUNTING = (TransactionStatus.BOOKED, TransactionStatus.RECONCILED)


@dataclass(frozen=True, slots=True)
class LedgerSlice:
    """Days (both ends included), accounts that a transaction touches (all when empty), statuses, and whether trash too."""

    date_from: datetime.date | None = None
    date_to: datetime.date | None = None
    accounts: tuple[UUID, ...] = ()
    statuses: tuple[TransactionStatus, ...] = COUNTING
    trashed: bool = False

    @property
    def holds_only_what_counts(self) -> bool:
        return not self.trashed and TransactionStatus.DRAFT not in self.statuses

    def to_json(self) -> dict[str, Any]:
        return {
            "date_from": self.date_from.isoformat() if self.date_from else None,
            "date_to": self.date_to.isoformat() if self.date_to else None,
            "accounts": [str(account_id) for account_id in self.accounts],
            "statuses": [status.value for status in self.statuses],
            "trashed": self.trashed,
        }

    @classmethod
    def from_json(cls, told: dict[str, Any]) -> LedgerSlice:
        day = {name: datetime.date.fromisoformat(told[name]) if told[name] else None for name in ("date_from", "date_to")}
        return cls(
            **day,
            accounts=tuple(UUID(text) for text in told["accounts"]),
            statuses=tuple(TransactionStatus(status) for status in told["statuses"]),
            trashed=told["trashed"],
        )


@contextmanager
def snapshot() -> Iterator[None]:
    """One unchanging view for many queries. Inside a transaction that is open already, it is as firm as that one."""
    is_outermost = not connection.in_atomic_block
    with transaction.atomic(), connection.cursor() as cursor:
        if is_outermost:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def slice_stream(part: LedgerSlice) -> Iterator[Transaction]:
    """By date, with vendor, project, postings (in order), tags and documents, a thousand at a time."""
    postings = Posting.objects.order_by("position")
    tags = TransactionTag.objects.select_related("tag").order_by("tag__name", "id")
    documents = TransactionDocument.objects.select_related("document__blob").order_by("created_at", "id")
    whole = _transactions(part).select_related("vendor", "project")
    parts = (
        Prefetch("postings", postings, to_attr="read_postings"),  # lists: a manager for each would take a third of the time
        Prefetch("tag_links", tags, to_attr="read_tags"),
        Prefetch("document_links", documents, to_attr="read_documents"),
    )
    return whole.prefetch_related(*parts).order_by("date", "id").iterator(chunk_size=CHUNK)


def postings_of(transaction: Transaction) -> list[Posting]:
    """Of one out of the stream, in order."""
    postings: list[Posting] = transaction.read_postings  # type: ignore[attr-defined]  # prefetched above
    return postings


def tags_of(transaction: Transaction) -> list[Tag]:
    """Of one out of the stream, by name."""
    return [link.tag for link in transaction.read_tags]  # type: ignore[attr-defined]  # prefetched above


def documents_of(transaction: Transaction) -> list[Document]:
    """Of one out of the stream, with their blobs."""
    return [link.document for link in transaction.read_documents]  # type: ignore[attr-defined]  # prefetched above


def slice_first_day(part: LedgerSlice) -> datetime.date | None:
    """The day of the earliest transaction; None where there is none."""
    first: datetime.date | None = _transactions(part).aggregate(first=Min("date"))["first"]
    return first


def slice_currencies(part: LedgerSlice, base: str) -> dict[str, int]:
    """Currency → the digits after the point that its amounts in use have; base amounts are in the base currency."""
    found = _postings(part).order_by().values("currency").annotate(own=Max(_scale("amount")), base=Max(_scale("base_amount")))
    rows = list(found.values_list("currency", "own", "base"))
    digits = {currency: own for currency, own, _base in rows}
    return digits | {base: max([digits.get(base, 0), *(in_base or 0 for _currency, _own, in_base in rows)])}


def slice_rates(part: LedgerSlice) -> Iterator[tuple[datetime.date, str, Decimal]]:
    """Day, currency and rate (base units per unit) of the fixings and own rates behind the base amounts, by day."""
    used = _postings(part).filter(rate_source__in=[RateSource.ECB, RateSource.OWN], rate_date__isnull=False)
    rates = used.order_by("rate_date", "currency", "rate_source").values_list("rate_date", "currency", "rate", "rate_source")
    for day, currency, rate, _source in rates.distinct().iterator(chunk_size=CHUNK):
        if day is not None and rate is not None:  # the filter and a constraint say so; mypy cannot
            yield day, currency, rate


def _transactions(part: LedgerSlice) -> QuerySet[Transaction]:
    found = Transaction.objects.filter(status__in=part.statuses)
    if not part.trashed:
        found = found.filter(trashed_at=None)
    if part.date_from:
        found = found.filter(date__gte=part.date_from)
    if part.date_to:
        found = found.filter(date__lte=part.date_to)
    if part.accounts:
        found = found.filter(Exists(Posting.objects.filter(transaction=OuterRef("id"), account__in=part.accounts)))
    return found


def _postings(part: LedgerSlice) -> QuerySet[Posting]:
    return Posting.objects.filter(transaction__in=_transactions(part).values("id"))


def _scale(field: str) -> Func:
    return Func(Func(field, function="trim_scale"), function="scale", output_field=IntegerField())
