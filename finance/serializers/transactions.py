"""Transactions as shown: in lists, and as the whole of one."""

from __future__ import annotations

from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from finance.models import Posting, Transaction, TransactionKind, TransactionStatus
from finance.serializers.rates import RateField
from finance.serializers.values import AmountField, DayField
from utils.money import format_amount


class PostingSerializer(serializers.ModelSerializer[Posting]):
    """One leg. Money into an account, and expense, are positive."""

    account = serializers.UUIDField(source="account_id", allow_null=True)
    category = serializers.UUIDField(source="category_id", allow_null=True)
    amount = serializers.SerializerMethodField()
    base_amount = AmountField(allow_null=True)
    rate = RateField(allow_null=True, help_text="Base units per unit, by which the base amount came; null: none was used")
    rate_date = DayField(allow_null=True, help_text="The day of that rate")
    rate_source = serializers.CharField(help_text="ecb, own, bank or given; empty in the base currency, and where none is known")
    tax_rate = AmountField(allow_null=True, digits=0)
    tax_amount = AmountField(allow_null=True)

    class Meta:
        model = Posting
        fields = [
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
        ]
        read_only_fields = fields

    def get_amount(self, posting: Posting) -> str:
        return format_amount(posting.amount, posting.currency)


class TransactionSerializer(serializers.ModelSerializer[Transaction]):
    kind = serializers.ChoiceField(choices=TransactionKind.choices)
    status = serializers.ChoiceField(choices=TransactionStatus.choices)
    vendor = serializers.UUIDField(source="vendor_id", allow_null=True)
    vendor_name = serializers.SerializerMethodField()
    amount = serializers.SerializerMethodField(help_text="Of the posting on an account, where there is just one")
    currency = serializers.SerializerMethodField()
    account = serializers.SerializerMethodField()
    postings = PostingSerializer(many=True)
    documents = serializers.SerializerMethodField(help_text="Ids of the documents that prove it")
    settles = serializers.UUIDField(source="settles_id", allow_null=True)
    reverses = serializers.UUIDField(source="reverses_id", allow_null=True)

    class Meta:
        model = Transaction
        fields = [
            "id",
            "kind",
            "status",
            "is_settled",
            "date",
            "description",
            "notes",
            "vendor",
            "vendor_name",
            "amount",
            "currency",
            "account",
            "postings",
            "documents",
            "settles",
            "reverses",
            "created_at",
            "trashed_at",
            "version",
        ]
        read_only_fields = fields

    def get_vendor_name(self, transaction: Transaction) -> str:
        return transaction.vendor.name if transaction.vendor else ""

    @extend_schema_field({"type": "string", "nullable": True})
    def get_amount(self, transaction: Transaction) -> str | None:
        leg = _money_leg(transaction)
        return format_amount(leg.amount, leg.currency) if leg else None

    @extend_schema_field({"type": "string", "nullable": True})
    def get_currency(self, transaction: Transaction) -> str | None:
        leg = _money_leg(transaction)
        return leg.currency if leg else None

    @extend_schema_field({"type": "string", "format": "uuid", "nullable": True})
    def get_account(self, transaction: Transaction) -> UUID | None:
        leg = _money_leg(transaction)
        return leg.account_id if leg else None

    def get_documents(self, transaction: Transaction) -> list[UUID]:
        return [link.document_id for link in transaction.document_links.all()]


def _money_leg(transaction: Transaction) -> Posting | None:
    legs = [posting for posting in transaction.postings.all() if posting.account_id is not None]
    return legs[0] if len(legs) == 1 else None
