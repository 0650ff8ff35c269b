import datetime as dt
from xml.etree import ElementTree as ET

import pymupdf
import pytest

from services.types import FieldName
from training.documents.catalogue import facturx_invoice
from training.documents.facturx import FILE_NAME, PROFILE

RAM = "{urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100}"


def embedded_xml(data: bytes) -> ET.Element:
    return ET.fromstring(pymupdf.open("pdf", data).embfile_get(FILE_NAME))  # noqa: S314  our own bytes


def text(root: ET.Element, name: str) -> str:
    found = [element.text or "" for element in root.iter(RAM + name)]
    assert len(found) == 1
    return found[0]


def test_the_xml_is_attached_as_an_alternative_of_the_page() -> None:
    document = pymupdf.open("pdf", facturx_invoice(1).data)
    kind, reference = document.xref_get_key(document.pdf_catalog(), "AF")
    specification = document.xref_object(int(reference.strip("[] ").split()[0]))
    assert kind == "array"
    assert document.embfile_names() == [FILE_NAME]
    assert "/AFRelationship /Alternative" in specification


def test_the_metadata_says_pdf_a_3_and_the_profile() -> None:
    metadata = pymupdf.open("pdf", facturx_invoice(1).data).get_xml_metadata()
    assert 'pdfaid:part="3"' in metadata
    assert 'fx:ConformanceLevel="EN 16931"' in metadata
    assert PROFILE in ET.tostring(embedded_xml(facturx_invoice(1).data), encoding="unicode")


@pytest.mark.parametrize("seed", range(8))
def test_the_totals_of_the_xml_are_those_of_the_page(seed: int) -> None:
    document = facturx_invoice(seed)
    root, fields = embedded_xml(document.data), document.truth.fields
    assert text(root, "TaxBasisTotalAmount") == fields[FieldName.NET]
    assert text(root, "TaxTotalAmount") == fields[FieldName.TAX]
    assert text(root, "GrandTotalAmount") == fields[FieldName.TOTAL]
    assert text(root, "DuePayableAmount") == fields[FieldName.AMOUNT_DUE]
    assert text(root, "InvoiceCurrencyCode") == fields[FieldName.CURRENCY]
    assert text(root, "IBANID") == fields[FieldName.VENDOR_IBAN]


@pytest.mark.parametrize("seed", range(8))
def test_the_lines_of_the_xml_are_those_of_the_page(seed: int) -> None:
    document = facturx_invoice(seed)
    lines = list(embedded_xml(document.data).iter(RAM + "IncludedSupplyChainTradeLineItem"))
    assert [
        {
            "description": text(line, "Name"),
            "quantity": text(line, "BilledQuantity"),
            "unit_price": text(line, "ChargeAmount"),
            "amount": text(line, "LineTotalAmount"),
            "tax_rate": text(line, "RateApplicablePercent"),
        }
        for line in lines
    ] == list(document.truth.line_items)


def test_the_date_of_the_xml_is_that_of_the_page() -> None:
    document = facturx_invoice(1)
    stamp = next(element.text for element in embedded_xml(document.data).iter() if element.get("format") == "102")
    assert dt.datetime.strptime(f"{stamp}+0000", "%Y%m%d%z").date().isoformat() == document.truth.fields[FieldName.DATE]
