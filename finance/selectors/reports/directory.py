"""Who is whose: categories with those below them, and what was merged into what, read once per report."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from finance.models import Account, AccountKind, Category, CategoryKind, SystemCategory, Vendor
from finance.selectors.merging import with_merged

INCOME, EXPENSE, OTHER = "income", "expense", "other"
SIDES = (INCOME, EXPENSE, OTHER)


@dataclass(frozen=True, slots=True)
class Place:
    """A category in its tree. `side` None: opening balances, which are neither income nor expense."""

    id: UUID
    name: str
    parent_id: UUID | None
    side: str | None


@dataclass(frozen=True, slots=True)
class Purse:
    """An account, or the clearing account."""

    id: UUID
    name: str
    is_clearing: bool


class Directory:
    """The names of one workspace, the one in scope. Merged things stand for what they were merged into."""

    @cached_property
    def categories(self) -> Mapping[UUID, Place]:
        rows = Category.objects.values_list("id", "name", "parent_id", "kind", "system_code")
        return {row[0]: Place(row[0], row[1], row[2], _side(row[3], row[4])) for row in rows}

    @cached_property
    def accounts(self) -> Mapping[UUID, Purse]:
        rows = Account.objects.values_list("id", "name", "kind")
        return {row[0]: Purse(row[0], row[1], row[2] == AccountKind.CLEARING) for row in rows}

    def category(self, category_id: UUID) -> UUID:
        """What the category was merged into, else itself."""
        return self._merged_categories.get(category_id, category_id)

    def account(self, account_id: UUID) -> UUID:
        return self._merged_accounts.get(account_id, account_id)

    def vendor(self, vendor_id: UUID) -> UUID:
        return self._merged_vendors.get(vendor_id, vendor_id)

    def upwards(self, category_id: UUID) -> Iterator[Place]:
        """The category and all above it, merged ones resolved."""
        following: UUID | None = category_id
        while following is not None:
            place = self.categories[self.category(following)]
            yield place
            following = place.parent_id

    def below(self, category_id: UUID) -> list[UUID]:
        """The category, all below it, and all that were merged into any of them."""
        asked = self.category(category_id)
        return [found for found in self.categories if any(place.id == asked for place in self.upwards(found))]

    def accounts_of(self, account_id: UUID) -> list[UUID]:
        """The account and all that were merged into it."""
        return with_merged(Account, [self.account(account_id)])

    def vendors_of(self, vendor_ids: Iterable[UUID]) -> list[UUID]:
        return with_merged(Vendor, [self.vendor(vendor_id) for vendor_id in vendor_ids])

    @cached_property
    def _merged_categories(self) -> Mapping[UUID, UUID]:
        return _merged(Category)

    @cached_property
    def _merged_accounts(self) -> Mapping[UUID, UUID]:
        return _merged(Account)

    @cached_property
    def _merged_vendors(self) -> Mapping[UUID, UUID]:
        return _merged(Vendor)


def _side(kind: str, system_code: str | None) -> str | None:
    if kind == CategoryKind.SYSTEM:
        return None if system_code == SystemCategory.OPENING_BALANCE else OTHER
    return INCOME if kind == CategoryKind.INCOME else EXPENSE


def _merged(model: type[Account | Category | Vendor]) -> Mapping[UUID, UUID]:
    """What is merged → what it was merged into (chains are flat: finance/selectors/merging.py)."""
    return dict(model.objects.filter(merged_into__isnull=False).values_list("id", "merged_into_id"))
