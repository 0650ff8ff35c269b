"""Australia: prices with GST, most food without; cash is rounded to five cents."""

from dataclasses import replace
from decimal import Decimal

from stdnum.au import abn

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import loose_numbers_like, numbers_like, spaced
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.en import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.en import ENGLISH

_AUSTRALIAN = replace(
    ENGLISH,
    receipt_titles=("Tax Invoice", "Tax Invoice", "TAX INVOICE", "Tax Invoice / Receipt", "Receipt", ""),
    invoice_titles=("Tax Invoice", "TAX INVOICE", "Invoice"),
    tax_labels=("GST", "GST", "G.S.T."),
    tax_total_labels=("GST", "Total GST", "GST included in total", "GST amount", "Total includes GST of"),
    rate_labels=("GST", "GST %", "Tax"),
    net_labels=("Total ex GST", "Subtotal ex GST", "Net", "Total excl. GST"),
    gross_labels=("Incl. GST", "Total inc GST"),
    total_labels=(
        "Total",
        "TOTAL",
        "Total inc GST",
        "Total (inc GST)",
        "Total AUD",
        "Amount",
        "Grand total",
        "Sale total",
        "Invoice total",
    ),
    tax_id_labels=("ABN", "ABN", "A.B.N."),
    card_labels=("EFTPOS", "Visa", "Mastercard", "Card", "Debit", "Visa payWave", "CREDIT CARD"),
)
_REGISTRY = Registry(
    code="AU",
    legal_forms=("Pty Ltd", "PTY LTD", "Pty. Ltd.", "P/L", "Limited", "Holdings Pty Ltd"),
    house="{number} {street}",
    postcodes=("00##",),  # no state has 00
    phones=("(02) 5550 ####", "02 5550 ####", "1800 975 7##", "03 5550 ####"),
    tax_id=numbers_like("%%999######", abn.is_valid),
    tax_id_forms=(str, lambda number: spaced(number, 2, 3, 3), lambda number: spaced(number, 2, 3, 3)),
    registration=loose_numbers_like("ACN 999 ### ###", ""),
    city_forms=("{town} NSW", "{town} VIC", "{town} QLD", "{town} WA", "{town} SA"),
)
_SHOP, _FIRM = articles(
    SHOP_GOODS | FIRM_GOODS, {"S": "10", "F": "0", "R": "10", "M": "0", "B": "10", "Z": "0"}, scale=Decimal("1.5")
)
AUSTRALIA = Country(
    code="AU",
    currency="AUD",
    words=(_AUSTRALIAN,),
    money=MoneyStyle(".", ",", 2, ("$", "$", "AUD", "A$", ""), is_symbol_first=True),
    rates=(Decimal(10), Decimal(0)),
    date_forms=("%d/%m/%Y", "%d/%m/%y", "%d %b %Y", "%d %B %Y", "%d-%m-%Y", "%d-%b-%y"),
    time_forms=("%H:%M", "%I:%M %p", "%H:%M:%S", "%I:%M%p"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    cash_step=Decimal("0.05"),
    has_tips=True,
    tax_marks=(("10", ("*", "#", "%", "T")), ("0", ("", "", "", "F"))),
)
