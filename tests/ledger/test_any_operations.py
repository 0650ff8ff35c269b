"""Whatever is done in whatever order, the ledger is as the one on paper: to the cent, and nothing locked has moved.

A stateful test over all operations. What the rules refuse changes nothing; what has to be refused (locked days, reconciled
amounts, the trash) is; undoing puts back what was. `verify_ledger` and the audit trail are looked at as well.
"""

from __future__ import annotations

import datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from finance.models import (
    Account,
    AccountKind,
    Category,
    CategoryKind,
    ImportState,
    SystemCategory,
    Transaction,
    TransactionKind,
    TransactionStatus,
    Vendor,
)
from finance.services.accounts import account_create, account_merge
from finance.services.booking import Split
from finance.services.categories import category_create, category_merge
from finance.services.labels import tag_create
from finance.services.ledger_verification import ledger_verify
from finance.services.periods import period_lock, period_unlock
from finance.services.transactions import (
    transaction_confirm,
    transaction_create,
    transaction_reconcile,
    transaction_restore,
    transaction_reverse,
    transaction_settle,
    transaction_split,
    transaction_trash,
    transaction_unreconcile,
    transaction_unsettle,
    transfer_postings,
)
from finance.services.vendors import vendor_create, vendor_merge
from services.storage.blobs import BlobStore
from services.storage.folder import FolderStorage
from tests.imports.conftest import House, Line, as_csv
from tests.ledger.any_operations_checks import Checks
from tests.ledger.any_operations_hands import CATEGORIES, SIGNS, Hands
from tests.ledger.any_operations_model import EURO_ACCOUNTS, Leg, Paper
from tests.ledger.conftest import NOW, Books
from users.models import AuditEvent
from utils.errors import DomainError

D = Decimal
DAYS = st.dates(datetime.date(2026, 9, 28), datetime.date(2026, 12, 3))
CENTS = st.integers(1, 100_000).map(lambda cents: D(cents) / 100)
SHARES = st.lists(st.tuples(st.integers(0, 3), st.integers(-3_000, 9_000)), max_size=3)  # (category, cents) beside the first
NUMBER = st.integers(0, 1_000)
VENDORS = ("Ada", "Bea", "Cea")
ENTRIES = st.fixed_dictionaries(
    {
        "day": DAYS,
        "kind": st.sampled_from(["expense", "expense", "income"]),
        "total": CENTS,
        "shares": SHARES,
        "on": st.sampled_from(["Clearing", "Clearing", *EURO_ACCOUNTS, "Dollars"]),
        "factor": st.sampled_from([None, D("0.5"), D(2)]),  # of dollars, where no rate may be known
        "draft": st.booleans(),
        "vendor": st.sampled_from([None, *VENDORS]),
        "dollars": st.booleans(),
    }
)


class AnyOperations(Hands, Checks, RuleBasedStateMachine):
    """`house` is given by the test; each run is taken back at its end."""

    house: House
    statement: Any = None

    @initialize()
    def open(self) -> None:
        self.books = self.house.books
        self.point, self.paper, actor = transaction.savepoint(), Paper(), self.books.actor
        for name, kind, currency in (("Card", "card", "EUR"), ("Cash", "cash", "EUR"), ("Dollars", "bank", "USD")):
            account_create(actor=actor, name=name, kind=AccountKind(kind), currency=currency)
        for name in CATEGORIES:
            category_create(actor=actor, name=name, kind=CategoryKind.EXPENSE)
        category_create(actor=actor, name="Earned", kind=CategoryKind.INCOME)
        self.accounts = {account.name: account for account in Account.objects.all()}
        self.categories = {category.name: category for category in Category.objects.all()}
        self.exchange = Category.objects.get(system_code=SystemCategory.EXCHANGE).name
        self.vendors = {name: vendor_create(actor=actor, name=name) for name in VENDORS}
        self.tags = {name: tag_create(actor=actor, name=name) for name in ("x", "y")}
        self.locked: dict[Any, Any] = {}
        self.audited = AuditEvent.objects.count()

    def teardown(self) -> None:
        if hasattr(self, "point"):
            found = ledger_verify(workspace_id=self.books.actor.workspace_id)
            transaction.savepoint_rollback(self.point)
            assert found == []

    # The deeds

    @rule(said=ENTRIES)
    def book(self, said: dict[str, Any]) -> None:
        day, kind, on, vendor = said["day"], said["kind"], said["on"], said["vendor"]
        currency = "USD" if on == "Dollars" or (on == "Clearing" and said["dollars"]) else "EUR"
        factor = D(1) if currency == "EUR" else said["factor"]
        legs = self._legs(SIGNS[kind] * said["total"], on, said["shares"], currency, factor)

        def deed() -> Transaction:
            return transaction_create(
                actor=self.books.actor,
                kind=TransactionKind(kind),
                status=TransactionStatus.DRAFT if said["draft"] else TransactionStatus.BOOKED,
                date=day,
                postings=self._drafts(legs),
                vendor=vendor and self.vendors[vendor],
            )

        made = self._do(deed, refused=self._is_locked(day))
        if made:
            self._note(made, legs, vendor=vendor and self.paper.where(vendor))

    @rule(day=DAYS, amount=CENTS, received=CENTS, pair=st.sampled_from([("Bank", "Card"), ("Cash", "Bank"), ("Bank", "Dollars")]))
    def transfer(self, day: Any, amount: Decimal, received: Decimal, pair: tuple[str, str]) -> None:
        source, target = (self.accounts[name] for name in pair)
        is_across = pair[1] == "Dollars"

        def deed() -> Transaction:
            postings = transfer_postings(
                from_account=source, to_account=target, amount=amount, date=day, to_amount=received if is_across else None
            )
            return transaction_create(actor=self.books.actor, kind=TransactionKind.TRANSFER, date=day, postings=postings)

        arrived = Leg(pair[1], received, "USD", amount) if is_across else Leg(pair[1], amount, "EUR", amount)
        made = self._do(deed, refused=self._is_locked(day))
        if made:
            self._note(made, [Leg(pair[0], -amount, "EUR", -amount), arrived])

    @precondition(lambda self: self.paper.entries)
    @rule(number=NUMBER, day=DAYS, total=CENTS)
    def refund(self, number: int, day: Any, total: Decimal) -> None:
        purchase = self._pick(number)
        first = purchase.legs[0]
        legs = self._legs(total, first.place, [], first.currency, D(1) if first.currency == "EUR" else None)
        before = sum((one.legs[0].amount for one in self._refunds_of(purchase)), D(0))
        refused = (
            self._is_locked(day)
            or purchase.kind != "expense"
            or not purchase.counts
            or bool(self.paper.live(reverses=purchase.id))
            or before + total > -first.amount
        )
        said = {"kind": TransactionKind.REFUND, "date": day, "refunds": self._row(purchase), "postings": self._drafts(legs)}
        made = self._do(lambda: transaction_create(actor=self.books.actor, **said), refused=refused)
        if made:
            self._note(made, legs, refunds=purchase.id)

    @precondition(lambda self: self.paper.entries)
    @rule(number=NUMBER, day=DAYS, vendor=st.sampled_from([None, *VENDORS]), tags=st.sets(st.sampled_from("xy")))
    def say_otherwise(self, number: int, day: Any, vendor: Any, tags: set[str]) -> None:
        entry = self._pick(number)
        refused = self._is_locked(entry.date, day) or entry.is_trashed or entry.status == "reconciled"
        said = {"date": day, "vendor": vendor and self.vendors[vendor], "tags": [self.tags[tag] for tag in tags]}
        if self._do(lambda: self._update(entry, **said), refused=refused):
            entry.date, entry.vendor, entry.tags = day, vendor and self.paper.where(vendor), frozenset(tags)

    @precondition(lambda self: self.paper.entries)
    @rule(number=NUMBER, total=CENTS, shares=SHARES)
    def amount_otherwise(self, number: int, total: Decimal, shares: Any) -> None:
        entry = self._pick(number)
        if entry.kind not in SIGNS:
            return
        first = entry.legs[0]
        legs = self._legs(
            SIGNS[entry.kind] * total, first.place, shares, first.currency, D(1) if first.currency == "EUR" else None
        )
        refused = self._is_fixed(entry) or bool(self.paper.live(reverses=entry.id))
        if self._do(lambda: self._update(entry, postings=self._drafts(legs)), refused=refused):
            entry.legs = legs

    @precondition(lambda self: self.paper.entries)
    @rule(number=NUMBER, shares=SHARES)
    def split(self, number: int, shares: Any) -> None:
        """The money stays; a settled purchase may be split too."""
        entry = self._pick(number)
        if entry.kind not in SIGNS or entry.legs[0].currency != "EUR":
            return
        money, sign = entry.legs[0], SIGNS[entry.kind]
        legs = self._legs(money.amount, money.place, shares, "EUR", D(1))
        splits = [Split(-sign * leg.amount, self._category(leg.place).id) for leg in legs[1:]]
        refused = self._is_fixed(entry) or bool(self.paper.live(reverses=entry.id))

        def deed() -> Transaction:
            row = self._row(entry)
            return transaction_split(actor=self.books.actor, transaction=row, expected_version=row.version, splits=splits)

        if self._do(deed, refused=refused):
            entry.legs = legs

    @precondition(lambda self: self.paper.entries)
    @rule(number=NUMBER)
    def confirm(self, number: int) -> None:
        entry = self._pick(number)
        refused = entry.status != "draft" or entry.is_trashed or self._is_locked(entry.date)
        if self._do(lambda: transaction_confirm(actor=self.books.actor, transaction=self._row(entry)), refused=refused):
            entry.status = "booked"

    @precondition(lambda self: self.paper.entries)
    @rule(number=NUMBER)
    def trash(self, number: int) -> None:
        entry = self._pick(number)
        refused = entry.is_trashed or entry.status == "reconciled" or self._hangs(entry) or self._is_locked(entry.date)
        if self._do(lambda: transaction_trash(actor=self.books.actor, transaction=self._row(entry), now=NOW), refused=refused):
            entry.is_trashed = True

    @precondition(lambda self: any(entry.is_trashed for entry in self.paper.entries.values()))
    @rule(number=NUMBER)
    def restore(self, number: int) -> None:
        thrown = [entry for entry in self.paper.entries.values() if entry.is_trashed]
        entry = thrown[number % len(thrown)]
        above = [self.paper.entries[one] for one in (entry.settles, entry.reverses, entry.refunds) if one]
        refused = any(one.is_trashed for one in above) or self._is_locked(entry.date)
        if self._do(lambda: transaction_restore(actor=self.books.actor, transaction=self._row(entry)), refused=refused):
            entry.is_trashed = False

    @precondition(lambda self: self.paper.entries)
    @rule(number=NUMBER, day=DAYS)
    def reverse(self, number: int, day: Any) -> None:
        entry = self._pick(number)
        refused = (
            not entry.counts
            or entry.kind in ("reversal", "settlement")
            or bool(self.paper.live(reverses=entry.id) or self.paper.live(refunds=entry.id))
            or self._is_locked(day)
        )
        made = self._do(
            lambda: transaction_reverse(actor=self.books.actor, transaction=self._row(entry), date=day), refused=refused
        )
        if made:
            self._note(made, [leg.taken_back() for leg in entry.legs], reverses=entry.id, vendor=entry.vendor, tags=entry.tags)

    @precondition(lambda self: self.paper.entries)
    @rule(number=NUMBER, day=DAYS, on=st.sampled_from(["Bank", "Card", "Dollars"]), seen=CENTS)
    def settle(self, number: int, day: Any, on: str, seen: Decimal) -> None:
        entry = self._pick(number)
        due, currency = entry.open_on_clearing(), entry.legs[0].currency
        is_across = (on == "Dollars") != (currency == "USD")
        refused = not entry.counts or self.paper.is_settled(entry) or due == 0 or self._is_locked(day)
        amount = seen.copy_sign(due) if is_across else None

        def deed() -> Transaction:
            row, account = self._row(entry), self.accounts[on]
            return transaction_settle(actor=self.books.actor, transaction=row, account=account, date=day, amount=amount)

        made = self._do(deed, refused=refused)
        if made:
            self._note(made, self._settled(entry.legs[0], on, amount), settles=entry.id, vendor=entry.vendor)

    @precondition(lambda self: self.paper.entries)
    @rule(number=NUMBER)
    def unsettle(self, number: int) -> None:
        entry = self._pick(number)
        settlement = next(iter(self.paper.live(settles=entry.id)), None)
        refused = settlement is None or settlement.status == "reconciled" or self._is_locked(settlement.date)
        if self._do(lambda: transaction_unsettle(actor=self.books.actor, transaction=self._row(entry), now=NOW), refused=refused):
            assert settlement is not None
            settlement.is_trashed = True

    @precondition(lambda self: self.paper.entries)
    @rule(number=NUMBER)
    def reconcile(self, number: int) -> None:
        entry = self._pick(number)
        refused = entry.status != "booked" or entry.is_trashed or self._is_locked(entry.date)
        if self._do(lambda: transaction_reconcile(actor=self.books.actor, transaction=self._row(entry)), refused=refused):
            entry.status = "reconciled"

    @precondition(lambda self: self.paper.entries)
    @rule(number=NUMBER)
    def unreconcile(self, number: int) -> None:
        entry = self._pick(number)
        refused = entry.status != "reconciled" or self._is_locked(entry.date)
        if self._do(lambda: transaction_unreconcile(actor=self.books.actor, transaction=self._row(entry)), refused=refused):
            entry.status = "booked"

    @rule(through=DAYS)
    def lock(self, through: Any) -> None:
        if self._do(lambda: period_lock(actor=self.books.actor, through=through)):
            self.paper.locked_through = through
            self.locked = self._standing_through(through)

    @rule()
    def unlock(self) -> None:
        if self._do(lambda: period_unlock(actor=self.books.actor)):
            self.paper.locked_through, self.locked = datetime.date.min, {}

    @rule(pair=st.sampled_from([("Card", "Bank"), ("Cash", "Bank"), ("Card", "Dollars"), ("Bank", "Clearing")]))
    def merge_accounts(self, pair: tuple[str, str]) -> None:
        source, into = (Account.objects.get(id=self.accounts[name].id) for name in pair)
        refused = pair[1] in ("Dollars", "Clearing") or pair[0] in self.paper.merged
        if self._do(lambda: account_merge(actor=self.books.actor, account=source, into=into, now=NOW), refused=refused):
            self.paper.merged[pair[0]] = pair[1]

    @rule(pair=st.sampled_from([("B", "A"), ("D", "C"), ("A", "C"), ("A", "Earned")]))
    def merge_categories(self, pair: tuple[str, str]) -> None:
        source, into = (Category.objects.get(id=self.categories[name].id) for name in pair)
        refused = pair[1] == "Earned" or pair[0] in self.paper.merged or pair[1] in self.paper.merged
        if self._do(lambda: category_merge(actor=self.books.actor, category=source, into=into, now=NOW), refused=refused):
            self.paper.merged[pair[0]] = pair[1]

    @rule(pair=st.sampled_from([("Bea", "Ada"), ("Cea", "Ada")]))
    def merge_vendors(self, pair: tuple[str, str]) -> None:
        source, into = (Vendor.objects.get(id=self.vendors[name].id) for name in pair)
        refused = pair[0] in self.paper.merged
        if self._do(lambda: vendor_merge(actor=self.books.actor, vendor=source, into=into, now=NOW), refused=refused):
            self.paper.merged[pair[0]] = pair[1]

    @precondition(lambda self: self.statement is None)
    @rule(
        rows=st.lists(st.tuples(DAYS, CENTS, st.booleans(), st.sampled_from(["Ada", "Zoe"])), min_size=1, max_size=3),
        number=NUMBER,
    )
    def take_in(self, rows: Any, number: int) -> None:
        """A file of the bank. What it books or settles is looked at, then stands on paper too."""
        lines = [Line(day, payee, "card", amount if is_in else -amount) for day, amount, is_in, payee in rows]
        waiting = [entry for entry in self.paper.entries.values() if entry.counts and not self.paper.is_settled(entry)]
        chosen = waiting[number % (len(waiting) or 1) :][:1]
        lines += [Line(entry.date, entry.vendor or "Zoe", "card", entry.open_on_clearing()) for entry in chosen]
        statement = self.house.book(self.house.plan(as_csv(lines)), all_or_nothing=False)
        self.audited = AuditEvent.objects.count()
        if statement.state != ImportState.APPLIED:
            return
        self.statement = statement
        self.vendors |= {vendor.name: vendor for vendor in Vendor.objects.all()}
        asked = {row.id: (row.date, row.amount) for row in self.house.rows(statement)}
        made = Transaction.objects.exclude(id__in=self.paper.entries).prefetch_related("postings")
        for one in made:
            entry = self._taken_in(one)
            assert not self._is_locked(entry.date)
            assert (entry.date, next(leg.amount for leg in entry.legs if leg.place == "Bank")) == asked[one.id]
            self.paper.entries[one.id] = entry

    @precondition(lambda self: self.statement is not None)
    @rule()
    def take_back(self) -> None:
        own = [self.paper.entries[row.id] for row in self.house.rows(self.statement) if row.id in self.paper.entries]
        live = [entry for entry in own if not entry.is_trashed]
        changed = set(Transaction.objects.filter(id__in=[entry.id for entry in live], version__gt=1).values_list("id", flat=True))
        gone = [entry for entry in live if entry.id not in changed and not self._hangs(entry)]
        try:
            undone = self.house.undo(self.statement).state == ImportState.UNDONE
        except DomainError:
            undone = False
        self.audited = AuditEvent.objects.count()
        assert not (undone and any(entry.status == "reconciled" or self._is_locked(entry.date) for entry in gone))
        if undone:
            self.statement = None
            for entry in gone:
                entry.is_trashed = True


@pytest.mark.timeout(600)
def test_any_operations_leave_the_ledger_as_it_is_on_paper(books: Books, tmp_path: Path) -> None:
    house = House(books, BlobStore(FolderStorage(location=tmp_path)))
    machine: type[AnyOperations] = type("Machine", (AnyOperations,), {"house": house})
    limits = settings(
        max_examples=12,
        stateful_step_count=25,
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much],
    )
    run_state_machine_as_test(machine, settings=limits)
