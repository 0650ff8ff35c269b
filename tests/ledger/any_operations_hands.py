"""How any operations are done: by the use-cases, from what stands on paper."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Any

from finance.models import (
    Account,
    Category,
    Transaction,
)
from finance.services.transactions import (
    PostingDraft,
    transaction_update,
)
from tests.ledger.any_operations_model import Entry, Leg, Paper
from tests.ledger.conftest import Books
from users.models import AuditEvent
from utils.errors import DomainError

D = Decimal
CATEGORIES = ("A", "B", "C", "D")
SIGNS = {"expense": -1, "income": 1, "refund": 1}


class Hands:
    """Short ways to the books, and from the paper to them."""

    books: Books
    paper: Paper
    accounts: dict[str, Account]
    categories: dict[str, Category]
    exchange: str
    audited: int

    def _do(self, deed: Callable[[], Any], *, refused: bool = False) -> Any:
        """What the deed returns; None where the rules refuse it. What is done is told in the audit trail, a refusal is not."""
        try:
            made = deed()
        except DomainError:
            made = None
        now = AuditEvent.objects.count()
        assert (now > self.audited) == (made is not None), "each deed is told, and nothing else"
        self.audited = now
        assert not (refused and made is not None), "this had to be refused"
        return made

    def _note(self, made: Transaction, legs: Sequence[Leg], **said: Any) -> None:
        self.paper.entries[made.id] = Entry(made.id, made.kind, made.date, list(legs), made.status, **said)

    def _pick(self, number: int) -> Entry:
        entries = list(self.paper.entries.values())
        return entries[number % len(entries)]

    def _row(self, entry: Entry) -> Transaction:
        return Transaction.objects.get(id=entry.id)

    def _update(self, entry: Entry, **changes: Any) -> Transaction:
        row = self._row(entry)
        return transaction_update(actor=self.books.actor, transaction=row, expected_version=row.version, **changes)

    def _is_locked(self, *days: datetime.date) -> bool:
        return self.paper.is_locked(*days)

    def _is_fixed(self, entry: Entry) -> bool:
        return entry.is_trashed or entry.status == "reconciled" or self._is_locked(entry.date)

    def _refunds_of(self, purchase: Entry) -> list[Entry]:
        return [one for one in self.paper.live(refunds=purchase.id) if one.counts and not self.paper.live(reverses=one.id)]

    def _hangs(self, entry: Entry) -> bool:
        """Whether something live settles, reverses or refunds it."""
        return any(self.paper.live(**{link: entry.id}) for link in ("settles", "reverses", "refunds"))

    def _taken_in(self, made: Transaction) -> Entry:
        places = {row.id: row.name for row in (*self.accounts.values(), *self.categories.values())}
        rows = sorted(made.postings.all(), key=lambda one: one.position)
        legs = [Leg(places[one.account_id or one.category_id], one.amount, one.currency, one.base_amount) for one in rows]
        assert sum(leg.amount for leg in legs) == 0
        vendor = made.vendor.name if made.vendor else None
        return Entry(made.id, made.kind, made.date, legs, made.status, vendor=vendor, settles=made.settles_id)

    def _category(self, name: str) -> Category:
        return self.categories[self.paper.where(name)]

    def _legs(self, money: Decimal, on: str, shares: Any, currency: str, factor: Decimal | None) -> list[Leg]:
        """The money leg first, then the shares with the rest on A; each worth its amount times the factor."""
        asked = [(CATEGORIES[index], D(cents) / 100) for index, cents in shares]
        rest = -money - sum((amount for _, amount in asked), D(0))
        places = [(on, money), ("A", rest), *asked]
        return [Leg(place, amount, currency, None if factor is None else amount * factor) for place, amount in places]

    def _drafts(self, legs: Sequence[Leg]) -> list[PostingDraft]:
        return [
            PostingDraft(
                leg.amount,
                leg.currency,
                account=self.accounts.get(leg.place),
                category=self.categories.get(leg.place),
                base_amount=None if leg.currency == "EUR" else leg.base,
            )
            for leg in legs
        ]

    def _settled(self, due: Leg, on: str, amount: Decimal | None) -> list[Leg]:
        """Off clearing, onto the account; where the bank took another value than was booked, the rest is exchange."""
        taken = due.taken_back()
        if amount is None:
            return [taken, Leg(on, due.amount, due.currency, due.base)]
        paid = amount if on != "Dollars" else due.base
        booked = due.base if due.base is not None else paid
        assert booked is not None
        assert paid is not None
        legs = [Leg("Clearing", -due.amount, due.currency, -booked), Leg(on, amount, "USD" if on == "Dollars" else "EUR", paid)]
        return legs if booked == paid else [*legs, Leg(self.exchange, booked - paid, "EUR", booked - paid)]
