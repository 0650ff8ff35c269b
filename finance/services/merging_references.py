"""Everything that points at an account, a category or a vendor, and what a merge does with it.

`tests/ledger/test_merging.py` compares these two lists with the models: a new key cannot be forgotten.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Model, QuerySet

from finance.models import (
    Account,
    Category,
    ImportMapping,
    MonthlySum,
    Posting,
    Reconciliation,
    StatementImport,
    Transaction,
    Vendor,
    VendorAlias,
)
from finance.selectors.merging import Mergeable


@dataclass(frozen=True, slots=True)
class Reference:
    """A key to the merged thing. `date`: the column that tells whether a row lies in a locked period, and so stays.

    `once_with`: a column that is unique together with the key; a row whose like is there already stays as well.
    """

    model: type[Any]  # of models with the manager `objects`
    field: str
    date: str = ""
    once_with: str = ""

    @property
    def name(self) -> str:
        return f"{self.model._meta.model_name}_{self.field}"

    def move(self, source: Mergeable, target: Mergeable, *, locked_through: datetime.date | None) -> int:
        """How many rows point at the target now that pointed at the source."""
        rows: QuerySet[Any] = self.model.objects.filter(**{self.field: source})
        if self.date and locked_through:
            rows = rows.filter(**{f"{self.date}__gt": locked_through})
        if self.once_with:
            there = self.model.objects.filter(**{self.field: target}).values(self.once_with)
            rows = rows.exclude(**{f"{self.once_with}__in": there})
        if self.model is Posting:
            _count_up(rows)
        return rows.update(**{self.field: target}, **_counted_up(self.model))


REFERENCES: Mapping[type[Mergeable], tuple[Reference, ...]] = {
    Account: (
        Reference(Posting, "account", date="transaction__date"),
        Reference(StatementImport, "account"),
        Reference(ImportMapping, "account", once_with="signature"),
        Reference(Account, "merged_into"),
    ),
    Category: (
        Reference(Posting, "category", date="transaction__date"),
        Reference(Category, "parent"),
        Reference(Vendor, "default_category"),
        Reference(Category, "merged_into"),
    ),
    Vendor: (
        Reference(Transaction, "vendor", date="date"),
        Reference(VendorAlias, "vendor"),
        Reference(Vendor, "merged_into"),
    ),
}

# What stays, and why.
STAYS: Mapping[tuple[type[Model], str], str] = {
    (MonthlySum, "account"): "the triggers move it with the postings",
    (MonthlySum, "category"): "the triggers move it with the postings",
    (Reconciliation, "account"): "tells what the statement of that account said",
}


def _count_up(postings: QuerySet[Any]) -> None:
    """The transactions change with their postings. Held by this before their postings are, like everywhere."""
    Transaction.objects.filter(id__in=postings.values("transaction_id")).update(version=F("version") + 1)


def _counted_up(model: type[Model]) -> dict[str, Any]:
    has_version = any(field.name == "version" for field in model._meta.concrete_fields)
    return {"version": F("version") + 1} if has_version else {}
