"""What was merged: where it went, and what went into it. Chains are flattened, so that one step is the whole way.

What lies in a locked period stays on the old one. Whoever sums or lists by account, category or vendor therefore asks for
`with_merged`, or groups by `coalesce(merged_into_id, id)`.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar, cast
from uuid import UUID

from django.db.models import Q

from finance.models import Account, Category, Vendor

Mergeable = Account | Category | Vendor
Row = TypeVar("Row", Account, Category, Vendor)


def with_merged(model: type[Mergeable], ids: Iterable[UUID]) -> list[UUID]:
    """The ids and those of all that were merged into them; ids that are not there are left out."""
    wanted = list(ids)
    rows = model.objects.filter(Q(id__in=wanted) | Q(merged_into_id__in=wanted))
    return list(rows.order_by("id").values_list("id", flat=True))


def survivor(row: Row) -> Row:
    """The thing itself, or what it was merged into."""
    return cast("Row", row.merged_into) if row.merged_into_id is not None else row
