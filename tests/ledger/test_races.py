"""Many at once, on connections of their own: one wins, the others are told so."""

from __future__ import annotations

from threading import Event
from time import sleep
from uuid import UUID

from django.db import transaction

from finance.errors import AccountCurrencyError, AlreadyBookedError, SettlementError, TransactionStateError
from finance.models import Account, Category, Transaction, TransactionDocument, Vendor
from finance.services.accounts import account_update
from finance.services.ledger import ledger_open
from finance.services.ledger_verification import ledger_verify
from finance.services.transactions import transaction_reverse, transaction_settle, transaction_trash, transaction_update
from finance.services.vendors import vendor_get_or_create
from tests.conftest import Cast
from tests.ledger.conftest import DAY, NOW, Books, at_once
from users.tenancy.errors import StaleVersionError
from users.tenancy.scope import scope


def winners(done: list[object], refusal: type[Exception]) -> list[object]:
    """What the winners returned; all others must have met this refusal."""
    lost = [result for result in done if isinstance(result, Exception)]
    assert [type(error) for error in lost] == [refusal] * len(lost), lost
    return [result for result in done if not isinstance(result, Exception)]


def is_sound(books: Books) -> bool:
    return ledger_verify(workspace_id=books.actor.workspace_id) == []


def test_twenty_machines_book_a_document_once(committed_books: Books) -> None:
    books, document = committed_books, committed_books.document()

    def book() -> UUID:
        return books.expense(document=document, by_machine=True).id

    done = at_once(books.actor, [book] * 20)
    (winner,) = winners(done, AlreadyBookedError)
    assert {error.transaction_id for error in done if isinstance(error, AlreadyBookedError)} == {winner}
    assert Transaction.objects.count() == TransactionDocument.objects.count() == 1
    assert is_sound(books)


def test_a_transaction_is_settled_once(committed_books: Books) -> None:
    books, booked = committed_books, committed_books.expense()
    deed = lambda: transaction_settle(actor=books.actor, transaction=booked, account=books.bank, date=DAY)  # noqa: E731
    assert len(winners(at_once(books.actor, [deed] * 6), SettlementError)) == 1
    assert is_sound(books)


def test_a_transaction_is_reversed_once(committed_books: Books) -> None:
    books, booked = committed_books, committed_books.expense()
    deed = lambda: transaction_reverse(actor=books.actor, transaction=booked, date=DAY)  # noqa: E731
    assert len(winners(at_once(books.actor, [deed] * 6), TransactionStateError)) == 1
    assert is_sound(books)


def test_of_two_writers_with_the_same_version_one_wins(committed_books: Books) -> None:
    books, booked = committed_books, committed_books.expense()
    deeds = [
        lambda amount=amount: transaction_update(
            actor=books.actor, transaction=booked, expected_version=1, postings=books.legs(amount)
        )
        for amount in ("1", "2", "3", "4")
    ]
    assert len(winners(at_once(books.actor, deeds), StaleVersionError)) == 1
    assert Transaction.objects.get().version == 2
    assert is_sound(books)


def test_settling_and_trashing_at_once_leave_a_sound_ledger(committed_books: Books) -> None:
    for _ in range(5):
        _settle_and_trash(committed_books, committed_books.expense())
    assert is_sound(committed_books)


def _settle_and_trash(books: Books, booked: Transaction) -> None:
    deeds = [
        lambda: transaction_settle(actor=books.actor, transaction=booked, account=books.bank, date=DAY),
        lambda: transaction_trash(actor=books.actor, transaction=booked, now=NOW),
    ]
    assert len(winners(at_once(books.actor, deeds), SettlementError)) == 1


def test_the_currency_of_an_account_does_not_change_under_a_booking(committed_books: Books) -> None:
    books, is_posted = committed_books, Event()

    def book() -> None:
        with transaction.atomic():
            books.expense(account=books.bank)
            is_posted.set()
            sleep(0.5)  # not committed yet: the other must wait

    def change() -> Account:
        is_posted.wait(timeout=10)
        return account_update(actor=books.actor, account=Account.objects.get(id=books.bank.id), currency="USD")

    _booked, changed = at_once(books.actor, [book, change])
    assert isinstance(changed, AccountCurrencyError)
    assert is_sound(books)


def test_a_ledger_is_opened_once(committed_cast: Cast) -> None:
    actor = committed_cast.alice
    done = at_once(actor, [lambda: ledger_open(actor=actor).id] * 8)
    assert len(set(done)) == 1
    with scope(actor.workspace_id):
        assert Account.objects.count() == 1
        assert Category.objects.filter(system_code="unknown").count() == 1


def test_spellings_of_one_vendor_meet(committed_books: Books) -> None:
    actor = committed_books.actor
    spellings = ["Café Zoë", "CAFE ZOE", "café-zoë", "Cafe Zoe "] * 3
    done = at_once(actor, [lambda name=name: vendor_get_or_create(actor=actor, name=name).id for name in spellings])
    assert len(set(done)) == 1
    assert Vendor.objects.count() == 1
