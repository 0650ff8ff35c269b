"""UBL 2.1 Invoice and CreditNote (also Peppol BIS Billing and XRechnung): where each business term of EN 16931 stands."""

from __future__ import annotations

from services.einvoice.grammar import Grammar, Table

_NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
INVOICE_ROOT = "{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice"
CREDIT_NOTE_ROOT = "{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote"

_SELLER = "cac:AccountingSupplierParty/cac:Party"
_BUYER = "cac:AccountingCustomerParty/cac:Party"
_AGENT = "cac:TaxRepresentativeParty"
_PLACE = "cac:Delivery/cac:DeliveryLocation"
_TOTALS = "cac:LegalMonetaryTotal"
_OWN_TAX = "not($currency != '' and cbc:TaxAmount/@currencyID != $currency)"
_OTHER = "$currency != '' and @currencyID != $currency"
_ALLOWANCE = "cac:AllowanceCharge[cbc:ChargeIndicator = 'false' or cbc:ChargeIndicator = '0']"
_CHARGE = "cac:AllowanceCharge[cbc:ChargeIndicator = 'true' or cbc:ChargeIndicator = '1']"


def _address(path: str, street: str, more: str, line: str, city: str, code: str, region: str, country: str) -> dict[str, str]:
    return {
        street: f"{path}/cbc:StreetName",
        more: f"{path}/cbc:AdditionalStreetName",
        line: f"{path}/cac:AddressLine/cbc:Line",
        city: f"{path}/cbc:CityName",
        code: f"{path}/cbc:PostalZone",
        region: f"{path}/cbc:CountrySubentity",
        country: f"{path}/cac:Country/cbc:IdentificationCode",
    }


def _reduction(amount: str, base: str, per_cent: str, reason: str, code: str) -> dict[str, str]:
    return {
        amount: "cbc:Amount",
        base: "cbc:BaseAmount",
        per_cent: "cbc:MultiplierFactorNumeric",
        reason: "cbc:AllowanceChargeReason",
        code: "cbc:AllowanceChargeReasonCode",
    }


_LINE = Table(
    terms={
        "BT-126": "cbc:ID",
        "BT-127": "cbc:Note",
        "BT-128": "cac:DocumentReference/cbc:ID",
        "BT-129": "cbc:InvoicedQuantity | cbc:CreditedQuantity",
        "BT-130": "cbc:InvoicedQuantity/@unitCode | cbc:CreditedQuantity/@unitCode",
        "BT-131": "cbc:LineExtensionAmount",
        "BT-132": "cac:OrderLineReference/cbc:LineID",
        "BT-133": "cbc:AccountingCost",
        "BT-134": "cac:InvoicePeriod/cbc:StartDate",
        "BT-135": "cac:InvoicePeriod/cbc:EndDate",
        "BT-146": "cac:Price/cbc:PriceAmount",
        "BT-147": "cac:Price/cac:AllowanceCharge/cbc:Amount",
        "BT-148": "cac:Price/cac:AllowanceCharge/cbc:BaseAmount",
        "BT-149": "cac:Price/cbc:BaseQuantity",
        "BT-150": "cac:Price/cbc:BaseQuantity/@unitCode",
        "BT-151": "cac:Item/cac:ClassifiedTaxCategory/cbc:ID",
        "BT-152": "cac:Item/cac:ClassifiedTaxCategory/cbc:Percent",
        "BT-153": "cac:Item/cbc:Name",
        "BT-154": "cac:Item/cbc:Description",
        "BT-155": "cac:Item/cac:SellersItemIdentification/cbc:ID",
        "BT-156": "cac:Item/cac:BuyersItemIdentification/cbc:ID",
        "BT-157": "cac:Item/cac:StandardItemIdentification/cbc:ID",
        "BT-158": "cac:Item/cac:CommodityClassification/cbc:ItemClassificationCode",
        "BT-159": "cac:Item/cac:OriginCountry/cbc:IdentificationCode",
        "BT-160": "cac:Item/cac:AdditionalItemProperty/cbc:Name",
        "BT-161": "cac:Item/cac:AdditionalItemProperty/cbc:Value",
    },
    groups={
        "allowances": (_ALLOWANCE, Table(_reduction("BT-136", "BT-137", "BT-138", "BT-139", "BT-140"))),
        "charges": (_CHARGE, Table(_reduction("BT-141", "BT-142", "BT-143", "BT-144", "BT-145"))),
    },
)

_INVOICE = Table(
    terms={
        "BT-1": "cbc:ID",
        "BT-2": "cbc:IssueDate",
        "BT-3": "cbc:InvoiceTypeCode | cbc:CreditNoteTypeCode",
        "BT-5": "cbc:DocumentCurrencyCode",
        "BT-6": "cbc:TaxCurrencyCode",
        "BT-7": "cbc:TaxPointDate",
        "BT-8": "cac:InvoicePeriod/cbc:DescriptionCode",
        "BT-9": "cbc:DueDate | cac:PaymentMeans/cbc:PaymentDueDate",
        "BT-10": "cbc:BuyerReference",
        "BT-11": "cac:ProjectReference/cbc:ID | cac:AdditionalDocumentReference[cbc:DocumentTypeCode = '50']/cbc:ID",
        "BT-12": "cac:ContractDocumentReference/cbc:ID",
        "BT-13": "cac:OrderReference/cbc:ID",
        "BT-14": "cac:OrderReference/cbc:SalesOrderID",
        "BT-15": "cac:ReceiptDocumentReference/cbc:ID",
        "BT-16": "cac:DespatchDocumentReference/cbc:ID",
        "BT-17": "cac:OriginatorDocumentReference/cbc:ID",
        "BT-18": "cac:AdditionalDocumentReference[cbc:DocumentTypeCode = '130']/cbc:ID",
        "BT-19": "cbc:AccountingCost",
        "BT-20": "cac:PaymentTerms/cbc:Note",
        "BT-23": "cbc:ProfileID",
        "BT-24": "cbc:CustomizationID",
        "BT-27": f"{_SELLER}/cac:PartyLegalEntity/cbc:RegistrationName",
        "BT-28": f"{_SELLER}/cac:PartyName/cbc:Name",
        "BT-29": f"{_SELLER}/cac:PartyIdentification[not(cbc:ID/@schemeID = 'SEPA')]/cbc:ID",
        "BT-30": f"{_SELLER}/cac:PartyLegalEntity/cbc:CompanyID",
        "BT-31": f"{_SELLER}/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID = 'VAT']/cbc:CompanyID",
        "BT-32": f"{_SELLER}/cac:PartyTaxScheme[not(cac:TaxScheme/cbc:ID = 'VAT')]/cbc:CompanyID",
        "BT-33": f"{_SELLER}/cac:PartyLegalEntity/cbc:CompanyLegalForm",
        "BT-34": f"{_SELLER}/cbc:EndpointID",
        **_address(f"{_SELLER}/cac:PostalAddress", "BT-35", "BT-36", "BT-162", "BT-37", "BT-38", "BT-39", "BT-40"),
        "BT-41": f"{_SELLER}/cac:Contact/cbc:Name",
        "BT-42": f"{_SELLER}/cac:Contact/cbc:Telephone",
        "BT-43": f"{_SELLER}/cac:Contact/cbc:ElectronicMail",
        "BT-44": f"{_BUYER}/cac:PartyLegalEntity/cbc:RegistrationName",
        "BT-45": f"{_BUYER}/cac:PartyName/cbc:Name",
        "BT-46": f"{_BUYER}/cac:PartyIdentification/cbc:ID",
        "BT-47": f"{_BUYER}/cac:PartyLegalEntity/cbc:CompanyID",
        "BT-48": f"{_BUYER}/cac:PartyTaxScheme[cac:TaxScheme/cbc:ID = 'VAT']/cbc:CompanyID",
        "BT-49": f"{_BUYER}/cbc:EndpointID",
        **_address(f"{_BUYER}/cac:PostalAddress", "BT-50", "BT-51", "BT-163", "BT-52", "BT-53", "BT-54", "BT-55"),
        "BT-56": f"{_BUYER}/cac:Contact/cbc:Name",
        "BT-57": f"{_BUYER}/cac:Contact/cbc:Telephone",
        "BT-58": f"{_BUYER}/cac:Contact/cbc:ElectronicMail",
        "BT-59": "cac:PayeeParty/cac:PartyName/cbc:Name",
        "BT-60": "cac:PayeeParty/cac:PartyIdentification[not(cbc:ID/@schemeID = 'SEPA')]/cbc:ID",
        "BT-61": "cac:PayeeParty/cac:PartyLegalEntity/cbc:CompanyID",
        "BT-62": f"{_AGENT}/cac:PartyName/cbc:Name",
        "BT-63": f"{_AGENT}/cac:PartyTaxScheme/cbc:CompanyID",
        **_address(f"{_AGENT}/cac:PostalAddress", "BT-64", "BT-65", "BT-164", "BT-66", "BT-67", "BT-68", "BT-69"),
        "BT-70": "cac:Delivery/cac:DeliveryParty/cac:PartyName/cbc:Name",
        "BT-71": f"{_PLACE}/cbc:ID",
        "BT-72": "cac:Delivery/cbc:ActualDeliveryDate",
        "BT-73": "cac:InvoicePeriod/cbc:StartDate",
        "BT-74": "cac:InvoicePeriod/cbc:EndDate",
        **_address(f"{_PLACE}/cac:Address", "BT-75", "BT-76", "BT-165", "BT-77", "BT-78", "BT-79", "BT-80"),
        "BT-90": (
            f"{_SELLER}/cac:PartyIdentification[cbc:ID/@schemeID = 'SEPA']/cbc:ID | "
            "cac:PayeeParty/cac:PartyIdentification[cbc:ID/@schemeID = 'SEPA']/cbc:ID"
        ),
        "BT-106": f"{_TOTALS}/cbc:LineExtensionAmount",
        "BT-107": f"{_TOTALS}/cbc:AllowanceTotalAmount",
        "BT-108": f"{_TOTALS}/cbc:ChargeTotalAmount",
        "BT-109": f"{_TOTALS}/cbc:TaxExclusiveAmount",
        "BT-110": f"cac:TaxTotal[{_OWN_TAX}]/cbc:TaxAmount",
        "BT-111": "cac:TaxTotal[$currency != '' and cbc:TaxAmount/@currencyID != $currency]/cbc:TaxAmount",
        "BT-112": f"{_TOTALS}/cbc:TaxInclusiveAmount",
        "BT-112-currency": f"{_TOTALS}/cbc:TaxInclusiveAmount[{_OTHER}]/@currencyID",
        "BT-113": f"{_TOTALS}/cbc:PrepaidAmount",
        "BT-114": f"{_TOTALS}/cbc:PayableRoundingAmount",
        "BT-115": f"{_TOTALS}/cbc:PayableAmount",
        "BT-115-currency": f"{_TOTALS}/cbc:PayableAmount[{_OTHER}]/@currencyID",
    },
    groups={
        "notes": ("cbc:Note", Table({"BT-22": "."})),
        "preceding": (
            "cac:BillingReference",
            Table({"BT-25": "cac:InvoiceDocumentReference/cbc:ID", "BT-26": "cac:InvoiceDocumentReference/cbc:IssueDate"}),
        ),
        "payments": (
            "cac:PaymentMeans",
            Table(
                {
                    "BT-81": "cbc:PaymentMeansCode",
                    "BT-82": "cbc:PaymentMeansCode/@name",
                    "BT-83": "cbc:PaymentID",
                    "BT-84": "cac:PayeeFinancialAccount/cbc:ID",
                    "BT-85": "cac:PayeeFinancialAccount/cbc:Name",
                    "BT-86": "cac:PayeeFinancialAccount/cac:FinancialInstitutionBranch/cbc:ID",
                    "BT-87": "cac:CardAccount/cbc:PrimaryAccountNumberID",
                    "BT-88": "cac:CardAccount/cbc:HolderName",
                    "BT-89": "cac:PaymentMandate/cbc:ID",
                    "BT-91": "cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID",
                }
            ),
        ),
        "allowances": (
            _ALLOWANCE,
            Table(
                {
                    **_reduction("BT-92", "BT-93", "BT-94", "BT-97", "BT-98"),
                    "BT-95": "cac:TaxCategory/cbc:ID",
                    "BT-96": "cac:TaxCategory/cbc:Percent",
                }
            ),
        ),
        "charges": (
            _CHARGE,
            Table(
                {
                    **_reduction("BT-99", "BT-100", "BT-101", "BT-104", "BT-105"),
                    "BT-102": "cac:TaxCategory/cbc:ID",
                    "BT-103": "cac:TaxCategory/cbc:Percent",
                }
            ),
        ),
        "taxes": (
            f"cac:TaxTotal[{_OWN_TAX}]/cac:TaxSubtotal",
            Table(
                {
                    "BT-116": "cbc:TaxableAmount",
                    "BT-117": "cbc:TaxAmount",
                    "BT-118": "cac:TaxCategory/cbc:ID",
                    "BT-119": "cac:TaxCategory/cbc:Percent",
                    "BT-120": "cac:TaxCategory/cbc:TaxExemptionReason",
                    "BT-121": "cac:TaxCategory/cbc:TaxExemptionReasonCode",
                }
            ),
        ),
        "attachments": (
            "cac:AdditionalDocumentReference[not(cbc:DocumentTypeCode = '130' or cbc:DocumentTypeCode = '50')]",
            Table(
                {
                    "BT-122": "cbc:ID",
                    "BT-123": "cbc:DocumentDescription",
                    "BT-124": "cac:Attachment/cac:ExternalReference/cbc:URI",
                    "BT-125": "cac:Attachment/cbc:EmbeddedDocumentBinaryObject/@filename",
                }
            ),
        ),
        "lines": ("cac:InvoiceLine | cac:CreditNoteLine", _LINE),
    },
)

INVOICE = Grammar("Invoice", _INVOICE, _NAMESPACES, "cbc:DocumentCurrencyCode")
CREDIT_NOTE = Grammar("CreditNote", _INVOICE, _NAMESPACES, "cbc:DocumentCurrencyCode")
