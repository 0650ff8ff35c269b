"""The ledger as JSON, complete enough to make it again. docs/export.md explains the schema; a change of it raises SCHEMA_VERSION.

Amounts are text. Written piece by piece: one line per account, vendor, transaction.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TextIO
from uuid import UUID

from finance.models import LedgerSettings, Posting, Project, Tag, Transaction, Vendor
from finance.selectors.ledger_chart import Chart
from finance.selectors.ledger_slice import CHUNK, LedgerSlice, documents_of, postings_of, tags_of

SCHEMA = "quittance-ledger"
SCHEMA_VERSION = 1

_ACCOUNT = ("id", "name", "kind", "currency", "iban", "last4", "merged_into_id", "archived_at", "created_at")
_CATEGORY = ("id", "parent_id", "name", "kind", "system_code", "merged_into_id", "archived_at")
_VENDOR = ("id", "name", "tax_id", "iban", "default_category_id", "merged_into_id", "archived_at", "created_at")
_PROJECT = ("id", "name", "archived_at", "created_at")
_TAG = ("id", "name", "created_at")
_SETTINGS = ("booking_policy", "approval", "retention_years", "locked_through", "ocr_policy", "ocr_languages")
_TRANSACTION = (
    "id", "kind", "status", "is_settled", "date", "description", "notes", "vendor_id", "project_id", "settles_id", "reverses_id",
    "refunds_id", "created_at", "trashed_at",
)  # fmt: skip
_POSTING = (
    "position", "account_id", "category_id", "amount", "currency", "base_amount", "rate", "rate_date", "rate_source", "memo",
    "tax_rate", "tax_amount",
)  # fmt: skip


def write_ledger_json(chart: Chart, part: LedgerSlice, transactions: Iterator[Transaction], into: TextIO) -> None:
    """Accounts, categories, vendors, tags and projects whole; of the transactions those of the slice."""
    settings = LedgerSettings.objects.first()  # none before the ledger is opened
    head = {
        "schema": SCHEMA,
        "schema_version": SCHEMA_VERSION,
        "workspace": _plain(
            {"id": chart.workspace.id, "name": chart.workspace.name, "base_currency": chart.workspace.base_currency}
        ),
        "slice": part.to_json(),
        "settings": _of(settings, _SETTINGS) if settings else None,
    }
    into.write("{\n")
    into.writelines(f"{_json(name)}: {_json(value)},\n" for name, value in head.items())
    _write(into, "accounts", (_of(account, _ACCOUNT) for account in chart.accounts.values()))
    _write(into, "categories", (_of(category, _CATEGORY) for category in chart.categories.values()))
    _write(into, "vendors", map(_vendor, Vendor.objects.order_by("id").prefetch_related("aliases").iterator(CHUNK)))
    _write(into, "projects", (_of(project, _PROJECT) for project in Project.objects.order_by("id")))
    _write(into, "tags", (_of(tag, _TAG) for tag in Tag.objects.order_by("id")))
    _write(into, "transactions", map(_transaction, transactions), is_last=True)
    into.write("}\n")


def _vendor(vendor: Vendor) -> dict[str, Any]:
    return {**_of(vendor, _VENDOR), "aliases": [alias.name for alias in vendor.aliases.all()]}


def _transaction(transaction: Transaction) -> dict[str, Any]:
    documents = documents_of(transaction)
    return {
        **_of(transaction, _TRANSACTION),
        "tags": [str(tag.id) for tag in tags_of(transaction)],
        "documents": [{"id": str(one.id), "filename": one.filename, "sha256": one.blob.sha256} for one in documents],
        "postings": [_posting(posting) for posting in postings_of(transaction)],
    }


def _posting(posting: Posting) -> dict[str, Any]:
    return _of(posting, _POSTING)


def _of(row: object, names: Iterable[str]) -> dict[str, Any]:
    return _plain({name.removesuffix("_id") if name != "id" else name: getattr(row, name) for name in names})


def _plain(values: dict[str, Any]) -> dict[str, Any]:
    return {name: _value(value) for name, value in values.items()}


def _value(value: object) -> object:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(value, UUID):
        return str(value)
    return value.isoformat() if isinstance(value, date | datetime) else value


def _write(into: TextIO, name: str, rows: Iterable[dict[str, Any]], *, is_last: bool = False) -> None:
    into.write(f"{_json(name)}: [")
    into.writelines(f"{',' if number else ''}\n{_json(row)}" for number, row in enumerate(rows))
    into.write("\n]\n" if is_last else "\n],\n")


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
