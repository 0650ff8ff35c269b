"""`ledger_verify` names each kind of corruption, made here by SQL past every trigger and constraint."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal
from io import StringIO
from typing import Any
from uuid import UUID

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from finance.models import MonthlySum, Posting, Transaction, TransactionDocument, TransactionKind
from finance.services.ledger_verification import ledger_verify
from finance.services.ledger_verification_checks import CHECKS
from finance.services.transactions import PostingDraft, transaction_reverse, transaction_settle
from tests.conftest import Cast
from tests.ledger.conftest import DAY, NOW, Books, open_books
from users.tenancy.actor import acting
from utils.ids import new_id

D = Decimal


@dataclass(frozen=True)
class Filled:
    """A ledger with one of everything."""

    books: Books
    expense: Transaction
    settled: Transaction
    settlement: Transaction
    reversed: Transaction
    reversal: Transaction
    exchange: Transaction
    foreign_posting_id: UUID


@pytest.fixture
def filled(books: Books, cast: Cast) -> Filled:
    with acting(cast.charlie):
        foreign = open_books(cast.charlie).expense()
        foreign_posting_id = Posting.objects.filter(transaction=foreign, position=2).get().category_id
    settled, reverted = books.expense("20"), books.expense("30")
    legs = [
        PostingDraft(D(-9), "EUR", account=books.bank),
        PostingDraft(D(10), "USD", account=books.clearing, base_amount=D(9)),
    ]
    return Filled(
        books,
        books.expense("10", document=books.document(), by_machine=True),
        settled,
        transaction_settle(actor=books.actor, transaction=settled, account=books.bank, date=DAY),
        reverted,
        transaction_reverse(actor=books.actor, transaction=reverted, date=DAY),
        books.expense(kind=TransactionKind.TRANSFER, postings=legs),
        foreign_posting_id,
    )


WITHOUT_GUARDS = """
    SET CONSTRAINTS ALL IMMEDIATE;
    DROP INDEX IF EXISTS transaction_document_one_by_machine, transaction_settled_once;
    DO $$ DECLARE
        guard record;
        touched CONSTANT text[] := ARRAY['finance_posting', 'finance_transaction', 'finance_transactiondocument',
                                         'finance_category', 'finance_monthlysum'];
    BEGIN
        FOR guard IN SELECT conrelid::regclass AS of, conname AS name FROM pg_constraint
                      WHERE conrelid::regclass::text = ANY (touched) AND contype IN ('f', 'c') LOOP
            EXECUTE concat('ALTER TABLE ', guard.of, ' DROP CONSTRAINT ', quote_ident(guard.name));
        END LOOP;
        FOR guard IN SELECT DISTINCT tgrelid::regclass AS of FROM pg_trigger
                      WHERE tgrelid::regclass::text = ANY (touched) AND NOT tgisinternal LOOP
            EXECUTE concat('ALTER TABLE ', guard.of, ' DISABLE TRIGGER USER');
        END LOOP;
    END $$;
"""


def by_hand(statement: str, parameters: list[Any]) -> None:
    """Past triggers, keys and constraints, all of which the test's rollback brings back."""
    with connection.cursor() as cursor:
        cursor.execute(WITHOUT_GUARDS)
        cursor.execute(statement, parameters)


def found(filled: Filled) -> dict[str, set[UUID]]:
    """Code → ids, beside the change history, which notices every one of these."""
    corruptions: dict[str, set[UUID]] = {}
    for corruption in ledger_verify(workspace_id=filled.books.actor.workspace_id):
        assert corruption.detail
        if corruption.code != "history_mismatch":
            corruptions.setdefault(corruption.code, set()).add(corruption.subject_id)
    return corruptions


def leg(transaction: Transaction, position: int) -> UUID:
    return Posting.objects.get(transaction=transaction, position=position).id


def update_leg(f: Filled, transaction: Transaction, position: int, change: str, *values: object) -> UUID:
    posting_id = leg(transaction, position)
    by_hand(f"UPDATE finance_posting SET {change} WHERE id = %s", [*values, posting_id])  # noqa: S608  (constants)
    return posting_id


def an_amount_changed(f: Filled) -> tuple[str, UUID]:
    update_leg(f, f.expense, 2, "amount = amount + 1, base_amount = base_amount + 1")
    return "unbalanced", f.expense.id


def a_posting_lost(f: Filled) -> tuple[str, UUID]:
    by_hand("DELETE FROM finance_posting WHERE id = %s", [leg(f.expense, 2)])
    return "too_few_postings", f.expense.id


def a_base_amount_lost(f: Filled) -> tuple[str, UUID]:
    update_leg(f, f.exchange, 2, "base_amount = NULL")
    return "base_amount_missing", f.exchange.id


def a_posting_on_both(f: Filled) -> tuple[str, UUID]:
    return "posting_misplaced", update_leg(f, f.expense, 2, "account_id = %s", f.books.bank.id)


def a_posting_on_neither(f: Filled) -> tuple[str, UUID]:
    return "posting_misplaced", update_leg(f, f.expense, 2, "category_id = NULL")


def a_money_leg_of_nought(f: Filled) -> tuple[str, UUID]:
    return "money_leg_zero", update_leg(f, f.expense, 1, "amount = 0")


def an_account_in_another_currency(f: Filled) -> tuple[str, UUID]:
    return "account_currency", update_leg(f, f.settlement, 2, "currency = 'USD'")


def a_sum_changed(f: Filled) -> tuple[str, UUID]:
    row = MonthlySum.objects.get(category=f.books.groceries)
    by_hand("UPDATE finance_monthlysum SET amount = amount + 1 WHERE id = %s", [row.id])
    return "monthly_sum_wrong", row.id


def a_sum_lost(f: Filled) -> tuple[str, UUID]:
    by_hand("DELETE FROM finance_monthlysum WHERE category_id = %s", [f.books.groceries.id])
    return "monthly_sum_missing", f.books.groceries.id


def a_sum_too_many(f: Filled) -> tuple[str, UUID]:
    extra = new_id()
    statement = (
        "INSERT INTO finance_monthlysum (id, workspace_id, category_id, month, currency, amount, base_amount, postings,"
        " postings_without_base) VALUES (%s, %s, %s, '2020-01-01', 'EUR', 5, 5, 1, 0)"
    )
    by_hand(statement, [extra, f.books.actor.workspace_id, f.books.fuel.id])
    return "monthly_sum_superfluous", extra


def a_settlement_of_another_amount(f: Filled) -> tuple[str, UUID]:
    by_hand(
        "UPDATE finance_posting SET amount = amount * 2, base_amount = base_amount * 2 WHERE transaction_id = %s",
        [f.settlement.id],
    )
    return "settlement_mismatch", f.settlement.id


def settled_without_settlement(f: Filled) -> tuple[str, UUID]:
    by_hand("UPDATE finance_transaction SET is_settled = true WHERE id = %s", [f.expense.id])
    return "settled_flag_wrong", f.expense.id


def settled_but_said_to_be_open(f: Filled) -> tuple[str, UUID]:
    by_hand("UPDATE finance_transaction SET is_settled = false WHERE id = %s", [f.settled.id])
    return "settled_flag_wrong", f.settled.id


def settled_by_two(f: Filled) -> tuple[str, UUID]:
    by_hand("UPDATE finance_transaction SET kind = 'settlement', settles_id = %s WHERE id = %s", [f.settled.id, f.expense.id])
    return "settled_twice", f.settled.id


def a_reversal_of_another_amount(f: Filled) -> tuple[str, UUID]:
    by_hand("UPDATE finance_posting SET amount = amount * 2 WHERE transaction_id = %s", [f.reversal.id])
    return "reversal_mismatch", f.reversal.id


def a_reversed_one_in_the_trash(f: Filled) -> tuple[str, UUID]:
    by_hand("UPDATE finance_transaction SET trashed_at = %s WHERE id = %s", [NOW, f.reversed.id])
    return "counts_on_trash", f.reversal.id


def a_document_booked_twice(f: Filled) -> tuple[str, UUID]:
    link = TransactionDocument.objects.get(transaction=f.expense)
    by_hand(
        "INSERT INTO finance_transactiondocument (id, workspace_id, transaction_id, document_id, by_machine, created_at)"
        " VALUES (%s, %s, %s, %s, true, now())",
        [new_id(), link.workspace_id, f.settled.id, link.document_id],
    )
    return "machine_booked_twice", link.document_id


def a_category_of_another_workspace(f: Filled) -> tuple[str, UUID]:
    return "other_workspace", update_leg(f, f.expense, 2, "category_id = %s", f.foreign_posting_id)


def a_category_that_is_nowhere(f: Filled) -> tuple[str, UUID]:
    return "reference_lost", update_leg(f, f.expense, 2, "category_id = %s", new_id())


def merged_but_in_use(f: Filled) -> tuple[str, UUID]:
    by_hand("UPDATE finance_category SET merged_into_id = %s WHERE id = %s", [f.books.fuel.id, f.books.groceries.id])
    return "merged_on", f.books.groceries.id


def no_rounding_category(f: Filled) -> tuple[str, UUID]:
    by_hand("DELETE FROM finance_category WHERE workspace_id = %s AND system_code = 'rounding'", [f.books.actor.workspace_id])
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM finance_ledgersettings WHERE workspace_id = %s", [f.books.actor.workspace_id])
        return "ledger_incomplete", cursor.fetchone()[0]


def words_that_are_lost(f: Filled) -> tuple[str, UUID]:
    by_hand("DELETE FROM finance_transactionsearch WHERE id = %s", [f.expense.id])
    return "search_wrong", f.expense.id


CORRUPTIONS: list[Callable[[Filled], tuple[str, UUID]]] = [
    an_amount_changed,
    a_posting_lost,
    a_base_amount_lost,
    a_posting_on_both,
    a_posting_on_neither,
    a_money_leg_of_nought,
    an_account_in_another_currency,
    a_sum_changed,
    a_sum_lost,
    a_sum_too_many,
    a_settlement_of_another_amount,
    settled_without_settlement,
    settled_but_said_to_be_open,
    settled_by_two,
    a_reversal_of_another_amount,
    a_reversed_one_in_the_trash,
    a_document_booked_twice,
    a_category_of_another_workspace,
    a_category_that_is_nowhere,
    merged_but_in_use,
    words_that_are_lost,
    no_rounding_category,
]


def test_a_sound_ledger_has_nothing_to_name(filled: Filled) -> None:
    assert ledger_verify(workspace_id=filled.books.actor.workspace_id) == []


@pytest.mark.parametrize("corrupt", CORRUPTIONS, ids=lambda corrupt: corrupt.__name__)
def test_each_corruption_is_named_with_its_row(filled: Filled, corrupt: Callable[[Filled], tuple[str, UUID]]) -> None:
    code, subject_id = corrupt(filled)
    assert subject_id in found(filled).get(code, set())


def test_an_amount_that_was_changed_without_a_trace_is_named(filled: Filled) -> None:
    tampered = leg(filled.expense, 1)
    by_hand("UPDATE finance_posting SET tax_amount = 1 WHERE id = %s", [tampered])
    (corruption,) = ledger_verify(workspace_id=filled.books.actor.workspace_id)
    assert (corruption.code, corruption.subject_id) == ("history_mismatch", tampered)


def test_every_check_is_tried_by_a_corruption(filled: Filled) -> None:
    tried = set()
    for corrupt in CORRUPTIONS:
        point = transaction.savepoint()
        tried.add(corrupt(filled)[0])
        transaction.savepoint_rollback(point)
    assert set(CHECKS) - tried == {"history_mismatch"}


def test_one_workspace_is_not_blamed_for_another(filled: Filled, cast: Cast) -> None:
    an_amount_changed(filled)
    assert ledger_verify(workspace_id=cast.other_workspace.id) == []


def test_the_command_is_content_with_sound_ledgers(filled: Filled) -> None:
    out = StringIO()
    call_command("verify_ledger", stdout=out)
    assert out.getvalue() == "2 ledgers are sound.\n"


def test_the_command_names_what_is_wrong_and_exits_with_1(filled: Filled) -> None:
    code, subject_id = an_amount_changed(filled)
    out = StringIO()
    with pytest.raises(CommandError) as refusal:
        call_command("verify_ledger", workspace=filled.books.actor.workspace_id, stdout=out)
    assert refusal.value.returncode == 1
    assert f"{filled.books.actor.workspace_id} {code} {subject_id}" in out.getvalue()


def test_an_unknown_workspace_is_said_to_be_unknown(filled: Filled) -> None:
    with pytest.raises(CommandError, match="no workspace"):
        call_command("verify_ledger", workspace=new_id())
