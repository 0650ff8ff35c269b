"""Spain."""

from decimal import Decimal

from stdnum.es import cif

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import ibans_like, loose_numbers_like, numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.es import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.es import SPANISH

_REGISTRY = Registry(
    code="ES",
    legal_forms=("S.L.", "S.A.", "SL", "S.L.U.", "SLU", "S.C.", "C.B.", "S. Coop.", "SA"),
    house="{street}, {number}",
    postcodes=("99###", "00###"),
    phones=("91 999 ## ##", "919 99# ###", "+34 919 99 ## ##", "699 000 ###"),
    tax_id=numbers_like("B99#####%", cif.is_valid),
    tax_id_forms=(str, str, lambda number: f"{number[0]}-{number[1:]}", lambda number: f"ES{number}"),
    iban=ibans_like("ES", "99990001%%##########"),
    registration=loose_numbers_like("Reg. Merc. T.99### F.### H.M-99####", "", ""),
)
_SHOP, _FIRM = articles(SHOP_GOODS | FIRM_GOODS, {"S": "21", "F": "10", "R": "10", "M": "4", "B": "4", "Z": "0"})
SPAIN = Country(
    code="ES",
    currency="EUR",
    words=(SPANISH,),
    money=MoneyStyle(",", ".", 2, ("€", "EUR", "€", "€", "EUR", "€", ""), is_symbol_first=False),
    rates=tuple(Decimal(rate) for rate in ("21", "10", "4", "0")),
    date_forms=("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d.%m.%Y", "%d %B %Y"),
    time_forms=("%H:%M", "%H:%M:%S"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    has_tips=True,
    tax_marks=(("21", ("A", "C", "1")), ("10", ("B", "B", "2")), ("4", ("C", "A", "3"))),
)
