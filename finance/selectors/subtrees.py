"""Categories with all that lies below them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from uuid import UUID

from finance.models import Category


def with_subtrees(ids: Iterable[UUID]) -> list[UUID]:
    """The categories, those below them at any depth, and all that were merged into one of these; unknown ids are left out."""
    below: dict[UUID, list[UUID]] = defaultdict(list)
    known = set()
    for category_id, parent_id, merged_into_id in Category.objects.values_list("id", "parent_id", "merged_into_id"):
        known.add(category_id)
        for above in {parent_id, merged_into_id} - {None}:
            below[above].append(category_id)
    found: set[UUID] = set()
    waiting = [category_id for category_id in ids if category_id in known]
    while waiting:
        category_id = waiting.pop()
        if category_id not in found:
            found.add(category_id)
            waiting += below[category_id]
    return sorted(found)
