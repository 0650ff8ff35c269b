"""Projects and tags: what transactions belong to beside their categories."""

from __future__ import annotations

from django.db import models

from finance.models.history import tracked
from users.tenancy.models import TenantForeignKey, TenantModel


@tracked()
class Project(TenantModel):
    """An undertaking with its own costs and income. A transaction belongs to at most one."""

    name = models.CharField(max_length=200)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")

    class Meta(TenantModel.Meta):
        ordering = ["name", "id"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "name"], name="project_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked()
class Tag(TenantModel):
    """A word that a person puts on transactions; as many as they like."""

    name = models.CharField(max_length=60)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")

    class Meta(TenantModel.Meta):
        ordering = ["name", "id"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "name"], name="tag_name_once"),
        ]

    def __str__(self) -> str:
        return self.name


@tracked(part_of="transaction")
class TransactionTag(TenantModel):
    """Which transaction bears which tag."""

    transaction = TenantForeignKey("finance.Transaction", on_delete=models.CASCADE, related_name="tag_links")
    tag = TenantForeignKey(Tag, on_delete=models.PROTECT, related_name="transaction_links")

    class Meta(TenantModel.Meta):
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "transaction", "tag"], name="transaction_tag_once"),
        ]

    def __str__(self) -> str:
        return f"{self.tag_id} on {self.transaction_id}"
