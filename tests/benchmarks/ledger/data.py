"""A million transactions in one workspace and a million in two hundred others: made from a seed, written by COPY.

All triggers of the ledger are at work, so roll-up, history, search and the checks of balances are those of a real ledger.
"""

from __future__ import annotations

import datetime
import io
import random
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from finance.models import AccountKind, Category, CategoryKind, Vendor
from finance.services.accounts import account_create
from finance.services.vendors import vendor_match_key
from tests.benchmarks.ledger.words import COMMON, PLAIN, RARE, SCARCE
from users.keys.services import api_key_issue
from users.models import User
from users.tenancy.actor import Actor, acting, person
from users.workspaces.opening import workspace_open
from users.workspaces.roles import Capability, Role

SEED = 20261121
FIRST_DAY = datetime.date(2019, 1, 1)
DAYS = 2880
CHUNK = 50_000
VENDORS = 400

TRANSACTION = "id, workspace_id, kind, status, is_settled, date, description, notes, vendor_id, created_at, version"
POSTING = "id, workspace_id, transaction_id, position, account_id, category_id, amount, currency, base_amount, rate_source, memo"
CREATED_AT = "2026-11-01T12:00:00+00:00"


@dataclass(frozen=True)
class Home:
    """A workspace as the writing of its rows needs it."""

    actor: Actor
    bank: UUID
    dollars: UUID
    expenses: tuple[UUID, ...]
    incomes: tuple[UUID, ...]
    vendors: tuple[UUID, ...]


def open_home(name: str, *, vendors: int = VENDORS) -> Home:
    """A workspace with its owner, two accounts, the ready categories and vendors."""
    owner = User.objects.create_user(f"{name}@example.org", "a long enough word")
    workspace = workspace_open(owner=owner, name=name, base_currency="EUR", country="DE", locale="en", timezone="Europe/Berlin")
    actor = person(workspace_id=workspace.id, user_id=owner.id, role=Role.OWNER)
    with acting(actor):
        bank = account_create(actor=actor, name="Bank", kind=AccountKind.BANK, currency="EUR")
        dollars = account_create(actor=actor, name="Dollars", kind=AccountKind.BANK, currency="USD")
        named = [f"Vendor {number:03d} {PLAIN[number % len(PLAIN)]}" for number in range(vendors)]
        rows = [Vendor(workspace_id=workspace.id, name=one, match_key=vendor_match_key(one)) for one in named]
        Vendor.objects.bulk_create(rows)
        return Home(
            actor,
            bank.id,
            dollars.id,
            _categories(CategoryKind.EXPENSE),
            _categories(CategoryKind.INCOME),
            tuple(row.id for row in rows),
        )


def key_of(home: Home, *, now: datetime.datetime) -> str:
    """An API key of the home's owner."""
    with acting(home.actor):
        return api_key_issue(actor=home.actor, name="bench", scopes=list(Capability), now=now).secret


def fill(home: Home, count: int, *, seed: int, per_day: int | None = None) -> None:
    """Write `count` transactions by COPY, a chunk per transaction of the database; `per_day` so many on each day."""
    made = _Rows(home, random.Random(seed), seed)
    done = 0
    while done < count:
        size = min(CHUNK, count - done)
        with acting(home.actor), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            transactions, postings = made.chunk(size, first=done, per_day=per_day)
            _copy(cursor, "finance_transaction", TRANSACTION, transactions)
            _copy(cursor, "finance_posting", POSTING, postings)
        done += size


class _Rows:
    """Lines of text for COPY."""

    def __init__(self, home: Home, dice: random.Random, seed: int) -> None:
        self.home = home
        self.dice = dice
        self.number = seed << 40

    def chunk(self, size: int, *, first: int, per_day: int | None) -> tuple[list[str], list[str]]:
        transactions: list[str] = []
        postings: list[str] = []
        for number in range(first, first + size):
            day = self._day(number, per_day)
            transaction_id = self._id()
            transactions.append(self._transaction(transaction_id, day, is_income := self.dice.random() < 0.15))
            postings += self._postings(transaction_id, is_income)
        return transactions, postings

    def _id(self) -> UUID:
        """In the order of making, like UUIDv7."""
        self.number += 1
        return UUID(int=(self.number << 60 | 7 << 76 | self.dice.getrandbits(56)) & (2**128 - 1))

    def _day(self, number: int, per_day: int | None) -> datetime.date:
        offset = number // per_day if per_day else self.dice.randrange(DAYS)
        return FIRST_DAY + datetime.timedelta(days=offset)

    def _transaction(self, transaction_id: UUID, day: datetime.date, is_income: bool) -> str:
        vendor = self.home.vendors[min(int(self.dice.expovariate(0.02)), len(self.home.vendors) - 1)]
        kind = "income" if is_income else "expense"
        owner = self.home.actor.workspace_id
        words = self._description()
        return f"{transaction_id}\t{owner}\t{kind}\tbooked\tt\t{day}\t{words}\t\t{vendor}\t{CREATED_AT}\t1\n"

    def _description(self) -> str:
        words = [self.dice.choice(PLAIN), str(self.dice.randrange(100_000))]
        chance = self.dice.random
        words += [word for word in COMMON if chance() < 0.1]
        words += [word for word in SCARCE if chance() < 0.01]
        words += [word for word in RARE if chance() < 0.00002]
        return " ".join(words)

    def _postings(self, transaction_id: UUID, is_income: bool) -> list[str]:
        cents = self.dice.randrange(1, 50_000) * (1 if is_income else -1)
        is_foreign = self.dice.random() < 0.05
        currency, account = ("USD", self.home.dollars) if is_foreign else ("EUR", self.home.bank)
        base = cents * 9 // 10 if is_foreign else cents
        categories = self.home.incomes if is_income else self.home.expenses
        shares = [(-cents, -base)] if self.dice.random() < 0.9 else _halves(-cents, -base)
        legs = [(f"{account}\t\\N", cents, base)]
        legs += [(f"\\N\t{self.dice.choice(categories)}", share, base_share) for share, base_share in shares]
        return [
            f"{self._id()}\t{self.home.actor.workspace_id}\t{transaction_id}\t{position}\t{leg}\t{amount}e-2\t{currency}\t{base_amount}e-2\t\t\n"
            for position, (leg, amount, base_amount) in enumerate(legs, start=1)
        ]


def _halves(cents: int, base: int) -> list[tuple[int, int]]:
    return [(cents // 2, base // 2), (cents - cents // 2, base - base // 2)]


def _copy(cursor: Any, table: str, columns: str, lines: list[str]) -> None:
    cursor.copy_expert(f"COPY {table} ({columns}) FROM STDIN", io.StringIO("".join(lines)))


def _categories(kind: CategoryKind) -> tuple[UUID, ...]:
    return tuple(Category.objects.filter(kind=kind).order_by("name", "id").values_list("id", flat=True))
