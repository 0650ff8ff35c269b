"""Poland."""

from decimal import Decimal

from stdnum.pl import nip

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import ibans_like, loose_numbers_like, numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.pl import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.pl import POLISH

_REGISTRY = Registry(
    code="PL",
    legal_forms=("Sp. z o.o.", "sp. z o.o.", "S.A.", "s.c.", "Sp. j.", "sp. z o.o. sp.k.", "P.H.U.", "PPHU"),
    house="{street} {number}",
    postcodes=("99-9##", "69-0##"),
    phones=("22 999 ## ##", "(22) 999-##-##", "+48 22 999 ## ##", "999 0## ###"),
    tax_id=numbers_like("999######%", nip.is_valid),
    tax_id_forms=(
        str,
        lambda number: f"{number[:3]}-{number[3:6]}-{number[6:8]}-{number[8:]}",
        lambda number: f"PL{number}",
        str,
    ),
    iban=ibans_like("PL", "99999999################"),
    registration=loose_numbers_like("REGON 999######", "KRS 00099#####", "BDO 0009#####", ""),
)
_SHOP, _FIRM = articles(
    SHOP_GOODS | FIRM_GOODS, {"S": "23", "F": "5", "R": "8", "M": "8", "B": "5", "Z": "0"}, scale=Decimal("4.2")
)
POLAND = Country(
    code="PL",
    currency="PLN",
    words=(POLISH,),
    money=MoneyStyle(",", " ", 2, ("zł", "PLN", "PLN", "zł", "PLN", "PLN", ""), is_symbol_first=False),
    rates=tuple(Decimal(rate) for rate in ("23", "8", "5", "0")),
    date_forms=("%Y-%m-%d", "%d-%m-%Y", "%d.%m.%Y", "%Y.%m.%d", "%d.%m.%y", "%d %B %Y"),
    time_forms=("%H:%M", "%H:%M:%S"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    has_tips=True,
    tax_marks=(("23", ("A", "A", "A")), ("8", ("B", "B", "B")), ("5", ("C", "C", "D")), ("0", ("D", "E", "G"))),
)
