"""Settings of a workspace's ledger, and the monthly roll-up that the database keeps."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from finance.models.account import Account
from finance.models.category import Category
from finance.models.history import tracked
from users.tenancy.models import TenantForeignKey, TenantModel


class BookingPolicy(models.TextChoices):
    """Whether proven documents are booked at once, or a person sees each first."""

    ALWAYS_REVIEW = "always_review"
    WHEN_IN_DOUBT = "when_in_doubt"


class Approval(models.TextChoices):
    """Who may make a draft count."""

    WRITERS = "writers"  # everybody who may write
    APPROVERS = "approvers"  # only who may approve: everybody else's entries begin as drafts


class OcrPolicyChoice(models.TextChoices):
    """How much is done for a page that has to be recognised; see services/reading/wish.py."""

    FAST = "fast"
    BEST = "best"
    BOTH = "both"


@tracked()
class LedgerSettings(TenantModel):
    """One row per workspace. Nothing dated on or before `locked_through` changes; corrections are reversals."""

    booking_policy = models.CharField(max_length=16, choices=BookingPolicy.choices, default=BookingPolicy.WHEN_IN_DOUBT)
    approval = models.CharField(max_length=9, choices=Approval.choices, default=Approval.WRITERS)
    retention_years = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Documents and booked transactions are kept this long after the end of their year"
    )
    locked_through = models.DateField(null=True, blank=True)
    ocr_policy = models.CharField(max_length=8, choices=OcrPolicyChoice.choices, default=OcrPolicyChoice.BEST)
    ocr_languages = ArrayField(
        models.CharField(max_length=2),
        default=list,
        blank=True,
        help_text="ISO 639-1, likeliest first; empty: by the document",
    )
    training_consent_at = models.DateTimeField(
        null=True, editable=False, help_text="Since when confirmed documents may be used for training; null: they may not"
    )
    training_consent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+", editable=False
    )

    class Meta(TenantModel.Meta):
        verbose_name_plural = "ledger settings"
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace"], name="ledger_settings_once"),
            models.CheckConstraint(condition=Q(booking_policy__in=BookingPolicy.values), name="ledger_booking_policy_is_known"),
            models.CheckConstraint(condition=Q(ocr_policy__in=OcrPolicyChoice.values), name="ledger_ocr_policy_is_known"),
            models.CheckConstraint(condition=Q(approval__in=Approval.values), name="ledger_approval_is_known"),
            models.CheckConstraint(
                condition=Q(retention_years=None) | Q(retention_years__range=(1, 99)), name="ledger_retention_is_sound"
            ),
        ]

    def __str__(self) -> str:
        return f"locked through {self.locked_through}"

    @property
    def training_consent(self) -> bool:
        """Whether confirmed documents of the workspace may be added to what readers are trained on."""
        return self.training_consent_at is not None


class MonthlySum(TenantModel):
    """What was posted on an account or a category in one month and currency. Written by triggers only."""

    account = TenantForeignKey(Account, null=True, on_delete=models.PROTECT, related_name="+")
    category = TenantForeignKey(Category, null=True, on_delete=models.PROTECT, related_name="+")
    month = models.DateField(help_text="The first day of the month")
    currency = models.CharField(max_length=3)
    amount = models.DecimalField(max_digits=24, decimal_places=4)
    base_amount = models.DecimalField(max_digits=24, decimal_places=4, help_text="Of the postings that have one")
    postings = models.IntegerField()
    postings_without_base = models.IntegerField()

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "account", "category", "month", "currency"],
                nulls_distinct=False,
                name="monthly_sum_once",
            ),
            models.CheckConstraint(
                condition=Q(account__isnull=False, category=None) | Q(account=None, category__isnull=False),
                name="monthly_sum_of_account_or_category",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.month} {self.amount} {self.currency}"
