"""What a ready set is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from finance.models import CategoryKind, SystemCategory

Groups = Mapping[str, tuple[str, ...]]


class Shape(StrEnum):
    """Whose books a set suits. `general` has something for each, and is what a new ledger begins with."""

    GENERAL = "general"
    HOUSEHOLD = "household"
    PRACTICE = "practice"
    COMPANY = "company"


@dataclass(frozen=True, slots=True)
class CategorySet:
    """Groups, each with the categories below it."""

    expenses: Groups
    income: Groups

    def by_kind(self) -> tuple[tuple[CategoryKind, Groups], ...]:
        """Expenses first."""
        return ((CategoryKind.EXPENSE, self.expenses), (CategoryKind.INCOME, self.income))


@dataclass(frozen=True, slots=True)
class Words:
    """What a language calls the ledger's own account and categories, and its ready sets."""

    clearing: str
    system: Mapping[SystemCategory, str]
    sets: Mapping[Shape, CategorySet]
