"""What became of one record: every change that the triggers kept (finance/models/history.py), newest first.

The history of a transaction tells of its postings and links as well, that of a document of its fields, that of a vendor of
its other names. A page takes two queries per table, however long the history is.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Model, OuterRef, Q, QuerySet, Subquery

from finance.models import (
    Account,
    Category,
    Comment,
    Document,
    ExtractedField,
    OwnRate,
    Posting,
    Project,
    ReconciledTransaction,
    Reconciliation,
    Tag,
    Transaction,
    TransactionDocument,
    TransactionTag,
    Vendor,
    VendorAlias,
)
from utils.keyset import Cursor, InvalidCursorError

Values = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """One table of history: what its rows are called, by which column they belong to the record, what is told of them."""

    record: str
    model: type[Model]
    owner: str
    fields: tuple[str, ...]

    @property
    def events(self) -> QuerySet[Any]:
        events: QuerySet[Any] = self.model.pgh_event_model.objects.all()  # type: ignore[attr-defined]  # set by pghistory
        return events


_TRANSACTION = (
    "kind", "status", "is_settled", "date", "description", "notes", "vendor", "project", "settles", "reverses", "refunds"
)  # fmt: skip
_COMMENT = ("kind", "text", "resolved_at")
_POSTING = (
    "position",
    "account",
    "category",
    "amount",
    "currency",
    "base_amount",
    "rate",
    "rate_date",
    "rate_source",
    "memo",
    "tax_rate",
    "tax_amount",
)
_FIELD = ("name", "value", "origin", "source", "doubtful", "confidence", "page", "evidence_text")
_DOCUMENT = (
    "filename",
    "kind",
    "kind_origin",
    "direction",
    "direction_origin",
    "proven",
    "confirmed_at",
    "trashed_at",
    "version",
)
_CLOSED = ("merged_into", "archived_at", "version")

KEPT: Mapping[type[Model], tuple[Kept, ...]] = {
    Project: (Kept("project", Project, "id", ("name", "archived_at", "version")),),
    Tag: (Kept("tag", Tag, "id", ("name", "version")),),
    Reconciliation: (
        Kept("reconciliation", Reconciliation, "id", ("account", "date", "stated_balance", "state", "closed_at", "version")),
        Kept("found", ReconciledTransaction, "reconciliation", ("transaction",)),
    ),
    Account: (Kept("account", Account, "id", ("name", "kind", "currency", "iban", "last4", *_CLOSED)),),
    Category: (Kept("category", Category, "id", ("name", "kind", "parent", "system_code", *_CLOSED)),),
    OwnRate: (Kept("own_rate", OwnRate, "id", ("date", "currency", "base", "rate", "note", "version")),),
    Vendor: (
        Kept("vendor", Vendor, "id", ("name", "tax_id", "iban", "default_category", *_CLOSED)),
        Kept("alias", VendorAlias, "vendor", ("name",)),
    ),
    Document: (
        Kept("document", Document, "id", _DOCUMENT),
        Kept("field", ExtractedField, "document", _FIELD),
    ),
    Transaction: (
        Kept("transaction", Transaction, "id", (*_TRANSACTION, "trashed_at", "version")),
        Kept("posting", Posting, "transaction", _POSTING),
        Kept("document_link", TransactionDocument, "transaction", ("document", "by_machine")),
        Kept("tag", TransactionTag, "transaction", ("tag",)),
        Kept("comment", Comment, "transaction", _COMMENT),
    ),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One change of one row. `changes`: field → what it was and what it became (None: nothing)."""

    at: datetime
    action: str  # insert, update, delete
    record: str
    record_id: UUID
    actor_kind: str
    actor_id: UUID | None
    request_id: str | None
    changes: Mapping[str, tuple[Any, Any]]


@dataclass(frozen=True, slots=True)
class HistoryPage:
    entries: tuple[Entry, ...]
    following: Cursor | None


def history_page(record: Model, *, size: int, after: Cursor | None = None) -> HistoryPage:
    """The changes of a record that the caller may read, newest first; those of one transaction of the database by table.

    Raises InvalidCursorError.
    """
    tables = KEPT[type(record)]
    place = _place(after, len(tables)) if after else None
    found = [(rank, row) for rank, kept in enumerate(tables) for row in _rows(kept, rank, record, place, size + 1)]
    found.sort(key=lambda one: (one[0], -one[1]["pgh_id"]))
    found.sort(key=lambda one: one[1]["pgh_created_at"], reverse=True)  # a stable sort: those of one moment stay as they are
    shown = found[:size]
    earlier = [_earlier(kept, [row for rank, row in shown if rank == place]) for place, kept in enumerate(tables)]
    entries = tuple(_entry(tables[rank], row, earlier[rank].get(row["earlier"])) for rank, row in shown)
    return HistoryPage(entries, _cursor(*shown[-1]) if len(found) > size else None)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where the page before ended."""

    at: datetime
    rank: int
    pgh_id: int

    def beyond(self, rank: int) -> Q:
        if rank > self.rank:
            return Q(pgh_created_at__lte=self.at)
        if rank < self.rank:
            return Q(pgh_created_at__lt=self.at)
        return Q(pgh_created_at__lt=self.at) | Q(pgh_created_at=self.at, pgh_id__lt=self.pgh_id)


def _place(cursor: Cursor, tables: int) -> _Place:
    try:
        at = datetime.fromisoformat(cursor.key)
    except ValueError as error:
        raise InvalidCursorError from error
    rank, pgh_id = divmod(cursor.row_id.int, 2**63)
    if cursor.is_backwards or cursor.sort or at.utcoffset() != timedelta(0) or rank >= tables:  # ours are in UTC
        raise InvalidCursorError
    return _Place(at, rank, pgh_id)


def _cursor(rank: int, row: Values) -> Cursor:
    """Rank and number of the last row, in the place of an id."""
    return Cursor(row["pgh_created_at"].isoformat(), UUID(int=rank * 2**63 + row["pgh_id"]))


def _rows(kept: Kept, rank: int, record: Model, place: _Place | None, limit: int) -> list[dict[str, Any]]:
    same = kept.events.filter(id=OuterRef("id"), pgh_id__lt=OuterRef("pgh_id")).filter(**{kept.owner: OuterRef(kept.owner)})
    rows = kept.events.filter(**{kept.owner: record.pk}).annotate(earlier=Subquery(same.order_by("-pgh_id").values("pgh_id")[:1]))
    rows = rows.filter(place.beyond(rank)) if place else rows
    return list(rows.order_by("-pgh_created_at", "-pgh_id").values(*_columns(kept), "earlier")[:limit])


def _columns(kept: Kept) -> Sequence[str]:
    return ("id", "pgh_id", "pgh_label", "pgh_created_at", "pgh_context", *kept.fields)


def _earlier(kept: Kept, rows: Sequence[Values]) -> dict[int | None, Values]:
    """What stood in the updated rows before, by the number of that event."""
    wanted = {row["earlier"] for row in rows if row["pgh_label"] == "update" and row["earlier"]}
    known: dict[int | None, Values] = {row["pgh_id"]: row for row in rows if row["pgh_id"] in wanted}
    missing = kept.events.filter(pgh_id__in=wanted - set(known)).values(*_columns(kept))
    return known | {row["pgh_id"]: row for row in missing}


def _entry(kept: Kept, row: Values, before: Values | None) -> Entry:
    named = row["pgh_context"] or {}
    actor = named.get("actor")
    return Entry(
        at=row["pgh_created_at"],
        action=row["pgh_label"],
        record=kept.record,
        record_id=row["id"],
        actor_kind=named.get("actor_kind") or "anonymous",
        actor_id=UUID(actor) if actor else None,
        request_id=named.get("request"),
        changes=dict(_changes(kept, row, before)),
    )


def _changes(kept: Kept, row: Values, before: Values | None) -> Iterator[tuple[str, tuple[Any, Any]]]:
    """An insert has no value before, a delete none after; what was empty and stayed so is left out."""
    old, new = {"insert": (None, row), "update": (before, row), "delete": (row, None)}[row["pgh_label"]]
    for name in kept.fields:
        was, became = (old or {}).get(name), (new or {}).get(name)
        if was != became and not (was in (None, "") and became in (None, "")):
            yield name, (was, became)
