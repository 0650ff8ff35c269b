"""A transaction is never changed by its document: where that says something else now, a person is told what, word for word."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from finance.services.deciding import decide
from finance.services.deciding_context import Booked
from services.types import Direction, Finding, Severity
from tests.pipeline.test_deciding import CONTEXT, F, K, record
from tests.pipeline.test_deciding_findings import told

DOUBT = Severity.DOUBT
BOOKED = Booked(Decimal("119.00"), "EUR", date(2026, 11, 20))


@pytest.mark.parametrize(
    ("values", "finding"),
    [
        (
            {"total": "91.5"},
            Finding(
                "differs_from_transaction",
                DOUBT,
                "Booked was 119.00, but the total now reads 91.5. Correct the transaction if it is wrong.",
                (F.TOTAL,),
            ),
        ),
        (
            {"currency": "USD"},
            Finding(
                "differs_from_transaction",
                DOUBT,
                "Booked was EUR, but the currency now reads USD. Correct the transaction if it is wrong.",
                (F.CURRENCY,),
            ),
        ),
        (
            {"date": "2026-11-19"},
            Finding(
                "differs_from_transaction",
                DOUBT,
                "Booked was 2026-11-20, but the date now reads 2026-11-19. Correct the transaction if it is wrong.",
                (F.DATE,),
            ),
        ),
    ],
    ids=["total", "currency", "date"],
)
def test_what_is_booked_otherwise_is_told_value_by_value(values: dict[str, str], finding: Finding) -> None:
    decision = decide(record(**values), replace(CONTEXT, booked=BOOKED))
    assert (decision.state, decision.findings, decision.booking) == ("booked", (finding,), None)


@pytest.mark.parametrize(
    ("came_in", "direction", "message"),
    [
        (
            False,
            Direction.OUTGOING,
            "Booked was money out, but as the document is said to be now, money went in. Correct the transaction.",
        ),
        (
            True,
            Direction.INCOMING,
            "Booked was money in, but as the document is said to be now, money went out. Correct the transaction.",
        ),
    ],
)
def test_what_is_booked_the_other_way_is_told(direction: Direction, message: str, *, came_in: bool) -> None:
    told_of = told(record(), booked=replace(BOOKED, money_came_in=came_in), direction=direction)
    assert told_of == (Finding("differs_from_transaction", DOUBT, message),)


@pytest.mark.parametrize("name", ["total", "date", "currency"])
def test_what_is_not_read_now_differs_from_no_transaction(name: str) -> None:
    values: dict[str, Any] = {name: None}
    assert told(record(**values), booked=replace(BOOKED, money_came_in=False), direction=Direction.INCOMING) == ()


@pytest.mark.parametrize(
    "values", [{"total": "-119.00"}, {"total": "150.00", "prepaid": "31.00"}, {"total": "119"}, {"total": "119.000"}]
)
def test_the_same_amount_in_other_words_does_not_differ(values: dict[str, str]) -> None:
    assert told(record(**values), booked=BOOKED) == ()


def test_a_document_whose_direction_is_unclear_says_nothing_of_the_way_it_was_booked() -> None:
    unclear = replace(record(), direction=Direction.UNCLEAR)
    assert told(unclear, booked=replace(BOOKED, money_came_in=True), kind=K.INVOICE) == ()
    assert told(record(), booked=replace(BOOKED, money_came_in=True), kind=K.INVOICE) != ()


@pytest.mark.parametrize(("names_seller", "is_told"), [(False, False), (True, True)])
def test_a_self_billed_e_invoice_that_was_booked_as_money_in_is_told(*, names_seller: bool, is_told: bool) -> None:
    booked = replace(BOOKED, money_came_in=True)
    assert bool(told(record(), booked=booked, kind=K.SELF_BILLING, names_seller=names_seller)) is is_told


def test_what_a_person_entered_is_compared_with_the_transaction() -> None:
    told_of = told(record(), booked=BOOKED, fixed={F.TOTAL: "120.00"})
    assert [(finding.fields, "120.00" in finding.message) for finding in told_of] == [((F.TOTAL,), True)]


@pytest.mark.parametrize(("came_in", "is_told"), [(True, False), (False, True)])
def test_the_way_of_less_than_one_is_a_way_too(*, came_in: bool, is_told: bool) -> None:
    booked = replace(BOOKED, amount=Decimal("0.50"), money_came_in=came_in)
    assert bool(told(record(total="0.50"), booked=booked, direction=Direction.OUTGOING)) is is_told


def test_a_doubt_about_what_is_booked_stays() -> None:
    read = record(review=(F.VENDOR, F.TAX))
    decision = decide(read, replace(CONTEXT, booked=BOOKED, fixed={F.TAX: "19.00"}))
    assert (decision.state, decision.review) == ("booked", (F.VENDOR,))
    assert [finding.code for finding in decision.findings] == ["vendor_doubtful"]
