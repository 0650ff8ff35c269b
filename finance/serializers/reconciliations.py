"""Reconciliations: as shown, and what may be said of them."""

from __future__ import annotations

from typing import Any

from rest_framework import serializers

from finance.models import Account, Reconciliation, Transaction
from finance.selectors.accounts import account_list
from finance.selectors.reconciliations import Standing
from finance.serializers.values import AmountField, DayField
from users.tenancy.serializers import StrictSerializer, WorkspaceRelatedField
from utils.money import format_amount

CHOSEN_MAX = 10_000


def accounts() -> Any:
    """All that may be reconciled."""
    return account_list(include_archived=True)


class ReconciliationSerializer(serializers.ModelSerializer[Reconciliation]):
    account = serializers.UUIDField(source="account_id")
    currency = serializers.CharField(source="account.currency")
    stated_balance = serializers.SerializerMethodField(help_text="What the statement says")
    opened_by = serializers.UUIDField(source="opened_by_id", allow_null=True)
    closed_by = serializers.UUIDField(source="closed_by_id", allow_null=True)

    class Meta:
        model = Reconciliation
        fields = [
            "id", "account", "currency", "date", "stated_balance", "state", "opened_by", "opened_at", "closed_by", "closed_at",
            "version",
        ]  # fmt: skip
        read_only_fields = fields

    def get_stated_balance(self, reconciliation: Reconciliation) -> str:
        return _amount(reconciliation.stated_balance, reconciliation.account)


class ReconciliationDetailSerializer(ReconciliationSerializer):
    """With what the books say. The view gives the `standing`."""

    booked_balance = serializers.SerializerMethodField(help_text="In the books at the end of the day")
    found_balance = serializers.SerializerMethodField(help_text="Of what was found on statements by now")
    difference = serializers.SerializerMethodField(help_text="Stated less found: what is still to be found")

    class Meta(ReconciliationSerializer.Meta):
        fields = [*ReconciliationSerializer.Meta.fields, "booked_balance", "found_balance", "difference"]
        read_only_fields = fields

    def get_booked_balance(self, reconciliation: Reconciliation) -> str:
        return _amount(self._standing.booked, reconciliation.account)

    def get_found_balance(self, reconciliation: Reconciliation) -> str:
        return _amount(self._standing.found, reconciliation.account)

    def get_difference(self, reconciliation: Reconciliation) -> str:
        return _amount(self._standing.difference, reconciliation.account)

    @property
    def _standing(self) -> Standing:
        standing: Standing = self.context["standing"]
        return standing


class FoundTransactionSerializer(serializers.ModelSerializer[Transaction]):
    """`amount` is what it moves on the account."""

    amount = AmountField(read_only=True)
    vendor = serializers.UUIDField(source="vendor_id", allow_null=True)

    class Meta:
        model = Transaction
        fields = ["id", "date", "description", "vendor", "kind", "status", "amount", "version"]
        read_only_fields = fields


class ReconciliationChangeSerializer(StrictSerializer):
    date = DayField()
    stated_balance = AmountField(help_text="Debts are negative")


class ReconciliationCreateSerializer(ReconciliationChangeSerializer):
    account = WorkspaceRelatedField(accounts)


class ReconciliationCloseSerializer(StrictSerializer):
    transactions = serializers.ListField(
        child=serializers.UUIDField(), required=False, max_length=CHOSEN_MAX, help_text="Left out: all that are open"
    )


def _amount(amount: Any, account: Account) -> str:
    return format_amount(amount, str(account.currency))
