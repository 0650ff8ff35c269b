"""Vendors: who was paid, or paid us."""

from __future__ import annotations

from django.db import models
from django.db.models import Q

from finance.models.history import tracked
from users.tenancy.models import TenantForeignKey, TenantModel


@tracked()
class Vendor(TenantModel):
    """`match_key` is the name as `services.parsers.names` folds it, so that spellings meet."""

    name = models.CharField(max_length=200)
    match_key = models.CharField(max_length=200, editable=False)
    tax_id = models.CharField(max_length=32, blank=True)
    iban = models.CharField(max_length=34, blank=True)
    default_category = TenantForeignKey("finance.Category", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    merged_into = TenantForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged", editable=False)
    archived_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField(auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False, help_text="Grows with each change")

    class Meta(TenantModel.Meta):
        ordering = ["name", "id"]
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["workspace", "match_key"], condition=Q(merged_into=None), name="vendor_match_key_once"
            ),
        ]

    def __str__(self) -> str:
        return self.name


@tracked(part_of="vendor")
class VendorAlias(TenantModel):
    """Another name by which documents or banks call a vendor."""

    vendor = TenantForeignKey(Vendor, on_delete=models.CASCADE, related_name="aliases")
    name = models.CharField(max_length=200)
    match_key = models.CharField(max_length=200, editable=False)

    class Meta(TenantModel.Meta):
        verbose_name_plural = "vendor aliases"
        constraints = [
            *TenantModel.Meta.constraints,
            models.UniqueConstraint(fields=["workspace", "match_key"], name="vendor_alias_match_key_once"),
        ]

    def __str__(self) -> str:
        return self.name
