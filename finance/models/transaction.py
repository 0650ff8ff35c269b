"""Transactions and their postings: double entry underneath (ARCHITECTURE 4)."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from finance.models.account import Account
from finance.models.category import Category
from finance.models.document import Document
from finance.models.history import tracked
from finance.models.label import Project
from finance.models.vendor import Vendor
from users.tenancy.models import TenantForeignKey, TenantModel


class TransactionKind(models.TextChoices):
    """What happened with the money. Settlements and reversals are derived from another transaction."""

    EXPENSE = "expense"
    INCOME = "income"
    TRANSFER = "transfer"
    REFUND = "refund"
    OPENING = "opening"
    SETTLEMENT = "settlement"
    REVERSAL = "reversal"


class RateSource(models.TextChoices):
    """Where the rate of a base amount comes from, the strongest last."""

    ECB = "ecb"  # a fixing of the European Central Bank, or a cross rate of two
    OWN = "own"  # the workspace's own rate
    BANK = "bank"  # what the bank gave for it: both amounts were seen
    GIVEN = "given"  # a person gave the base amount


class TransactionStatus(models.TextChoices):
    """A draft does not count; what is reconciled does not change."""

    DRAFT = "draft"
    BOOKED = "booked"
    RECONCILED = "reconciled"


@tracked()
class Transaction(TenantModel):
    """One event. Its postings add up to nought; drafts and trash do not count."""

    kind = models.CharField(max_length=12, choices=TransactionKind.choices)
    status = models.CharField(max_length=12, choices=TransactionStatus.choices)
    is_settled = models.BooleanField(default=False, help_text="Its money was seen on an account other than clearing")
    date = models.DateField()
    description = models.CharField(max_length=500, blank=True)
    notes = models.TextField(blank=True)
    vendor = TenantForeignKey(Vendor, null=True, blank=True, on_delete=models.SET_NULL, related_name="transactions")
    settles = TenantForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="settlements")
    reverses = TenantForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="reversals")
    refunds = TenantForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="refunded_by")
    project = TenantForeignKey(Project, null=True, blank=True, on_delete=models.PROTECT, related_name="transactions")
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    trashed_at = models.DateTimeField(null=True, editable=False)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.CheckConstraint(condition=Q(kind__in=TransactionKind.values), name="transaction_kind_is_known"),
            models.CheckConstraint(condition=Q(status__in=TransactionStatus.values), name="transaction_status_is_known"),
            models.CheckConstraint(
                condition=Q(kind="settlement", settles__isnull=False) | (~Q(kind="settlement") & Q(settles=None)),
                name="transaction_settlement_settles",
            ),
            models.CheckConstraint(
                condition=Q(kind="reversal", reverses__isnull=False) | (~Q(kind="reversal") & Q(reverses=None)),
                name="transaction_reversal_reverses",
            ),
            models.CheckConstraint(condition=Q(refunds=None) | Q(kind="refund"), name="transaction_refund_refunds"),
            models.UniqueConstraint(
                fields=["workspace", "reverses"], condition=Q(trashed_at=None), name="transaction_reversed_once"
            ),
            models.UniqueConstraint(
                fields=["workspace", "settles"], condition=Q(trashed_at=None), name="transaction_settled_once"
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-date", "-id"], name="transaction_list"),
            models.Index(
                fields=["workspace", "date"],
                condition=Q(is_settled=False, status="booked", trashed_at=None),
                name="transaction_unsettled",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.date} {self.description}"


@tracked(part_of="transaction")
class Posting(TenantModel):
    """One leg: an amount on an account or a category (exactly one). Money into an account and expense are positive."""

    transaction = TenantForeignKey(Transaction, on_delete=models.CASCADE, related_name="postings")
    position = models.PositiveSmallIntegerField()
    account = TenantForeignKey(Account, null=True, blank=True, on_delete=models.PROTECT, related_name="postings")
    category = TenantForeignKey(Category, null=True, blank=True, on_delete=models.PROTECT, related_name="postings")
    amount = models.DecimalField(max_digits=19, decimal_places=4)
    currency = models.CharField(max_length=3)
    base_amount = models.DecimalField(max_digits=19, decimal_places=4, null=True, help_text="Null: no rate was known")
    rate = models.DecimalField(max_digits=24, decimal_places=12, null=True, help_text="Base units per unit; null: none was used")
    rate_date = models.DateField(null=True, help_text="The day of the fixing")
    rate_source = models.CharField(max_length=5, choices=RateSource.choices, blank=True)
    memo = models.CharField(max_length=500, blank=True)
    tax_rate = models.DecimalField(max_digits=7, decimal_places=4, null=True, help_text="Per cent")
    tax_amount = models.DecimalField(max_digits=19, decimal_places=4, null=True, help_text="Tax contained in the amount")

    class Meta(TenantModel.Meta):
        ordering = ["transaction", "position"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "transaction", "position"],
                deferrable=models.Deferrable.DEFERRED,
                name="posting_once_per_position",
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=False, category=None) | Q(account=None, category__isnull=False),
                name="posting_on_account_or_category",
            ),
            models.CheckConstraint(condition=Q(category__isnull=False) | ~Q(amount=0), name="posting_money_leg_is_not_zero"),
            models.CheckConstraint(condition=Q(currency__regex=r"^[A-Z]{3}$"), name="posting_currency_is_iso"),
            models.CheckConstraint(
                condition=Q(rate_source__in=["", *RateSource.values]) & (Q(rate=None) | Q(rate__gt=0, base_amount__isnull=False)),
                name="posting_rate_is_sound",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "account"], name="posting_by_account"),
            models.Index(fields=["workspace", "category"], name="posting_by_category"),
            models.Index(fields=["workspace", "transaction"], condition=Q(base_amount=None), name="posting_unconverted"),
        ]

    def __str__(self) -> str:
        return f"{self.amount} {self.currency}"


@tracked(part_of="transaction")
class TransactionDocument(TenantModel):
    """Which document proves which transaction: many to many for people, at most one by a machine."""

    transaction = TenantForeignKey(Transaction, on_delete=models.CASCADE, related_name="document_links")
    document = TenantForeignKey(Document, on_delete=models.PROTECT, related_name="transaction_links")
    by_machine = models.BooleanField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "transaction", "document"], name="transaction_document_once"),
            models.UniqueConstraint(
                fields=["workspace", "document"],
                condition=Q(by_machine=True),
                name="transaction_document_one_by_machine",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.transaction_id} is proven by {self.document_id}"
