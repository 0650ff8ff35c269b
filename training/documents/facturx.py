"""Factur-X / ZUGFeRD: the invoice as CII XML in the EN 16931 profile, attached to its own page as PDF/A-3 asks."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from xml.etree import ElementTree as ET

import pymupdf

from training.documents.pdf_file import PRODUCER, pdf_date
from training.documents.spec import DocumentSpec, Party, SpecLine, TaxSum

FILE_NAME = "factur-x.xml"
PROFILE = "urn:cen.eu:en16931:2017"
_NAMESPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
}
_UNIT_CODES = {"pc": "H87", "h": "HUR", "kg": "KGM"}


def _node(parent: ET.Element, path: str, text: str = "", **attributes: str) -> ET.Element:
    """Append a chain of ram elements, `A/B/C`, and put the text into the last; other prefixes are written out."""
    for name in path.split("/"):
        prefix, _, local = name.rpartition(":")
        parent = ET.SubElement(parent, f"{prefix or 'ram'}:{local}")
    parent.text = text or None
    parent.attrib.update(attributes)
    return parent


def _date(parent: ET.Element, path: str, day: dt.date) -> None:
    _node(parent, f"{path}/udt:DateTimeString", f"{day:%Y%m%d}", format="102")


def invoice_xml(spec: DocumentSpec) -> bytes:
    """The invoice as UTF-8 XML. The spec needs a buyer and net prices."""
    root = ET.Element("rsm:CrossIndustryInvoice", {f"xmlns:{name}": uri for name, uri in _NAMESPACES.items()})
    _node(root, "rsm:ExchangedDocumentContext/GuidelineSpecifiedDocumentContextParameter/ID", PROFILE)
    head = _node(root, "rsm:ExchangedDocument")
    _node(head, "ID", spec.number)
    _node(head, "TypeCode", "380")
    _date(head, "IssueDateTime", spec.issued)
    trade = _node(root, "rsm:SupplyChainTradeTransaction")
    for position, line in enumerate(spec.lines, start=1):
        _line(trade, position, line)
    _agreement(trade, spec)
    _delivery(trade, spec)
    _settlement(trade, spec)
    ET.indent(root)
    return bytes(ET.tostring(root, encoding="UTF-8", xml_declaration=True))


def _line(trade: ET.Element, position: int, line: SpecLine) -> None:
    item = _node(trade, "IncludedSupplyChainTradeLineItem")
    _node(item, "AssociatedDocumentLineDocument/LineID", str(position))
    _node(item, "SpecifiedTradeProduct/Name", line.description)
    _node(item, "SpecifiedLineTradeAgreement/NetPriceProductTradePrice/ChargeAmount", str(line.unit_price))
    quantity = f"{line.quantity.normalize():f}"
    _node(item, "SpecifiedLineTradeDelivery/BilledQuantity", quantity, unitCode=_UNIT_CODES[line.unit])
    settlement = _node(item, "SpecifiedLineTradeSettlement")
    _tax_kind(_node(settlement, "ApplicableTradeTax"), line.tax_rate)
    _node(settlement, "SpecifiedTradeSettlementLineMonetarySummation/LineTotalAmount", str(line.amount))


def _tax_kind(tax: ET.Element, rate: Decimal, basis: TaxSum | None = None) -> None:
    _node(tax, "TypeCode", "VAT")
    if basis:
        _node(tax, "BasisAmount", str(basis.net))
    _node(tax, "CategoryCode", "S" if rate else "Z")
    _node(tax, "RateApplicablePercent", f"{rate.normalize():f}")


def _party(agreement: ET.Element, role: str, party: Party) -> None:
    node = _node(agreement, role)
    _node(node, "Name", party.name)
    address = _node(node, "PostalTradeAddress")
    _node(address, "PostcodeCode", party.postcode)
    _node(address, "LineOne", party.street)
    _node(address, "CityName", party.city)
    _node(address, "CountryID", party.country)
    if party.tax_id:
        _node(node, "SpecifiedTaxRegistration/ID", party.tax_id, schemeID="VA")


def _agreement(trade: ET.Element, spec: DocumentSpec) -> None:
    if spec.buyer is None or spec.prices_include_tax:
        raise ValueError("An e-invoice needs a buyer and net prices.")
    agreement = _node(trade, "ApplicableHeaderTradeAgreement")
    _party(agreement, "SellerTradeParty", spec.seller)
    _party(agreement, "BuyerTradeParty", spec.buyer)


def _delivery(trade: ET.Element, spec: DocumentSpec) -> None:
    delivery = _node(trade, "ApplicableHeaderTradeDelivery")
    if spec.service_date:
        _date(delivery, "ActualDeliverySupplyChainEvent/OccurrenceDateTime", spec.service_date)


def _settlement(trade: ET.Element, spec: DocumentSpec) -> None:
    settlement = _node(trade, "ApplicableHeaderTradeSettlement")
    _node(settlement, "PaymentReference", spec.number)
    _node(settlement, "InvoiceCurrencyCode", spec.currency)
    means = _node(settlement, "SpecifiedTradeSettlementPaymentMeans")
    _node(means, "TypeCode", "58")  # SEPA credit transfer
    _node(means, "PayeePartyCreditorFinancialAccount/IBANID", spec.seller.iban)
    for row in spec.taxes:
        tax = _node(settlement, "ApplicableTradeTax")
        _node(tax, "CalculatedAmount", str(row.tax))
        _tax_kind(tax, row.rate, row)
    if spec.due_date:
        _date(settlement, "SpecifiedTradePaymentTerms/DueDateDateTime", spec.due_date)
    _totals(_node(settlement, "SpecifiedTradeSettlementHeaderMonetarySummation"), spec)


def _totals(sums: ET.Element, spec: DocumentSpec) -> None:
    _node(sums, "LineTotalAmount", str(spec.net))
    _node(sums, "TaxBasisTotalAmount", str(spec.net))
    _node(sums, "TaxTotalAmount", str(spec.tax), currencyID=spec.currency)
    _node(sums, "GrandTotalAmount", str(spec.total))
    _node(sums, "DuePayableAmount", str(spec.total))


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" pdfaid:part="3" pdfaid:conformance="B"/>
<rdf:Description rdf:about="" xmlns:pdf="http://ns.adobe.com/pdf/1.3/" pdf:Producer="{producer}"/>
<rdf:Description rdf:about="" xmlns:fx="urn:factur-x:pdfa:CrossIndustryDocument:invoice:1p0#"
 fx:DocumentType="INVOICE" fx:DocumentFileName="{file_name}" fx:Version="1.0" fx:ConformanceLevel="EN 16931"/>
</rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""


def attach(document: pymupdf.Document, spec: DocumentSpec) -> None:
    """Embed the XML as an alternative of the page, and say so in the catalogue and in the XMP metadata.

    By hand, because `embfile_add` keeps the file specification inside the name tree, where /AF cannot refer to it,
    and stamps it with the present time.
    """
    xml, stamp = invoice_xml(spec), pdf_date(spec.issued)
    dates = f"/CreationDate ({stamp}) /ModDate ({stamp})"
    stream = _object(document, f"<< /Type /EmbeddedFile /Subtype /text#2Fxml /Params << /Size {len(xml)} {dates} >> >>")
    document.update_stream(stream, xml, new=1)
    file_specification = _object(
        document,
        f"<< /Type /Filespec /F ({FILE_NAME}) /UF ({FILE_NAME}) /Desc (Factur-X invoice) /AFRelationship /Alternative"
        f" /EF << /F {stream} 0 R /UF {stream} 0 R >> >>",
    )
    catalogue, reference = document.pdf_catalog(), f"{file_specification} 0 R"
    document.xref_set_key(catalogue, "Names", f"<< /EmbeddedFiles << /Names [ ({FILE_NAME}) {reference} ] >> >>")
    document.xref_set_key(catalogue, "AF", f"[{reference}]")
    document.set_xml_metadata(_XMP.format(producer=PRODUCER, file_name=FILE_NAME))


def _object(document: pymupdf.Document, source: str) -> int:
    xref = int(document.get_new_xref())
    document.update_object(xref, source)
    return xref
