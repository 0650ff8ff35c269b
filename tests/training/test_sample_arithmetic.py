from decimal import Decimal
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from stdnum import iban
from stdnum.eu import vat
from stdnum.gb import vat as gb_vat

from services.types import FieldName
from training.documents.catalogue import SAMPLES, facturx_invoice, german_receipt, invoice_pdf, thermal_receipt
from training.documents.generator import GeneratedDocument

SEEDS = st.integers(min_value=0, max_value=400)
CENT = Decimal("0.01")


@cache
def flat(name: str, seed: int) -> GeneratedDocument:
    """A sample without the photograph, which the numbers do not depend on."""
    receipts = {"thermal_receipt": thermal_receipt, "german_receipt": german_receipt}
    return receipts[name](seed, photographed=False) if name in receipts else SAMPLES[name].make(seed)


def money(document: GeneratedDocument, name: FieldName) -> Decimal:
    return Decimal(document.truth.fields[name])


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_net_and_tax_make_the_total(name: str, seed: int) -> None:
    document = flat(name, seed)
    total = money(document, FieldName.NET) + money(document, FieldName.TAX)
    assert total == money(document, FieldName.TOTAL)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_the_tax_table_adds_up_to_the_totals(name: str, seed: int) -> None:
    document = flat(name, seed)
    for column, field in (("net", FieldName.NET), ("tax", FieldName.TAX), ("gross", FieldName.TOTAL)):
        assert sum(Decimal(row[column]) for row in document.truth.tax_lines) == money(document, field)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_each_tax_is_its_rate_of_its_net_to_the_cent(name: str, seed: int) -> None:
    for row in flat(name, seed).truth.tax_lines:
        assert abs(Decimal(row["net"]) * Decimal(row["rate"]) / 100 - Decimal(row["tax"])) <= CENT


@pytest.mark.parametrize(
    ("name", "field"),
    [
        ("thermal_receipt", FieldName.TOTAL),
        ("german_receipt", FieldName.TOTAL),
        ("invoice_pdf", FieldName.NET),
        ("facturx_invoice", FieldName.NET),
    ],
)
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_lines_add_up_to_the_total_of_receipts_and_the_net_of_invoices(name: str, field: FieldName, seed: int) -> None:
    document = flat(name, seed)
    assert sum(Decimal(line["amount"]) for line in document.truth.line_items) == money(document, field)


@pytest.mark.parametrize("name", SAMPLES)
@settings(max_examples=15, deadline=None)
@given(seed=SEEDS)
def test_quantity_times_price_is_the_amount_to_the_cent(name: str, seed: int) -> None:
    for line in flat(name, seed).truth.line_items:
        exact = Decimal(line["quantity"]) * Decimal(line["unit_price"])
        assert abs(exact - Decimal(line["amount"])) <= CENT / 2


@settings(max_examples=25, deadline=None)
@given(seed=SEEDS, cents=st.integers(min_value=1, max_value=1_000_000))
def test_a_receipt_takes_the_total_that_it_is_given(seed: int, cents: int) -> None:
    total = Decimal(cents) / 100
    document = thermal_receipt(seed, total, photographed=False)
    assert money(document, FieldName.TOTAL) == total
    assert sum(Decimal(line["amount"]) for line in document.truth.line_items) == total


@pytest.mark.parametrize("total", ["0", "-1.00", "1.005"])
def test_a_total_that_no_receipt_can_have_is_refused(total: str) -> None:
    with pytest.raises(ValueError, match="positive amount in whole cents"):
        thermal_receipt(1, Decimal(total))


@settings(max_examples=30, deadline=None)
@given(seed=SEEDS)
def test_tax_ids_and_ibans_pass_validators_but_belong_to_no_bank(seed: int) -> None:
    german, british = facturx_invoice(seed).truth.fields, invoice_pdf(seed).truth.fields
    irish = thermal_receipt(seed, photographed=False).truth.fields
    assert vat.is_valid(german[FieldName.VENDOR_TAX_ID])
    assert vat.is_valid(irish[FieldName.VENDOR_TAX_ID])
    assert gb_vat.is_valid(british[FieldName.VENDOR_TAX_ID])
    assert iban.is_valid(german[FieldName.VENDOR_IBAN])
    assert iban.is_valid(british[FieldName.VENDOR_IBAN])
    assert german[FieldName.VENDOR_IBAN][4] == "9"  # German bank codes begin with 1 to 8
    assert british[FieldName.VENDOR_IBAN][4:8] == "TEST"


@pytest.mark.parametrize("name", SAMPLES)
def test_other_seeds_give_other_numbers_dates_and_firms(name: str) -> None:
    documents = [flat(name, seed).truth.fields for seed in range(12)]
    for field in (FieldName.INVOICE_NUMBER, FieldName.DATE, FieldName.VENDOR):
        assert len({fields[field] for fields in documents}) > 6
