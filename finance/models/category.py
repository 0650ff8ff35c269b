"""Categories: what money was for."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from finance.models.history import tracked
from users.tenancy.models import TenantForeignKey, TenantModel


class CategoryKind(models.TextChoices):
    """Which side of the result a category stands on; `system` is the ledger's own."""

    EXPENSE = "expense"
    INCOME = "income"
    SYSTEM = "system"


class SystemCategory(models.TextChoices):
    """Categories that the ledger itself needs; made with the workspace, never deleted."""

    UNKNOWN = "unknown"
    ROUNDING = "rounding"
    EXCHANGE = "exchange"
    OPENING_BALANCE = "opening_balance"


@tracked()
class Category(TenantModel):
    """What money was for. Categories nest; those with a `system_code` belong to the ledger itself."""

    parent = TenantForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="children")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=8, choices=CategoryKind.choices)
    system_code = models.CharField(max_length=16, choices=SystemCategory.choices, null=True, editable=False)  # noqa: DJ001
    merged_into = TenantForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False)
    archived_at = models.DateTimeField(null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")

    class Meta(TenantModel.Meta):
        verbose_name_plural = "categories"
        ordering = ["name", "id"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "parent", "name"],
                condition=Q(merged_into=None),
                nulls_distinct=False,
                name="category_name_once_per_parent",
            ),
            models.UniqueConstraint(fields=["workspace", "system_code"], name="category_system_code_once"),
            models.CheckConstraint(condition=Q(kind__in=CategoryKind.values), name="category_kind_is_known"),
            models.CheckConstraint(
                condition=Q(kind="system", system_code__isnull=False) | (~Q(kind="system") & Q(system_code=None)),
                name="category_system_has_code",
            ),
        ]

    def __str__(self) -> str:
        return self.name
