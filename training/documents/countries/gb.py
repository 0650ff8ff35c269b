"""Great Britain."""

from decimal import Decimal

from stdnum.gb import vat

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import ibans_like, loose_numbers_like, numbers_like, spaced
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.en import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.en import ENGLISH

_REGISTRY = Registry(
    code="GB",
    legal_forms=("Ltd", "Limited", "LLP", "plc", "Ltd.", "& Co Ltd", "Stores Ltd", "Holdings Ltd"),
    house="{number} {street}",
    postcodes=("ZZ99 #ZZ",),  # pseudo post code
    phones=("01632 960###", "(01632) 960 ###", "0808 157 0###", "+44 1632 960###"),
    tax_id=numbers_like("GB99#####%%", vat.is_valid),
    tax_id_forms=(str, lambda number: spaced(number, 2, 3, 4), lambda number: spaced(number[2:], 3, 4)),
    iban=ibans_like("GB", "TEST000000########"),
    registration=loose_numbers_like("Company No. 99######", "Registered in England 99######", ""),
)
_SHOP, _FIRM = articles(
    SHOP_GOODS | FIRM_GOODS, {"S": "20", "F": "0", "R": "20", "M": "20", "B": "0", "Z": "0"}, scale=Decimal("0.9")
)
BRITAIN = Country(
    code="GB",
    currency="GBP",
    words=(ENGLISH,),
    money=MoneyStyle(".", ",", 2, ("£", "£", "£", "GBP", ""), is_symbol_first=True),
    rates=(Decimal(20), Decimal(5), Decimal(0)),
    date_forms=("%d/%m/%Y", "%d/%m/%y", "%d %b %Y", "%d %B %Y", "%d-%m-%y", "%d%b%y", "%a %d %b %Y"),
    time_forms=("%H:%M", "%H:%M:%S", "%I:%M %p"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    has_tips=True,
    has_service_charge=True,
    tax_marks=(("20", ("A", "S", "*")), ("0", ("Z", "0", "D"))),
)
