"""A transaction as it stands in a list: plain values, made without a serializer per row (fifty rows would cost as much as the
database). The serializers here only tell the schema; `tests/search/test_rows.py` compares their fields with the rows."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from typing import Any

from rest_framework import serializers

from finance.models import TransactionKind, TransactionStatus
from finance.selectors.transaction_rows import TransactionRow
from finance.serializers.values import AmountField
from utils.money import minor_digits

SCALE = 4  # of the amounts in the database


class PostingRowSerializer(serializers.Serializer[Any]):
    """One leg. Money into an account, and expense, are positive."""

    position = serializers.IntegerField()
    account = serializers.UUIDField(allow_null=True)
    category = serializers.UUIDField(allow_null=True)
    amount = AmountField()
    currency = serializers.CharField()
    base_amount = AmountField(allow_null=True)
    memo = serializers.CharField(allow_blank=True)
    tax_rate = AmountField(allow_null=True)
    tax_amount = AmountField(allow_null=True)


class TransactionRowSerializer(serializers.Serializer[Any]):
    """What a list shows of a transaction."""

    id = serializers.UUIDField()
    kind = serializers.ChoiceField(choices=TransactionKind.choices)
    status = serializers.ChoiceField(choices=TransactionStatus.choices)
    is_settled = serializers.BooleanField()
    date = serializers.DateField()
    description = serializers.CharField(allow_blank=True)
    notes = serializers.CharField(allow_blank=True)
    vendor = serializers.UUIDField(allow_null=True)
    vendor_name = serializers.CharField(allow_blank=True)
    amount = AmountField(allow_null=True, help_text="Of the posting on an account, where there is just one")
    currency = serializers.CharField(allow_null=True)
    account = serializers.UUIDField(allow_null=True)
    categories = serializers.ListField(child=serializers.UUIDField(), help_text="Of its postings, each once")
    tags = serializers.ListField(child=serializers.UUIDField())
    project = serializers.UUIDField(allow_null=True)
    postings = PostingRowSerializer(many=True)
    documents = serializers.ListField(child=serializers.UUIDField(), help_text="Ids of the documents that prove it")
    comments = serializers.IntegerField(help_text="How many there are")
    settles = serializers.UUIDField(allow_null=True)
    reverses = serializers.UUIDField(allow_null=True)
    refunds = serializers.UUIDField(allow_null=True)
    created_at = serializers.DateTimeField()
    trashed_at = serializers.DateTimeField(allow_null=True)
    version = serializers.IntegerField()


def row_told(row: TransactionRow) -> dict[str, Any]:
    """The values that `TransactionRowSerializer` tells of."""
    postings = [_posting(values) for values in row.postings or ()]
    money = [posting for posting in postings if posting["account"] is not None]
    leg = money[0] if len(money) == 1 else {"amount": None, "currency": None, "account": None}
    return {
        "id": row.id,
        "kind": row.kind,
        "status": row.status,
        "is_settled": row.is_settled,
        "date": row.date,
        "description": row.description,
        "notes": row.notes,
        "vendor": row.vendor,
        "vendor_name": row.vendor_name,
        "amount": leg["amount"],
        "currency": leg["currency"],
        "account": leg["account"],
        "categories": list(dict.fromkeys(posting["category"] for posting in postings if posting["category"] is not None)),
        "tags": row.tags,
        "project": row.project,
        "postings": postings,
        "documents": row.documents,
        "comments": row.comments,
        "settles": row.settles,
        "reverses": row.reverses,
        "refunds": row.refunds,
        "created_at": _moment(row.created_at),
        "trashed_at": _moment(row.trashed_at),
        "version": row.version,
    }


def _posting(values: Sequence[Any]) -> dict[str, Any]:
    position, account, category, amount, currency, base_amount, memo, tax_rate, tax_amount = values
    return {
        "position": position,
        "account": account,
        "category": category,
        "amount": shortened(amount, minor_digits(currency)),
        "currency": currency,
        "base_amount": shortened(base_amount, 2),
        "memo": memo,
        "tax_rate": shortened(tax_rate, 0),
        "tax_amount": shortened(tax_amount, 2),
    }


def shortened(amount: str | None, digits: int) -> str | None:
    """An amount with four digits after the point, as text, without the needless noughts beyond so many digits: "12.5000" is
    "12.50" in EUR. Finer ones are kept."""
    if amount is None or digits >= SCALE:
        return amount
    needless = len(amount) - (SCALE - digits)
    if amount.endswith("0000"[digits:]):
        return amount[:needless].removesuffix(".")
    return amount.rstrip("0")


def _moment(moment: datetime.datetime | None) -> str | None:
    return moment.isoformat().replace("+00:00", "Z") if moment else None
