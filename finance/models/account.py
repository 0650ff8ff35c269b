"""Accounts: where money is."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from finance.models.history import tracked
from users.tenancy.models import TenantForeignKey, TenantModel


class AccountKind(models.TextChoices):
    """What an account is in the world; its money counts the same."""

    BANK = "bank"
    CARD = "card"
    CASH = "cash"
    WALLET = "wallet"
    LOAN = "loan"
    CLEARING = "clearing"  # booked, not yet seen on a bank statement; takes any currency


@tracked()
class Account(TenantModel):
    """An account with one currency; the clearing account alone has none and takes any."""

    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=AccountKind.choices)
    currency = models.CharField(max_length=3, null=True, blank=True)  # noqa: DJ001  (null: any currency)
    iban = models.CharField(max_length=34, blank=True)
    last4 = models.CharField(max_length=4, blank=True, help_text="Last four digits of the card")
    merged_into = TenantForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")

    class Meta(TenantModel.Meta):
        ordering = ["name", "id"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "name"], condition=Q(merged_into=None), name="account_name_once"),
            models.UniqueConstraint(fields=["workspace"], condition=Q(kind="clearing"), name="account_one_clearing"),
            models.CheckConstraint(condition=Q(kind__in=AccountKind.values), name="account_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="clearing", currency=None) | (~Q(kind="clearing") & Q(currency__regex=r"^[A-Z]{3}$")),
                name="account_has_one_currency",
            ),
        ]

    def __str__(self) -> str:
        return self.name
