"""A refund is linked to its purchase, and the refunds of one purchase are never more than it."""

from __future__ import annotations

import datetime
from decimal import Decimal
from typing import Any

import pytest

from finance.errors import RefundError, TransactionStateError
from finance.models import Transaction, TransactionKind, TransactionStatus
from finance.selectors.refunds import Paid, open_amount, refunds_live
from finance.selectors.transactions import transaction_get
from finance.services.ledger_verification import ledger_verify
from finance.services.periods import period_lock
from finance.services.transactions import (
    PostingDraft,
    transaction_create,
    transaction_restore,
    transaction_reverse,
    transaction_settle,
    transaction_trash,
    transaction_update,
)
from tests.ledger.conftest import DAY, NOW, Books, at_once

LATER = datetime.date(2026, 12, 3)


def refund(books: Books, purchase: Transaction | None, amount: str = "5", **changes: Any) -> Transaction:
    back = Decimal(amount)
    legs = [PostingDraft(back, "EUR", account=books.clearing), PostingDraft(-back, "EUR", category=books.groceries)]
    values = {"kind": TransactionKind.REFUND, "date": LATER, "postings": legs, "refunds": purchase, **changes}
    return transaction_create(actor=books.actor, **values)


def left(purchase: Transaction) -> Paid | None:
    return open_amount(purchase.id, list(refunds_live(purchase.id)))


@pytest.fixture(autouse=True)
def _ends_sound(request: pytest.FixtureRequest) -> object:
    books: Books = request.getfixturevalue("committed_books" if "committed_books" in request.fixturenames else "books")
    yield
    assert ledger_verify(workspace_id=books.actor.workspace_id) == []


def test_refunds_up_to_the_purchase_leave_an_open_amount(books: Books) -> None:
    purchase = books.expense("12.50")
    refund(books, purchase, "5")
    assert left(purchase) == Paid("EUR", Decimal("7.50"))
    refund(books, purchase, "7.50")
    assert left(purchase) == Paid("EUR", Decimal(0))
    with pytest.raises(RefundError, match=r"12\.51 EUR, more than the 12\.5 EUR"):
        refund(books, purchase, "0.01")


def test_only_an_expense_that_counts_is_refunded(books: Books) -> None:
    draft = books.expense(status=TransactionStatus.DRAFT)
    trashed = transaction_trash(actor=books.actor, transaction=books.expense(), now=NOW)
    reversed_one = books.expense()
    transaction_reverse(actor=books.actor, transaction=reversed_one, date=LATER)
    loose = refund(books, None)
    for purchase in (draft, trashed, reversed_one, loose):
        with pytest.raises(RefundError):
            refund(books, purchase)


def test_only_a_refund_refunds(books: Books) -> None:
    purchase = books.expense()
    with pytest.raises(TransactionStateError, match="kind refund"):
        books.expense(refunds=purchase)


def test_a_refund_is_in_the_currency_of_its_purchase(books: Books) -> None:
    legs = [
        PostingDraft(Decimal(1), "USD", account=books.clearing),
        PostingDraft(Decimal(-1), "USD", category=books.groceries),
    ]
    with pytest.raises(RefundError, match="settled on the account"):
        refund(books, books.expense(), postings=legs)


def test_money_that_goes_out_refunds_nothing(books: Books) -> None:
    with pytest.raises(RefundError):
        refund(books, books.expense(), "-1")


def test_neither_of_the_two_changes_so_that_they_do_not_fit(books: Books) -> None:
    purchase = books.expense("12.50")
    returned = refund(books, purchase, "5")
    version = transaction_get(purchase.id).version
    with pytest.raises(RefundError):
        transaction_update(actor=books.actor, transaction=purchase, expected_version=version, postings=books.legs("4"))
    with pytest.raises(RefundError):
        transaction_update(actor=books.actor, transaction=purchase, expected_version=version, kind=TransactionKind.INCOME)
    legs = [
        PostingDraft(Decimal(13), "EUR", account=books.clearing),
        PostingDraft(Decimal(-13), "EUR", category=books.groceries),
    ]
    with pytest.raises(RefundError):
        transaction_update(actor=books.actor, transaction=returned, expected_version=1, postings=legs)
    other = books.expense("3")
    with pytest.raises(RefundError):
        transaction_update(actor=books.actor, transaction=returned, expected_version=1, refunds=other)
    unlinked = transaction_update(actor=books.actor, transaction=returned, expected_version=1, refunds=None)
    assert unlinked.refunds_id is None


def test_a_purchase_with_refunds_is_neither_trashed_nor_reversed(books: Books) -> None:
    purchase = books.expense()
    returned = refund(books, purchase)
    with pytest.raises(RefundError, match="Trash or unlink"):
        transaction_trash(actor=books.actor, transaction=purchase, now=NOW)
    with pytest.raises(RefundError):
        transaction_reverse(actor=books.actor, transaction=purchase, date=LATER)
    transaction_trash(actor=books.actor, transaction=returned, now=NOW)
    transaction_trash(actor=books.actor, transaction=purchase, now=NOW)
    with pytest.raises(TransactionStateError, match="refunds is in the trash"):
        transaction_restore(actor=books.actor, transaction=returned)


def test_a_refund_comes_back_only_where_it_still_fits(books: Books) -> None:
    purchase = books.expense("12.50")
    first = refund(books, purchase, "10")
    transaction_trash(actor=books.actor, transaction=first, now=NOW)
    second = refund(books, purchase, "5")
    with pytest.raises(RefundError):
        transaction_restore(actor=books.actor, transaction=first)
    transaction_trash(actor=books.actor, transaction=second, now=NOW)
    transaction_restore(actor=books.actor, transaction=first)
    assert left(purchase) == Paid("EUR", Decimal("2.50"))


def test_a_reversed_refund_gives_its_amount_free_until_the_reversal_is_trashed(books: Books) -> None:
    purchase = books.expense("12.50")
    reversal = transaction_reverse(actor=books.actor, transaction=refund(books, purchase, "10"), date=LATER)
    refund(books, purchase, "5")
    with pytest.raises(RefundError):
        transaction_trash(actor=books.actor, transaction=reversal, now=NOW)


def test_a_reversal_comes_back_only_where_nothing_was_refunded_since(books: Books) -> None:
    purchase = books.expense()
    reversal = transaction_reverse(actor=books.actor, transaction=purchase, date=LATER)
    transaction_trash(actor=books.actor, transaction=reversal, now=NOW)
    refund(books, purchase)
    with pytest.raises(RefundError):
        transaction_restore(actor=books.actor, transaction=reversal)


def test_a_purchase_of_a_locked_period_is_refunded_after_it(books: Books) -> None:
    purchase = books.expense()
    transaction_settle(actor=books.actor, transaction=purchase, account=books.bank, date=DAY)
    period_lock(actor=books.actor, through=DAY)
    assert refund(books, purchase).refunds_id == purchase.id


def test_refunds_at_once_do_not_exceed_their_purchase(committed_books: Books) -> None:
    books = committed_books
    purchase = books.expense("12")
    done = at_once(books.actor, [lambda: refund(books, purchase, "5")] * 5)
    assert [type(result) for result in done if isinstance(result, Exception)] == [RefundError] * 3
    assert left(purchase) == Paid("EUR", Decimal(2))


def test_refunding_trashing_and_editing_a_purchase_at_once_leaves_a_sound_ledger(committed_books: Books) -> None:
    books = committed_books
    for _ in range(3):
        purchase, other = books.expense("12"), books.expense("12")
        moved = refund(books, other, "6")
        done = at_once(
            books.actor,
            [
                lambda purchase=purchase: refund(books, purchase, "10"),
                lambda purchase=purchase: transaction_trash(actor=books.actor, transaction=purchase, now=NOW),
                lambda moved=moved, to=purchase: transaction_update(
                    actor=books.actor, transaction=moved, expected_version=1, refunds=to
                ),
                lambda moved=moved: transaction_trash(actor=books.actor, transaction=moved, now=NOW),
            ],
        )
        lost = [type(result).__name__ for result in done if isinstance(result, Exception)]
        assert set(lost) <= {"RefundError", "TransactionStateError", "StaleVersionError"}, done
        held = transaction_get(purchase.id)
        live = list(refunds_live(purchase.id))
        assert not (held.trashed_at and live)
        remaining = open_amount(purchase.id, live)
        assert remaining is not None
        assert remaining.amount >= 0
