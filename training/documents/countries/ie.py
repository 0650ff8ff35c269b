"""Ireland."""

from decimal import Decimal

from stdnum.ie import vat

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import ibans_like, loose_numbers_like, numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.en import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.en import ENGLISH

_REGISTRY = Registry(
    code="IE",
    legal_forms=("Ltd", "Limited", "DAC", "Ltd.", "Teo"),
    house="{number} {street}",
    postcodes=("Q## X###", "Q## @#@#"),  # no routing key begins with Q
    phones=("020 91# ####", "(020) 91# ####", "+353 20 91# ####"),
    tax_id=numbers_like("IE99#####*", vat.is_valid),
    tax_id_forms=(str, lambda number: number.replace("IE", "IE "), lambda number: number.removeprefix("IE")),
    iban=ibans_like("IE", "TEST990000########"),
    registration=loose_numbers_like("Reg. No. 99####", "Company No. 99####", ""),
    city_forms=("{town}", "{town}, Co. Quern", "{town}, Co. Moddan"),
)
_SHOP, _FIRM = articles(SHOP_GOODS | FIRM_GOODS, {"S": "23", "F": "0", "R": "13.5", "M": "0", "B": "0", "Z": "0"})
IRELAND = Country(
    code="IE",
    currency="EUR",
    words=(ENGLISH,),
    money=MoneyStyle(".", ",", 2, ("€", "€", "EUR", "€", "€", "EUR", ""), is_symbol_first=True),
    rates=(Decimal(23), Decimal("13.5"), Decimal(9), Decimal(0)),
    date_forms=("%d/%m/%Y", "%d/%m/%y", "%d %b %Y", "%d-%m-%Y", "%d %B %Y", "%d-%b-%y"),
    time_forms=("%H:%M", "%H:%M:%S"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    cash_step=Decimal("0.05"),
    has_tips=True,
    tax_marks=(("23", ("A", "S", "V")), ("13.5", ("B", "R", "W")), ("0", ("Z", "0", "E"))),
)
