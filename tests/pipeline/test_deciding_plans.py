"""What a decision books: the whole plan, the way of the money, the splits and the account."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from finance.models import TransactionKind
from finance.services.booking import BookingPlan, Split
from finance.services.deciding_context import KnownAccount
from finance.services.deciding_direction import Way, signed, way_of
from services.providers.base import OwnIdentity
from services.types import Direction, TaxLine
from tests.pipeline.test_deciding import CARD, CASH, CONTEXT, F, K, plan, record

D = Decimal
T = TransactionKind
INCOMING, OUTGOING = Direction.INCOMING, Direction.OUTGOING
PARTIES = {
    "customer": "Client Inc",
    "vendor_tax_id": "DE123456789",
    "vendor_iban": "DE89370400440532013000",
    "invoice_number": "R-7",
}


def row(rate: str | None, net: str | None, tax: str | None, gross: str | None = None) -> TaxLine:
    return TaxLine(*(None if value is None else D(value) for value in (rate, net, tax, gross)))


def split(amount: str, rate: str | None = None, tax: str | None = None) -> Split:
    return Split(D(amount), tax_rate=None if rate is None else D(rate), tax_amount=None if tax is None else D(tax))


def test_the_plan_of_an_expense_is_whole() -> None:
    assert plan(record(**PARTIES, payment_method="cash"), accounts=(KnownAccount(CASH, "EUR", method="cash"),)) == BookingPlan(
        kind=T.EXPENSE,
        date=date(2026, 11, 20),
        total=D("119.00"),
        currency="EUR",
        splits=(split("119.00"),),
        vendor_name="Shop",
        vendor_tax_id="DE123456789",
        vendor_iban="DE89370400440532013000",
        description="R-7",
        account_id=CASH,
        document_id=CONTEXT.document_id,
    )


def test_the_plan_of_our_own_invoice_names_the_customer_and_none_of_our_own_numbers() -> None:
    booked = plan(record(kind=K.INVOICE, **PARTIES), direction=OUTGOING)
    assert (booked.kind, booked.vendor_name, booked.description) == (T.INCOME, "Client Inc", "R-7")
    assert (booked.vendor_tax_id, booked.vendor_iban) == ("", "")


@pytest.mark.parametrize("direction", [INCOMING, OUTGOING])
def test_what_is_not_on_the_document_is_empty_in_the_plan(direction: Direction) -> None:
    booked = plan(record(vendor=None), direction=direction)
    assert (booked.vendor_name, booked.vendor_tax_id, booked.vendor_iban, booked.description) == ("", "", "", "")


@pytest.mark.parametrize(
    ("values", "total"),
    [
        ({"total": "100.00", "prepaid": "-30.00"}, "70.00"),
        ({"total": "100.00", "prepaid": "-30.00", "amount_due": "130.00"}, "130.00"),
        ({"total": "100.00", "prepaid": "-30.00", "amount_due": "130.02", "rounding": "0.02"}, "130.00"),
        ({"total": "100.00", "prepaid": "-30.00", "amount_due": "130.02"}, "70.00"),
        ({"total": "100.00", "prepaid": "-30.00", "amount_due": ""}, "70.00"),
        ({"total": "100.00", "amount_due": "70.00"}, "100.00"),  # what is due alone says nothing
        ({"total": "100.00", "rounding": "0.02"}, "100.00"),
    ],
)
def test_a_minus_before_what_was_prepaid_is_one_where_the_amount_due_says_so(values: dict[str, str], total: str) -> None:
    assert plan(record(**values)).total == D(total)


@pytest.mark.parametrize(
    ("kind", "direction", "names_seller", "way"),
    [
        (K.RECEIPT, INCOMING, False, Way(money_comes_in=False, we_are_sender=False, is_credit=False)),
        (K.INVOICE, INCOMING, True, Way(money_comes_in=False, we_are_sender=False, is_credit=False)),
        (K.INVOICE, OUTGOING, False, Way(money_comes_in=True, we_are_sender=True, is_credit=False)),
        (K.CREDIT_NOTE, INCOMING, False, Way(money_comes_in=True, we_are_sender=False, is_credit=True)),
        (K.CREDIT_NOTE, INCOMING, True, Way(money_comes_in=True, we_are_sender=False, is_credit=True)),
        (K.CREDIT_NOTE, OUTGOING, False, Way(money_comes_in=False, we_are_sender=True, is_credit=True)),
        (K.SELF_BILLING, INCOMING, False, Way(money_comes_in=True, we_are_sender=False, is_credit=False)),
        (K.SELF_BILLING, INCOMING, True, Way(money_comes_in=False, we_are_sender=False, is_credit=False)),
        (K.SELF_BILLING, OUTGOING, False, Way(money_comes_in=False, we_are_sender=True, is_credit=False)),
        (K.SELF_BILLING, OUTGOING, True, Way(money_comes_in=True, we_are_sender=True, is_credit=False)),
    ],
)
def test_kind_and_sender_say_which_way_the_money_goes(kind: K, direction: Direction, *, names_seller: bool, way: Way) -> None:
    assert way_of(kind, direction, names_seller=names_seller) == way


@pytest.mark.parametrize(
    ("kind", "direction", "printed", "booked"),
    [
        (K.INVOICE, INCOMING, "19.00", (T.EXPENSE, D("19.00"))),
        (K.INVOICE, INCOMING, "0.01", (T.EXPENSE, D("0.01"))),
        (K.INVOICE, INCOMING, "0.00", (T.EXPENSE, D("0.00"))),
        (K.INVOICE, INCOMING, "-0.01", (T.REFUND, D("0.01"))),
        (K.INVOICE, OUTGOING, "19.00", (T.INCOME, D("19.00"))),
        (K.INVOICE, OUTGOING, "-19.00", (T.INCOME, D("-19.00"))),
        (K.CREDIT_NOTE, INCOMING, "19.00", (T.REFUND, D("19.00"))),
        (K.CREDIT_NOTE, INCOMING, "-19.00", (T.REFUND, D("19.00"))),
        (K.CREDIT_NOTE, OUTGOING, "19.00", (T.INCOME, D("-19.00"))),
        (K.CREDIT_NOTE, OUTGOING, "-19.00", (T.INCOME, D("-19.00"))),
        (K.SELF_BILLING, INCOMING, "19.00", (T.INCOME, D("19.00"))),
        (K.SELF_BILLING, INCOMING, "-19.00", (T.INCOME, D("-19.00"))),
        (K.SELF_BILLING, OUTGOING, "19.00", (T.EXPENSE, D("19.00"))),
        (K.SELF_BILLING, OUTGOING, "-19.00", (T.REFUND, D("19.00"))),
    ],
)
def test_a_printed_sign_is_turned_where_the_kind_says_so(
    kind: K, direction: Direction, printed: str, booked: tuple[TransactionKind, Decimal]
) -> None:
    assert signed(way_of(kind, direction, names_seller=False), D(printed)) == booked


@pytest.mark.parametrize(
    ("values", "tax_lines", "splits"),
    [
        # the rows add up to the total: one split for each
        (
            {"total": "226.00"},
            (row("19", "100.00", "19.00"), row("7", "100.00", "7.00")),
            (split("119.00", "19", "19.00"), split("107.00", "7", "7.00")),
        ),
        (
            {"total": "226.00"},
            (row("19", None, "19.00", "119.00"), row("7", None, None, "107.00")),
            (split("119.00", "19", "19.00"), split("107.00", "7")),
        ),
        (
            {"total": "226.00"},
            (row("19", "1.00", "1.00", "119.00"), row(None, "107.00", "0.00")),  # a printed gross goes before a sum
            (split("119.00", "19", "1.00"), split("107.00", None, "0.00")),
        ),
        # they do not, or one tells nothing: one split for all
        ({"total": "227.00"}, (row("19", "100.00", "19.00"), row("7", "100.00", "7.00")), (split("227.00"),)),
        ({"total": "119.00"}, (row("19", "100.00", "19.00"), row("7", "100.00", None)), (split("119.00"),)),
        ({"total": "119.00"}, (row("19", "100.00", "19.00"), row("7", None, "7.00")), (split("119.00"),)),
        # the one rate of the table is that of the whole
        ({"total": "119.00", "tax": "19.00"}, (row("19", "100.00", "19.00"),), (split("119.00", "19", "19.00"),)),
        ({"total": "119.00", "tax": "19.00"}, (row("19", None, None), row("19", None, None)), (split("119.00", "19", "19.00"),)),
        ({"total": "119.00", "tax": "19.00"}, (row("19", None, None), row("7", None, None)), (split("119.00", None, "19.00"),)),
        ({"total": "119.00", "tax": "19.00"}, (), (split("119.00", None, "19.00"),)),
        ({"total": "119.00"}, (row("19", "100.00", "19.00"),), (split("119.00"),)),
        ({"total": "0.50", "tax": "0.08"}, (), (split("0.50", None, "0.08"),)),
        # of a rest, the tax is not known
        ({"total": "119.00", "tax": "19.00", "prepaid": "50.00"}, (row("19", "100.00", "19.00"),), (split("69.00"),)),
        (
            {"total": "226.00", "tax": "26.00", "prepaid": "50.00"},
            (row("19", "100.00", "19.00"), row("7", "100.00", "7.00")),
            (split("176.00"),),
        ),
    ],
)
def test_an_amount_divides_over_the_rates_that_add_up_to_it(
    values: dict[str, str], tax_lines: tuple[TaxLine, ...], splits: tuple[Split, ...]
) -> None:
    assert plan(replace(record(**values), tax_lines=tax_lines)).splits == splits


@pytest.mark.parametrize(
    ("kind", "direction", "printed", "sign"),
    [
        (K.INVOICE, INCOMING, 1, 1),
        (K.INVOICE, INCOMING, -1, 1),  # a refund
        (K.INVOICE, OUTGOING, -1, -1),
        (K.CREDIT_NOTE, INCOMING, -1, 1),
        (K.CREDIT_NOTE, OUTGOING, 1, -1),
        (K.CREDIT_NOTE, OUTGOING, -1, -1),
    ],
)
def test_splits_and_their_taxes_are_signed_like_the_total(kind: K, direction: Direction, printed: int, sign: int) -> None:
    rates = (row("19", f"{printed * 100}", f"{printed * 19}"), row("7", f"{printed * 100}", f"{printed * 7}"))
    by_rate = plan(replace(record(kind=kind, total=f"{printed * 226}"), tax_lines=rates), direction=direction)
    assert by_rate.total == 226 * sign
    assert [(part.amount, part.tax_amount) for part in by_rate.splits] == [(119 * sign, 19 * sign), (107 * sign, 7 * sign)]
    whole = plan(record(kind=kind, total=f"{printed * 119}", tax=f"{printed * 19}"), direction=direction)
    assert [(part.amount, part.tax_amount) for part in whole.splits] == [(119 * sign, 19 * sign)]


def test_a_value_in_doubt_is_not_taken_for_the_splits_or_the_account() -> None:
    read = replace(
        record(tax="19.00", payment_method="cash", review=(F.TAX, F.PAYMENT_METHOD)), tax_lines=(row("19", "100", "19"),)
    )
    booked = plan(read, accounts=(KnownAccount(CASH, "EUR", method="cash"),))
    assert (booked.splits, booked.account_id) == ((split("119.00"),), None)


SEVERAL = (
    KnownAccount(CASH, "EUR", method="cash"),
    KnownAccount(UUID(int=4), "USD", method="cash"),
    KnownAccount(CARD, "EUR", last4="4242"),
    KnownAccount(UUID(int=5), "USD", last4="4242"),
    KnownAccount(UUID(int=6), "EUR", last4="1111"),
    KnownAccount(UUID(int=7), "EUR", last4="1111"),
)


@pytest.mark.parametrize(
    ("values", "account"),
    [
        ({"payment_method": "cash"}, CASH),
        ({"payment_method": "cash", "currency": "USD"}, UUID(int=4)),
        ({"payment_method": "cash", "currency": "CHF"}, None),
        ({"card_last4": "4242"}, CARD),
        ({"card_last4": "4242", "currency": "USD"}, UUID(int=5)),
        ({"card_last4": "4242", "payment_method": "cash"}, CARD),  # the digits of a card go before the method
        ({"card_last4": "1111"}, None),  # two accounts
        ({"card_last4": "1111", "payment_method": "cash"}, CASH),
        ({"card_last4": "9999", "payment_method": "cash"}, CASH),
        ({"card_last4": "4242", "payment_method": "cash", "review": (F.CARD_LAST4,)}, CASH),
        ({"card_last4": "4242", "review": (F.CARD_LAST4,)}, None),
        ({"card_last4": "4242", "payment_method": "cash", "review": (F.PAYMENT_METHOD,)}, CARD),
        ({"card_last4": "", "payment_method": "cash"}, CASH),
        ({"payment_method": ""}, None),
        ({}, None),
    ],
)
def test_an_account_is_named_by_what_fits_one_alone(values: dict[str, Any], account: UUID | None) -> None:
    assert plan(record(**values), accounts=SEVERAL).account_id == account


def test_no_method_names_no_account_that_has_none() -> None:
    assert plan(record(payment_method=""), accounts=(KnownAccount(CARD, "EUR", last4="4242"),)).account_id is None


@pytest.mark.parametrize(
    ("vendor", "fixed", "kind"),
    [("Me", {}, T.INCOME), ("Shop", {}, T.EXPENSE), ("Me", {F.VENDOR: "Shop"}, T.EXPENSE), ("Shop", {F.VENDOR: "Me"}, T.INCOME)],
)
def test_the_sender_in_force_says_which_way_it_went(vendor: str, fixed: dict[F, str], kind: TransactionKind) -> None:
    assert plan(record(vendor=vendor), own=OwnIdentity(names=("Me",)), fixed=fixed).kind == kind


@pytest.mark.parametrize(
    ("known", "fixed", "name"),
    [
        ("Shop GmbH", {}, "Shop GmbH"),
        ("", {}, "Shop"),
        ("Shop GmbH", {F.VENDOR: "Another"}, "Another"),
        ("Shop GmbH", {F.TOTAL: "119.00"}, "Shop GmbH"),
    ],
)
def test_a_vendor_that_the_workspace_knows_is_booked_by_its_name_unless_a_person_enters_another(
    known: str, fixed: dict[F, str], name: str
) -> None:
    assert plan(replace(record(), known_vendor=known), fixed=fixed).vendor_name == name


def test_in_income_the_vendor_that_is_known_is_not_the_other_party() -> None:
    read = replace(record(kind=K.INVOICE, customer="Client Inc"), known_vendor="Shop GmbH")
    assert plan(read, direction=OUTGOING).vendor_name == "Client Inc"
