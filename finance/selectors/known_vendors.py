"""The vendors of the workspace as extraction knows them."""

from __future__ import annotations

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Q, Value

from finance.models import Vendor
from services.providers.base import KnownVendor

MOST = 2000  # more are not compared with each document


def known_vendors() -> tuple[KnownVendor, ...]:
    """The latest 2,000 in use with their other names, in one query."""
    names = ArrayAgg("aliases__name", filter=Q(aliases__name__isnull=False), default=Value([]))
    living = Vendor.objects.filter(merged_into=None, archived_at=None).annotate(other_names=names).order_by("-created_at", "id")
    rows = living.values_list("name", "other_names", "tax_id", "iban")[:MOST]
    return tuple(
        KnownVendor(name, tuple(sorted(others)), tuple(filter(None, (tax_id,))), tuple(filter(None, (iban,))))
        for name, others, tax_id, iban in rows
    )
