"""A ledger with everything in it that a journal can stumble over, and both programs that read journals."""

from __future__ import annotations

import datetime
import io
import os
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone

from finance.models import (
    Account,
    AccountKind,
    Category,
    CategoryKind,
    ExportFormat,
    Posting,
    Project,
    RateSource,
    Tag,
    Transaction,
    TransactionKind,
    TransactionStatus,
    TransactionTag,
    Vendor,
)
from finance.selectors.accounts import account_clearing
from finance.selectors.ledger_slice import COUNTING, LedgerSlice
from finance.services.accounts import account_create
from finance.services.categories import category_create
from finance.services.ledger import ledger_open
from finance.services.ledger_writing import ledger_write
from finance.services.transactions import (
    PostingDraft,
    transaction_create,
    transaction_reverse,
    transaction_settle,
    transaction_trash,
)
from finance.services.vendors import vendor_create
from tests.conftest import Cast
from users.tenancy.actor import Actor, acting

D = Decimal
MARCH = datetime.date(2026, 3, 1)
NASTY = 'Müller: "Söhne" ; & Co\n\\ (🎉) [2026-99-99] date:no'
Balances = dict[tuple[str, str], Decimal]


def day(number: int) -> datetime.date:
    return MARCH + datetime.timedelta(days=number - 1)


@dataclass
class Shelf:
    """A ledger in EUR: its accounts and categories by a short name."""

    actor: Actor
    accounts: dict[str, Account]
    categories: dict[str, Category]

    def book(self, number: int, *legs: tuple[str, str, str] | tuple[str, str, str, str], **said: object) -> Transaction:
        """`(place, amount, currency[, base amount])` per leg, on the given day of March."""
        drafts = [
            PostingDraft(
                D(amount), currency, account=self.accounts.get(place), category=self.categories.get(place),
                base_amount=D(base[0]) if base else None,
            )
            for place, amount, currency, *base in legs
        ]  # fmt: skip
        told = {"kind": TransactionKind.EXPENSE, "date": day(number), "postings": drafts, **said}
        return transaction_create(actor=self.actor, **told)

    def write(self, kind: ExportFormat, part: LedgerSlice | None = None) -> bytes:
        into = io.BytesIO()
        ledger_write(into, kind=kind, part=part or LedgerSlice())
        return into.getvalue()

    def balances(self, part: LedgerSlice | None = None) -> Balances:
        """What the postings that count add up to, by account or category as called by people, and currency."""
        part = part or LedgerSlice()
        sums: Balances = defaultdict(D)
        legs = Posting.objects.filter(transaction__status__in=COUNTING, transaction__trashed_at=None)
        if part.date_from:
            legs = legs.filter(transaction__date__gte=part.date_from)
        for leg in legs.select_related("account__merged_into", "category__merged_into"):
            place = leg.account or leg.category
            place = place.merged_into or place
            sums[str(place.id), leg.currency] += leg.amount
        return {key: amount for key, amount in sums.items() if amount}


def open_shelf(actor: Actor) -> Shelf:
    ledger_open(actor=actor)
    told = {"giro": (AccountKind.BANK, "EUR"), "dollars": (AccountKind.BANK, "USD"), "card": (AccountKind.CARD, "EUR"),
            "yen": (AccountKind.CASH, "JPY"), "dinar": (AccountKind.WALLET, "KWD")}  # fmt: skip
    accounts = {
        name: account_create(actor=actor, name=name, kind=kind, currency=currency) for name, (kind, currency) in told.items()
    }
    accounts["clearing"] = account_clearing()
    categories = {str(category.system_code): category for category in Category.objects.exclude(system_code=None)}
    for name, kind in (("food", CategoryKind.EXPENSE), ("pay", CategoryKind.INCOME)):
        categories[name] = category_create(actor=actor, name=name, kind=kind)
    return Shelf(actor, accounts, categories)


def fill(shelf: Shelf) -> None:
    """Several currencies, refund, reversal, splits below nought, opening, transfer, unknown base, merged and equal names."""
    actor = shelf.actor
    nasty = category_create(actor=actor, name=NASTY, kind=CategoryKind.EXPENSE, parent=shelf.categories["food"])
    twin = category_create(actor=actor, name="food", kind=CategoryKind.EXPENSE, parent=shelf.categories["food"])
    long = category_create(actor=actor, name="日本" * 100, kind=CategoryKind.EXPENSE)
    tax = category_create(actor=actor, name="Exchange", kind=CategoryKind.EXPENSE)
    shelf.categories |= {"nasty": nasty, "twin": twin, "long": long, "like system": tax}
    shelf.accounts["smile"] = account_create(actor=actor, name="😀", kind=AccountKind.CASH, currency="EUR")
    shelf.accounts["frown"] = account_create(actor=actor, name="☹!", kind=AccountKind.CASH, currency="EUR")
    shelf.accounts["old"] = account_create(actor=actor, name="old giro", kind=AccountKind.BANK, currency="EUR")
    vendor = vendor_create(actor=actor, name=NASTY)
    opening = TransactionKind.OPENING
    shelf.book(1, ("giro", "1000.00", "EUR"), ("opening_balance", "-1000.00", "EUR"), kind=opening)
    shelf.book(1, ("dinar", "1.234", "KWD"), ("opening_balance", "-1.234", "KWD"), kind=opening)
    bought = shelf.book(
        2, ("clearing", "-12.50", "EUR"), ("nasty", "10.00", "EUR"), ("twin", "3.50", "EUR"), ("food", "-1.00", "EUR"),
        ("long", "0", "EUR"), vendor=vendor, description=NASTY, notes="=1+1\n2nd: line; date:2026-13-01\n\\\"",
    )  # fmt: skip
    shelf.book(3, ("giro", "4.00", "EUR"), ("nasty", "-4.00", "EUR"), kind=TransactionKind.REFUND)
    transaction_settle(actor=actor, transaction=bought, account=shelf.accounts["giro"], date=day(5))
    open_bill = shelf.book(4, ("clearing", "-100.00", "USD", "-92.00"), ("food", "100.00", "USD", "92.00"))
    transaction_settle(actor=actor, transaction=open_bill, account=shelf.accounts["giro"], date=day(6), amount=D("-93.33"))
    shelf.book(7, ("giro", "-92.007", "EUR"), ("dollars", "100.00", "USD", "92.007"), kind=TransactionKind.TRANSFER)
    shelf.book(8, ("dollars", "-30.00", "USD"), ("food", "30.00", "USD"))  # no rate: base unknown
    shelf.book(9, ("yen", "-3", "JPY", "-0.02"), ("food", "1", "JPY", "0.01"), ("giro", "0.01", "EUR", "0.01"))
    shelf.book(  # rounding gave a cent the other sign, and one to nought
        10, ("yen", "-5000", "JPY", "-31.00"), ("food", "1", "JPY", "-0.01"), ("twin", "0", "JPY", "0.01"),
        ("dollars", "33.00", "USD", "31.00"),
    )  # fmt: skip
    shelf.book(11, ("giro", "2500.00", "EUR"), ("pay", "-2500.00", "EUR"), kind=TransactionKind.INCOME)
    wrong = shelf.book(12, ("card", "-7.77", "EUR"), ("like system", "7.77", "EUR"))
    transaction_reverse(actor=actor, transaction=wrong, date=day(13))
    shelf.book(14, ("smile", "-1.00", "EUR"), ("frown", "1.00", "EUR"), kind=TransactionKind.TRANSFER)
    shelf.book(15, ("old", "-2.00", "EUR"), ("exchange", "2.00", "EUR"))
    shelf.book(16, ("giro", "-1.00", "EUR"), ("food", "1.00", "EUR"), status=TransactionStatus.DRAFT)
    thrown = shelf.book(17, ("giro", "-2.00", "EUR"), ("food", "2.00", "EUR"))
    transaction_trash(actor=actor, transaction=thrown, now=timezone.now())
    Account.objects.filter(id=shelf.accounts["old"].id).update(merged_into=shelf.accounts["giro"], archived_at=timezone.now())
    Posting.objects.filter(transaction=open_bill).update(rate=D("0.92"), rate_date=day(4), rate_source=RateSource.ECB)
    of = {"workspace_id": actor.workspace_id}
    for name in ("büro", "a, b:c"):
        TransactionTag.objects.create(**of, transaction=bought, tag=Tag.objects.create(**of, name=name))
    Transaction.objects.filter(id=bought.id).update(project=Project.objects.create(**of, name="House: | 1"))
    assert Vendor.objects.count() == 1


@pytest.fixture
def shelf(cast: Cast) -> Iterator[Shelf]:
    with acting(cast.alice):
        yield open_shelf(cast.alice)


@pytest.fixture
def full_shelf(shelf: Shelf) -> Shelf:
    fill(shelf)
    return shelf


def hledger(path: Path, *arguments: str) -> str:
    """What it prints; it must be installed (.ci/run does so), and must not complain."""
    program = shutil.which("hledger")
    assert program, "hledger is missing: apt-get install hledger"
    env = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(
        [program, "-f", str(path), *arguments],
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return done.stdout
