"""The roll-up is kept by the database, whatever writes to the ledger and however many at once."""

from __future__ import annotations

import datetime
from decimal import Decimal

import pytest
from django.db import IntegrityError, connection, transaction

from finance.models import MonthlySum, Posting, Transaction, TransactionStatus
from finance.services.ledger_verification import ledger_verify
from finance.services.transactions import PostingDraft, transaction_update
from tests.ledger.conftest import DAY, Books, at_once

D = Decimal
MONTH = DAY.replace(day=1)
NEXT_MONTH = datetime.date(2026, 12, 24)


def sums(books: Books) -> dict[tuple[str, datetime.date], Decimal]:
    """(name of account or category, month) → amount, of the rows that count."""
    rows = MonthlySum.objects.filter(postings__gt=0).select_related("account", "category")
    return {(str(row.account or row.category), row.month): row.amount for row in rows}


@pytest.fixture(autouse=True)
def _ends_as_recomputed(books: Books) -> object:
    yield
    assert [found for found in ledger_verify(workspace_id=books.actor.workspace_id) if found.code != "history_mismatch"] == []


def test_bookings_of_a_month_add_up(books: Books) -> None:
    for amount in ("1.10", "2.20"):
        books.expense(amount)
    assert sums(books) == {("Clearing", MONTH): D("-3.3000"), ("Groceries", MONTH): D("3.3000")}


def test_a_date_that_moves_takes_its_amounts_to_the_other_month(books: Books) -> None:
    booked = books.expense("5")
    transaction_update(actor=books.actor, transaction=booked, expected_version=1, date=NEXT_MONTH)
    assert set(sums(books)) == {("Clearing", NEXT_MONTH.replace(day=1)), ("Groceries", NEXT_MONTH.replace(day=1))}


def test_a_posting_that_moves_takes_its_amount_along(books: Books) -> None:
    booked = books.expense("5")
    Posting.objects.filter(transaction=booked, position=2).update(category=books.fuel)
    assert sums(books)[("Fuel", MONTH)] == 5


def test_bulk_updates_and_deletes_are_seen(books: Books) -> None:
    first, second = books.expense("5"), books.expense("7")
    Transaction.objects.filter(id__in=[first.id, second.id]).update(status=TransactionStatus.DRAFT)
    assert sums(books) == {}
    Transaction.objects.filter(id=first.id).update(status=TransactionStatus.BOOKED, date=NEXT_MONTH)
    assert sums(books)[("Groceries", NEXT_MONTH.replace(day=1))] == 5
    Transaction.objects.all().delete()
    assert sums(books) == {}


def test_currencies_and_missing_base_amounts_are_kept_apart(books: Books) -> None:
    books.expense("5")
    books.expense(
        postings=[PostingDraft(D(-8), "USD", account=books.clearing), PostingDraft(D(8), "USD", category=books.groceries)]
    )
    rows = MonthlySum.objects.filter(category=books.groceries).values_list("currency", "base_amount", "postings_without_base")
    assert set(rows) == {("EUR", D(5), 0), ("USD", D(0), 1)}


def test_a_posting_before_its_transaction_is_refused(books: Books) -> None:
    early = Posting(
        workspace_id=books.actor.workspace_id,
        transaction_id=books.bank.id,
        position=1,
        category=books.fuel,
        amount=D(1),
        currency="EUR",
    )
    with pytest.raises(IntegrityError, match="come after it"), transaction.atomic():
        early.save()


def test_a_transaction_does_not_go_before_its_postings(books: Books) -> None:
    booked = books.expense()
    with pytest.raises(IntegrityError, match="go before it"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("DELETE FROM finance_transaction WHERE id = %s", [booked.id])


def test_postings_and_transaction_deleted_by_one_statement_are_refused(books: Books) -> None:
    booked = books.expense()
    statement = "WITH p AS (DELETE FROM finance_posting WHERE transaction_id = %s) DELETE FROM finance_transaction WHERE id = %s"
    with pytest.raises(IntegrityError, match="go before it"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, [booked.id, booked.id])


def test_a_transaction_and_its_postings_by_one_statement_count_once(books: Books) -> None:
    statement = """
        WITH t AS (INSERT INTO finance_transaction
            (id, workspace_id, kind, status, is_settled, date, description, notes, created_at, version)
            VALUES (gen_random_uuid(), %(ws)s, 'expense', 'booked', false, %(day)s, '', '', now(), 1) RETURNING id)
        INSERT INTO finance_posting
            (id, workspace_id, transaction_id, position, account_id, category_id, amount, currency, base_amount, rate_source,
             memo)
        SELECT gen_random_uuid(), %(ws)s, t.id, leg.position, leg.account_id, leg.category_id, leg.amount, 'EUR', leg.amount,
               '', ''
          FROM t CROSS JOIN (VALUES (1, %(clearing)s::uuid, NULL::uuid, -4), (2, NULL, %(fuel)s::uuid, 4))
               leg (position, account_id, category_id, amount)
    """
    with connection.cursor() as cursor:
        parts = {"ws": books.actor.workspace_id, "day": DAY, "clearing": books.clearing.id, "fuel": books.fuel.id}
        cursor.execute(statement, parts)
    assert sums(books) == {("Clearing", MONTH): D(-4), ("Fuel", MONTH): D(4)}


class TestAtOnce:
    """Real connections."""

    @pytest.fixture
    def books(self, committed_books: Books) -> Books:
        return committed_books

    def test_many_bookings_of_one_month_lose_nothing(self, books: Books) -> None:
        done = at_once(books.actor, [lambda: [books.expense("1") for _ in range(5)]] * 8)
        assert [error for error in done if isinstance(error, Exception)] == []
        assert sums(books) == {("Clearing", MONTH): D(-40), ("Groceries", MONTH): D(40)}

    def test_bookings_in_opposite_orders_do_not_wait_in_a_circle(self, books: Books) -> None:
        def book(first: str, second: str) -> None:
            for _ in range(10):
                with transaction.atomic():
                    for name in (first, second):
                        books.expense("1", postings=books.legs("1", books.bank, getattr(books, name)))

        done = at_once(books.actor, [lambda: book("groceries", "fuel"), lambda: book("fuel", "groceries")] * 3)
        assert done == [None] * 6
        assert sums(books)[("Bank", MONTH)] == -120

    def test_a_posting_added_while_its_transaction_moves_is_not_left_behind(self, books: Books) -> None:
        booked = books.expense("5")

        def split() -> None:
            with transaction.atomic():
                Posting.objects.filter(transaction=booked, position=2).update(amount=D(4))
                Posting.objects.create(
                    workspace_id=books.actor.workspace_id,
                    transaction=booked,
                    position=3,
                    category=books.fuel,
                    amount=D(1),
                    currency="EUR",
                    base_amount=D(1),
                )
                with connection.cursor() as cursor:
                    cursor.execute("UPDATE finance_posting SET base_amount = amount WHERE transaction_id = %s", [booked.id])
                    cursor.execute("SELECT pg_sleep(0.3)")

        def move() -> None:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_sleep(0.1)")
            Transaction.objects.filter(id=booked.id).update(date=NEXT_MONTH)

        assert at_once(books.actor, [split, move]) == [None, None]
        assert set(sums(books)) == {(name, NEXT_MONTH.replace(day=1)) for name in ("Clearing", "Groceries", "Fuel")}
