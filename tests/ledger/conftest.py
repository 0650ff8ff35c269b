"""A ledger to test with: inside one transaction that is rolled back, or really committed, for races and deferred checks."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from decimal import Decimal
from threading import Barrier
from typing import Any

import pytest
from django.db import connection, connections, transaction

from finance.models import Account, AccountKind, Blob, Category, Channel, Document, Transaction, TransactionKind
from finance.selectors.accounts import account_clearing
from finance.services.accounts import account_create
from finance.services.ledger import ledger_open
from finance.services.transactions import PostingDraft, transaction_create
from tests.conftest import Cast
from users.tenancy.actor import Actor, acting
from utils.ids import new_id

DAY = datetime.date(2026, 11, 20)
NOW = datetime.datetime(2026, 11, 21, 12, tzinfo=datetime.UTC)


@dataclass(frozen=True)
class Books:
    """An opened ledger in EUR with a bank account, and short ways to book in it."""

    actor: Actor
    bank: Account
    clearing: Account
    groceries: Category
    fuel: Category

    def legs(self, amount: str, account: Account | None = None, category: Category | None = None) -> list[PostingDraft]:
        """An expense of this amount: out of the account (clearing), into the category (groceries)."""
        spent = Decimal(amount)
        return [
            PostingDraft(-spent, "EUR", account=account or self.clearing),
            PostingDraft(spent, "EUR", category=category or self.groceries),
        ]

    def expense(self, amount: str = "12.50", *, account: Account | None = None, **changes: Any) -> Transaction:
        values = {"kind": TransactionKind.EXPENSE, "date": DAY, "postings": self.legs(amount, account), **changes}
        return transaction_create(actor=self.actor, **values)

    def document(self) -> Document:
        sha256 = new_id().hex * 2
        blob = Blob.objects.create(
            workspace_id=self.actor.workspace_id, sha256=sha256, size_bytes=1, media_type="image/png", storage_name=sha256
        )
        return Document.objects.create(workspace_id=self.actor.workspace_id, blob=blob, filename="x.png", channel=Channel.API)


def open_books(actor: Actor) -> Books:
    ledger_open(actor=actor)
    bank = account_create(actor=actor, name="Bank", kind=AccountKind.BANK, currency="EUR")
    groceries, fuel = (Category.objects.get(name=name) for name in ("Groceries", "Fuel"))
    return Books(actor, bank, account_clearing(), groceries, fuel)


@pytest.fixture
def books(cast: Cast) -> Iterator[Books]:
    with acting(cast.alice):
        yield open_books(cast.alice)


@pytest.fixture
def committed_books(committed_cast: Cast) -> Iterator[Books]:
    with acting(committed_cast.alice):
        yield open_books(committed_cast.alice)


@contextmanager
def constraints_speak() -> Iterator[None]:
    """Deferred constraints are checked after each statement of this block."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        yield


def at_once(actor: Actor, deeds: Sequence[Callable[[], Any]]) -> list[Any]:
    """Each deed in a thread and connection of its own, begun together; what each returned or raised, in order."""
    barrier = Barrier(len(deeds))

    def run(deed: Callable[[], Any]) -> Any:
        try:
            with acting(actor):
                connection.ensure_connection()
                barrier.wait(timeout=30)
                return deed()
        except Exception as error:  # noqa: BLE001  (the test looks at what came out)
            return error
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))
