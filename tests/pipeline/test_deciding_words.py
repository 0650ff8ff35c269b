"""What people say of kind and direction stands above what was read, and an unclear direction is never booked by a machine."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from finance.services.deciding import decide, values_in_force
from finance.services.deciding_context import Booked, obeyed
from services.parsers.direction import direction_findings
from services.parsers.reading_findings import kind_findings
from services.providers.base import OwnIdentity
from services.types import Direction, Record, Severity
from tests.pipeline.test_deciding import CONTEXT, F, K, codes, plan, record

ME = OwnIdentity(names=("Me",))
D = Direction


def unclear(**values: Any) -> Record:
    findings = tuple(direction_findings(D.UNCLEAR))
    return replace(record(**values), findings=findings, review=(F.VENDOR,), direction=D.UNCLEAR)


def test_an_unclear_direction_is_not_booked() -> None:
    decision = decide(unclear(), CONTEXT)
    assert (decision.state, decision.booking) == ("needs_review", None)
    assert [(finding.code, finding.severity) for finding in decision.findings] == [("direction_doubtful", Severity.BLOCK)]


def test_an_unclear_direction_blocks_even_where_no_reader_said_so() -> None:
    decision = decide(replace(record(), direction=D.UNCLEAR), CONTEXT)
    assert (decision.state, [finding.code for finding in decision.findings]) == ("needs_review", ["direction_doubtful"])


@pytest.mark.parametrize(("direction", "kind"), [(D.INCOMING, "expense"), (D.OUTGOING, "income")])
def test_a_person_says_which_way_it_went(direction: Direction, kind: str) -> None:
    decision = decide(unclear(customer="Client Inc"), replace(CONTEXT, direction=direction))
    assert (decision.state, decision.findings, decision.review) == ("booked", (), ())
    assert decision.booking is not None
    assert decision.booking.kind == kind
    assert decision.booking.vendor_name == ("Client Inc" if direction is D.OUTGOING else "Shop")


@pytest.mark.parametrize(("vendor", "kind"), [("Me", "income"), ("Shop", "expense")])
def test_who_enters_the_vendor_has_said_which_way_it_went(vendor: str, kind: str) -> None:
    assert plan(unclear(), own=ME, fixed={F.VENDOR: vendor}).kind == kind


def test_the_word_of_a_person_stands_above_who_seems_to_be_the_sender() -> None:
    assert plan(record(vendor="Me"), own=ME).kind == "income"
    assert plan(record(vendor="Me"), own=ME, direction=D.INCOMING).kind == "expense"


def test_our_own_document_of_a_doubtful_vendor_waits_until_somebody_says_so() -> None:
    read = record(vendor="Me", review=(F.VENDOR,))
    assert decide(read, replace(CONTEXT, own=ME)).state == "needs_review"
    assert plan(read, own=ME, direction=D.OUTGOING).kind == "income"


@pytest.mark.parametrize("kind", [K.QUOTE, K.DELIVERY_NOTE, K.BANK_STATEMENT], ids=str)
def test_what_is_said_to_be_never_booked_is_not(kind: K) -> None:
    decision = decide(record(), replace(CONTEXT, kind=kind))
    assert decision.booking is None
    assert decision.state == ("needs_review" if kind is K.BANK_STATEMENT else "filed")


@pytest.mark.parametrize("read", [K.QUOTE, K.OTHER, K.CARD_SLIP, K.BANK_STATEMENT], ids=str)
def test_what_is_said_to_be_an_invoice_is_booked_whatever_it_was_taken_for(read: K) -> None:
    taken = replace(record(kind=read), kind_confidence=0.5, findings=tuple(kind_findings(read)))
    assert decide(taken, CONTEXT).state != "booked"
    decision = decide(taken, replace(CONTEXT, kind=K.INVOICE))
    assert (decision.state, decision.findings) == ("booked", ())


def test_a_credit_note_by_a_persons_word_is_a_refund() -> None:
    assert plan(record(), kind=K.CREDIT_NOTE).kind == "refund"


def test_obeying_twice_is_obeying_once() -> None:
    context = replace(CONTEXT, kind=K.INVOICE, direction=D.OUTGOING)
    read = unclear()
    once = obeyed(read, values_in_force(read, context), context)
    assert obeyed(once, values_in_force(once, context), context) == once
    assert (once.kind, once.kind_confidence, once.direction) == (K.INVOICE, 1.0, D.OUTGOING)


@pytest.mark.parametrize(
    ("came_in", "said", "is_told"),
    [
        (False, {}, False),  # nobody said anything: the transaction may be as people made it
        (True, {}, False),
        (False, {"direction": D.INCOMING}, False),
        (False, {"direction": D.OUTGOING}, True),
        (True, {"direction": D.OUTGOING}, False),
        (False, {"kind": K.CREDIT_NOTE}, True),
        (None, {"direction": D.OUTGOING}, False),
    ],
)
def test_a_booking_that_went_the_other_way_is_told(came_in: bool | None, said: dict[str, Any], is_told: bool) -> None:
    booked = Booked(Decimal("119.00"), "EUR", date(2026, 11, 20), money_came_in=came_in)
    assert ("differs_from_transaction" in codes(record(), booked=booked, **said)) is is_told
