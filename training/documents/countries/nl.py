"""The Netherlands; cash is rounded to five cents."""

from decimal import Decimal

from stdnum.nl import btw

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import ibans_like, loose_numbers_like, numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.nl import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.nl import DUTCH

_REGISTRY = Registry(
    code="NL",
    legal_forms=("B.V.", "BV", "V.O.F.", "VOF", "N.V.", "Beheer B.V.", "Holding BV", "C.V."),
    house="{street} {number}",
    postcodes=("0### @@", "0###@@"),
    phones=("020-999 ####", "085 999 ####", "+31 20 999 ####", "(020) 999####"),
    tax_id=numbers_like("NL99######%B01", btw.is_valid),
    tax_id_forms=(
        str,
        str,
        lambda number: f"{number[:2]} {number[2:11]} {number[11:]}",
        lambda number: f"NL.{number[2:5]}.{number[5:8]}.{number[8:11]}.{number[11:]}",
    ),
    iban=ibans_like("NL", "TEST##########"),
    registration=loose_numbers_like("KvK 99######", "KvK nr. 99######", "K.v.K. 99######", ""),
)
_SHOP, _FIRM = articles(SHOP_GOODS | FIRM_GOODS, {"S": "21", "F": "9", "Z": "0"})
NETHERLANDS = Country(
    code="NL",
    currency="EUR",
    words=(DUTCH,),
    money=MoneyStyle(",", ".", 2, ("€", "€", "EUR", "€", "€", "EUR", ""), is_symbol_first=True),
    rates=tuple(Decimal(rate) for rate in ("21", "9", "0")),
    date_forms=("%d-%m-%Y", "%d/%m/%Y", "%d-%m-%y", "%d %B %Y", "%d.%m.%Y", "%d/%m/%y"),
    time_forms=("%H:%M", "%H:%M:%S"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    cash_step=Decimal("0.05"),
    has_tips=True,
    tax_marks=(("21", ("H", "2", "A")), ("9", ("L", "1", "B")), ("0", ("0", "0", "C"))),
)
