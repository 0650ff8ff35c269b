"""What holds after each of any operations: the database and the ledger on paper say the same."""

from __future__ import annotations

import datetime
from collections import defaultdict
from decimal import Decimal
from typing import Any

from django.db import connection
from hypothesis.stateful import invariant

from finance.models import (
    Account,
    Category,
    MonthlySum,
    Posting,
    Transaction,
    Vendor,
)
from tests.ledger.any_operations_model import EURO_ACCOUNTS, Entry, Paper

D = Decimal


class Checks:
    """Of a ledger that was opened: its paper, and what everything is called."""

    paper: Paper
    accounts: dict[str, Account]
    categories: dict[str, Category]
    vendors: dict[str, Vendor]
    locked: dict[Any, Any]

    @invariant()
    def every_transaction_is_as_on_paper(self) -> None:
        if not hasattr(self, "paper"):
            return
        names = {account.id: name for name, account in self.accounts.items()}
        names |= {category.id: name for name, category in self.categories.items()}
        vendors = {vendor.id: name for name, vendor in self.vendors.items()}
        legs = defaultdict(list)
        for one in Posting.objects.order_by("position"):
            place = self.paper.where(names[one.account_id or one.category_id])
            legs[one.transaction_id].append((place, one.amount, one.currency, one.base_amount))
        rows = Transaction.objects.prefetch_related("tag_links__tag")
        told = {
            row.id: (
                row.kind,
                row.status,
                row.date,
                row.trashed_at is not None,
                row.is_settled,
                row.vendor_id and self.paper.where(vendors[row.vendor_id]),
                {link.tag.name for link in row.tag_links.all()},
                sorted(legs[row.id], key=str),
            )
            for row in rows
        }
        wanted = {entry.id: self._as_kept(entry) for entry in self.paper.entries.values()}
        assert told == wanted

    @invariant()
    def the_roll_up_is_as_added_up_on_paper(self) -> None:
        if not hasattr(self, "paper"):
            return
        kept: dict[Any, list[Any]] = defaultdict(lambda: [D(0), D(0), 0, 0])
        for row in MonthlySum.objects.filter(postings__gt=0).select_related("account", "category"):
            place = self.paper.where(str(row.account or row.category))
            found = kept[place, f"{row.month:%Y-%m}", row.currency]
            for at, value in enumerate((row.amount, row.base_amount, row.postings, row.postings_without_base)):
                found[at] += value
        assert {key: tuple(found) for key, found in kept.items()} == self.paper.sums()

    @invariant()
    def nothing_locked_has_moved(self) -> None:
        if hasattr(self, "paper"):
            assert self._standing_through(self.paper.locked_through) == self.locked

    @invariant()
    def no_currencies_are_mixed(self) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                """SELECT transaction_id FROM finance_posting GROUP BY transaction_id
                   HAVING CASE WHEN count(DISTINCT currency) = 1 THEN sum(amount) <> 0
                               ELSE count(base_amount) < count(*) OR sum(base_amount) <> 0 END"""
            )
            assert cursor.fetchall() == []
        assert not Posting.objects.filter(account__name="Dollars").exclude(currency="USD").exists()
        assert not Posting.objects.filter(account__name__in=EURO_ACCOUNTS).exclude(currency="EUR").exists()

    def _as_kept(self, entry: Entry) -> tuple[Any, ...]:
        legs = [(self.paper.where(leg.place), leg.amount, leg.currency, leg.base) for leg in entry.legs]
        vendor = entry.vendor and self.paper.where(entry.vendor)
        kept = (entry.kind, entry.status, entry.date, entry.is_trashed, self.paper.is_settled(entry), vendor, set(entry.tags))
        return (*kept, sorted(legs, key=str))

    def _standing_through(self, through: datetime.date) -> dict[Any, Any]:
        """What is dated in the lock, just as it lies in the database, merged or not."""
        postings = Posting.objects.filter(transaction__date__lte=through, transaction__trashed_at=None)
        rows = postings.exclude(transaction__status="draft").values_list(
            "id", "transaction_id", "transaction__date", "account_id", "category_id", "amount", "currency", "base_amount"
        )
        return {row[0]: row[1:] for row in rows}
