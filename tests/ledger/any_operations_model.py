"""The ledger as a person would keep it on paper: what each accepted deed makes of it, in plain Python."""

from __future__ import annotations

import datetime
from collections import defaultdict
from dataclasses import dataclass, field, replace
from decimal import Decimal
from uuid import UUID

D = Decimal
EURO_ACCOUNTS = ("Bank", "Card", "Cash")


@dataclass(frozen=True)
class Leg:
    """On an account or a category, by its name; money into an account and expense are positive."""

    place: str
    amount: Decimal
    currency: str
    base: Decimal | None

    def taken_back(self) -> Leg:
        return replace(self, amount=-self.amount, base=None if self.base is None else -self.base)


@dataclass
class Entry:
    """A transaction; what it settles, reverses or refunds is named by its id."""

    id: UUID
    kind: str
    date: datetime.date
    legs: list[Leg]
    status: str = "booked"
    is_trashed: bool = False
    vendor: str | None = None
    tags: frozenset[str] = frozenset()
    settles: UUID | None = None
    reverses: UUID | None = None
    refunds: UUID | None = None
    version: int = 1

    @property
    def counts(self) -> bool:
        return self.status != "draft" and not self.is_trashed

    def open_on_clearing(self) -> Decimal:
        return sum((leg.amount for leg in self.legs if leg.place == "Clearing"), D(0))


@dataclass
class Paper:
    """All entries by id, what was merged into what, and through when the books are closed."""

    entries: dict[UUID, Entry] = field(default_factory=dict)
    merged: dict[str, str] = field(default_factory=dict)
    locked_through: datetime.date = datetime.date.min
    deeds: int = 0

    def where(self, place: str) -> str:
        while place in self.merged:
            place = self.merged[place]
        return place

    def is_locked(self, *days: datetime.date) -> bool:
        return any(day <= self.locked_through for day in days)

    def live(self, **same: UUID) -> list[Entry]:
        """Entries outside the trash with these links."""
        found = (entry for entry in self.entries.values() if not entry.is_trashed)
        return [entry for entry in found if all(getattr(entry, name) == value for name, value in same.items())]

    def is_settled(self, entry: Entry) -> bool:
        if entry.kind == "settlement":
            return True
        stands_open = any(leg.place == "Clearing" for leg in entry.legs)
        return not stands_open or bool(self.live(settles=entry.id))

    def sums(self) -> dict[tuple[str, str, str], tuple[Decimal, Decimal, int, int]]:
        """(place, month, currency) → amount, base amount, postings, those of them without a base amount."""
        sums: dict[tuple[str, str, str], list[Decimal | int]] = defaultdict(lambda: [D(0), D(0), 0, 0])
        for entry in self.entries.values():
            for leg in entry.legs if entry.counts else ():
                row = sums[self.where(leg.place), f"{entry.date:%Y-%m}", leg.currency]
                row[0] += leg.amount
                row[1] += leg.base or 0
                row[2] += 1
                row[3] += leg.base is None
        return {key: (row[0], row[1], row[2], row[3]) for key, row in sums.items()}  # type: ignore[misc]
