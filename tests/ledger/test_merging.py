"""Merging accounts, categories and vendors: nothing is lost, nothing locked moves, and every total stays."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest
from django.apps import apps
from django.db.models import Sum

from finance.errors import MergeError, NameTakenError
from finance.models import (
    Account,
    AccountKind,
    Category,
    CategoryKind,
    MonthlySum,
    Posting,
    Transaction,
    Vendor,
    VendorAlias,
)
from finance.selectors.accounts import account_balances
from finance.selectors.balances import account_balances_on
from finance.selectors.merging import with_merged
from finance.selectors.vendors import vendor_find
from finance.services.accounts import account_create, account_merge, account_unarchive
from finance.services.categories import category_create, category_merge, category_unarchive, category_update
from finance.services.ledger_verification import ledger_verify
from finance.services.merging_references import REFERENCES, STAYS
from finance.services.periods import period_lock
from finance.services.transactions import transaction_reconcile, transaction_reverse, transaction_update
from finance.services.vendors import vendor_create, vendor_get_or_create, vendor_match_key, vendor_merge
from tests.conftest import Cast, join
from tests.ledger.conftest import DAY, NOW, Books
from users.audit.models import AuditEvent
from users.models import User
from users.tenancy.actor import acting
from users.tenancy.errors import StaleVersionError
from users.workspaces.roles import Role
from utils.errors import NotAllowedError

LOCK = datetime.date(2026, 6, 30)
LOCKED_DAY = datetime.date(2026, 6, 30)
MERGED = (Account, Category, Vendor)


def sound(books: Books) -> bool:
    return ledger_verify(workspace_id=books.actor.workspace_id) == []


def second_bank(books: Books, **said: Any) -> Account:
    said = {"name": "Second", "kind": AccountKind.CARD, "currency": "EUR", **said}
    return account_create(actor=books.actor, **said)


def test_every_key_to_a_mergeable_thing_is_moved_or_said_to_stay() -> None:
    keys = {
        (model, field.name)
        for model in apps.get_models()
        if not hasattr(model, "pgh_tracked_model")
        for field in model._meta.concrete_fields
        if field.related_model in MERGED
    }
    moved = {(reference.model, reference.field) for references in REFERENCES.values() for reference in references}
    assert keys == moved | set(STAYS)
    for thing, references in REFERENCES.items():
        assert {one.model._meta.get_field(one.field).related_model for one in references} == {thing}


def test_a_category_takes_everything_along(books: Books) -> None:
    below = category_create(actor=books.actor, name="Below", kind=CategoryKind.EXPENSE, parent=books.groceries)
    vendor = vendor_create(actor=books.actor, name="Shop", default_category=books.groceries)
    books.expense("5"), books.expense("7", postings=books.legs("7", category=books.fuel))
    category_merge(actor=books.actor, category=books.groceries, into=books.fuel, now=NOW)
    old = Category.objects.get(id=books.groceries.id)
    assert (old.merged_into_id, old.archived_at) == (books.fuel.id, NOW)
    below.refresh_from_db(), vendor.refresh_from_db()
    assert (below.parent_id, vendor.default_category_id) == (books.fuel.id, books.fuel.id)
    assert not Posting.objects.filter(category=old).exists()
    assert MonthlySum.objects.filter(category=books.fuel, postings__gt=0).aggregate(Sum("amount"))["amount__sum"] == Decimal(12)
    assert set(with_merged(Category, [books.fuel.id])) == {old.id, books.fuel.id}
    assert sound(books)


def test_the_history_and_the_trail_tell_what_moved(books: Books) -> None:
    booked = books.expense("5")
    category_merge(actor=books.actor, category=books.groceries, into=books.fuel, now=NOW)
    events = Posting.pgh_event_model.objects.filter(transaction=booked, category__isnull=False).order_by("pgh_id")  # type: ignore[attr-defined]
    assert list(events.values_list("pgh_label", "category_id")) == [("insert", books.groceries.id), ("update", books.fuel.id)]
    told = AuditEvent.objects.get(action="category_merged")
    assert told.subject_id == books.groceries.id
    assert told.data == {"into": str(books.fuel.id), "posting_category": 1}


def test_the_transaction_has_another_version_afterwards(books: Books) -> None:
    booked = books.expense("5")
    category_merge(actor=books.actor, category=books.groceries, into=books.fuel, now=NOW)
    with pytest.raises(StaleVersionError):
        transaction_update(actor=books.actor, transaction=booked, expected_version=booked.version, description="Old")


def test_what_lies_in_a_locked_period_stays_and_counts_where_it_went(books: Books) -> None:
    other = second_bank(books)
    locked = books.expense("5", account=other, date=LOCKED_DAY)
    free = books.expense("7", account=other, date=LOCKED_DAY + datetime.timedelta(days=1))
    period_lock(actor=books.actor, through=LOCK)
    account_merge(actor=books.actor, account=other, into=books.bank, now=NOW)
    assert locked.postings.get(account__isnull=False).account_id == other.id
    assert free.postings.get(account__isnull=False).account_id == books.bank.id
    assert account_balances() == {books.bank.id: {"EUR": Decimal(-12)}}
    assert account_balances_on(on=LOCK, account_ids=[books.bank.id]) == {books.bank.id: {"EUR": Decimal(-5)}}
    assert sound(books)


def test_a_locked_one_is_reversed_where_it_went(books: Books) -> None:
    other = second_bank(books)
    locked = books.expense("5", account=other, date=LOCKED_DAY)
    period_lock(actor=books.actor, through=LOCK)
    account_merge(actor=books.actor, account=other, into=books.bank, now=NOW)
    category_merge(actor=books.actor, category=books.groceries, into=books.fuel, now=NOW)
    reversal = transaction_reverse(actor=books.actor, transaction=locked, date=DAY)
    assert set(reversal.postings.values_list("account_id", "category_id")) == {(books.bank.id, None), (None, books.fuel.id)}
    assert sound(books)


def test_vendors_of_locked_transactions_stay(books: Books) -> None:
    shop, store = (vendor_create(actor=books.actor, name=name) for name in ("Shop", "Store"))
    locked, free = books.expense(date=LOCKED_DAY, vendor=shop), books.expense(vendor=shop)
    period_lock(actor=books.actor, through=LOCK)
    vendor_merge(actor=books.actor, vendor=shop, into=store, now=NOW)
    assert list(Transaction.objects.filter(vendor=shop)) == [locked]
    assert list(Transaction.objects.filter(vendor=store)) == [free]


def test_a_vendor_is_known_by_its_old_names_and_numbers(books: Books) -> None:
    shop = vendor_create(actor=books.actor, name="Shop", tax_id="DE1", iban="DE2", default_category=books.fuel)
    VendorAlias.objects.create(workspace_id=books.actor.workspace_id, vendor=shop, name="The Shop", match_key="theshop")
    store = vendor_create(actor=books.actor, name="Store", tax_id="DE3")
    vendor_merge(actor=books.actor, vendor=shop, into=store, now=NOW)
    store.refresh_from_db()
    assert (store.tax_id, store.iban, store.default_category_id) == ("DE3", "DE2", books.fuel.id)
    assert {alias.name for alias in store.aliases.all()} == {"Shop", "The Shop"}
    for known in ({"match_key": vendor_match_key("SHOP")}, {"match_key": "theshop"}, {"match_key": "none", "tax_id": "DE1"}):
        assert vendor_find(**known) == store  # type: ignore[arg-type]
    assert vendor_get_or_create(actor=books.actor, name="shop") == store


def test_chains_are_flattened_and_names_are_free_again(books: Books) -> None:
    first, second, third = (category_create(actor=books.actor, name=name, kind=CategoryKind.EXPENSE) for name in "ABC")
    category_merge(actor=books.actor, category=first, into=second, now=NOW)
    category_merge(actor=books.actor, category=second, into=third, now=NOW)
    assert set(with_merged(Category, [third.id])) == {first.id, second.id, third.id}
    assert Category.objects.get(id=first.id).merged_into_id == third.id
    category_create(actor=books.actor, name="A", kind=CategoryKind.EXPENSE)
    third.refresh_from_db()
    assert third.archived_at is None


def test_what_was_merged_stays_closed(books: Books) -> None:
    other = second_bank(books)
    account_merge(actor=books.actor, account=other, into=books.bank, now=NOW)
    category_merge(actor=books.actor, category=books.groceries, into=books.fuel, now=NOW)
    for deed in (
        lambda: account_unarchive(actor=books.actor, account=other),
        lambda: category_unarchive(actor=books.actor, category=books.groceries),
        lambda: account_merge(actor=books.actor, account=other, into=books.bank, now=NOW),
        lambda: account_merge(actor=books.actor, account=books.bank, into=other, now=NOW),
    ):
        with pytest.raises(MergeError):
            deed()


def test_what_is_booked_on_a_merged_thing_goes_where_that_went(books: Books) -> None:
    other = second_bank(books)
    account_merge(actor=books.actor, account=other, into=books.bank, now=NOW)
    category_merge(actor=books.actor, category=books.groceries, into=books.fuel, now=NOW)
    booked = books.expense("5", account=other)
    assert set(booked.postings.values_list("account_id", "category_id")) == {(books.bank.id, None), (None, books.fuel.id)}


def test_reconciled_transactions_go_along_and_stay_reconciled(books: Books) -> None:
    other = second_bank(books)
    booked = books.expense("5", account=other)
    transaction_reconcile(actor=books.actor, transaction=booked)
    account_merge(actor=books.actor, account=other, into=books.bank, now=NOW)
    booked.refresh_from_db()
    assert booked.status == "reconciled"
    assert account_balances() == {books.bank.id: {"EUR": Decimal(-5)}}


def test_an_account_gives_its_numbers_to_one_that_has_none(books: Books) -> None:
    other = second_bank(books, last4="4711", iban="DE89370400440532013000")
    account_merge(actor=books.actor, account=other, into=books.bank, now=NOW)
    books.bank.refresh_from_db()
    assert (books.bank.last4, books.bank.iban) == ("4711", "DE89370400440532013000")


@pytest.mark.parametrize("case", ["itself", "currency", "loan", "clearing"])
def test_accounts_that_are_unlike_are_not_merged(books: Books, case: str) -> None:
    into = {
        "itself": lambda: books.bank,
        "currency": lambda: second_bank(books, currency="USD"),
        "loan": lambda: second_bank(books, kind=AccountKind.LOAN),
        "clearing": lambda: books.clearing,
    }[case]()
    for account, other in ((books.bank, into), (into, books.bank)):
        with pytest.raises(MergeError):
            account_merge(actor=books.actor, account=account, into=other, now=NOW)


def test_categories_that_are_unlike_are_not_merged(books: Books) -> None:
    income = category_create(actor=books.actor, name="In", kind=CategoryKind.INCOME)
    below = category_create(actor=books.actor, name="Below", kind=CategoryKind.EXPENSE, parent=books.fuel)
    deeper = category_create(actor=books.actor, name="Deeper", kind=CategoryKind.EXPENSE, parent=below)
    system = Category.objects.get(system_code="unknown")
    for category, into in ((books.fuel, income), (books.fuel, deeper), (books.fuel, system), (system, books.fuel)):
        with pytest.raises(MergeError):
            category_merge(actor=books.actor, category=category, into=into, now=NOW)
    category_merge(actor=books.actor, category=deeper, into=books.fuel, now=NOW)


def test_equal_names_below_are_told(books: Books) -> None:
    for parent in (books.groceries, books.fuel):
        category_create(actor=books.actor, name="Same", kind=CategoryKind.EXPENSE, parent=parent)
    with pytest.raises(NameTakenError, match="Both have"):
        category_merge(actor=books.actor, category=books.groceries, into=books.fuel, now=NOW)


def test_nothing_is_put_below_what_was_merged(books: Books) -> None:
    category_merge(actor=books.actor, category=books.groceries, into=books.fuel, now=NOW)
    other = category_create(actor=books.actor, name="Other", kind=CategoryKind.EXPENSE)
    with pytest.raises(Exception, match="merged into"):
        category_update(actor=books.actor, category=other, parent=books.groceries)


def test_a_stale_version_and_a_lesser_role_are_refused(books: Books, cast: Cast) -> None:
    with pytest.raises(StaleVersionError):
        category_merge(actor=books.actor, category=books.groceries, into=books.fuel, now=NOW, expected_version=9)
    reader = join(cast.workspace, User.objects.create_user("reader@example.org", None), Role.ACCOUNTANT)
    with acting(reader), pytest.raises(NotAllowedError):
        category_merge(actor=reader, category=books.groceries, into=books.fuel, now=NOW)
