"""UN/CEFACT CII (Factur-X, ZUGFeRD 2, XRechnung) and its ancestor of 2013 (ZUGFeRD 1.0): where each business term stands."""

from __future__ import annotations

import re
from collections.abc import Mapping

from services.einvoice.grammar import Grammar, Table

_NAMESPACES = {
    "rsm": "urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:100",
}
_NAMESPACES_OF_2013 = {
    "rsm": "urn:ferd:CrossIndustryDocument:invoice:1p0",
    "ram": "urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12",
    "udt": "urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15",
    "qdt": "urn:un:unece:uncefact:data:standard:QualifiedDataType:12",
}
CII_ROOT = f"{{{_NAMESPACES['rsm']}}}CrossIndustryInvoice"
ZUGFERD_1_ROOT = f"{{{_NAMESPACES_OF_2013['rsm']}}}CrossIndustryDocument"

_CONTEXT, _HEADER, _TRADE = "rsm:ExchangedDocumentContext", "rsm:ExchangedDocument", "rsm:SupplyChainTradeTransaction"
_AGREED = f"{_TRADE}/ram:ApplicableHeaderTradeAgreement"
_DELIVERED = f"{_TRADE}/ram:ApplicableHeaderTradeDelivery"
_SETTLED = f"{_TRADE}/ram:ApplicableHeaderTradeSettlement"
_TOTALS = f"{_SETTLED}/ram:SpecifiedTradeSettlementHeaderMonetarySummation"
_SELLER, _BUYER = f"{_AGREED}/ram:SellerTradeParty", f"{_AGREED}/ram:BuyerTradeParty"
_AGENT, _PLACE = f"{_AGREED}/ram:SellerTaxRepresentativeTradeParty", f"{_DELIVERED}/ram:ShipToTradeParty"
_LINE_AGREED, _LINE_SETTLED = "ram:SpecifiedLineTradeAgreement", "ram:SpecifiedLineTradeSettlement"
_ALLOWANCE = (
    "ram:SpecifiedTradeAllowanceCharge[ram:ChargeIndicator/udt:Indicator = 'false' or ram:ChargeIndicator/udt:Indicator = '0']"
)
_CHARGE = (
    "ram:SpecifiedTradeAllowanceCharge[ram:ChargeIndicator/udt:Indicator = 'true' or ram:ChargeIndicator/udt:Indicator = '1']"
)
_OTHER = "$currency != '' and @currencyID != $currency"
_FREIGHT = "ram:SpecifiedLogisticsServiceCharge"


def _address(path: str, street: str, more: str, line: str, city: str, code: str, region: str, country: str) -> dict[str, str]:
    path = f"{path}/ram:PostalTradeAddress"
    return {
        street: f"{path}/ram:LineOne",
        more: f"{path}/ram:LineTwo",
        line: f"{path}/ram:LineThree",
        city: f"{path}/ram:CityName",
        code: f"{path}/ram:PostcodeCode",
        region: f"{path}/ram:CountrySubDivisionName",
        country: f"{path}/ram:CountryID",
    }


def _contact(path: str, name: str, telephone: str, mail: str) -> dict[str, str]:
    path = f"{path}/ram:DefinedTradeContact"
    return {
        name: f"{path}/ram:PersonName | {path}/ram:DepartmentName",
        telephone: f"{path}/ram:TelephoneUniversalCommunication/ram:CompleteNumber",
        mail: f"{path}/ram:EmailURIUniversalCommunication/ram:URIID",
    }


def _reduction(amount: str, base: str, per_cent: str, reason: str, code: str) -> dict[str, str]:
    return {
        amount: "ram:ActualAmount",
        base: "ram:BasisAmount",
        per_cent: "ram:CalculationPercent",
        reason: "ram:Reason",
        code: "ram:ReasonCode",
    }


_LINE = Table(
    terms={
        "BT-126": "ram:AssociatedDocumentLineDocument/ram:LineID",
        "BT-127": "ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content",
        "BT-128": f"{_LINE_SETTLED}/ram:AdditionalReferencedDocument/ram:IssuerAssignedID",
        "BT-129": "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity",
        "BT-130": "ram:SpecifiedLineTradeDelivery/ram:BilledQuantity/@unitCode",
        "BT-131": f"{_LINE_SETTLED}/ram:SpecifiedTradeSettlementLineMonetarySummation/ram:LineTotalAmount",
        "BT-132": f"{_LINE_AGREED}/ram:BuyerOrderReferencedDocument/ram:LineID",
        "BT-133": f"{_LINE_SETTLED}/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID",
        "BT-134": f"{_LINE_SETTLED}/ram:BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString",
        "BT-135": f"{_LINE_SETTLED}/ram:BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString",
        "BT-146": f"{_LINE_AGREED}/ram:NetPriceProductTradePrice/ram:ChargeAmount",
        "BT-147": f"{_LINE_AGREED}/ram:GrossPriceProductTradePrice/ram:AppliedTradeAllowanceCharge/ram:ActualAmount",
        "BT-148": f"{_LINE_AGREED}/ram:GrossPriceProductTradePrice/ram:ChargeAmount",
        "BT-149": f"{_LINE_AGREED}/ram:NetPriceProductTradePrice/ram:BasisQuantity",
        "BT-150": f"{_LINE_AGREED}/ram:NetPriceProductTradePrice/ram:BasisQuantity/@unitCode",
        "BT-151": f"{_LINE_SETTLED}/ram:ApplicableTradeTax/ram:CategoryCode",
        "BT-152": f"{_LINE_SETTLED}/ram:ApplicableTradeTax/ram:RateApplicablePercent",
        "BT-153": "ram:SpecifiedTradeProduct/ram:Name",
        "BT-154": "ram:SpecifiedTradeProduct/ram:Description",
        "BT-155": "ram:SpecifiedTradeProduct/ram:SellerAssignedID",
        "BT-156": "ram:SpecifiedTradeProduct/ram:BuyerAssignedID",
        "BT-157": "ram:SpecifiedTradeProduct/ram:GlobalID",
        "BT-158": "ram:SpecifiedTradeProduct/ram:DesignatedProductClassification/ram:ClassCode",
        "BT-159": "ram:SpecifiedTradeProduct/ram:OriginTradeCountry/ram:ID",
        "BT-160": "ram:SpecifiedTradeProduct/ram:ApplicableProductCharacteristic/ram:Description",
        "BT-161": "ram:SpecifiedTradeProduct/ram:ApplicableProductCharacteristic/ram:Value",
        "BT-X-8": "ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode",
    },
    groups={
        "allowances": (
            f"{_LINE_SETTLED}/{_ALLOWANCE}",
            Table(_reduction("BT-136", "BT-137", "BT-138", "BT-139", "BT-140")),
        ),
        "charges": (f"{_LINE_SETTLED}/{_CHARGE}", Table(_reduction("BT-141", "BT-142", "BT-143", "BT-144", "BT-145"))),
    },
)

_INVOICE = Table(
    terms={
        "BT-1": f"{_HEADER}/ram:ID",
        "BT-2": f"{_HEADER}/ram:IssueDateTime/udt:DateTimeString",
        "BT-3": f"{_HEADER}/ram:TypeCode",
        "BT-5": f"{_SETTLED}/ram:InvoiceCurrencyCode",
        "BT-6": f"{_SETTLED}/ram:TaxCurrencyCode",
        "BT-7": f"{_SETTLED}/ram:ApplicableTradeTax/ram:TaxPointDate/udt:DateString",
        "BT-8": f"{_SETTLED}/ram:ApplicableTradeTax/ram:DueDateTypeCode",
        "BT-9": f"{_SETTLED}/ram:SpecifiedTradePaymentTerms/ram:DueDateDateTime/udt:DateTimeString",
        "BT-10": f"{_AGREED}/ram:BuyerReference",
        "BT-11": f"{_AGREED}/ram:SpecifiedProcuringProject/ram:ID",
        "BT-12": f"{_AGREED}/ram:ContractReferencedDocument/ram:IssuerAssignedID",
        "BT-13": f"{_AGREED}/ram:BuyerOrderReferencedDocument/ram:IssuerAssignedID",
        "BT-14": f"{_AGREED}/ram:SellerOrderReferencedDocument/ram:IssuerAssignedID",
        "BT-15": f"{_DELIVERED}/ram:ReceivingAdviceReferencedDocument/ram:IssuerAssignedID",
        "BT-16": (
            f"{_DELIVERED}/ram:DespatchAdviceReferencedDocument/ram:IssuerAssignedID | "
            f"{_DELIVERED}/ram:DeliveryNoteReferencedDocument/ram:IssuerAssignedID"
        ),
        "BT-17": f"{_AGREED}/ram:AdditionalReferencedDocument[ram:TypeCode = '50']/ram:IssuerAssignedID",
        "BT-18": f"{_AGREED}/ram:AdditionalReferencedDocument[ram:TypeCode = '130']/ram:IssuerAssignedID",
        "BT-19": f"{_SETTLED}/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID",
        "BT-20": f"{_SETTLED}/ram:SpecifiedTradePaymentTerms/ram:Description",
        "BT-23": f"{_CONTEXT}/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID",
        "BT-24": f"{_CONTEXT}/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID",
        "BT-27": f"{_SELLER}/ram:Name",
        "BT-28": f"{_SELLER}/ram:SpecifiedLegalOrganization/ram:TradingBusinessName",
        "BT-29": f"{_SELLER}/ram:ID | {_SELLER}/ram:GlobalID",
        "BT-30": f"{_SELLER}/ram:SpecifiedLegalOrganization/ram:ID",
        "BT-31": f"{_SELLER}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID = 'VA']",
        "BT-32": f"{_SELLER}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID = 'FC']",
        "BT-33": f"{_SELLER}/ram:Description",
        "BT-34": f"{_SELLER}/ram:URIUniversalCommunication/ram:URIID",
        **_address(_SELLER, "BT-35", "BT-36", "BT-162", "BT-37", "BT-38", "BT-39", "BT-40"),
        **_contact(_SELLER, "BT-41", "BT-42", "BT-43"),
        "BT-44": f"{_BUYER}/ram:Name",
        "BT-45": f"{_BUYER}/ram:SpecifiedLegalOrganization/ram:TradingBusinessName",
        "BT-46": f"{_BUYER}/ram:ID | {_BUYER}/ram:GlobalID",
        "BT-47": f"{_BUYER}/ram:SpecifiedLegalOrganization/ram:ID",
        "BT-48": f"{_BUYER}/ram:SpecifiedTaxRegistration/ram:ID[@schemeID = 'VA']",
        "BT-49": f"{_BUYER}/ram:URIUniversalCommunication/ram:URIID",
        **_address(_BUYER, "BT-50", "BT-51", "BT-163", "BT-52", "BT-53", "BT-54", "BT-55"),
        **_contact(_BUYER, "BT-56", "BT-57", "BT-58"),
        "BT-59": f"{_SETTLED}/ram:PayeeTradeParty/ram:Name",
        "BT-60": f"{_SETTLED}/ram:PayeeTradeParty/ram:ID | {_SETTLED}/ram:PayeeTradeParty/ram:GlobalID",
        "BT-61": f"{_SETTLED}/ram:PayeeTradeParty/ram:SpecifiedLegalOrganization/ram:ID",
        "BT-62": f"{_AGENT}/ram:Name",
        "BT-63": f"{_AGENT}/ram:SpecifiedTaxRegistration/ram:ID",
        **_address(_AGENT, "BT-64", "BT-65", "BT-164", "BT-66", "BT-67", "BT-68", "BT-69"),
        "BT-70": f"{_PLACE}/ram:Name",
        "BT-71": f"{_PLACE}/ram:ID | {_PLACE}/ram:GlobalID",
        "BT-72": f"{_DELIVERED}/ram:ActualDeliverySupplyChainEvent/ram:OccurrenceDateTime/udt:DateTimeString",
        "BT-73": f"{_SETTLED}/ram:BillingSpecifiedPeriod/ram:StartDateTime/udt:DateTimeString",
        "BT-74": f"{_SETTLED}/ram:BillingSpecifiedPeriod/ram:EndDateTime/udt:DateTimeString",
        **_address(_PLACE, "BT-75", "BT-76", "BT-165", "BT-77", "BT-78", "BT-79", "BT-80"),
        "BT-83": f"{_SETTLED}/ram:PaymentReference",
        "BT-89": f"{_SETTLED}/ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID",
        "BT-90": f"{_SETTLED}/ram:CreditorReferenceID",
        "BT-106": f"{_TOTALS}/ram:LineTotalAmount",
        "BT-107": f"{_TOTALS}/ram:AllowanceTotalAmount",
        "BT-108": f"{_TOTALS}/ram:ChargeTotalAmount",
        "BT-109": f"{_TOTALS}/ram:TaxBasisTotalAmount",
        "BT-110": f"{_TOTALS}/ram:TaxTotalAmount[not($currency != '' and @currencyID != $currency)]",
        "BT-111": f"{_TOTALS}/ram:TaxTotalAmount[$currency != '' and @currencyID != $currency]",
        "BT-112": f"{_TOTALS}/ram:GrandTotalAmount",
        "BT-112-currency": f"{_TOTALS}/ram:GrandTotalAmount[{_OTHER}]/@currencyID",
        "BT-113": f"{_TOTALS}/ram:TotalPrepaidAmount",
        "BT-114": f"{_TOTALS}/ram:RoundingAmount",
        "BT-115": f"{_TOTALS}/ram:DuePayableAmount",
        "BT-115-currency": f"{_TOTALS}/ram:DuePayableAmount[{_OTHER}]/@currencyID",
    },
    groups={
        "notes": (f"{_HEADER}/ram:IncludedNote", Table({"BT-21": "ram:SubjectCode", "BT-22": "ram:Content"})),
        "preceding": (
            f"{_SETTLED}/ram:InvoiceReferencedDocument",
            Table({"BT-25": "ram:IssuerAssignedID", "BT-26": "ram:FormattedIssueDateTime/qdt:DateTimeString"}),
        ),
        "payments": (
            f"{_SETTLED}/ram:SpecifiedTradeSettlementPaymentMeans",
            Table(
                {
                    "BT-81": "ram:TypeCode",
                    "BT-82": "ram:Information",
                    "BT-84": (
                        "ram:PayeePartyCreditorFinancialAccount/ram:IBANID | "
                        "ram:PayeePartyCreditorFinancialAccount/ram:ProprietaryID"
                    ),
                    "BT-85": "ram:PayeePartyCreditorFinancialAccount/ram:AccountName",
                    "BT-86": "ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID",
                    "BT-87": "ram:ApplicableTradeSettlementFinancialCard/ram:ID",
                    "BT-88": "ram:ApplicableTradeSettlementFinancialCard/ram:CardholderName",
                    "BT-91": "ram:PayerPartyDebtorFinancialAccount/ram:IBANID",
                }
            ),
        ),
        "allowances": (
            f"{_SETTLED}/{_ALLOWANCE}",
            Table(
                {
                    **_reduction("BT-92", "BT-93", "BT-94", "BT-97", "BT-98"),
                    "BT-95": "ram:CategoryTradeTax/ram:CategoryCode",
                    "BT-96": "ram:CategoryTradeTax/ram:RateApplicablePercent",
                }
            ),
        ),
        "charges": (
            f"{_SETTLED}/{_CHARGE} | {_SETTLED}/{_FREIGHT}",
            Table(
                {
                    **_reduction("BT-99", "BT-100", "BT-101", "BT-104", "BT-105"),
                    "BT-99": "ram:ActualAmount | ram:AppliedAmount",
                    "BT-104": "ram:Reason | ram:Description",
                    "BT-102": "ram:CategoryTradeTax/ram:CategoryCode | ram:AppliedTradeTax/ram:CategoryCode",
                    "BT-103": ("ram:CategoryTradeTax/ram:RateApplicablePercent | ram:AppliedTradeTax/ram:RateApplicablePercent"),
                }
            ),
        ),
        "taxes": (
            f"{_SETTLED}/ram:ApplicableTradeTax",
            Table(
                {
                    "BT-116": "ram:BasisAmount",
                    "BT-117": "ram:CalculatedAmount",
                    "BT-118": "ram:CategoryCode",
                    "BT-119": "ram:RateApplicablePercent",
                    "BT-120": "ram:ExemptionReason",
                    "BT-121": "ram:ExemptionReasonCode",
                }
            ),
        ),
        "attachments": (
            f"{_AGREED}/ram:AdditionalReferencedDocument[not(ram:TypeCode = '50' or ram:TypeCode = '130')]",
            Table(
                {
                    "BT-122": "ram:IssuerAssignedID",
                    "BT-123": "ram:Name",
                    "BT-124": "ram:URIID",
                    "BT-125": "ram:AttachmentBinaryObject/@filename",
                }
            ),
        ),
        "lines": (f"{_TRADE}/ram:IncludedSupplyChainTradeLineItem", _LINE),
    },
)

_NAMES_OF_2013 = {
    "rsm:ExchangedDocumentContext": "rsm:SpecifiedExchangedDocumentContext",
    "rsm:ExchangedDocument": "rsm:HeaderExchangedDocument",
    "rsm:SupplyChainTradeTransaction": "rsm:SpecifiedSupplyChainTradeTransaction",
    "ram:ApplicableHeaderTradeAgreement": "ram:ApplicableSupplyChainTradeAgreement",
    "ram:ApplicableHeaderTradeDelivery": "ram:ApplicableSupplyChainTradeDelivery",
    "ram:ApplicableHeaderTradeSettlement": "ram:ApplicableSupplyChainTradeSettlement",
    "ram:SpecifiedTradeSettlementHeaderMonetarySummation": "ram:SpecifiedTradeSettlementMonetarySummation",
    "ram:SpecifiedLineTradeAgreement": "ram:SpecifiedSupplyChainTradeAgreement",
    "ram:SpecifiedLineTradeDelivery": "ram:SpecifiedSupplyChainTradeDelivery",
    "ram:SpecifiedLineTradeSettlement": "ram:SpecifiedSupplyChainTradeSettlement",
    "ram:SpecifiedTradeSettlementLineMonetarySummation": "ram:SpecifiedTradeSettlementMonetarySummation",
    "ram:RateApplicablePercent": "ram:ApplicablePercent",
    "ram:IssuerAssignedID": "ram:ID",
}
_NAME = re.compile(r"[a-z]+:[A-Za-z]+")


def _in_names_of_2013(table: Table) -> Table:
    return Table(
        {term: _renamed(path) for term, path in table.terms.items()},
        {name: (_renamed(path), _in_names_of_2013(inner)) for name, (path, inner) in table.groups.items()},
    )


def _renamed(path: str, names: Mapping[str, str] = _NAMES_OF_2013) -> str:
    return _NAME.sub(lambda match: names.get(match.group(), match.group()), path)


_CURRENCY = f"{_SETTLED}/ram:InvoiceCurrencyCode"
CII = Grammar("rsm:CrossIndustryInvoice", _INVOICE, _NAMESPACES, _CURRENCY)
ZUGFERD_1 = Grammar("rsm:CrossIndustryDocument", _in_names_of_2013(_INVOICE), _NAMESPACES_OF_2013, _renamed(_CURRENCY))
