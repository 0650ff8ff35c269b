"""Reading vendors."""

from __future__ import annotations

from uuid import UUID

from django.db.models import QuerySet

from finance.models import Vendor, VendorAlias
from utils.errors import NotFoundError


def vendor_list() -> QuerySet[Vendor]:
    """The vendors of the workspace with their usual category, by name."""
    return Vendor.objects.select_related("default_category").prefetch_related("aliases").order_by("name", "id")


def vendor_get(vendor_id: UUID) -> Vendor:
    """Raises NotFoundError."""
    try:
        return Vendor.objects.select_related("default_category").get(id=vendor_id)
    except Vendor.DoesNotExist as error:
        raise NotFoundError("There is no such vendor.") from error


def vendor_find(*, match_key: str, tax_id: str = "") -> Vendor | None:
    """The vendor with this tax id, else with this folded name, else known by it as an alias; never one that was merged."""
    vendors = Vendor.objects.select_related("default_category").filter(merged_into=None)
    by_tax_id = vendors.filter(tax_id=tax_id).order_by("id").first() if tax_id else None
    return by_tax_id or vendors.filter(match_key=match_key).first() or _by_alias(match_key)


def _by_alias(match_key: str) -> Vendor | None:
    alias = VendorAlias.objects.select_related("vendor__default_category").filter(match_key=match_key).first()
    return alias.vendor if alias else None
