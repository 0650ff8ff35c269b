"""Our own invoices bring money, those that we receive cost some: which it is, the paper tells, or a person."""

from __future__ import annotations

import pytest

from services.parsers.candidates import lay_out
from services.parsers.direction import direction_of
from services.parsers.own_side import OwnSide, own_side
from services.providers.base import ExtractionRequest, OwnIdentity
from services.providers.chain import extract
from services.types import Direction, DocumentKind, FieldName, FieldValue, Reading, Severity
from tests.parsers.sheets import TODAY, document

INVOICE = """
MY FIRM LTD                 INVOICE
1 High Street, London SW1A 1AA
VAT No GB 123 4567 82
Date: 12 March 2026
Bill to:
Customer Ltd
Consulting                    100.00
Travel                         20.00
Total                        £ 120.00
IBAN: GB29 NWBK 6016 1331 9268 19
"""
UNADDRESSED = INVOICE.replace("Bill to:\nCustomer Ltd\n", "")
ME, CUSTOMER = OwnIdentity(names=("My Firm Ltd",)), OwnIdentity(names=("Customer Ltd",))
IBAN = "GB29NWBK60161331926819"


@pytest.mark.parametrize(
    ("text", "own", "side"),
    [
        (INVOICE, OwnIdentity(), OwnSide.NOT_SENDER),
        (INVOICE, ME, OwnSide.SENDER),
        (INVOICE, CUSTOMER, OwnSide.NOT_SENDER),
        (INVOICE, OwnIdentity(names=CUSTOMER.names, ibans=(IBAN,)), OwnSide.NOT_SENDER),  # a direct debit
        (INVOICE, OwnIdentity(ibans=(IBAN,)), OwnSide.UNCLEAR),
        (INVOICE, OwnIdentity(tax_ids=("GB123456782",)), OwnSide.UNCLEAR),
        (UNADDRESSED, ME, OwnSide.UNCLEAR),
        (UNADDRESSED, OwnIdentity(names=ME.names, ibans=(IBAN,)), OwnSide.SENDER),
        (INVOICE.replace("Bill to:\n", ""), CUSTOMER, OwnSide.NOT_SENDER),
    ],
)
def test_names_and_numbers_tell_who_sent_it(text: str, own: OwnIdentity, side: OwnSide) -> None:
    assert own_side(lay_out(document(text, unit="pt"), today=TODAY), own) is side


def test_on_our_own_invoice_we_are_the_vendor() -> None:
    record = extract(ExtractionRequest(document(INVOICE, unit="pt"), TODAY, own=ME))
    assert (record.fields[FieldName.VENDOR].value, record.fields[FieldName.CUSTOMER].value) == ("MY FIRM LTD", "Customer Ltd")


def test_an_unclear_side_blocks_the_booking() -> None:
    record = extract(ExtractionRequest(document(UNADDRESSED, unit="pt"), TODAY, own=ME))
    assert ("direction_doubtful", Severity.BLOCK) in {(finding.code, finding.severity) for finding in record.findings}
    assert (record.direction, FieldName.VENDOR in record.review) == (Direction.UNCLEAR, True)


@pytest.mark.parametrize(
    ("text", "own", "direction"),
    [
        (INVOICE, OwnIdentity(), Direction.INCOMING),
        (INVOICE, ME, Direction.OUTGOING),
        (INVOICE, CUSTOMER, Direction.INCOMING),
    ],
)
def test_the_record_tells_its_direction(text: str, own: OwnIdentity, direction: Direction) -> None:
    record = extract(ExtractionRequest(document(text, unit="pt"), TODAY, own=own))
    assert record.direction is direction
    assert "direction_doubtful" not in {finding.code for finding in record.findings}


def by(provider: str, direction: Direction = Direction.INCOMING) -> Reading:
    return Reading(provider, DocumentKind.INVOICE, 0.9, {}, direction=direction)


def fields(**said: str) -> dict[FieldName, FieldValue]:
    return {FieldName(name): FieldValue(FieldName(name), value, value, 0.9, "x") for name, value in said.items()}


@pytest.mark.parametrize(
    ("readings", "said", "direction"),
    [
        ([by("offline", Direction.OUTGOING)], {"vendor": "Somebody"}, Direction.UNCLEAR),
        ([by("llm"), by("offline")], {"vendor": "My Firm Ltd."}, Direction.UNCLEAR),
        ([by("llm"), by("offline", Direction.OUTGOING)], {"vendor": "My Firm Ltd."}, Direction.OUTGOING),
        ([by("llm")], {"vendor": "MY FIRM LTD"}, Direction.OUTGOING),
        ([by("einvoice"), by("offline")], {"vendor": "My Firm Ltd", "customer": "Client"}, Direction.OUTGOING),
        ([by("einvoice"), by("offline", Direction.OUTGOING)], {"vendor": "Somebody"}, Direction.INCOMING),
        ([by("einvoice")], {"vendor": "My Firm Ltd", "customer": "MY FIRM LTD"}, Direction.UNCLEAR),
    ],
)
def test_readers_that_see_us_on_two_sides_leave_it_unclear(
    readings: list[Reading], said: dict[str, str], direction: Direction
) -> None:
    assert direction_of(readings, fields(**said), ME) is direction


def test_a_number_that_is_in_many_others_tells_nothing() -> None:
    sheet = lay_out(document("MEADOW HARDWARE LTD\nDate: 14/03/2026\nTOTAL   EUR 12.00\nTel 0123412"), today=TODAY)
    assert own_side(sheet, OwnIdentity(tax_ids=("12",))) is OwnSide.NOT_SENDER
    assert own_side(sheet, OwnIdentity(tax_ids=("0123412",))) is OwnSide.UNCLEAR
