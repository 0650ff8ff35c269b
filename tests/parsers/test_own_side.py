"""Our own invoices bring money, those that we receive cost some: which it is, the paper tells, or a person."""

from __future__ import annotations

import pytest

from services.parsers.candidates import lay_out
from services.parsers.own_side import OwnSide, own_side
from services.providers.base import ExtractionRequest, OwnIdentity
from services.providers.chain import extract
from services.types import FieldName, Severity
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
    assert ("own_side_unclear", Severity.BLOCK) in {(finding.code, finding.severity) for finding in record.findings}
