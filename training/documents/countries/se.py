"""Sweden: kronor; cash is rounded to whole ones."""

from decimal import Decimal

from stdnum.se import vat

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import ibans_like, loose_numbers_like, numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.sv import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.sv import SWEDISH

_REGISTRY = Registry(
    code="SE",
    legal_forms=("AB", "Aktiebolag", "HB", "KB", "& Co AB", "i Storketorp AB", "Handels AB"),
    house="{street} {number}",
    postcodes=("00# ##", "99# ##"),
    phones=("08-999 ## ##", "0999-99 ## ##", "+46 8 999 ## ##"),
    tax_id=numbers_like("SE99#######%01", vat.is_valid),
    tax_id_forms=(str, str, lambda number: f"SE {number[2:]}"),
    iban=ibans_like("SE", "999#################"),
    registration=loose_numbers_like("Org.nr 99####-####", "Org.nr: 99####-####", ""),
)
_SHOP, _FIRM = articles(SHOP_GOODS | FIRM_GOODS, {"S": "25", "F": "12", "R": "12", "B": "6", "Z": "0"}, scale=Decimal(10))
SWEDEN = Country(
    code="SE",
    currency="SEK",
    words=(SWEDISH,),
    money=MoneyStyle(",", " ", 2, ("kr", "SEK", "SEK", "kr", "SEK", "SEK", ""), is_symbol_first=False),
    rates=tuple(Decimal(rate) for rate in ("25", "12", "6", "0")),
    date_forms=("%Y-%m-%d", "%Y-%m-%d", "%d %B %Y", "%d/%m/%Y", "%Y%m%d"),
    time_forms=("%H:%M", "%H:%M:%S"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    cash_step=Decimal(1),
    has_tips=True,
    tax_marks=(("25", ("A", "1", "3")), ("12", ("B", "2", "2")), ("6", ("C", "3", "1"))),
)
