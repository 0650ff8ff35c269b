"""Czechia: crowns; cash is rounded to whole ones."""

from decimal import Decimal

from stdnum.cz import dic

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import ibans_like, loose_numbers_like, numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.cs import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.cs import CZECH

_REGISTRY = Registry(
    code="CZ",
    legal_forms=("s.r.o.", "a.s.", "spol. s r.o.", "v.o.s.", "k.s.", "s. r. o.", "CZ s.r.o."),
    house="{street} {number}",
    postcodes=("999 ##", "0## ##"),
    phones=("299 999 ###", "+420 299 999 ###", "999 9## ###"),
    tax_id=numbers_like("CZ8999###%", dic.is_valid),
    tax_id_forms=(str, str, lambda number: f"CZ {number[2:]}"),
    iban=ibans_like("CZ", "9999000000##########"),
    registration=loose_numbers_like("IČ: 8999####", "IČO 8999####", "IČO: 8999####", ""),
)
_SHOP, _FIRM = articles(SHOP_GOODS | FIRM_GOODS, {"S": "21", "F": "12", "R": "12", "Z": "0"}, scale=Decimal(24))
CZECHIA = Country(
    code="CZ",
    currency="CZK",
    words=(CZECH,),
    money=MoneyStyle(",", " ", 2, ("Kč", "CZK", "Kč", "Kč", "CZK", "Kč", ""), is_symbol_first=False),
    rates=tuple(Decimal(rate) for rate in ("21", "12", "0")),
    date_forms=("%d.%m.%Y", "%d.%m.%y", "%d. %B %Y", "%Y-%m-%d", "%d.%m.%Y"),
    time_forms=("%H:%M", "%H:%M:%S"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    cash_step=Decimal(1),
    has_tips=True,
    tax_marks=(("21", ("A", "1", "C")), ("12", ("B", "2", "B")), ("0", ("C", "0", "A"))),
)
