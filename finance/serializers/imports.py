"""Imports of statements as the REST face shows them, and what may be said about them."""

from __future__ import annotations

import json
from typing import Any
from uuid import UUID

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers
from rest_framework.exceptions import ErrorDetail, ValidationError

from finance.models import ROW_BOOKS, ImportMapping, ImportRow, ImportState, StatementImport, Transaction, Verdict
from finance.selectors.accounts import account_list
from finance.selectors.imports import NEXT_ACTION
from finance.serializers.documents import DocumentErrorSerializer
from finance.serializers.values import AmountField, TextField, VersionField
from services.statements.base import Column, DateOrder, DecimalMark, Sign
from users.tenancy.serializers import StrictSerializer, WorkspaceRelatedField

TEXTS_SCHEMA = {"type": "object", "nullable": True, "additionalProperties": {"type": "string"}}
DECISIONS = [Verdict.NEW, Verdict.SKIPPED, Verdict.SETTLES, Verdict.TWIN]


class MappingSerializer(StrictSerializer):
    """How the rows of a table are to be understood: what each column is, and how dates and amounts are written."""

    columns = serializers.ListField(
        child=serializers.ChoiceField(choices=[str(one) for one in Column]),
        min_length=1,
        max_length=200,
        help_text="What each column is, from the left",
    )
    header_rows = serializers.IntegerField(min_value=0, max_value=100, help_text="How many rows stand before the first of data")
    date_order = serializers.ChoiceField(choices=[str(one) for one in DateOrder], required=False)
    decimal_mark = serializers.ChoiceField(choices=[str(one) for one in DecimalMark], required=False)
    sign = serializers.ChoiceField(choices=[str(one) for one in Sign], required=False, help_text="What a positive amount means")
    encoding = TextField(max_length=40, allow_blank=True, required=False)
    delimiter = TextField(max_length=1, allow_blank=True, required=False, trim_whitespace=False)
    sheet = TextField(max_length=100, allow_blank=True, required=False)


class ImportSerializer(serializers.ModelSerializer[StatementImport]):
    """An import. `rows_done` grows while it is read, booked or undone; `counts` says how many rows have which verdict."""

    account = serializers.UUIDField(source="account_id")
    state = serializers.ChoiceField(choices=ImportState.choices)
    next_action = serializers.SerializerMethodField(help_text="What can be done now, in words")
    error = serializers.SerializerMethodField()
    counts = serializers.DictField(child=serializers.IntegerField(), help_text="Verdict → rows; kept and undone after an undo")
    doubts = serializers.ListField(child=serializers.CharField(), help_text="What to look at in a guessed mapping")
    mapping = MappingSerializer(allow_null=True)

    class Meta:
        model = StatementImport
        fields = [
            "id",
            "account",
            "filename",
            "media_type",
            "channel",
            "uploaded_by",
            "received_at",
            "state",
            "state_since",
            "next_action",
            "error",
            "rows_total",
            "rows_done",
            "counts",
            "all_or_nothing",
            "mapping",
            "doubts",
            "version",
        ]
        read_only_fields = fields

    def get_next_action(self, statement: StatementImport) -> str:
        return NEXT_ACTION[ImportState(statement.state)]

    @extend_schema_field(DocumentErrorSerializer(allow_null=True))
    def get_error(self, statement: StatementImport) -> dict[str, str] | None:
        return {"code": statement.error_code, "detail": statement.error_detail} if statement.error_code else None


class ImportDetailSerializer(ImportSerializer):
    """An import with the first rows of its table, as they stand in the file."""

    head = serializers.ListField(child=serializers.ListField(child=serializers.CharField(allow_blank=True)))

    class Meta(ImportSerializer.Meta):
        fields = [*ImportSerializer.Meta.fields, "head"]
        read_only_fields = fields


class ImportRowSerializer(serializers.ModelSerializer[ImportRow]):
    """A row as understood. `matched` is the transaction that it settles or is; `transaction` what it booked."""

    verdict = serializers.ChoiceField(choices=Verdict.choices)
    decision = serializers.ChoiceField(choices=[str(one) for one in DECISIONS], allow_blank=True)
    amount = AmountField(allow_null=True, help_text="As on the account: money in is positive")
    balance = AmountField(allow_null=True)
    matched = serializers.UUIDField(source="matched_id", allow_null=True)
    transaction = serializers.SerializerMethodField(help_text="Id of what was booked; null before, and after an undo")
    candidates = serializers.ListField(child=serializers.UUIDField(), allow_null=True, help_text="Transactions that fit")
    cells = serializers.ListField(child=serializers.CharField(), allow_null=True, help_text="Of a bad row, as in the file")
    problems = serializers.SerializerMethodField(help_text="Column → sentence")
    extra = serializers.SerializerMethodField(help_text="What the file says beyond")

    class Meta:
        model = ImportRow
        fields = [
            "id",
            "number",
            "verdict",
            "decision",
            "date",
            "amount",
            "currency",
            "value_date",
            "payee",
            "description",
            "category",
            "notes",
            "reference",
            "iban",
            "balance",
            "extra",
            "cells",
            "problems",
            "candidates",
            "matched",
            "transaction",
            "version",
        ]
        read_only_fields = fields

    @extend_schema_field(TEXTS_SCHEMA)
    def get_problems(self, row: ImportRow) -> dict[str, str] | None:
        return row.problems

    @extend_schema_field(TEXTS_SCHEMA)
    def get_extra(self, row: ImportRow) -> dict[str, str] | None:
        return row.extra

    def get_transaction(self, row: ImportRow) -> UUID | None:
        is_booked = self.context["state"] in (ImportState.APPLIED, ImportState.UNDOING) or row.is_kept
        return row.id if is_booked and row.verdict in ROW_BOOKS else None


class ImportMappingSerializer(serializers.ModelSerializer[ImportMapping]):
    """How files with one header are read for one account."""

    account = serializers.UUIDField(source="account_id")
    mapping = MappingSerializer()

    class Meta:
        model = ImportMapping
        fields = ["id", "account", "signature", "mapping", "created_at", "version"]
        read_only_fields = fields


class ImportFormSerializer(StrictSerializer):
    """What stands in the form beside the file."""

    account = WorkspaceRelatedField(account_list)
    mapping = TextField(required=False, max_length=20_000, help_text="A mapping as JSON; without it one is remembered or guessed")

    def validate_mapping(self, text: str) -> dict[str, Any]:
        try:
            told = json.loads(text)
        except (ValueError, RecursionError) as error:
            raise ValidationError([ErrorDetail("Give a mapping as JSON.", code="invalid_json")]) from error
        serializer = MappingSerializer(data=told)
        serializer.is_valid(raise_exception=True)
        return dict(serializer.validated_data)


class ImportMappingChangeSerializer(StrictSerializer):
    mapping = MappingSerializer()
    version = VersionField(required=False)


class ImportApplySerializer(StrictSerializer):
    all_or_nothing = serializers.BooleanField(default=True, help_text="false: book all but the rows that are bad or undecided")
    version = VersionField(required=False)


class ImportUndoSerializer(StrictSerializer):
    version = VersionField(required=False)


def transactions() -> Any:
    """All that a row may be taken for."""
    return Transaction.objects.filter(trashed_at=None)


class ImportRowDecisionSerializer(StrictSerializer):
    decision = serializers.ChoiceField(choices=[str(one) for one in DECISIONS], allow_null=True, help_text="null: as planned")
    transaction = WorkspaceRelatedField(transactions, required=False, allow_null=True)
    version = VersionField(required=False)
