"""XML of strangers: nothing of it is expanded, fetched or believed; what cannot be read has a name."""

from __future__ import annotations

import pytest

from services.einvoice.reading import read_xml
from services.errors import EInvoiceInvalidError, ForbiddenXmlError, ResourceLimitError
from tests.einvoice.invoices import cii, ubl

DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>'


def declared(before_root: str) -> bytes:
    return ubl().replace(DECLARATION, DECLARATION + before_root).encode()


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(declared('<!DOCTYPE Invoice SYSTEM "http://192.0.2.1/a.dtd">'), id="outer definition"),
        pytest.param(declared('<!DOCTYPE Invoice [<!ENTITY a SYSTEM "file:///etc/passwd">]>'), id="file as entity"),
        pytest.param(declared('<!DOCTYPE I [<!ENTITY % a SYSTEM "http://192.0.2.1/"> %a;]>'), id="parameter entity"),
        pytest.param(declared('<?xml-stylesheet href="http://192.0.2.1/a.xsl"?>'), id="style sheet"),
        pytest.param(
            ubl()
            .replace("<cbc:Note>", '<x:include xmlns:x="http://www.w3.org/2001/XInclude" href="/etc/passwd"/><cbc:Note>', 1)
            .encode(),
            id="inclusion",
        ),
        pytest.param(declared("<!DOCTYPE Invoice>").decode().replace("UTF-8", "UTF-16").encode("utf-16"), id="in UTF-16"),
    ],
)
def test_what_leads_outside_is_refused_before_it_is_parsed(xml: bytes) -> None:
    with pytest.raises(ForbiddenXmlError):
        read_xml(xml)


@pytest.mark.parametrize(
    "xml",
    [
        pytest.param(ubl().replace("UTF-8", "UTF-7").encode("utf-7"), id="UTF-7"),
        pytest.param(ubl().replace("UTF-8", "cp037").encode("cp037"), id="EBCDIC"),
        pytest.param(ubl().replace("UTF-8", "x-nothing").encode(), id="unknown encoding"),
        pytest.param(ubl().replace("Kestrel", "Gr\xfcn").encode("latin-1"), id="other encoding than said"),
        pytest.param(ubl().replace("xsd:Invoice-2", "xsd:Order-2").encode(), id="other namespace"),
        pytest.param(b"<Invoice/>", id="no namespace"),
        pytest.param(ubl().replace("Thank you.", "a" * 10_500_000).encode(), id="text of 10 MB"),
        pytest.param(ubl().replace("Thank you.", "<a>" * 5000 + "</a>" * 5000).encode(), id="nested"),
        pytest.param(ubl().encode()[:1500], id="cut off"),
        pytest.param(b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>', id="empty"),
        pytest.param(b"", id="nothing"),
    ],
)
def test_what_is_no_e_invoice_is_named(xml: bytes) -> None:
    with pytest.raises(EInvoiceInvalidError):
        read_xml(xml)


@pytest.mark.parametrize("encoding", ["UTF-16", "ISO-8859-1", "windows-1252"])
def test_other_encodings_are_read(encoding: str) -> None:
    xml = ubl().replace("UTF-8", encoding).replace("Kestrel", "Grün").encode(encoding)
    assert read_xml(xml).terms["BT-27"].text == "Grün Tea House Ltd"


def test_a_comment_does_not_cut_a_value_in_two() -> None:
    xml = ubl().replace("291.50", "29<!-- -->1.50").replace("R-2026/17", "R-<?cut?>2026/17")
    read = read_xml(xml.encode())
    assert (read.terms["BT-112"].text, read.terms["BT-1"].text) == ("291.50", "R-2026/17")


def test_more_lines_than_anybody_reads_are_refused() -> None:
    end = "</ram:IncludedSupplyChainTradeLineItem>"
    xml = cii()
    first = xml[xml.index("<ram:IncludedSupplyChainTradeLineItem>") : xml.index(end) + len(end)]
    with pytest.raises(ResourceLimitError):
        read_xml(xml.replace(first, first * 10_001).encode())
