"""Nothing dated in a locked period changes, not even by raw SQL, and no booking in flight slips past a lock."""

from __future__ import annotations

import datetime
import time
from collections.abc import Callable
from threading import Event

import pytest
from django.db import IntegrityError, connection, transaction

from finance.errors import LedgerNotOpenError, PeriodLockedError
from finance.models import LedgerSettings, Posting, Transaction, TransactionStatus
from finance.services.periods import period_lock, period_unlock
from finance.services.transactions import (
    transaction_confirm,
    transaction_restore,
    transaction_reverse,
    transaction_settle,
    transaction_trash,
    transaction_update,
)
from tests.conftest import Cast
from tests.ledger.conftest import DAY, NOW, Books, at_once, open_books
from users.audit.models import AuditEvent
from users.tenancy.actor import acting
from utils.errors import NotAllowedError

AFTER = DAY + datetime.timedelta(days=1)


@pytest.fixture
def locked(books: Books) -> Transaction:
    """A booked transaction in a period that was locked afterwards."""
    booked = books.expense()
    period_lock(actor=books.actor, through=DAY)
    return booked


def test_the_last_locked_day_takes_no_booking_and_the_next_day_does(books: Books, locked: Transaction) -> None:
    with pytest.raises(PeriodLockedError):
        books.expense()
    with pytest.raises(PeriodLockedError):
        books.expense(status=TransactionStatus.DRAFT)
    books.expense(date=AFTER)


DEEDS: dict[str, Callable[[Books, Transaction], object]] = {
    "move it out": lambda b, t: transaction_update(actor=b.actor, transaction=t, expected_version=1, date=AFTER),
    "reword it": lambda b, t: transaction_update(actor=b.actor, transaction=t, expected_version=1, description="x"),
    "note": lambda b, t: transaction_update(actor=b.actor, transaction=t, expected_version=1, notes="x"),
    "post otherwise": lambda b, t: transaction_update(actor=b.actor, transaction=t, expected_version=1, postings=b.legs("9")),
    "trash it": lambda b, t: transaction_trash(actor=b.actor, transaction=t, now=NOW),
    "move one in": lambda b, t: transaction_update(
        actor=b.actor, transaction=b.expense(date=AFTER), expected_version=1, date=t.date
    ),
    "reverse in it": lambda b, t: transaction_reverse(actor=b.actor, transaction=t, date=DAY),
    "settle in it": lambda b, t: transaction_settle(actor=b.actor, transaction=t, account=b.bank, date=DAY),
}


@pytest.mark.parametrize("deed", DEEDS)
def test_what_is_locked_stays_as_it_is(books: Books, locked: Transaction, deed: str) -> None:
    with pytest.raises(PeriodLockedError):
        DEEDS[deed](books, locked)


def test_a_draft_or_trashed_one_does_not_come_back_into_a_locked_period(books: Books) -> None:
    draft, trashed = books.expense(status=TransactionStatus.DRAFT), books.expense()
    transaction_trash(actor=books.actor, transaction=trashed, now=NOW)
    period_lock(actor=books.actor, through=DAY)
    with pytest.raises(PeriodLockedError):
        transaction_confirm(actor=books.actor, transaction=draft)
    with pytest.raises(PeriodLockedError):
        transaction_restore(actor=books.actor, transaction=trashed)


STATEMENTS = {
    "update of a posting": "UPDATE finance_posting SET memo = 'x' WHERE transaction_id = %(id)s",
    "delete of postings": "DELETE FROM finance_posting WHERE transaction_id = %(id)s",
    "update of the date": "UPDATE finance_transaction SET date = date + 1 WHERE id = %(id)s",
    "delete of the transaction": "DELETE FROM finance_transaction WHERE id = %(id)s",
    "posting more": """
        INSERT INTO finance_posting (id, workspace_id, transaction_id, position, category_id, amount, currency, rate_source, memo)
        SELECT gen_random_uuid(), workspace_id, transaction_id, 9, category_id, 0, currency, '', '' FROM finance_posting
         WHERE transaction_id = %(id)s AND category_id IS NOT NULL""",
}


@pytest.mark.parametrize("what", STATEMENTS)
def test_raw_sql_is_refused_too(locked: Transaction, what: str) -> None:
    with pytest.raises(IntegrityError, match="locked through"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(STATEMENTS[what], {"id": locked.id})


def test_a_posting_cannot_be_moved_out_of_a_locked_transaction(books: Books, locked: Transaction) -> None:
    open_one = books.expense(date=AFTER)
    with pytest.raises(IntegrityError, match="locked through"), transaction.atomic():
        Posting.objects.filter(transaction=locked, position=2).update(transaction=open_one, position=3)


def test_a_locked_transaction_may_be_settled_and_reversed_later(books: Books, locked: Transaction) -> None:
    transaction_settle(actor=books.actor, transaction=locked, account=books.bank, date=AFTER)
    assert Transaction.objects.get(id=locked.id).is_settled
    transaction_reverse(actor=books.actor, transaction=locked, date=AFTER)


def test_unlocking_opens_the_period_and_is_remembered(books: Books, locked: Transaction) -> None:
    period_unlock(actor=books.actor)
    books.expense()
    deeds = AuditEvent.objects.filter(action__startswith="period_").order_by("id").values_list("action", "data")
    assert [action for action, _ in deeds] == ["period_locked", "period_unlocked"]
    assert [data["from"] for _, data in deeds] == [None, DAY.isoformat()]


def test_members_do_not_lock(cast: Cast) -> None:
    with acting(cast.bob), pytest.raises(NotAllowedError):
        period_lock(actor=cast.bob, through=DAY)


def test_a_ledger_without_its_settings_takes_no_booking(books: Books) -> None:
    LedgerSettings.objects.all().delete()
    with pytest.raises(LedgerNotOpenError):
        books.expense()


def test_the_lock_of_one_workspace_does_not_hold_another(books: Books, locked: Transaction, cast: Cast) -> None:
    with acting(cast.charlie):
        booked = open_books(cast.charlie).expense()
        assert booked.date == locked.date


def test_a_lock_waits_for_the_booking_in_flight(committed_books: Books) -> None:
    has_booked, may_commit = Event(), Event()

    def book() -> None:
        with transaction.atomic():
            committed_books.expense()
            has_booked.set()
            may_commit.wait(timeout=20)

    def lock() -> float:
        has_booked.wait(timeout=20)
        begin = time.monotonic()
        period_lock(actor=committed_books.actor, through=DAY)
        return time.monotonic() - begin

    def let_go() -> None:
        has_booked.wait(timeout=20)
        time.sleep(0.5)
        may_commit.set()

    _, waited, _ = at_once(committed_books.actor, [book, lock, let_go])
    assert waited > 0.4
    assert Transaction.objects.count() == 1


def test_a_booking_waits_for_the_lock_in_flight_and_is_refused(committed_books: Books) -> None:
    has_locked = Event()

    def lock() -> None:
        with transaction.atomic():
            period_lock(actor=committed_books.actor, through=DAY)
            has_locked.set()
            time.sleep(0.5)

    def book() -> Transaction:
        has_locked.wait(timeout=20)
        return committed_books.expense()

    _, refusal = at_once(committed_books.actor, [lock, book])
    assert isinstance(refusal, PeriodLockedError)
    assert not Transaction.objects.exists()
