"""What is asked of a report."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from finance.selectors.reports.behind import Behind
from finance.selectors.reports.periods import Compare, Span

TOP, TOP_MAX = 20, 100
CELLS_MAX = 5_000


class ReportName(StrEnum):
    """Which report."""

    INCOME_STATEMENT = "income-statement"
    CATEGORIES = "categories"
    VENDORS = "vendors"
    ACCOUNTS = "accounts"
    TAX = "tax"
    CASH_FLOW = "cash-flow"
    PROJECTS = "projects"
    TAGS = "tags"

    @property
    def for_people(self) -> str:
        return self.value.replace("-", " ").capitalize()


@dataclass(frozen=True, slots=True)
class Wish:
    """Which days, and of what: only what passes the account, lies in the category, is in the currency, belongs to the project.

    `top`: how many vendors, projects or tags have rows of their own.
    """

    span: Span
    compare: Compare | None = None
    account: UUID | None = None
    category: UUID | None = None
    currency: str | None = None
    project: UUID | None = None
    top: int = TOP

    def behind(self, *, account: str = "through") -> Behind:
        """The condition that all numbers share; `account` says whether postings stand on it, or only pass through it."""
        asked = {account: self.account, "category": self.category, "currency": self.currency, "project": self.project}
        return Behind(tuple((name, str(value)) for name, value in asked.items() if value is not None))
