"""Singapore: prices with or without GST, ten per cent service in restaurants."""

from dataclasses import replace
from decimal import Decimal

from stdnum.sg import uen

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.ms import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.en import ENGLISH

_SINGAPORE_ENGLISH = replace(
    ENGLISH,
    tax_labels=("GST", "GST", "GST Amt"),
    tax_total_labels=("GST", "Total GST", "GST Amount", "GST payable"),
    rate_labels=("GST %", "Rate", "GST"),
    net_labels=("Total excl. GST", "Net", "Amount before GST", "Subtotal (excl. GST)"),
    total_labels=(
        "Total",
        "TOTAL",
        "Grand Total",
        "Total Payable",
        "Nett Total",
        "Amount Payable",
        "Total incl. GST",
        "Total (SGD)",
    ),
    tax_id_labels=("GST Reg No", "GST Reg. No.", "UEN/GST Reg No", "GST No", "Co. Reg No"),
    card_labels=("Visa", "NETS", "Mastercard", "Card", "PayNow", "Contactless", "Credit Card"),
)
_REGISTRY = Registry(
    code="SG",
    legal_forms=("Pte Ltd", "Pte. Ltd.", "PTE LTD", "LLP", "(S) Pte Ltd", "Enterprises"),
    house="{number} {street}",
    postcodes=("99####", "S(99####)", "Singapore 99####"),  # sectors end at 82
    phones=("6555 ####", "+65 6555 ####", "65550###"),
    tax_id=numbers_like("1801#####*", uen.is_valid),  # from before there was a register
    city_forms=("Singapore", "Singapore", "SINGAPORE"),
)
_SHOP, _FIRM = articles(SHOP_GOODS | FIRM_GOODS, {"S": "9"}, scale=Decimal("1.9"))
SINGAPORE = Country(
    code="SG",
    currency="SGD",
    words=(_SINGAPORE_ENGLISH,),
    money=MoneyStyle(".", ",", 2, ("$", "S$", "SGD", "$", "S$", "SGD", ""), is_symbol_first=True),
    rates=(Decimal(7), Decimal(8), Decimal(9)),
    date_forms=("%d/%m/%Y", "%d %b %Y", "%d/%m/%y", "%d-%m-%Y", "%Y-%m-%d", "%d %B %Y"),
    time_forms=("%H:%M", "%I:%M %p", "%H:%M:%S"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    cash_step=Decimal("0.05"),
    has_service_charge=True,
    has_one_rate=True,
    untaxed_share=0.15,
    price_step=Decimal("0.05"),
)
