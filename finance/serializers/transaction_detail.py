"""A transaction with all that stands beside it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from finance.models import Transaction
from finance.selectors.duplicates import marks_of
from finance.selectors.transaction_detail import Beside, Transfer
from finance.serializers.duplicates import DuplicateSerializer, duplicates_told
from finance.serializers.transactions import TransactionSerializer
from utils.money import format_amount


class TransferSerializer(serializers.Serializer[Transfer]):
    """Both amounts are positive: the one left, the other arrived."""

    from_account = serializers.UUIDField()
    to_account = serializers.UUIDField()
    amount = serializers.SerializerMethodField()
    currency = serializers.CharField()
    to_amount = serializers.SerializerMethodField()
    to_currency = serializers.CharField()

    def get_amount(self, transfer: Transfer) -> str:
        return format_amount(transfer.amount, transfer.currency)

    def get_to_amount(self, transfer: Transfer) -> str:
        return format_amount(transfer.to_amount, transfer.to_currency)


class TransactionDetailSerializer(TransactionSerializer):
    """`context["beside"]` is what `transaction_beside` says of it."""

    transfer = serializers.SerializerMethodField(help_text="Of a transfer between two accounts: from where to where")
    settled_by = serializers.SerializerMethodField(help_text="Id of its settlement")
    reversed_by = serializers.SerializerMethodField(help_text="Id of its reversal")
    refunds = serializers.UUIDField(source="refunds_id", allow_null=True, help_text="Of a refund: the purchase")
    refunded_by = serializers.SerializerMethodField(help_text="Ids of the refunds of this purchase")
    open_amount = serializers.SerializerMethodField(help_text="What of this purchase is not refunded, in its currency")
    project = serializers.UUIDField(source="project_id", allow_null=True)
    tags = serializers.SerializerMethodField(help_text="Ids, by name")
    comments = serializers.SerializerMethodField(help_text="How many were made")
    open_questions = serializers.SerializerMethodField(help_text="How many of them are questions that nobody resolved")
    duplicates = serializers.SerializerMethodField(help_text="Pairs that it is in, open or decided")

    class Meta(TransactionSerializer.Meta):
        fields = [
            *TransactionSerializer.Meta.fields,
            "transfer",
            "settled_by",
            "reversed_by",
            "refunds",
            "refunded_by",
            "open_amount",
            "project",
            "tags",
            "comments",
            "open_questions",
            "duplicates",
        ]
        read_only_fields = fields

    @property
    def _beside(self) -> Beside:
        beside: Beside = self.context["beside"]
        return beside

    @extend_schema_field(TransferSerializer(allow_null=True))
    def get_transfer(self, _transaction: Transaction) -> dict[str, Any] | None:
        transfer = self._beside.transfer
        return dict(TransferSerializer(transfer).data) if transfer else None

    def get_settled_by(self, _transaction: Transaction) -> UUID | None:
        return self._beside.settled_by

    def get_reversed_by(self, _transaction: Transaction) -> UUID | None:
        return self._beside.reversed_by

    def get_refunded_by(self, _transaction: Transaction) -> list[UUID]:
        return list(self._beside.refunded_by)

    @extend_schema_field({"type": "string", "nullable": True})
    def get_open_amount(self, _transaction: Transaction) -> str | None:
        left = self._beside.open
        return format_amount(left.amount, left.currency) if left else None

    def get_tags(self, _transaction: Transaction) -> list[UUID]:
        return list(self._beside.tags)

    @extend_schema_field(DuplicateSerializer(many=True))
    def get_duplicates(self, transaction: Transaction) -> list[dict[str, Any]]:
        return duplicates_told(marks_of(transaction))

    def get_comments(self, _transaction: Transaction) -> int:
        return self._beside.comments

    def get_open_questions(self, _transaction: Transaction) -> int:
        return self._beside.questions
