"""United States: net prices, sales tax of the place on top, tips."""

from dataclasses import replace
from decimal import Decimal

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import loose_numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.en import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.en import ENGLISH

_AMERICAN = replace(
    ENGLISH,
    receipt_titles=("", "", "", "Receipt", "Sales Receipt", "Guest Check", "Customer Copy", "Order", "Merchant Copy", "Sale"),
    invoice_titles=("Invoice", "INVOICE", "Sales Invoice", "Statement of Services", "Bill"),
    receipt_number_labels=(
        "Receipt #",
        "Trans #",
        "Check #",
        "Order #",
        "TC#",
        "Ticket",
        "Chk",
        "Ref #",
        "Order Number",
        "Sale #",
        "Invoice #",
    ),
    subtotal_labels=("Subtotal", "SUBTOTAL", "Sub Total", "Sub-Total", "Merchandise Subtotal", "Food Total"),
    net_labels=("Subtotal", "Sub Total", "Taxable", "Net", "Total before tax"),
    tax_labels=("Sales Tax", "Tax", "TAX", "State Tax", "Tax 1", "Local Tax"),
    tax_total_labels=("Sales Tax", "Tax", "Total Tax", "TAX", "Tax Total"),
    rate_labels=("Tax %", "Tax rate", "Rate"),
    total_labels=(
        "Total",
        "TOTAL",
        "Grand Total",
        "Balance Due",
        "Amount Due",
        "Total Due",
        "Order Total",
        "Total Sale",
        "Invoice Total",
        "Check Total",
    ),
    card_labels=(
        "Visa",
        "VISA CREDIT",
        "Mastercard",
        "AMEX",
        "Debit",
        "US DEBIT",
        "Card",
        "Credit",
        "Discover",
        "Visa Contactless",
    ),
    transfer_sentences=(
        "Please make checks payable to",
        "Pay by ACH or check",
        "Remit payment to",
        "Wire transfer",
        "ACH payment",
    ),
    tax_id_labels=("EIN", "Tax ID", "Federal Tax ID", "FEIN"),
    cashier_labels=("Cashier", "Server", "Your server", "Associate", "Clerk", "Employee", "CSHR", "Assisted by"),
    units=(("pc", "ea"), ("kg", "lb"), ("h", "hrs"), ("l", "gal"), ("m", "ft"), ("km", "mi"), ("day", "days"), ("box", "box")),
)
_REGISTRY = Registry(
    code="US",
    legal_forms=("Inc.", "LLC", "Inc", "Corp.", "Co.", "L.L.C.", "Company", "Holdings LLC", "LP"),
    house="{number} {street}",
    postcodes=("000##", "001##-####"),  # no state begins so
    phones=("(555) 555-01##", "555-555-01##", "1-800-555-01##", "555.555.01##"),
    tax_id=loose_numbers_like("00-#######", "", "", ""),  # 00 is no prefix of an EIN; shops seldom print it
    city_forms=("{town}, TX", "{town}, OH", "{town}, CA", "{town}, NY", "{town}, WA", "{town}, FL", "{town}, IL"),
)
_SHOP, _FIRM = articles(SHOP_GOODS | FIRM_GOODS, {"S": "7.25", "F": "0", "R": "7.25", "M": "0"}, scale=Decimal("1.1"))
UNITED_STATES = Country(
    code="US",
    currency="USD",
    words=(_AMERICAN,),
    money=MoneyStyle(".", ",", 2, ("$", "$", "$", "USD", ""), is_symbol_first=True),
    rates=tuple(Decimal(rate) for rate in ("7.25", "8.875", "6.25", "8.25", "6", "9.5", "4", "6.35")),
    date_forms=("%m/%d/%Y", "%m/%d/%y", "%m/%d/%Y", "%b %d, %Y", "%B %d, %Y", "%m-%d-%Y", "%m-%d-%y", "%d-%b-%Y", "%Y-%m-%d"),
    time_forms=("%I:%M %p", "%I:%M:%S %p", "%H:%M", "%H:%M:%S", "%I:%M%p"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    has_tips=True,
    has_service_charge=True,
    taxes_on_top=True,
    has_one_rate=True,
    untaxed_share=0.06,
)
