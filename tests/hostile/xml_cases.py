"""Rows 44 to 46: e-invoices, alone and in a PDF."""

from __future__ import annotations

import pymupdf

from tests.hostile.cases import SIGNED_LETTER, Case, Seen, ends, is_not_booked, refused
from tests.hostile.egress import trap
from tests.hostile.making_pdf import letter
from training.documents.catalogue import facturx_invoice

XML, INVALID = "unreadable:xml_forbidden", "unreadable:einvoice_invalid"
REVIEW = "needs_review"
READ = (REVIEW, "booked", "filed")
LAUGHS = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 10))


def cii() -> str:
    """A right CII invoice of the generator."""
    document = pymupdf.open("pdf", facturx_invoice(seed=1).data)
    return bytes(document.embfile_get(0)).decode()


def ubl(total: str = "119.00", customization: str = "urn:cen.eu:en16931:2017") -> str:
    parties = "".join(
        f"<cac:{role}><cac:Party><cac:PartyName><cbc:Name>{name}</cbc:Name></cac:PartyName>"
        f"<cac:PartyLegalEntity><cbc:RegistrationName>{name}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:{role}>"
        for role, name in (("AccountingSupplierParty", "Tea House Ltd"), ("AccountingCustomerParty", "Alice"))
    )
    category = "<cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2" '
        'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
        'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2">'
        f"<cbc:CustomizationID>{customization}</cbc:CustomizationID><cbc:ID>2026-0017</cbc:ID>"
        "<cbc:IssueDate>2026-11-20</cbc:IssueDate><cbc:InvoiceTypeCode>380</cbc:InvoiceTypeCode>"
        f"<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>{parties}"
        '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">19.00</cbc:TaxAmount><cac:TaxSubtotal>'
        '<cbc:TaxableAmount currencyID="EUR">100.00</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">19.00</cbc:TaxAmount>'
        f"<cac:TaxCategory>{category}</cac:TaxCategory></cac:TaxSubtotal></cac:TaxTotal><cac:LegalMonetaryTotal>"
        '<cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>'
        '<cbc:TaxExclusiveAmount currencyID="EUR">100.00</cbc:TaxExclusiveAmount>'
        f'<cbc:TaxInclusiveAmount currencyID="EUR">{total}</cbc:TaxInclusiveAmount>'
        f'<cbc:PayableAmount currencyID="EUR">{total}</cbc:PayableAmount></cac:LegalMonetaryTotal>'
        '<cac:InvoiceLine><cbc:ID>1</cbc:ID><cbc:InvoicedQuantity unitCode="C62">2</cbc:InvoicedQuantity>'
        '<cbc:LineExtensionAmount currencyID="EUR">100.00</cbc:LineExtensionAmount>'
        f"<cac:Item><cbc:Name>Green tea</cbc:Name><cac:ClassifiedTaxCategory>{category}</cac:ClassifiedTaxCategory></cac:Item>"
        '<cac:Price><cbc:PriceAmount currencyID="EUR">50.00</cbc:PriceAmount></cac:Price></cac:InvoiceLine></Invoice>'
    )


def declared(xml: str, declaration: str, used: str = "&e9;") -> bytes:
    """The same with a document type, whose entity stands where the number of the invoice was."""
    head, _, rest = xml.partition("\n") if xml.startswith("<?xml") else ("", "", xml)
    return f"{head}\n{declaration}{rest.replace('2026-0017', used, 1)}".encode()


def laughing(xml: str) -> bytes:
    return declared(xml, f'<!DOCTYPE x [<!ENTITY e0 "lol">{LAUGHS}]>')


def reading_files(xml: str) -> bytes:
    return declared(xml, '<!DOCTYPE x [<!ENTITY e9 SYSTEM "file:///etc/passwd">]>')


def fetching(xml: str) -> bytes:
    return declared(xml, f'<!DOCTYPE x [<!ENTITY e9 SYSTEM "{trap().url("entity")}">]>')


def parameter_entity(xml: str) -> bytes:
    url = trap().url("parameter")
    return declared(xml, f'<!DOCTYPE x [<!ENTITY % p SYSTEM "{url}"> %p;]>', "17")


def external_definition(xml: str) -> bytes:
    return declared(xml, f'<!DOCTYPE x SYSTEM "{trap().url("dtd")}">', "17")


def x_include(xml: str) -> bytes:
    include = f'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" parse="text" href="{trap().url("include")}"/>'
    return xml.replace("2026-0017", include, 1).encode()


def stylesheet(xml: str) -> bytes:
    head, _, rest = xml.partition("\n")
    return f'{head}\n<?xml-stylesheet type="text/xsl" href="{trap().url("xslt")}"?>{rest}'.encode()


def schema_location(xml: str) -> bytes:
    place = f'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a {trap().url("xsd")}" '
    return xml.replace("<Invoice ", f"<Invoice {place}", 1).encode()


def in_pdf(xml: bytes) -> bytes:
    """A page, and this in it as if it were Factur-X."""
    document = pymupdf.open("pdf", letter())
    document.embfile_add("factur-x.xml", xml, filename="factur-x.xml")
    return bytes(document.tobytes())


def with_note(text: str) -> bytes:
    return ubl().replace("<cbc:InvoiceTypeCode>", f"<cbc:Note>{text}</cbc:Note><cbc:InvoiceTypeCode>", 1).encode()


def deep() -> bytes:
    return ubl().replace("2026-0017", "<a>" * 50_000 + "</a>" * 50_000, 1).encode()


def many_lines() -> bytes:
    head, mark, tail = ubl().partition("<cac:InvoiceLine>")
    line = mark + tail.removesuffix("</Invoice>")
    return f"{head}{line * 1500}</Invoice>".encode()


def says_nothing_of_the_house(seen: Seen) -> None:
    assert "root:" not in str(seen.document)


OUTSIDE = (laughing, reading_files, fetching, parameter_entity, external_definition)

XML_CASES: tuple[Case, ...] = (
    *(
        ends(44, f"ubl_{how.__name__}", "a.xml", lambda how=how: how(ubl()), XML, check=says_nothing_of_the_house)
        for how in OUTSIDE
    ),
    *(
        ends(44, f"cii_{how.__name__}", "a.xml", lambda how=how: how(cii()), XML, check=says_nothing_of_the_house)
        for how in OUTSIDE
    ),
    *(
        ends(44, f"pdf_{how.__name__}", "a.pdf", lambda how=how: in_pdf(how(cii())), "needs_review:xml_forbidden")
        for how in OUTSIDE
    ),
    *(
        ends(44, f"ubl_{how.__name__}", "a.xml", lambda how=how: how(ubl()), *READ, XML, INVALID, check=says_nothing_of_the_house)
        for how in (x_include, stylesheet, schema_location)
    ),
    ends(
        45,
        "unknown_profile",
        "a.xml",
        lambda: ubl(customization="urn:example:nobody").encode(),
        *READ,
        note="read; its rules are not applied",
    ),
    ends(45, "wrong_namespace", "a.xml", lambda: ubl().replace("schema:xsd:Invoice-2", "schema:xsd:Nothing-2").encode(), INVALID),
    ends(45, "no_namespace", "a.xml", lambda: b"<?xml version='1.0'?><Invoice><ID>1</ID></Invoice>", INVALID),
    ends(45, "utf_16", "a.xml", lambda: ubl().replace("UTF-8", "UTF-16").encode("utf-16"), *READ),
    ends(45, "utf_7", "a.xml", lambda: ubl().replace("UTF-8", "UTF-7").encode(), INVALID, XML),
    ends(45, "ebcdic", "a.xml", lambda: ubl().replace("UTF-8", "cp037").encode("cp037"), INVALID, XML),
    ends(45, "encoding_lies", "a.xml", lambda: ubl().replace("Green tea", "Grün").encode("latin-1"), INVALID),
    ends(45, "text_of_10_mb", "a.xml", lambda: with_note("a" * 10_500_000), INVALID, *READ),
    ends(45, "deep", "a.xml", deep, INVALID),
    ends(45, "1500_lines", "a.xml", many_lines, REVIEW, INVALID, "unreadable:resource_limit"),
    ends(45, "cut_off", "a.xml", lambda: ubl().encode()[:900], INVALID),
    ends(
        45, "bare", "a.xml", lambda: b'<Invoice xmlns="urn:oasis:names:specification:ubl:schema:xsd:Invoice-2"/>', INVALID, REVIEW
    ),
    ends(45, "in_pdf", "a.pdf", lambda: in_pdf(b"<CrossIndustryInvoice/>"), "needs_review:einvoice_invalid"),
    ends(45, "no_xml_in_pdf", "a.pdf", lambda: in_pdf(b"\x00\x01nothing"), "needs_review:einvoice_invalid"),
    refused(45, "other_xml", "a.xml", lambda: b"<?xml version='1.0'?><books/>", 415, "type_mismatch"),
    *(
        ends(45, f"amount_{number}", "a.xml", lambda text=text: ubl(text).encode(), REVIEW, INVALID, check=is_not_booked)
        for number, text in enumerate(("NaN", "1e400", "9" * 400, "1,19", "", "\u0661\u0661\u0669", "-0"))
    ),
    ends(46, "total_off_by_a_cent", "a.xml", lambda: ubl("119.01").encode(), "needs_review:BR-CO-15", check=is_not_booked),
    ends(
        46,
        "xml_unlike_the_page",
        "a.pdf",
        lambda: in_pdf(ubl("911.00").encode()),
        "needs_review:einvoice_page_mismatch",
        check=is_not_booked,
    ),
    ends(
        46, "right", "a.xml", lambda: ubl().encode(), *READ, note="the same without its fault, so that the others show something"
    ),
    ends(
        46,
        "xml_of_another_invoice",
        "a.pdf",
        lambda: in_pdf(cii().encode()),
        "needs_review:einvoice_page_mismatch",
        check=is_not_booked,
    ),
    ends(46, "page_alone", "a.pdf", lambda: letter(SIGNED_LETTER), *READ),
)
