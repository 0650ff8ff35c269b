"""Twins: what by its traits may be the same document or transaction a second time; and documents that belong together."""

from __future__ import annotations

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from finance.models.document import Document
from finance.models.history import tracked
from finance.models.transaction import Transaction
from users.tenancy.models import TenantForeignKey, TenantModel


class DocumentTraits(TenantModel):
    """By what a document is recognised. Derived data: made from its fields and its first page, and made again with them."""

    document = TenantForeignKey(Document, on_delete=models.CASCADE, related_name="traits")
    kind = models.CharField(max_length=32, blank=True)
    says_copy = models.BooleanField(default=False, help_text="The first page says that it is a copy")
    vendor = models.CharField(max_length=200, blank=True, help_text="The words of the name, folded")
    number = models.CharField(max_length=64, blank=True, help_text="Letters and digits of the document's number")
    total = models.DecimalField(max_digits=19, decimal_places=4, null=True)
    currency = models.CharField(max_length=3, blank=True)
    day = models.DateField(null=True)
    pages = models.PositiveIntegerField(null=True)
    look = models.BinaryField(max_length=32, null=True, help_text="The first page from afar; see services/reading/look.py")
    look_keys = ArrayField(models.IntegerField(), default=list, help_text="Parts of the look, made one with the workspace")

    class Meta(TenantModel.Meta):
        verbose_name_plural = "document traits"
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "document"], name="traits_once_per_document"),
        ]
        indexes = [
            models.Index(fields=["workspace", "day", "total"], condition=Q(day__isnull=False), name="traits_by_meaning"),
            models.Index(fields=["workspace", "number"], condition=~Q(number=""), name="traits_by_number"),
            GinIndex(fields=["look_keys"], name="traits_by_look"),
        ]

    def __str__(self) -> str:
        return f"traits of {self.document_id}"


class PairKind(models.TextChoices):
    DOCUMENT = "document"
    TRANSACTION = "transaction"


class TwinReason(models.TextChoices):
    """Why two are taken for one."""

    NUMBER = "number"  # vendor, document number, total and date are the same
    MEANING = "meaning"  # vendor, total, currency and date are the same
    LOOK = "look"  # the first pages look the same
    BOOKING = "booking"  # account, amount, date and vendor are the same
    PAYMENT = "payment"  # amount, date and vendor are the same, on another account


class TwinStrength(models.TextChoices):
    STRONG = "strong"
    WEAK = "weak"


class MarkState(models.TextChoices):
    """What a person decided. Nothing is decided by a machine."""

    OPEN = "open"
    KEPT = "kept"
    MERGED = "merged"
    REPLACED = "replaced"


@tracked()
class DuplicateMark(TenantModel):
    """Two that may be one, with the reason. A pair is marked once, whatever is decided of it. `first` is the older one."""

    kind = models.CharField(max_length=12, choices=PairKind.choices)
    first_document = TenantForeignKey(Document, null=True, on_delete=models.CASCADE, related_name="marks_as_first")
    second_document = TenantForeignKey(Document, null=True, on_delete=models.CASCADE, related_name="marks_as_second")
    first_transaction = TenantForeignKey(Transaction, null=True, on_delete=models.CASCADE, related_name="marks_as_first")
    second_transaction = TenantForeignKey(Transaction, null=True, on_delete=models.CASCADE, related_name="marks_as_second")
    reason = models.CharField(max_length=12, choices=TwinReason.choices)
    strength = models.CharField(max_length=8, choices=TwinStrength.choices)
    state = models.CharField(max_length=8, choices=MarkState.choices, default=MarkState.OPEN)
    found_at = models.DateTimeField(auto_now_add=True)
    decided_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "first_document", "second_document"], name="mark_once_per_documents"),
            models.UniqueConstraint(
                fields=["workspace", "first_transaction", "second_transaction"], name="mark_once_per_transactions"
            ),
            models.CheckConstraint(
                condition=Q(
                    kind="document",
                    first_document__lt=F("second_document"),
                    first_transaction=None,
                    second_transaction=None,
                )
                | Q(
                    kind="transaction",
                    first_transaction__lt=F("second_transaction"),
                    first_document=None,
                    second_document=None,
                ),
                name="mark_is_of_an_ordered_pair",
            ),
            models.CheckConstraint(
                condition=Q(reason__in=TwinReason.values, strength__in=TwinStrength.values, state__in=MarkState.values),
                name="mark_says_known_things",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None) | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="mark_is_decided_at_a_time",
            ),
        ]
        indexes = [
            models.Index(fields=["workspace", "-found_at", "-id"], name="mark_list"),
            models.Index(fields=["workspace", "second_document"], name="mark_of_second_document"),
            models.Index(fields=["workspace", "second_transaction"], name="mark_of_second_transaction"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} pair by {self.reason}"


class LinkKind(models.TextChoices):
    """How the second document belongs to the first."""

    REMINDER = "reminder"
    COPY = "copy"
    CORRECTION = "correction"
    RELATED = "related"


@tracked()
class DocumentLink(TenantModel):
    """Two documents of one matter that are no twins: each is kept for what it is."""

    first = TenantForeignKey(Document, on_delete=models.CASCADE, related_name="links_as_first")
    second = TenantForeignKey(Document, on_delete=models.CASCADE, related_name="links_as_second")
    kind = models.CharField(max_length=12, choices=LinkKind.choices)
    by_machine = models.BooleanField()
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "first", "second"], name="document_link_once"),
            models.CheckConstraint(condition=~Q(first=F("second")), name="document_link_of_two"),
            models.CheckConstraint(condition=Q(kind__in=LinkKind.values), name="document_link_kind_is_known"),
        ]
        indexes = [models.Index(fields=["workspace", "second"], name="document_link_of_second")]

    def __str__(self) -> str:
        return self.kind
