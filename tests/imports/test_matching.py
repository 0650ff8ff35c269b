"""A bank row settles what waits for its money, is known for what a person entered, or is asked about; nothing counts twice."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from finance.errors import ImportStateError, ImportUndecidedError
from finance.models import (
    Account,
    AccountKind,
    DuplicateMark,
    ImportState,
    MonthlySum,
    Transaction,
    TransactionKind,
    VendorAlias,
    Verdict,
)
from finance.selectors.duplicates import was_imported
from finance.services.accounts import account_create
from finance.services.duplicate_finding import transaction_twins_mark
from finance.services.duplicates import duplicate_merge, duplicate_replace
from finance.services.import_matching import Fit, fits_decide
from finance.services.imports import import_apply, import_row_decide
from finance.services.transactions import transaction_create, transaction_settle, transaction_update, transfer_postings
from finance.services.vendors import vendor_create
from tests.imports.conftest import DAY, House, as_csv, line
from tests.ledger.conftest import NOW
from utils.ids import new_id


def spent(house: House) -> Decimal:
    return sum((row.amount for row in MonthlySum.objects.filter(category__kind="expense")), Decimal(0))


def unknown(house: House) -> Decimal:
    return sum((row.amount for row in MonthlySum.objects.filter(category__system_code="unknown")), Decimal(0))


@pytest.mark.parametrize("payee", ["REWE", "REWE SAGT DANKE 4711//BERLIN/DE", "Rewe Markt"])
def test_a_row_settles_the_receipt_that_waits_for_it(house: House, payee: str) -> None:
    receipt = house.receipt("23.17", vendor=vendor_create(actor=house.books.actor, name="REWE"), day=-2)
    statement = house.run(as_csv([line(payee, "-23.17"), line("Kiosk", "-5.00")]))
    assert statement.counts == {"new": 1, "settles": 1}, [row.problems for row in house.rows(statement)]
    receipt.refresh_from_db()
    settlement = Transaction.objects.get(kind=TransactionKind.SETTLEMENT)
    assert receipt.is_settled
    assert (settlement.settles_id, settlement.date) == (receipt.id, DAY)
    assert house.bank_balance() == Decimal("-28.17")
    assert (spent(house), unknown(house)) == (Decimal("23.17"), Decimal("5.00"))
    assert house.faults() == []
    assert house.run(as_csv([line(payee, "-23.17"), line("Kiosk", "-5.00")])).counts == {"duplicate": 2}


def test_another_name_by_which_a_vendor_is_known_is_its_name(house: House) -> None:
    vendor = vendor_create(actor=house.books.actor, name="Luna Gastronomie GmbH")
    VendorAlias.objects.create(workspace_id=vendor.workspace_id, vendor=vendor, name="Café Luna", match_key="cafeluna")
    house.receipt("3.50", vendor=vendor)
    assert house.plan(as_csv([line("CAFE LUNA 0815", "-3.50")])).counts == {"settles": 1}


@pytest.mark.parametrize(("day", "verdict"), [(-10, "settles"), (-11, "new"), (5, "settles"), (6, "new")])
def test_only_within_the_window_of_days(house: House, day: int, verdict: str) -> None:
    house.receipt("23.17", vendor=vendor_create(actor=house.books.actor, name="REWE Berlin Mitte"), day=day)
    counts = house.plan(as_csv([line("REWE Berlin Mitte", "-23.17")])).counts
    assert counts == {verdict: 1}


def test_two_receipts_that_fit_are_asked_about_and_one_is_chosen(house: House) -> None:
    first = house.receipt("3.50", vendor=vendor_create(actor=house.books.actor, name="Café Luna"))
    second = house.receipt("3.50", vendor=vendor_create(actor=house.books.actor, name="Café Luna Nova"))
    statement = house.plan(as_csv([line("Café Luna Nova", "-3.50", text="")]))
    assert statement.counts == {"ambiguous": 1}
    row = house.rows(statement)[0]
    assert {UUID(one) for one in row.candidates} == {first.id, second.id}
    with pytest.raises(ImportUndecidedError):
        import_apply(actor=house.books.actor, statement=statement)
    import_row_decide(actor=house.books.actor, row=row, decision=Verdict.SETTLES, transaction=second)
    assert house.book(house.now(statement)).counts == {"settles": 1}
    assert Transaction.objects.get(settles=second)


def test_what_nobody_decided_is_left_out_where_that_was_asked_for(house: House) -> None:
    for name in ("Café Luna", "Café Luna Nova"):
        house.receipt("3.50", vendor=vendor_create(actor=house.books.actor, name=name))
    lines = [line("Café Luna Nova", "-3.50", text=""), line("Kiosk", "-5.00")]
    statement = house.run(as_csv(lines), all_or_nothing=False)
    assert (statement.state, statement.counts) == (ImportState.APPLIED, {"ambiguous": 1, "new": 1})
    assert house.bank_balance() == Decimal("-5.00")


def test_two_equal_coffees_settle_one_receipt_each(house: House) -> None:
    luna = vendor_create(actor=house.books.actor, name="Café Luna")
    receipts = [house.receipt("3.50", vendor=luna) for _time in range(2)]
    statement = house.run(as_csv([line(), line(), line()]))
    assert statement.counts == {"new": 1, "settles": 2}
    assert {one.settles_id for one in Transaction.objects.filter(kind=TransactionKind.SETTLEMENT)} == {
        receipt.id for receipt in receipts
    }


def test_what_a_person_entered_on_the_account_is_not_booked_again(house: House) -> None:
    by_hand = house.by_hand("3.50", vendor=vendor_create(actor=house.books.actor, name="Café Luna"), day=2)
    for expected in ({"twin": 1}, {"duplicate": 1}):
        statement = house.run(as_csv([line()]))
        assert statement.counts == expected
    assert house.bank_balance() == Decimal("-3.50")
    assert [row.id for row in house.live()] == [by_hand.id]


def test_a_settlement_by_hand_is_the_row_of_the_bank(house: House) -> None:
    receipt = house.receipt("3.50", vendor=vendor_create(actor=house.books.actor, name="Café Luna"))
    transaction_settle(actor=house.books.actor, transaction=receipt, account=house.books.bank, date=DAY)
    assert house.run(as_csv([line()])).counts == {"twin": 1}
    assert house.bank_balance() == Decimal("-3.50")


@pytest.mark.parametrize("is_by_hand", [True, False])
def test_a_transfer_is_the_row_of_both_banks(house: House, is_by_hand: bool) -> None:
    """Entered by a person, or made of what the first bank's row was booked as."""
    savings = account_in_euros(house, "Savings")
    legs = transfer_postings(from_account=house.books.bank, to_account=savings, amount=Decimal(100), date=DAY)
    transfer = {"kind": TransactionKind.TRANSFER, "date": DAY, "postings": legs, "description": "Savings plan"}
    if is_by_hand:
        transaction_create(actor=house.books.actor, **transfer)
    sent = house.run(as_csv([line("Savings plan", "-100")]))
    assert sent.counts == {"twin" if is_by_hand else "new": 1}
    if not is_by_hand:
        [booked] = house.live()
        transaction_update(actor=house.books.actor, transaction=booked, expected_version=booked.version, **transfer)
    got = house.run(as_csv([line("Savings plan", "100"), line("Kiosk", "-1")]), account=savings)
    assert got.counts == {"twin": 1, "new": 1}
    assert (unknown(house), house.bank_balance()) == (Decimal(1), Decimal(-100))
    assert house.run(as_csv([line("Savings plan", "100"), line("Kiosk", "-1")]), account=savings).counts == {"duplicate": 2}


def test_on_clearing_a_settlement_is_no_twin_of_a_refund(house: House) -> None:
    receipt = house.receipt("10", vendor=vendor_create(actor=house.books.actor, name="REWE"))
    transaction_settle(actor=house.books.actor, transaction=receipt, account=house.books.bank, date=DAY)
    content = f"Date,Payee,Description,Amount,Currency\n{DAY},REWE,back,10.00,EUR\n{DAY},Kiosk,card,-1.00,EUR\n"
    assert house.plan(content.encode(), account=house.books.clearing).counts == {"new": 2}


def test_a_row_that_is_skipped_moves_no_other(house: House) -> None:
    house.run(as_csv([line()]))
    statement = house.plan(as_csv([line(), line()]))
    assert statement.counts == {"duplicate": 1, "new": 1}
    import_row_decide(actor=house.books.actor, row=house.rows(statement)[0], decision=Verdict.SKIPPED)
    assert house.book(house.now(statement)).counts == {"skipped": 1, "new": 1}
    assert all(was_imported(row) for row in house.live())


@pytest.mark.parametrize("decide", [duplicate_merge, duplicate_replace])
@pytest.mark.parametrize("is_by_hand", [True, False])
def test_a_receipt_that_comes_after_its_row_is_folded_with_it(house: House, decide: Callable[..., Any], is_by_hand: bool) -> None:
    house.run(as_csv([line("REWE SAGT DANKE 4711", "-10")]))
    vendor = Transaction.objects.get().vendor
    if is_by_hand:
        receipt = house.by_hand("10", vendor=vendor)
    else:
        receipt = house.receipt("10", vendor=vendor_create(actor=house.books.actor, name="REWE"), day=-2)
    transaction_twins_mark(transaction_id=receipt.id)
    decide(actor=house.books.actor, mark=DuplicateMark.objects.get(), now=NOW)
    assert (unknown(house) + spent(house), house.bank_balance()) == (Decimal(10), Decimal(-10))
    assert sum(row.amount for row in MonthlySum.objects.filter(account=house.books.clearing)) == 0
    assert house.faults() == []
    later = house.plan(as_csv([line("REWE SAGT DANKE 4711", "-10"), line("REWE SAGT DANKE 4711", "-10", day=2)]))
    assert later.counts == {"duplicate": 1, "new": 1}


def account_in_euros(house: House, name: str) -> Account:
    return account_create(actor=house.books.actor, name=name, kind=AccountKind.BANK, currency="EUR")


def test_an_unlike_name_settles_nothing(house: House) -> None:
    house.receipt("3.50", vendor=vendor_create(actor=house.books.actor, name="Stadtwerke Potsdam"))
    assert house.plan(as_csv([line("Kiosk am Zoo", "-3.50", text="")])).counts == {"new": 1}


def test_a_row_is_decided_only_to_be_what_it_can_be(house: House) -> None:
    statement = house.plan(as_csv([line()]))
    row = house.rows(statement)[0]
    other = house.receipt("4.00")
    for decision, transaction in ((Verdict.SETTLES, other), (Verdict.TWIN, other), (Verdict.SETTLES, None), (Verdict.BAD, None)):
        with pytest.raises(ImportStateError):
            import_row_decide(actor=house.books.actor, row=row, decision=decision, transaction=transaction)
    assert house.now(statement).counts == {"new": 1}


def fit(row: UUID, number: int, transaction: UUID, likeness: int | None, *, days: int = 0) -> Fit:
    return Fit(row, number, transaction, Verdict.SETTLES, days, likeness, None)


def test_one_row_and_one_transaction_are_one_match_whatever_the_order() -> None:
    rows, waiting = [new_id() for _ in range(2)], [new_id() for _ in range(2)]
    fits = [
        fit(rows[0], 1, waiting[0], 100),
        fit(rows[0], 1, waiting[1], 80),
        fit(rows[1], 2, waiting[0], 90),
        fit(rows[1], 2, waiting[1], 78),
    ]
    for given in (fits, fits[::-1]):
        matched = {match.row_id: match.transaction_id for match in fits_decide(given)}
        assert matched == dict(zip(rows, waiting, strict=True))


def test_without_a_name_on_one_side_a_person_is_asked() -> None:
    row, waiting = new_id(), new_id()
    (match,) = fits_decide([fit(row, 1, waiting, None)])
    assert (match.verdict, match.candidates) == (Verdict.AMBIGUOUS, (waiting,))
