"""Names that OCR misread are known again, where the workspace has such a vendor."""

from __future__ import annotations

from time import perf_counter

import pytest

from services.parsers.known_vendors import known_as
from services.providers.base import ExtractionRequest, KnownVendor
from services.providers.chain import extract
from services.types import FieldName, FieldValue
from tests.parsers.sheets import TODAY, document

OLIVE = KnownVendor(
    "Olivetta Pharmacy", aliases=("Olivetta Apotheke",), tax_ids=("GB123456782",), ibans=("GB29NWBK60161331926819",)
)
MEADOW, BAY = KnownVendor("Meadow Hardware Ltd"), KnownVendor("BAY")
KNOWN = (OLIVE, MEADOW, BAY)


def named(name: str, **others: str) -> dict[FieldName, FieldValue]:
    given = {FieldName.VENDOR: name} | {FieldName(field): value for field, value in others.items()}
    return {field: FieldValue(field, value, value, 0.9, "offline") for field, value in given.items()}


@pytest.mark.parametrize(
    ("name", "vendor"),
    [
        ("0LIVETTA PHARHACY SDN BHD", OLIVE),
        ("Olivetta Apothekе", OLIVE),
        ("MEAD0W HARDWARE", MEADOW),
        ("Bay", BAY),
        ("Bav", None),  # a short name has to be the same
        ("Oliver's Pharmacy", None),
        ("Green Corp Ltd", None),
    ],
)
def test_a_name_is_known_by_its_letters(name: str, vendor: KnownVendor | None) -> None:
    found = known_as(named(name), KNOWN)
    assert (found.vendor if found else None) is vendor


@pytest.mark.parametrize("number", [{"vendor_tax_id": "GB 123 4567 82"}, {"vendor_iban": "GB29 NWBK 6016 1331 9268 19"}])
def test_a_printed_number_is_certain(number: dict[str, str]) -> None:
    found = known_as(named("Something Else", **number), KNOWN)
    assert found is not None
    assert (found.vendor, found.is_certain) == (OLIVE, True)


def test_an_account_tells_nothing_beside_the_tax_id_of_another() -> None:
    """The IBAN of a payment service is printed by many."""
    printed = named("Beta Gardens", vendor_tax_id="GB999999973", vendor_iban="GB29NWBK60161331926819")
    assert known_as(printed, KNOWN) is None


def test_a_name_that_no_engine_read_has_to_be_the_same() -> None:
    text = "{}\n14 Mill Lane\nLudlow SY8 1AA\nInvoice 7\nDate 20/11/2026\nTotal 5.00"
    roma = (KnownVendor("Restaurant Roma"),)
    for name, known in (("Restaurant Rome", ""), ("Restaurant Roma Ltd", "Restaurant Roma")):
        record = extract(ExtractionRequest(document(text.format(name), unit="pt"), TODAY, known_vendors=roma))
        assert record.known_vendor == known


def test_two_that_are_as_likely_are_none() -> None:
    assert known_as(named("Meadow Hardware Lt"), (KnownVendor("Meadow Hardware A"), KnownVendor("Meadow Hardware B"))) is None


def test_the_record_keeps_what_is_printed_and_tells_who_it_is() -> None:
    page = document("0LIVETTA PHARHACY LTD\n14 Mill Lane\nLudlow SY8 1AA\nTotal 5.00")
    record = extract(ExtractionRequest(page, TODAY, known_vendors=KNOWN))
    assert record.fields[FieldName.VENDOR].value == "0LIVETTA PHARHACY LTD"
    assert record.known_vendor == "Olivetta Pharmacy"
    assert "known_vendor" in {finding.code for finding in record.findings}
    assert FieldName.VENDOR not in record.review


def test_five_hundred_vendors_are_compared_in_no_time() -> None:
    many = tuple(KnownVendor(f"Firm of Number {number} and Sons Ltd") for number in range(500))
    known_as(named("Warm the book"), many)
    begin = perf_counter()
    known_as(named("Firm of Nunber 377 and Sons"), many)
    assert perf_counter() - begin < 0.05
