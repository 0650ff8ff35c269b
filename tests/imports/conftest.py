"""Imports to test with: files sent, read, planned and booked by the use-cases themselves, in this process."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest

from finance.models import Account, Channel, ImportRow, MonthlySum, StatementImport, Transaction
from finance.services.imports import import_apply, import_book, import_read, import_receive, import_take_back, import_undo
from finance.services.ledger_verification import Corruption, ledger_verify
from services.storage.blobs import BlobStore
from services.storage.folder import FolderStorage
from tests.conftest import Cast
from tests.imports.tables import TABLES
from tests.ledger.conftest import Books, open_books
from users.tenancy.actor import acting

DAY = datetime.date(2026, 11, 10)


@dataclass(frozen=True)
class Line:
    """A row of a bank's export."""

    date: datetime.date
    payee: str
    text: str
    amount: Decimal


def line(payee: str = "Café Luna", amount: str = "-3.50", *, day: int = 0, text: str = "card") -> Line:
    return Line(DAY + datetime.timedelta(days=day), payee, text, Decimal(amount))


COLUMNS = ["date", "payee", "description", "amount"]
ENGLISH = {"columns": COLUMNS, "header_rows": 1, "date_order": "ymd", "decimal_mark": "."}
GERMAN = {"columns": COLUMNS, "header_rows": 1, "date_order": "dmy", "decimal_mark": ","}


def as_csv(lines: Iterable[Line]) -> bytes:
    """As an English bank writes it: ISO dates, decimal point, commas."""
    rows = [f'{one.date.isoformat()},"{one.payee}","{one.text}",{one.amount:.2f}' for one in lines]
    return "\n".join(["Date,Payee,Description,Amount", *rows, ""]).encode()


def as_german_csv(lines: Iterable[Line]) -> bytes:
    """The same as a German bank writes it: other dates, decimal comma, semicolons, Latin-1."""
    rows = [
        f'{one.date.strftime("%d.%m.%Y")};"{one.payee}";"{one.text}";{f"{one.amount:.2f}".replace(".", ",")}' for one in lines
    ]
    return "\r\n".join(["Buchungstag;Empfänger;Verwendungszweck;Betrag", *rows, ""]).encode("latin-1")


@dataclass(frozen=True)
class House:
    """Books with a store of files, and short ways to import into them."""

    books: Books
    store: BlobStore

    def receive(self, content: bytes, *, account: Account | None = None, name: str = "bank.csv", **more: Any) -> StatementImport:
        return import_receive(
            actor=self.books.actor,
            account=account or self.books.bank,
            content=BytesIO(content),
            filename=name,
            channel=Channel.API,
            store=self.store,
            **more,
        )

    def plan(self, content: bytes, **more: Any) -> StatementImport:
        statement = self.receive(content, **more)
        import_read(import_id=statement.id, store=self.store, tables=TABLES)
        return self.now(statement)

    def book(self, statement: StatementImport, *, all_or_nothing: bool = True) -> StatementImport:
        import_apply(actor=self.books.actor, statement=statement, all_or_nothing=all_or_nothing)
        import_book(import_id=statement.id)
        return self.now(statement)

    def run(self, content: bytes, *, all_or_nothing: bool = True, **more: Any) -> StatementImport:
        return self.book(self.plan(content, **more), all_or_nothing=all_or_nothing)

    def undo(self, statement: StatementImport) -> StatementImport:
        import_undo(actor=self.books.actor, statement=statement)
        import_take_back(import_id=statement.id)
        return self.now(statement)

    def now(self, statement: StatementImport) -> StatementImport:
        return StatementImport.objects.select_related("account").get(id=statement.id)

    def rows(self, statement: StatementImport) -> Sequence[ImportRow]:
        return list(ImportRow.objects.filter(statement=statement).order_by("number"))

    def live(self) -> list[Transaction]:
        return list(Transaction.objects.filter(trashed_at=None).order_by("date", "id"))

    def bank_balance(self) -> Decimal:
        return sum((row.amount for row in MonthlySum.objects.filter(account=self.books.bank)), Decimal(0))

    def receipt(self, amount: str, *, vendor: Any = None, day: int = 0, **more: Any) -> Transaction:
        """An expense that waits on clearing for its money to be seen."""
        date = DAY + datetime.timedelta(days=day)
        return self.books.expense(amount, vendor=vendor, date=date, **more)

    def by_hand(self, amount: str, *, vendor: Any = None, day: int = 0, description: str = "") -> Transaction:
        """An expense that a person entered on the bank account itself."""
        date = DAY + datetime.timedelta(days=day)
        return self.books.expense(amount, account=self.books.bank, vendor=vendor, date=date, description=description)

    def faults(self) -> list[Corruption]:
        return ledger_verify(workspace_id=self.books.actor.workspace_id)


@pytest.fixture
def store(tmp_path: Path) -> BlobStore:
    return BlobStore(FolderStorage(location=tmp_path / "media"))


@pytest.fixture
def house(cast: Cast, store: BlobStore) -> Iterator[House]:
    with acting(cast.alice):
        yield House(open_books(cast.alice), store)


@pytest.fixture
def committed_house(committed_cast: Cast, store: BlobStore) -> Iterator[House]:
    with acting(committed_cast.alice):
        yield House(open_books(committed_cast.alice), store)
