"""Deciding is pure: a record and a context in, a decision out."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from finance.errors import PeriodLockedError
from finance.models import BookingPolicy
from finance.services.booking import BookingPlan
from finance.services.deciding import decide
from finance.services.deciding_context import Booked, Context, KnownAccount
from services.providers.base import OwnIdentity
from services.types import Box, DocumentKind, Evidence, FieldName, FieldValue, Finding, Record, Severity, TaxLine, WordSource

F, K = FieldName, DocumentKind
TODAY = date(2026, 11, 21)
CASH, CARD = UUID(int=1), UUID(int=2)
CONTEXT = Context(document_id=UUID(int=9), today=TODAY)
ACCOUNTS = (KnownAccount(CASH, "EUR", method="cash"), KnownAccount(CARD, "EUR", last4="4242"))


def record(*, kind: DocumentKind = K.RECEIPT, proven: bool = True, review: tuple[F, ...] = (), **values: str | None) -> Record:
    """A proven receipt over 119.00 EUR, with other values where given (None: not found)."""
    said: dict[str, str | None] = {"vendor": "Shop", "date": "2026-11-20", "total": "119.00", "currency": "EUR"} | values
    fields = {F(name): _value(F(name), value) for name, value in said.items() if value is not None}
    findings = tuple(Finding(f"{name}_doubtful", Severity.DOUBT, f"Check the {name}.", (name,)) for name in review)
    return Record(kind, 0.9, fields, (), (), findings, review, "offline", proven)


def _value(name: F, value: str) -> FieldValue:
    evidence = Evidence(1, Box(0.1, 0.1, 0.2, 0.2), value, WordSource.TEXT)
    return FieldValue(name, value, value, 0.9, "offline", evidence)


def plan(read: Record, **context: Any) -> BookingPlan:
    decision = decide(read, replace(CONTEXT, **context))
    assert decision.booking is not None, decision
    return decision.booking


def codes(read: Record, **context: Any) -> set[str]:
    return {finding.code for finding in decide(read, replace(CONTEXT, **context)).findings}


def test_a_proven_receipt_is_an_expense_against_clearing() -> None:
    booked = plan(record())
    assert (booked.kind, booked.total, booked.currency, booked.date) == ("expense", Decimal("119.00"), "EUR", date(2026, 11, 20))
    assert (booked.account_id, booked.vendor_name, booked.document_id) == (None, "Shop", CONTEXT.document_id)


def test_a_doubtful_vendor_is_booked_and_confirmed_later() -> None:
    decision = decide(record(review=(F.VENDOR,)), CONTEXT)
    assert (decision.state, decision.review) == ("booked", (F.VENDOR,))


@pytest.mark.parametrize("name", [F.TOTAL, F.DATE, F.CURRENCY, F.PREPAID])
def test_a_doubt_in_what_is_booked_goes_to_a_person(name: F) -> None:
    decision = decide(record(review=(name,)), CONTEXT)
    assert (decision.state, decision.booking) == ("needs_review", None)


@pytest.mark.parametrize("name", ["total", "date", "currency"])
def test_what_is_missing_is_named(name: str) -> None:
    values: dict[str, Any] = {name: None}
    assert decide(record(**values), CONTEXT).state == "needs_review"
    assert f"{name}_missing" in codes(record(**values))


def test_a_page_without_total_and_date_is_asked_about() -> None:
    assert "not_a_receipt" in codes(record(kind=K.OTHER, total=None, date=None, currency=None, vendor=None))


def test_what_is_no_document_of_money_is_asked_about_however_much_was_read() -> None:
    """A menu or a contract may hold an amount, a date and a name: no machine books it."""
    assert "not_a_receipt" in codes(record(kind=K.OTHER))
    assert "not_a_receipt" not in codes(record(kind=K.RECEIPT))


def test_who_entered_all_that_is_needed_has_said_that_it_is_a_receipt() -> None:
    entered = {F.TOTAL: "12.50", F.DATE: "2026-11-20", F.CURRENCY: "EUR"}
    assert "not_a_receipt" not in codes(record(kind=K.OTHER), fixed=entered)
    assert "not_a_receipt" in codes(record(kind=K.OTHER), fixed={F.TOTAL: "12.50"})


def test_an_unproven_total_goes_to_a_person() -> None:
    assert "total_unproven" in codes(record(proven=False))


def test_a_blocking_finding_goes_to_a_person() -> None:
    blocked = replace(record(), findings=(Finding("split", Severity.BLOCK, "Two documents in one file."),))
    assert decide(blocked, CONTEXT).state == "needs_review"


def test_a_date_in_the_future_goes_to_a_person() -> None:
    assert "date_in_future" in codes(record(date="2026-11-23"))


def test_a_workspace_may_want_to_see_each_document() -> None:
    assert decide(record(), replace(CONTEXT, policy=BookingPolicy.ALWAYS_REVIEW)).state == "needs_review"


@pytest.mark.parametrize("day", ["0226-11-03", "1926-11-20", "2005-12-31"])
def test_a_date_of_long_ago_is_asked_about_until_a_person_enters_it(day: str) -> None:
    assert "date_long_past" in codes(record(date=day))
    assert decide(record(date=day), CONTEXT).state == "needs_review"
    assert "date_long_past" not in codes(record(date=day), fixed={F.DATE: day})
    assert "date_long_past" not in codes(record(date="2006-01-01"))


@pytest.mark.parametrize("kind", [K.DELIVERY_NOTE, K.QUOTE, K.REMINDER, K.PRO_FORMA, K.CREDIT_NOTE, K.SELF_BILLING], ids=str)
def test_a_kind_that_may_be_wrong_neither_files_nor_turns_an_invoice(kind: K) -> None:
    torn = replace(record(kind=kind), kind_confidence=0.5)
    assert decide(torn, CONTEXT).state == "needs_review"
    assert "kind_doubtful" in codes(torn)
    assert decide(record(kind=kind), CONTEXT).state != "needs_review"


@pytest.mark.parametrize("kind", [K.QUOTE, K.ORDER_CONFIRMATION, K.PRO_FORMA, K.DELIVERY_NOTE, K.REMINDER])
def test_kinds_that_never_book_are_filed(kind: DocumentKind) -> None:
    decision = decide(record(kind=kind), CONTEXT)
    assert (decision.state, decision.booking) == ("filed", None)


def test_a_bank_statement_waits_for_a_person() -> None:
    decision = decide(record(kind=K.BANK_STATEMENT), CONTEXT)
    assert (decision.state, decision.booking) == ("needs_review", None)


def test_a_card_slip_beside_its_receipt_is_filed_and_alone_it_is_asked_about() -> None:
    slip = record(kind=K.CARD_SLIP)
    assert decide(slip, replace(CONTEXT, has_receipt_beside=True)).state == "filed"
    assert "card_slip_alone" in codes(slip)


def test_nothing_to_pay_is_filed() -> None:
    assert decide(record(total="0.00"), CONTEXT).state == "filed"
    said = replace(CONTEXT, fixed={F.PREPAID: "50.00"})
    assert decide(record(total="50.00"), said).state == "filed"


def test_a_doubtful_zero_is_not_filed() -> None:
    assert decide(record(total="0.00", review=(F.TOTAL,)), CONTEXT).state == "needs_review"


def test_what_was_paid_in_advance_is_taken_off() -> None:
    assert plan(record(prepaid="19.00")).total == Decimal("100.00")
    assert plan(record(kind=K.CREDIT_NOTE, total="-119.00", prepaid="19.00")).total == Decimal("100.00")


@pytest.mark.parametrize(
    ("values", "account"),
    [
        ({"payment_method": "cash"}, CASH),
        ({"payment_method": "card", "card_last4": "4242"}, CARD),
        ({"payment_method": "card", "card_last4": "0000"}, None),
        ({"payment_method": "transfer"}, None),
        ({"payment_method": "cash", "currency": "USD"}, None),
        ({"payment_method": "cash", "review": (F.PAYMENT_METHOD,)}, None),
    ],
)
def test_the_payment_names_the_account_or_else_it_is_clearing(values: dict[str, Any], account: UUID | None) -> None:
    assert plan(record(**values), accounts=ACCOUNTS).account_id == account


def test_two_accounts_for_one_method_name_none() -> None:
    twins = (*ACCOUNTS, KnownAccount(UUID(int=3), "EUR", method="cash"))
    assert plan(record(payment_method="cash"), accounts=twins).account_id is None


@pytest.mark.parametrize(
    ("kind", "vendor", "total", "booked_kind", "amount"),
    [
        (K.RECEIPT, "Shop", "119.00", "expense", "119.00"),
        (K.RECEIPT, "Shop", "-19.00", "refund", "19.00"),
        (K.CREDIT_NOTE, "Shop", "19.00", "refund", "19.00"),
        (K.CREDIT_NOTE, "Shop", "-19.00", "refund", "19.00"),
        (K.INVOICE, "ME Ltd.", "119.00", "income", "119.00"),
        (K.CREDIT_NOTE, "ME Ltd.", "19.00", "income", "-19.00"),
        (K.SELF_BILLING, "Shop", "119.00", "income", "119.00"),
        (K.SELF_BILLING, "ME Ltd.", "119.00", "expense", "119.00"),
    ],
)
def test_direction_and_sign_come_from_sender_and_kind(
    kind: DocumentKind, vendor: str, total: str, booked_kind: str, amount: str
) -> None:
    booked = plan(record(kind=kind, vendor=vendor, total=total), own=OwnIdentity(names=("me ltd",)))
    assert (booked.kind, booked.total) == (booked_kind, Decimal(amount))
    assert sum(split.amount for split in booked.splits) == booked.total


@pytest.mark.parametrize(("vendor", "kind"), [("ME Ltd.", "income"), ("Shop", "expense")])
def test_a_self_billed_e_invoice_names_its_seller_whoever_wrote_it(vendor: str, kind: str) -> None:
    booked = plan(record(kind=K.SELF_BILLING, vendor=vendor), own=OwnIdentity(names=("me ltd",)), names_seller=True)
    assert (booked.kind, booked.total) == (kind, Decimal("119.00"))


@pytest.mark.parametrize(
    ("values", "own"),
    [
        ({"vendor_tax_id": "DE123456789"}, OwnIdentity(tax_ids=("DE 123 456 789",))),
        ({"vendor_iban": "DE89370400440532013000"}, OwnIdentity(ibans=("DE89 3704 0044 0532 0130 00",))),
    ],
)
def test_we_are_known_by_tax_id_and_iban_too(values: dict[str, str], own: OwnIdentity) -> None:
    assert plan(record(kind=K.INVOICE, **values), own=own).kind == "income"


def test_income_by_a_doubtful_vendor_goes_to_a_person() -> None:
    own = OwnIdentity(names=("Me",))
    assert "direction_doubtful" in codes(record(kind=K.INVOICE, vendor="Me", review=(F.VENDOR,)), own=own)
    assert decide(record(vendor="Me", review=(F.VENDOR,)), replace(CONTEXT, own=own)).state == "needs_review"


def test_in_income_the_customer_is_the_other_party() -> None:
    booked = plan(record(kind=K.INVOICE, vendor="Me", customer="Client Inc"), own=OwnIdentity(names=("Me",)))
    assert booked.vendor_name == "Client Inc"


def rates(*rows: tuple[str, str, str]) -> tuple[TaxLine, ...]:
    return tuple(TaxLine(Decimal(rate), Decimal(net), Decimal(tax)) for rate, net, tax in rows)


def test_tax_rates_make_splits() -> None:
    read = replace(record(total="226.00"), tax_lines=rates(("19", "100.00", "19.00"), ("7", "100.00", "7.00")))
    splits = plan(read).splits
    assert [(split.amount, split.tax_rate, split.tax_amount) for split in splits] == [
        (Decimal("119.00"), Decimal(19), Decimal("19.00")),
        (Decimal("107.00"), Decimal(7), Decimal("7.00")),
    ]


def test_tax_rates_that_do_not_add_up_make_one_split() -> None:
    read = replace(record(total="230.00", tax="26.00"), tax_lines=rates(("19", "100.00", "19.00"), ("7", "100.00", "7.00")))
    (split,) = plan(read).splits
    assert (split.amount, split.tax_amount) == (Decimal("230.00"), Decimal("26.00"))


def test_a_doubtful_tax_is_not_booked() -> None:
    (split,) = plan(record(tax="19.00", review=(F.TAX,))).splits
    assert (split.amount, split.tax_amount) == (Decimal("119.00"), None)


def test_a_refund_with_a_printed_minus_turns_its_splits() -> None:
    read = replace(
        record(kind=K.CREDIT_NOTE, total="-226.00"), tax_lines=rates(("19", "-100.00", "-19.00"), ("7", "-100.00", "-7.00"))
    )
    assert [split.amount for split in plan(read).splits] == [Decimal("119.00"), Decimal("107.00")]


def test_the_word_of_a_person_counts_and_settles_its_doubts() -> None:
    read = record(total="999.00", proven=False, review=(F.TOTAL,))
    decision = decide(read, replace(CONTEXT, fixed={F.TOTAL: "12.34"}))
    assert (decision.state, decision.review, decision.findings) == ("booked", (), ())
    assert decision.booking is not None
    assert decision.booking.total == Decimal("12.34")


def test_what_is_booked_is_not_booked_again() -> None:
    decision = decide(record(), replace(CONTEXT, booked=Booked(Decimal("119.00"), "EUR", date(2026, 11, 20))))
    assert (decision.state, decision.booking, decision.findings) == ("booked", None, ())


def test_a_reading_that_differs_from_the_transaction_is_told() -> None:
    booked = Booked(Decimal("91.00"), "EUR", date(2026, 11, 19))
    decision = decide(record(), replace(CONTEXT, booked=booked))
    assert [finding.fields for finding in decision.findings] == [(F.TOTAL,), (F.DATE,)]


def test_what_the_ledger_refuses_becomes_a_review() -> None:
    decision = decide(record(), CONTEXT).refused(PeriodLockedError("The date lies in a locked period."))
    assert (decision.state, decision.booking, decision.findings[-1].code) == ("needs_review", None, "period_locked")
