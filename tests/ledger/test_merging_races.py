"""Merging while others book, edit, move and merge: no booking is lost, nobody meets a deadlock."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from finance.errors import BusyError, CategoryTreeError, MergeError
from finance.models import Category, CategoryKind, MonthlySum, Posting, Transaction
from finance.selectors.accounts import account_balances
from finance.selectors.merging import with_merged
from finance.services.accounts import account_merge
from finance.services.categories import category_create, category_merge, category_update
from finance.services.ledger_verification import ledger_verify
from finance.services.transactions import transaction_update
from finance.services.vendors import vendor_create, vendor_merge
from tests.ledger.conftest import NOW, Books, at_once
from tests.ledger.test_merging import second_bank
from users.tenancy.errors import StaleVersionError

EXPECTED = (BusyError, StaleVersionError)


def defects(done: list[Any], *expected: type[Exception]) -> list[Exception]:
    return [one for one in done if isinstance(one, Exception) and not isinstance(one, expected)]


def several(count: int, deed: Callable[[], Any]) -> list[Callable[[], Any]]:
    return [deed] * count


def test_no_booking_is_lost_while_its_category_and_account_are_merged(committed_books: Books) -> None:
    books = committed_books
    other = second_bank(books)
    edited = [books.expense("1", account=other) for _ in range(4)]

    def book() -> list[Transaction]:
        return [books.expense("1", account=other) for _ in range(5)]

    def edit(transaction: Transaction) -> Callable[[], Transaction]:
        return lambda: transaction_update(
            actor=books.actor, transaction=transaction, expected_version=1, postings=books.legs("1", other)
        )

    deeds = [
        *several(3, book),
        *(edit(transaction) for transaction in edited),
        lambda: category_merge(actor=books.actor, category=books.groceries, into=books.fuel, now=NOW),
        lambda: account_merge(actor=books.actor, account=other, into=books.bank, now=NOW),
    ]
    done = at_once(books.actor, deeds)
    assert defects(done, *EXPECTED) == []
    assert not any(isinstance(one, BusyError) for one in done[-2:])
    assert account_balances() == {books.bank.id: {"EUR": Decimal(-19)}}
    sums = MonthlySum.objects.filter(category_id__in=with_merged(Category, [books.fuel.id]))
    assert sums.aggregate(total=Sum("amount"))["total"] == Decimal(19)
    assert not Posting.objects.filter(account=other).exists()
    assert not Posting.objects.filter(category=books.groceries).exists()
    assert ledger_verify(workspace_id=books.actor.workspace_id) == []


def test_of_many_who_merge_the_same_one_wins(committed_books: Books) -> None:
    books = committed_books
    vendors = [vendor_create(actor=books.actor, name=f"Vendor {n}") for n in range(4)]
    books.expense("1", vendor=vendors[0])
    deeds = [lambda into=into: vendor_merge(actor=books.actor, vendor=vendors[0], into=into, now=NOW) for into in vendors[1:]]
    done = at_once(books.actor, deeds)
    assert sorted(type(one).__name__ for one in done) == ["MergeError", "MergeError", "Vendor"]
    assert Transaction.objects.get().vendor_id in {vendor.id for vendor in vendors[1:]}


def test_merges_against_each_other_make_no_ring(committed_books: Books) -> None:
    books = committed_books
    one, two = books.groceries, books.fuel
    deeds = [
        lambda: category_merge(actor=books.actor, category=one, into=two, now=NOW),
        lambda: category_merge(actor=books.actor, category=two, into=one, now=NOW),
    ]
    done = at_once(books.actor, deeds)
    assert sorted(type(one).__name__ for one in done) == ["Category", "MergeError"]
    assert ledger_verify(workspace_id=books.actor.workspace_id) == []


def test_two_moves_at_once_close_no_ring(committed_books: Books) -> None:
    books = committed_books
    one, two = (category_create(actor=books.actor, name=name, kind=CategoryKind.EXPENSE) for name in ("One", "Two"))
    deeds = [
        lambda: category_update(actor=books.actor, category=one, parent=two),
        lambda: category_update(actor=books.actor, category=two, parent=one),
    ]
    done = at_once(books.actor, deeds)
    assert sorted(type(one).__name__ for one in done) == ["Category", "CategoryTreeError"]


def test_a_merge_and_a_move_at_once_close_no_ring(committed_books: Books) -> None:
    books = committed_books
    one, two = (category_create(actor=books.actor, name=name, kind=CategoryKind.EXPENSE) for name in ("One", "Two"))
    deeds = [
        lambda: category_merge(actor=books.actor, category=one, into=two, now=NOW),
        lambda: category_update(actor=books.actor, category=two, parent=one),
    ]
    done = at_once(books.actor, deeds)
    assert defects(done, MergeError, CategoryTreeError) == []
    assert sum(isinstance(one, Exception) for one in done) == 1
