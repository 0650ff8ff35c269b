"""Accounts, categories and what else transactions name, read at once: some hundreds of rows, a few thousand vendors."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from finance.models import Account, Category, Posting
from users.models import Workspace
from users.tenancy.scope import scoped_workspace_id


@dataclass(frozen=True, slots=True)
class Chart:
    """All accounts and categories of the workspace by id, in the order in which they were made."""

    workspace: Workspace
    accounts: dict[UUID, Account]
    categories: dict[UUID, Category]

    def account(self, account_id: UUID) -> Account:
        """The account itself, or the one that it was merged into."""
        account = self.accounts[account_id]
        return self.account(account.merged_into_id) if account.merged_into_id else account

    def category(self, category_id: UUID) -> Category:
        """The category itself, or the one that it was merged into."""
        category = self.categories[category_id]
        return self.category(category.merged_into_id) if category.merged_into_id else category

    def place(self, posting: Posting) -> Account | Category:
        """Where a posting stands."""
        if posting.account_id:
            return self.account(posting.account_id)
        return self.category(posting.category_id)  # type: ignore[arg-type]  # a constraint: exactly one of both

    def path(self, category_id: UUID) -> tuple[str, ...]:
        """The names from the topmost category down to this one."""
        category = self.category(category_id)
        return (*(self.path(category.parent_id) if category.parent_id else ()), category.name)


def chart_read() -> Chart:
    """Of the workspace in scope."""
    return Chart(
        Workspace.objects.get(id=scoped_workspace_id()),
        {account.id: account for account in Account.objects.order_by("id")},
        {category.id: category for category in Category.objects.order_by("id")},
    )
