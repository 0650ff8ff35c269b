"""A list with some of everything in it, beside one of a stranger that says the same."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from finance.models import (
    AccountKind,
    Category,
    CategoryKind,
    Comment,
    DocumentPage,
    Posting,
    Project,
    Tag,
    Transaction,
    TransactionDocument,
    TransactionKind,
    TransactionStatus,
    TransactionTag,
    Vendor,
)
from finance.services.accounts import account_create
from finance.services.categories import category_create
from finance.services.transactions import PostingDraft
from finance.services.vendors import vendor_create
from tests.admin.conftest import office
from tests.api.conftest import TRANSACTIONS, Client, Clients, clients, folder
from tests.conftest import Cast
from tests.ledger.conftest import Books, books, committed_books, open_books
from users.tenancy.actor import Actor, acting

__all__ = ["books", "clients", "committed_books", "folder", "office"]


@dataclass
class Shop:
    """Books with short ways to book what is looked for."""

    books: Books
    rows: dict[str, Any] = field(default_factory=dict)

    @property
    def workspace(self) -> dict[str, Any]:
        return {"workspace_id": self.books.actor.workspace_id}

    def vendor(self, name: str) -> Vendor:
        return self.rows.setdefault(name, None) or self._keep(name, vendor_create(actor=self.books.actor, name=name))

    def tag(self, name: str, transaction: Transaction) -> Tag:
        tag = Tag.objects.filter(name=name).first() or Tag.objects.create(name=name, **self.workspace)
        TransactionTag.objects.create(transaction=transaction, tag=tag, **self.workspace)
        return tag

    def prove(self, transaction: Transaction, *words: str) -> TransactionDocument:
        """By a document of one page that says this."""
        document = self.books.document()
        told = [[word, 0.1, 0.2, 0.3, 0.4, 0, 1.0] for word in words]
        DocumentPage.objects.create(
            document=document, number=1, width=595, height=842, unit="pt", source="text", words=told, **self.workspace
        )
        return TransactionDocument.objects.create(transaction=transaction, document=document, by_machine=False, **self.workspace)

    def expense(self, description: str, amount: str = "12.50", *, day: int = 20, **changes: Any) -> Transaction:
        date = changes.pop("date", datetime.date(2026, 11, day))
        return self.books.expense(amount, description=description, date=date, **changes)

    def _keep(self, name: str, row: Any) -> Any:
        self.rows[name] = row
        return row


@pytest.fixture
def shop(cast: Cast) -> Iterator[Shop]:
    with acting(cast.alice):
        yield Shop(open_books(cast.alice))


def found(client: Client, path: str = TRANSACTIONS, **query: Any) -> list[str]:
    """The descriptions of what a list finds, in its order."""
    answer = client.get(path, query)
    assert answer.status_code == 200, answer.content
    return [row["description"] for row in answer.json()["results"]]


@dataclass(frozen=True)
class Full:
    """Alice's list, with what its filters name."""

    ids: dict[str, str]


def fill(actor: Actor) -> Full:
    """One transaction per thing that is filtered by, each called after it."""
    shop = Shop(open_books(actor))
    own = shop.books
    card = account_create(actor=actor, name="Card", kind=AccountKind.CARD, currency="USD")
    food = category_create(actor=actor, name="Food", kind=CategoryKind.EXPENSE)
    sweets = category_create(actor=actor, name="Sweets", kind=CategoryKind.EXPENSE, parent=food)
    ice = category_create(actor=actor, name="Ice", kind=CategoryKind.EXPENSE, parent=sweets)
    unknown = Category.objects.get(system_code="unknown")
    project = Project.objects.create(name="Roof", **shop.workspace)
    rewe, old = shop.vendor("REWE"), shop.vendor("Rewe Old")
    Vendor.objects.filter(id=old.id).update(merged_into=rewe)
    shop.expense("plain", "1.00", day=1)
    shop.expense("older", "2.00", date=datetime.date(2025, 3, 31))
    shop.expense("on the bank", "3.00", account=own.bank)
    dollars = [PostingDraft(Decimal(-4), "USD", account=card), PostingDraft(Decimal(4), "USD", category=own.groceries)]
    shop.expense("in dollars", postings=dollars)
    shop.expense("deep category", postings=own.legs("5.00", category=ice))
    shop.expense("no category", postings=own.legs("6.00", category=unknown))
    shop.expense("of a vendor", "7.00", vendor=rewe)
    shop.expense("of a merged vendor", "8.00", vendor=old)
    tag = shop.tag("holiday", shop.expense("tagged", "9.00"))
    Transaction.objects.filter(id=shop.expense("in a project", "10.00").id).update(project=project)
    proof = shop.prove(shop.expense("proven", "11.00"), "Receipt")
    asked = shop.expense("asked about", "12.00")
    Comment.objects.create(transaction=asked, kind="question", text="Why?", **shop.workspace)
    taxed = shop.expense("taxed", "13.00")
    Posting.objects.filter(transaction=taxed, category__isnull=False).update(tax_rate=Decimal(19))
    shop.expense("a draft", "14.00", status=TransactionStatus.DRAFT)
    shop.expense("an income", "-15.00", kind=TransactionKind.INCOME)
    Transaction.objects.filter(id=shop.expense("reconciled", "16.00").id).update(status="reconciled")
    gone = shop.expense("in the trash", "17.00")
    Transaction.objects.filter(id=gone.id).update(trashed_at="2026-11-21T00:00:00Z")
    things = {
        "bank": own.bank,
        "card": card,
        "clearing": own.clearing,
        "food": food,
        "rewe": rewe,
        "tag": tag,
        "project": project,
        "document": proof.document,
    }
    return Full({name: str(thing.id) for name, thing in things.items()})


@pytest.fixture
def full(cast: Cast) -> Full:
    """The stranger's list holds the same."""
    with acting(cast.charlie):
        fill(cast.charlie)
    with acting(cast.alice):
        return fill(cast.alice)


@pytest.fixture
def alice(clients: Clients) -> Client:
    return clients.alice
