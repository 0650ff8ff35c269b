"""Reconciliations: an account compared with the balance that a statement states."""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.db.models import Q

from finance.models.account import Account
from finance.models.history import tracked
from finance.models.transaction import Transaction
from users.tenancy.models import TenantForeignKey, TenantModel


class ReconciliationState(models.TextChoices):
    """A closed one agreed to the cent when it was closed."""

    OPEN = "open"
    CLOSED = "closed"


@tracked()
class Reconciliation(TenantModel):
    """What a statement says that stood on an account at the end of `date`, in the account's currency. One open per account."""

    account = TenantForeignKey(Account, on_delete=models.PROTECT, related_name="reconciliations")
    date = models.DateField()
    stated_balance = models.DecimalField(max_digits=19, decimal_places=4)
    state = models.CharField(max_length=6, choices=ReconciliationState.choices, default=ReconciliationState.OPEN)
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    opened_at = models.DateTimeField(auto_now_add=True)
    closed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )
    closed_at = models.DateTimeField(null=True, editable=False)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "account"], condition=Q(state="open"), name="reconciliation_one_open"),
            models.UniqueConstraint(fields=["workspace", "account", "date"], name="reconciliation_once_per_day"),
            models.CheckConstraint(
                condition=Q(state="open", closed_at=None) | Q(state="closed", closed_at__isnull=False),
                name="reconciliation_state_is_sound",
            ),
        ]
        indexes = [models.Index(fields=["workspace", "-date", "-id"], name="reconciliation_list")]

    def __str__(self) -> str:
        return f"{self.date} {self.stated_balance}"


@tracked(part_of="reconciliation")
class ReconciledTransaction(TenantModel):
    """Which transactions a closed reconciliation found on its statement. A transfer may be found on two, one per account."""

    reconciliation = TenantForeignKey(Reconciliation, on_delete=models.CASCADE, related_name="links")
    transaction = TenantForeignKey(Transaction, on_delete=models.PROTECT, related_name="reconciliation_links")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "transaction", "reconciliation"], name="reconciled_transaction_once"),
        ]
        indexes = [models.Index(fields=["workspace", "reconciliation"], name="reconciled_transaction_of")]

    def __str__(self) -> str:
        return f"{self.transaction_id} in {self.reconciliation_id}"
