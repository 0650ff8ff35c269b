"""What a person is told of a decision, word for word: code, severity, sentence and the fields that it puts in doubt."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from finance.errors import PeriodLockedError
from finance.models import BookingPolicy, DocumentState
from finance.services.deciding import decide
from services.providers.base import OwnIdentity
from services.types import FieldName, Finding, Record, Severity
from tests.pipeline.test_deciding import CONTEXT, F, K, codes, record

INFO, DOUBT, BLOCK = Severity.INFO, Severity.DOUBT, Severity.BLOCK
ENTERED = {F.TOTAL: "119.00", F.DATE: "2026-11-20", F.CURRENCY: "EUR"}


def told(read: Record, **context: Any) -> tuple[Finding, ...]:
    return decide(read, replace(CONTEXT, **context)).findings


def torn(kind: K, confidence: float = 0.5) -> Record:
    """A record whose kind is not sure."""
    return replace(record(kind=kind), kind_confidence=confidence)


@pytest.mark.parametrize(
    ("kind", "name"),
    [
        (K.QUOTE, "a quote"),
        (K.ORDER_CONFIRMATION, "an order confirmation"),
        (K.PRO_FORMA, "a pro-forma invoice"),
        (K.DELIVERY_NOTE, "a delivery note"),
        (K.REMINDER, "a reminder"),
    ],
)
def test_what_is_never_booked_is_called_by_its_name(kind: K, name: str) -> None:
    sentence = f"This is {name}: it is kept, and makes no transaction."
    assert told(record(kind=kind)) == (Finding("never_booked", INFO, sentence),)


@pytest.mark.parametrize(
    ("read", "context", "finding"),
    [
        (
            record(kind=K.CARD_SLIP),
            {"has_receipt_beside": True},
            Finding("card_slip", INFO, "The card slip is kept beside its receipt, which is what counts."),
        ),
        (
            record(),
            {"has_copy_that_counts": True},
            Finding("copy", INFO, "The same document is here already, and counts: this is kept as a copy beside it."),
        ),
        (
            record(total="0.00"),
            {},
            Finding("nothing_to_book", INFO, "Nothing is left to pay: it is kept, and makes no transaction."),
        ),
    ],
    ids=lambda value: value.code if isinstance(value, Finding) else "",
)
def test_what_is_filed_says_why(read: Record, context: dict[str, Any], finding: Finding) -> None:
    decision = decide(read, replace(CONTEXT, **context))
    assert (decision.state, decision.findings, decision.booking) == ("filed", (finding,), None)


@pytest.mark.parametrize(
    ("read", "context", "finding"),
    [
        (
            record(kind=K.OTHER),
            {},
            Finding(
                "not_a_receipt",
                DOUBT,
                "It looks like no receipt or invoice. If it is one, check its values and confirm; else put it into the trash.",
            ),
        ),
        (
            torn(K.QUOTE),
            {},
            Finding(
                "kind_doubtful",
                DOUBT,
                "It calls itself an invoice and a quote. Confirmed, it is kept without booking; if it is an invoice, enter "
                "total, date and currency.",
            ),
        ),
        (
            torn(K.CREDIT_NOTE),
            {},
            Finding(
                "kind_doubtful",
                DOUBT,
                "It calls itself an invoice and a credit note. Confirmed, it is booked as that; if it is an invoice, enter "
                "total, date and currency.",
            ),
        ),
        (record(total=None), {}, Finding("total_missing", DOUBT, "No total was found. Enter it.", (F.TOTAL,))),
        (record(date=None), {}, Finding("date_missing", DOUBT, "No date was found. Enter it.", (F.DATE,))),
        (record(currency=None), {}, Finding("currency_missing", DOUBT, "No currency was found. Enter it.", (F.CURRENCY,))),
        (
            record(date="2026-11-23"),
            {},
            Finding("date_in_future", DOUBT, "The date lies in the future. Check it.", (F.DATE,)),
        ),
        (
            record(date="2005-12-31"),
            {},
            Finding("date_long_past", DOUBT, "The date lies long in the past. Check it.", (F.DATE,)),
        ),
        (
            record(proven=False),
            {},
            Finding(
                "total_unproven",
                DOUBT,
                "Nothing else on the document confirms the total. Compare it with the page, then confirm.",
                (F.TOTAL,),
            ),
        ),
        (
            record(),
            {"twin": "the same total and day"},
            Finding(
                "possible_duplicate",
                DOUBT,
                "A document with the same total and day is here already. Merge the two, replace the older one, or keep both.",
            ),
        ),
        (
            record(kind=K.CARD_SLIP),
            {},
            Finding("card_slip_alone", DOUBT, "Only the card slip is here. Add the receipt, or confirm the slip."),
        ),
        (
            record(),
            {"policy": BookingPolicy.ALWAYS_REVIEW},
            Finding("always_review", INFO, "The workspace wants each document to be confirmed by a person."),
        ),
    ],
    ids=lambda value: value.code if isinstance(value, Finding) else "",
)
def test_what_keeps_a_machine_from_booking_is_told(read: Record, context: dict[str, Any], finding: Finding) -> None:
    decision = decide(read, replace(CONTEXT, **context))
    assert (decision.state, decision.findings, decision.booking) == ("needs_review", (finding,), None)


def test_a_page_with_neither_total_nor_date_is_told_as_such_beside_what_is_missing() -> None:
    first, *others = told(record(total=None, date=None))
    message = "Neither a total nor a date was found. It may be no receipt or invoice; if it is one, enter the values."
    assert first == Finding("not_a_receipt", DOUBT, message, (F.TOTAL, F.DATE))
    assert [finding.code for finding in others] == ["total_missing", "date_missing"]


@pytest.mark.parametrize("values", [{"total": None}, {"date": None}])
def test_one_of_total_and_date_is_enough_to_look_like_a_receipt(values: dict[str, Any]) -> None:
    assert "not_a_receipt" not in codes(record(**values))


def test_income_by_a_doubtful_vendor_is_asked_about() -> None:
    message = "It looks like a document that you issued, but that is not sure. Say which way it went, or enter the vendor."
    told_of = told(record(vendor="Me", review=(F.VENDOR,)), own=OwnIdentity(names=("Me",)))
    assert told_of[1:] == (Finding("direction_doubtful", BLOCK, message, (F.VENDOR,)),)


def test_what_two_doubts_say_is_all_told() -> None:
    assert codes(record(kind=K.CARD_SLIP, date="2026-12-24", proven=False), twin="the same number") == {
        "date_in_future",
        "total_unproven",
        "possible_duplicate",
        "card_slip_alone",
    }


def test_what_the_reading_said_of_a_field_that_is_missing_is_not_said_again() -> None:
    read = record(total=None, currency=None, review=(F.TOTAL,))
    assert [finding.code for finding in told(read)] == ["total_doubtful", "currency_missing"]


@pytest.mark.parametrize(("day", "is_told"), [("2026-11-21", False), ("2026-11-22", False), ("2026-11-23", True)])
def test_tomorrow_is_no_future_because_a_day_ends_later_elsewhere(day: str, *, is_told: bool) -> None:
    assert ("date_in_future" in codes(record(date=day))) is is_told
    assert ("date_in_future" in codes(record(date=None), fixed={F.DATE: day})) is is_told


@pytest.mark.parametrize(("confidence", "is_told"), [(0.59, True), (0.6, False), (0.61, False)])
def test_from_three_in_five_a_kind_is_sure(confidence: float, *, is_told: bool) -> None:
    assert ("kind_doubtful" in codes(torn(K.CREDIT_NOTE, confidence))) is is_told
    assert "kind_doubtful" not in codes(torn(K.RECEIPT, confidence))


def test_who_entered_all_that_is_needed_has_said_of_a_doubtful_kind_that_it_counts() -> None:
    assert "kind_doubtful" not in codes(torn(K.QUOTE), fixed=ENTERED)
    assert "kind_doubtful" in codes(torn(K.QUOTE), fixed={F.TOTAL: "119.00", F.DATE: "2026-11-20"})


def test_whether_a_payment_before_is_in_the_books_a_person_says() -> None:
    """A shop prints "paid already" on the only paper that there is: filed in silence, the purchase would be lost."""
    decision = decide(record(total="50.00", prepaid="50.00"), CONTEXT)
    assert (decision.state, decision.booking) == (DocumentState.NEEDS_REVIEW, None)
    words = "It says that all of it was paid before. Is that payment in the books? Without this, it makes no transaction."
    assert decision.findings == (Finding("paid_before", DOUBT, words, (F.PREPAID,)),)
    assert decide(record(total="50.00", prepaid="49.99"), CONTEXT).state == DocumentState.BOOKED


def test_nothing_is_not_left_to_pay_where_that_is_in_doubt() -> None:
    paid = {"total": "50.00", "prepaid": "50.00"}
    assert codes(record(**paid), fixed={F.PREPAID: "50.00"}) == {"nothing_to_book"}
    assert codes(record(**paid, review=(F.PREPAID,))) == {"prepaid_doubtful"}
    assert codes(record(**paid, review=(F.TOTAL,))) == {"total_doubtful"}


@pytest.mark.parametrize(
    ("fields", "fixed", "is_settled"),
    [
        ((F.TOTAL,), {F.TOTAL: "119.00"}, True),
        ((F.TOTAL, F.TAX), {F.TOTAL: "119.00"}, False),
        ((F.TOTAL, F.TAX), {F.TOTAL: "119.00", F.TAX: "19.00"}, True),
        ((F.TOTAL,), {F.DATE: "2026-11-20"}, False),
        ((), {F.TOTAL: "119.00"}, False),  # a doubt about the whole document is not settled by a value
    ],
)
def test_a_finding_is_settled_by_a_word_to_each_of_its_fields(
    fields: tuple[FieldName, ...], fixed: dict[FieldName, str], *, is_settled: bool
) -> None:
    read = replace(record(), findings=(Finding("odd", INFO, "Look at it.", fields),))
    assert ("odd" not in codes(read, fixed=fixed)) is is_settled


def test_a_finding_that_informs_keeps_nothing_from_being_booked() -> None:
    informed = replace(record(), findings=(Finding("odd", INFO, "Look at it.", (F.TAX,)),))
    decision = decide(informed, CONTEXT)
    assert (decision.state, decision.findings) == ("booked", informed.findings)


def test_filing_keeps_what_was_found_before_the_reason() -> None:
    read = record(kind=K.QUOTE, review=(F.TAX,))
    decision = decide(read, CONTEXT)
    assert [finding.code for finding in decision.findings] == ["tax_doubtful", "never_booked"]
    assert decision.review == (F.TAX,)


def test_a_bank_statement_keeps_its_findings_and_asks_for_no_field() -> None:
    read = record(kind=K.BANK_STATEMENT, review=(F.TOTAL,))
    decision = decide(read, CONTEXT)
    assert (decision.findings, decision.review) == (read.findings, ())


def test_what_waits_for_a_person_names_the_fields_in_doubt() -> None:
    decision = decide(record(review=(F.TOTAL, F.VENDOR)), replace(CONTEXT, fixed={F.VENDOR: "Shop"}))
    assert (decision.state, decision.review) == ("needs_review", (F.TOTAL,))
    assert [finding.code for finding in decision.findings] == ["total_doubtful"]


def test_a_refusal_of_the_ledger_is_told_after_the_rest() -> None:
    decision = decide(record(review=(F.VENDOR,)), CONTEXT)
    refused = decision.refused(PeriodLockedError("The date lies in a locked period."))
    locked = Finding("period_locked", BLOCK, "The date lies in a locked period.")
    assert refused.findings == (*decision.findings, locked)
    assert refused.review == (F.VENDOR,)
