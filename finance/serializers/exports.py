"""Exports: as asked for, and as shown."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from finance.models import Export, ExportFormat, ExportState, TransactionStatus
from finance.selectors.accounts import account_list
from finance.selectors.ledger_slice import COUNTING, LedgerSlice
from finance.serializers.values import DayField
from users.tenancy.serializers import StrictSerializer, WorkspaceRelatedField

ACCOUNTS_MAX = 100


def accounts() -> Any:
    """All that may be asked for, archived ones too."""
    return account_list(include_archived=True)


class ExportCreateSerializer(StrictSerializer):
    """Journals (beancount, hledger) hold what counts only: no drafts, no trash."""

    format = serializers.ChoiceField(choices=ExportFormat.choices)
    date_from = DayField(required=False, allow_null=True, help_text="First day")
    date_to = DayField(required=False, allow_null=True, help_text="Last day")
    accounts = serializers.ListField(
        child=WorkspaceRelatedField(accounts), required=False, max_length=ACCOUNTS_MAX, help_text="What touches one of them"
    )
    statuses = serializers.ListField(
        child=serializers.ChoiceField(choices=TransactionStatus.choices),
        required=False,
        allow_empty=False,
        max_length=len(TransactionStatus),
        help_text="Default: booked and reconciled",
    )
    trashed = serializers.BooleanField(required=False, default=False, help_text="With what lies in the trash")


class ExportSerializer(serializers.ModelSerializer[Export]):
    format = serializers.ChoiceField(choices=ExportFormat.choices)
    state = serializers.ChoiceField(choices=ExportState.choices)
    requested_by = serializers.UUIDField(source="requested_by_id", allow_null=True)
    slice = serializers.JSONField(source="filters", help_text="Which transactions: as asked for")
    filename = serializers.CharField()
    file_url = serializers.SerializerMethodField(help_text="Null until the file is there, and after it was deleted")

    class Meta:
        model = Export
        fields = [
            "id", "format", "slice", "state", "rows", "size_bytes", "filename", "file_url", "error_code", "error_detail",
            "requested_by", "created_at", "expires_at",
        ]  # fmt: skip
        read_only_fields = fields

    @extend_schema_field({"type": "string", "nullable": True})
    def get_file_url(self, export: Export) -> str | None:
        return f"/api/v1/finance/exports/{export.id}/file/" if export.state == ExportState.READY else None


def slice_of(values: dict[str, Any]) -> LedgerSlice:
    """From the checked values of ExportCreateSerializer."""
    account_ids: list[UUID] = [account.id for account in values.get("accounts", ())]
    return LedgerSlice(
        date_from=values.get("date_from"),
        date_to=values.get("date_to"),
        accounts=tuple(dict.fromkeys(account_ids)),
        statuses=tuple(dict.fromkeys(map(TransactionStatus, values.get("statuses", COUNTING)))),
        trashed=values["trashed"],
    )
