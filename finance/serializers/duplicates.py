"""Marked pairs and links of documents, as shown, and what may be said to them."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from rest_framework import serializers

from finance.models import DocumentLink, DuplicateMark, LinkKind, MarkState, PairKind, TwinReason, TwinStrength
from users.tenancy.serializers import StrictSerializer


class DuplicateSerializer(serializers.ModelSerializer[DuplicateMark]):
    """Of documents or of transactions, two of one kind; `first` is the older one."""

    kind = serializers.ChoiceField(choices=PairKind.choices)
    first = serializers.SerializerMethodField(help_text="Id of the older one")
    second = serializers.SerializerMethodField(help_text="Id of the newer one")
    reason = serializers.ChoiceField(
        choices=TwinReason.choices,
        help_text=(
            "number: vendor, number, total and date; meaning: vendor, total and date; look: first pages look the same; "
            "booking: account, amount, date and vendor; payment: amount, date and vendor on another account"
        ),
    )
    strength = serializers.ChoiceField(choices=TwinStrength.choices)
    state = serializers.ChoiceField(choices=MarkState.choices)

    class Meta:
        model = DuplicateMark
        fields = ["id", "kind", "first", "second", "reason", "strength", "state", "found_at", "decided_at"]
        read_only_fields = fields

    def get_first(self, mark: DuplicateMark) -> UUID | None:
        return mark.first_document_id or mark.first_transaction_id

    def get_second(self, mark: DuplicateMark) -> UUID | None:
        return mark.second_document_id or mark.second_transaction_id


class DuplicateKeepSerializer(StrictSerializer):
    link = serializers.ChoiceField(
        choices=LinkKind.choices, required=False, help_text="Of documents: how the newer one belongs to the older"
    )


class DocumentLinkSerializer(serializers.ModelSerializer[DocumentLink]):
    """`second` is the reminder, copy or correction of `first`, or just related."""

    first = serializers.UUIDField(source="first_id")
    second = serializers.UUIDField(source="second_id")
    kind = serializers.ChoiceField(choices=LinkKind.choices)

    class Meta:
        model = DocumentLink
        fields = ["first", "second", "kind", "by_machine"]
        read_only_fields = fields


def duplicates_told(marks: Any) -> list[dict[str, Any]]:
    """Pairs, as they stand in the detail of one of the two."""
    return [dict(DuplicateSerializer(mark).data) for mark in marks]
