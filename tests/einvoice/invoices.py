# ruff: noqa: E501  (XML is easier to follow unbroken)
"""One small invoice in every syntax and profile: 200 at 100.00 a hundred less 10.00, and 50.00 at 7 %, with a discount and freight on all.

Lines 190.00 + 50.00, allowance 20.00, charge 30.00: net 250.00. Tax 19 % of 200.00 and 7 % of 50.00: 41.50. Total 291.50,
paid before 91.50, due 200.00.
"""

from __future__ import annotations

import pymupdf

EN16931 = "urn:cen.eu:en16931:2017"
PEPPOL = "urn:cen.eu:en16931:2017#compliant#urn:fdc:peppol.eu:2017:poacc:billing:3.0"
XRECHNUNG = "urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0"
BASIC = "urn:cen.eu:en16931:2017#compliant#urn:factur-x.eu:1p0:basic"
EXTENDED = "urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended"
BASIC_WL = "urn:factur-x.eu:1p0:basicwl"
MINIMUM = "urn:factur-x.eu:1p0:minimum"
ZUGFERD_1 = "urn:ferd:CrossIndustryDocument:invoice:1p0:comfort"

_UBL_SPACES = (
    'xmlns:cac="urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2" '
    'xmlns:cbc="urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2"'
)
_VAT = "<cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme>"


def ubl(specification: str = EN16931, *, root: str = "Invoice", code: str = "380") -> str:
    """The invoice (or credit note) in UBL 2.1, with the tax in a second currency as well."""
    kind = "Invoiced" if root == "Invoice" else "Credited"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<{root} xmlns="urn:oasis:names:specification:ubl:schema:xsd:{root}-2" {_UBL_SPACES}>
<cbc:CustomizationID>{specification}</cbc:CustomizationID>
<cbc:ID>R-2026/17</cbc:ID><cbc:IssueDate>2026-11-03</cbc:IssueDate>{"<cbc:DueDate>2026-12-03</cbc:DueDate>" if root == "Invoice" else ""}
<cbc:{root}TypeCode>{code}</cbc:{root}TypeCode><cbc:Note>Thank you.</cbc:Note><cbc:Note>Come again.</cbc:Note>
<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:TaxCurrencyCode>CZK</cbc:TaxCurrencyCode>
<cac:OrderReference><cbc:ID>PO 4</cbc:ID></cac:OrderReference>
<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>R-2026/16</cbc:ID></cac:InvoiceDocumentReference></cac:BillingReference>
<cac:AdditionalDocumentReference><cbc:ID>Timesheet</cbc:ID></cac:AdditionalDocumentReference>
{_ubl_party("AccountingSupplierParty", "Kestrel Tea House Ltd", "DE123456789")}
{_ubl_party("AccountingCustomerParty", "Alder & Sons", "DE987654321")}
<cac:Delivery><cbc:ActualDeliveryDate>2026-11-01</cbc:ActualDeliveryDate></cac:Delivery>
<cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cbc:PaymentID>Reference 17</cbc:PaymentID>
<cac:PayeeFinancialAccount><cbc:ID>DE02 1203 0000 0000 2020 51</cbc:ID></cac:PayeeFinancialAccount></cac:PaymentMeans>
{_ubl_reduction("false", "20.00", "Autumn")}{_ubl_reduction("true", "30.00", "Freight")}
<cac:TaxTotal><cbc:TaxAmount currencyID="CZK">1004.30</cbc:TaxAmount></cac:TaxTotal>
<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">41.50</cbc:TaxAmount>
{_ubl_tax("200.00", "38.00", "19")}{_ubl_tax("50.00", "3.50", "7")}</cac:TaxTotal>
<cac:LegalMonetaryTotal><cbc:LineExtensionAmount currencyID="EUR">240.00</cbc:LineExtensionAmount>
<cbc:TaxExclusiveAmount currencyID="EUR">250.00</cbc:TaxExclusiveAmount>
<cbc:TaxInclusiveAmount currencyID="EUR">291.50</cbc:TaxInclusiveAmount>
<cbc:AllowanceTotalAmount currencyID="EUR">20.00</cbc:AllowanceTotalAmount>
<cbc:ChargeTotalAmount currencyID="EUR">30.00</cbc:ChargeTotalAmount>
<cbc:PrepaidAmount currencyID="EUR">91.50</cbc:PrepaidAmount>
<cbc:PayableAmount currencyID="EUR">200.00</cbc:PayableAmount></cac:LegalMonetaryTotal>
<cac:{root}Line><cbc:ID>1</cbc:ID><cbc:{kind}Quantity unitCode="KGM">200</cbc:{kind}Quantity>
<cbc:LineExtensionAmount currencyID="EUR">190.00</cbc:LineExtensionAmount>
<cac:AllowanceCharge><cbc:ChargeIndicator>false</cbc:ChargeIndicator><cbc:Amount currencyID="EUR">10.00</cbc:Amount></cac:AllowanceCharge>
<cac:Item><cbc:Name>Green tea</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent>{_VAT}</cac:ClassifiedTaxCategory></cac:Item>
<cac:Price><cbc:PriceAmount currencyID="EUR">100.00</cbc:PriceAmount><cbc:BaseQuantity>100</cbc:BaseQuantity></cac:Price></cac:{root}Line>
<cac:{root}Line><cbc:ID>2</cbc:ID><cbc:{kind}Quantity unitCode="C62">1</cbc:{kind}Quantity>
<cbc:LineExtensionAmount currencyID="EUR">50.00</cbc:LineExtensionAmount>
<cac:Item><cbc:Name>Book of tea</cbc:Name><cac:ClassifiedTaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>7</cbc:Percent>{_VAT}</cac:ClassifiedTaxCategory></cac:Item>
<cac:Price><cbc:PriceAmount currencyID="EUR">50.00</cbc:PriceAmount></cac:Price></cac:{root}Line>
</{root}>"""


def _ubl_party(role: str, name: str, tax_id: str) -> str:
    return (
        f"<cac:{role}><cac:Party><cac:PostalAddress><cbc:StreetName>Oak Street 1</cbc:StreetName><cbc:CityName>Berlin</cbc:CityName>"
        "<cbc:PostalZone>10115</cbc:PostalZone><cac:Country><cbc:IdentificationCode>DE</cbc:IdentificationCode></cac:Country>"
        f"</cac:PostalAddress><cac:PartyTaxScheme><cbc:CompanyID>{tax_id}</cbc:CompanyID>{_VAT}</cac:PartyTaxScheme>"
        f"<cac:PartyLegalEntity><cbc:RegistrationName>{name.replace('&', '&amp;')}</cbc:RegistrationName></cac:PartyLegalEntity></cac:Party></cac:{role}>"
    )


def _ubl_reduction(is_charge: str, amount: str, reason: str) -> str:
    return (
        f"<cac:AllowanceCharge><cbc:ChargeIndicator>{is_charge}</cbc:ChargeIndicator>"
        f'<cbc:AllowanceChargeReason>{reason}</cbc:AllowanceChargeReason><cbc:Amount currencyID="EUR">{amount}</cbc:Amount>'
        f"<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>19</cbc:Percent>{_VAT}</cac:TaxCategory></cac:AllowanceCharge>"
    )


def _ubl_tax(net: str, tax: str, rate: str) -> str:
    return (
        f'<cac:TaxSubtotal><cbc:TaxableAmount currencyID="EUR">{net}</cbc:TaxableAmount><cbc:TaxAmount currencyID="EUR">{tax}</cbc:TaxAmount>'
        f"<cac:TaxCategory><cbc:ID>S</cbc:ID><cbc:Percent>{rate}</cbc:Percent>{_VAT}</cac:TaxCategory></cac:TaxSubtotal>"
    )


def cii(specification: str = EN16931, *, code: str = "380") -> str:
    """The invoice in CII; MINIMUM and BASIC WL have no lines, MINIMUM no parts of its totals."""
    has_lines, is_minimum = specification not in (MINIMUM, BASIC_WL), specification == MINIMUM
    lines = (
        _cii_line("1", "Green tea", "200", "KGM", "100.00", "19", "190.00", base="100", discount="10.00")
        + _cii_line("2", "Book of tea", "1", "C62", "50.00", "7", "50.00")
        if has_lines
        else ""
    )
    parts = "" if is_minimum else _CII_PARTS
    sums = "<ram:LineTotalAmount>240.00</ram:LineTotalAmount><ram:ChargeTotalAmount>30.00</ram:ChargeTotalAmount><ram:AllowanceTotalAmount>20.00</ram:AllowanceTotalAmount>"
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"
 xmlns:ram="urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100"
 xmlns:qdt="urn:un:unece:uncefact:data:standard:QualifiedDataType:100" xmlns:udt="urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100">
<rsm:ExchangedDocumentContext><ram:GuidelineSpecifiedDocumentContextParameter><ram:ID>{specification}</ram:ID></ram:GuidelineSpecifiedDocumentContextParameter></rsm:ExchangedDocumentContext>
<rsm:ExchangedDocument><ram:ID>R-2026/17</ram:ID><ram:TypeCode>{code}</ram:TypeCode>
<ram:IssueDateTime><udt:DateTimeString format="102">20261103</udt:DateTimeString></ram:IssueDateTime>
<ram:IncludedNote><ram:Content>Thank you.</ram:Content></ram:IncludedNote><ram:IncludedNote><ram:Content>Come again.</ram:Content></ram:IncludedNote></rsm:ExchangedDocument>
<rsm:SupplyChainTradeTransaction>{lines}
<ram:ApplicableHeaderTradeAgreement>{_cii_party("SellerTradeParty", "Kestrel Tea House Ltd", "DE123456789")}{_cii_party("BuyerTradeParty", "Alder &amp; Sons", "DE987654321")}
<ram:BuyerOrderReferencedDocument><ram:IssuerAssignedID>PO 4</ram:IssuerAssignedID></ram:BuyerOrderReferencedDocument>
<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>Timesheet</ram:IssuerAssignedID><ram:TypeCode>916</ram:TypeCode></ram:AdditionalReferencedDocument></ram:ApplicableHeaderTradeAgreement>
<ram:ApplicableHeaderTradeDelivery><ram:ActualDeliverySupplyChainEvent><ram:OccurrenceDateTime><udt:DateTimeString format="102">20261101</udt:DateTimeString></ram:OccurrenceDateTime></ram:ActualDeliverySupplyChainEvent></ram:ApplicableHeaderTradeDelivery>
<ram:ApplicableHeaderTradeSettlement><ram:PaymentReference>Reference 17</ram:PaymentReference><ram:TaxCurrencyCode>CZK</ram:TaxCurrencyCode><ram:InvoiceCurrencyCode>EUR</ram:InvoiceCurrencyCode>
{parts}<ram:SpecifiedTradeSettlementHeaderMonetarySummation>{"" if is_minimum else sums}
<ram:TaxBasisTotalAmount>250.00</ram:TaxBasisTotalAmount><ram:TaxTotalAmount currencyID="CZK">1004.30</ram:TaxTotalAmount><ram:TaxTotalAmount currencyID="EUR">41.50</ram:TaxTotalAmount>
<ram:GrandTotalAmount>291.50</ram:GrandTotalAmount>{"" if is_minimum else "<ram:TotalPrepaidAmount>91.50</ram:TotalPrepaidAmount>"}<ram:DuePayableAmount>200.00</ram:DuePayableAmount>
</ram:SpecifiedTradeSettlementHeaderMonetarySummation>
<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>R-2026/16</ram:IssuerAssignedID></ram:InvoiceReferencedDocument>
</ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>"""


def _cii_party(role: str, name: str, tax_id: str) -> str:
    return (
        f"<ram:{role}><ram:Name>{name}</ram:Name><ram:PostalTradeAddress><ram:PostcodeCode>10115</ram:PostcodeCode>"
        "<ram:LineOne>Oak Street 1</ram:LineOne><ram:CityName>Berlin</ram:CityName><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress>"
        f'<ram:SpecifiedTaxRegistration><ram:ID schemeID="FC">29/815</ram:ID></ram:SpecifiedTaxRegistration>'
        f'<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">{tax_id}</ram:ID></ram:SpecifiedTaxRegistration></ram:{role}>'
    )


def _cii_tax(net: str, tax: str, rate: str) -> str:
    return (
        f"<ram:ApplicableTradeTax><ram:CalculatedAmount>{tax}</ram:CalculatedAmount><ram:TypeCode>VAT</ram:TypeCode><ram:BasisAmount>{net}</ram:BasisAmount>"
        f"<ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>{rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>"
    )


def _cii_reduction(is_charge: str, amount: str, reason: str, tax: str = "") -> str:
    return (
        f"<ram:SpecifiedTradeAllowanceCharge><ram:ChargeIndicator><udt:Indicator>{is_charge}</udt:Indicator></ram:ChargeIndicator>"
        f"<ram:ActualAmount>{amount}</ram:ActualAmount><ram:Reason>{reason}</ram:Reason>{tax}</ram:SpecifiedTradeAllowanceCharge>"
    )


def _cii_line(
    number: str, name: str, quantity: str, unit: str, price: str, rate: str, amount: str, *, base: str = "", discount: str = ""
) -> str:
    of = f"<ram:BasisQuantity>{base}</ram:BasisQuantity>" if base else ""
    return (
        f"<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>{number}</ram:LineID></ram:AssociatedDocumentLineDocument>"
        f"<ram:SpecifiedTradeProduct><ram:Name>{name}</ram:Name></ram:SpecifiedTradeProduct><ram:SpecifiedLineTradeAgreement>"
        f"<ram:NetPriceProductTradePrice><ram:ChargeAmount>{price}</ram:ChargeAmount>{of}</ram:NetPriceProductTradePrice></ram:SpecifiedLineTradeAgreement>"
        f'<ram:SpecifiedLineTradeDelivery><ram:BilledQuantity unitCode="{unit}">{quantity}</ram:BilledQuantity></ram:SpecifiedLineTradeDelivery>'
        f"<ram:SpecifiedLineTradeSettlement><ram:ApplicableTradeTax><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>{rate}</ram:RateApplicablePercent></ram:ApplicableTradeTax>"
        f"{_cii_reduction('false', discount, 'Bulk') if discount else ''}"
        f"<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>{amount}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation>"
        "</ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>"
    )


_AT_19 = "<ram:CategoryTradeTax><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:CategoryTradeTax>"
_CII_PARTS = (
    "<ram:SpecifiedTradeSettlementPaymentMeans><ram:TypeCode>58</ram:TypeCode><ram:PayeePartyCreditorFinancialAccount>"
    "<ram:IBANID>DE02 1203 0000 0000 2020 51</ram:IBANID></ram:PayeePartyCreditorFinancialAccount></ram:SpecifiedTradeSettlementPaymentMeans>"
    f"{_cii_tax('200.00', '38.00', '19')}{_cii_tax('50.00', '3.50', '7')}"
    f"{_cii_reduction('false', '20.00', 'Autumn', _AT_19)}{_cii_reduction('true', '30.00', 'Freight', _AT_19)}"
    '<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">20261203</udt:DateTimeString></ram:DueDateDateTime></ram:SpecifiedTradePaymentTerms>'
)
_NAMES_OF_2013 = (
    ("rsm:CrossIndustryInvoice ", "rsm:CrossIndustryDocument "),
    ("/rsm:CrossIndustryInvoice>", "/rsm:CrossIndustryDocument>"),
    ("urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100", "urn:ferd:CrossIndustryDocument:invoice:1p0"),
    ("AggregateBusinessInformationEntity:100", "AggregateBusinessInformationEntity:12"),
    ("UnqualifiedDataType:100", "UnqualifiedDataType:15"),
    ("standard:QualifiedDataType:100", "standard:QualifiedDataType:12"),
    ("rsm:ExchangedDocumentContext", "rsm:SpecifiedExchangedDocumentContext"),
    ("rsm:ExchangedDocument>", "rsm:HeaderExchangedDocument>"),
    ("rsm:SupplyChainTradeTransaction", "rsm:SpecifiedSupplyChainTradeTransaction"),
    ("ApplicableHeaderTrade", "ApplicableSupplyChainTrade"),
    ("SettlementHeaderMonetary", "SettlementMonetary"),
    ("SettlementLineMonetary", "SettlementMonetary"),
    ("SpecifiedLineTrade", "SpecifiedSupplyChainTrade"),
    ("RateApplicablePercent", "ApplicablePercent"),
    ("IssuerAssignedID", "ID"),
)


def zugferd_1() -> str:
    """The invoice in ZUGFeRD 1.0 (COMFORT)."""
    text = cii(ZUGFERD_1)
    for new, old in _NAMES_OF_2013:
        text = text.replace(new, old)
    return text


PRINTED = (
    "Kestrel Tea House Ltd", "Oak Street 1, 10115 Berlin", "Invoice R-2026/17", "Date: 03.11.2026", "",
    "Green tea    190.00", "Book of tea    50.00", "Net amount    250.00 EUR", "VAT    41.50 EUR", "Total    291.50 EUR",
    "Paid before    91.50 EUR", "Amount due    200.00 EUR",
)  # fmt: skip


def in_pdf(xml: str, printed: tuple[str, ...] = PRINTED, name: str = "factur-x.xml") -> bytes:
    """A PDF that shows some lines and holds the XML."""
    with pymupdf.open() as document:
        page = document.new_page()
        for number, line in enumerate(printed):
            page.insert_text((72, 72 + 20 * number), line)
        document.embfile_add(name, xml.encode(), filename=name)
        return bytes(document.tobytes())
