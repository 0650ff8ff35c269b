"""Reading vendors."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Q, QuerySet

from finance.models import Vendor, VendorAlias
from utils.errors import NotFoundError


def vendor_list(*, include_archived: bool = False) -> QuerySet[Vendor]:
    """The vendors of the workspace with their usual category, by name."""
    vendors = Vendor.objects.select_related("default_category").prefetch_related("aliases").order_by("name", "id")
    return vendors if include_archived else vendors.filter(archived_at=None)


def alias_list(vendor: Vendor) -> QuerySet[VendorAlias]:
    """Its other names, in order."""
    return VendorAlias.objects.filter(vendor=vendor).order_by("name", "id")


def alias_get(vendor: Vendor, alias_id: UUID) -> VendorAlias:
    """Raises NotFoundError."""
    try:
        return VendorAlias.objects.select_related("vendor").get(vendor=vendor, id=alias_id)
    except VendorAlias.DoesNotExist as error:
        raise NotFoundError("The vendor has no such other name.") from error


def vendor_get(vendor_id: UUID) -> Vendor:
    """Raises NotFoundError."""
    try:
        return Vendor.objects.select_related("default_category").get(id=vendor_id)
    except Vendor.DoesNotExist as error:
        raise NotFoundError("There is no such vendor.") from error


def vendor_find(*, match_key: str, tax_id: str = "") -> Vendor | None:
    """The vendor with this tax id, else with this folded name, else known by it as an alias; of a merged one, where it went."""
    return _by_tax_id(tax_id) or _living().filter(match_key=match_key).first() or _by_alias(match_key)


def _living() -> QuerySet[Vendor]:
    return Vendor.objects.select_related("default_category").filter(merged_into=None)


def _by_tax_id(tax_id: str) -> Vendor | None:
    """A merged vendor may have had another one than what it went into: both lead there."""
    if not tax_id:
        return None
    return _living().filter(Q(tax_id=tax_id) | Q(merged__tax_id=tax_id)).order_by("id").first()


def _by_alias(match_key: str) -> Vendor | None:
    alias = VendorAlias.objects.select_related("vendor__default_category").filter(match_key=match_key).first()
    return alias.vendor if alias else None
