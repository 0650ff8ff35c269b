"""Portugal."""

from decimal import Decimal

from stdnum.pt import nif

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import ibans_like, loose_numbers_like, numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.pt import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.pt import PORTUGUESE

_REGISTRY = Registry(
    code="PT",
    legal_forms=("Lda", "Lda.", "S.A.", "Unipessoal Lda", "SA", "& Filhos, Lda", "Limitada"),
    house="{street}, {number}",
    postcodes=("9999-###", "0###-###"),
    phones=("219 999 ###", "219999###", "+351 219 999 ###", "21 999 9###"),
    tax_id=numbers_like("99######%", nif.is_valid),
    tax_id_forms=(str, lambda number: f"PT{number}", lambda number: f"{number[:3]} {number[3:6]} {number[6:]}"),
    iban=ibans_like("PT", "99990000###########%%"),
    registration=loose_numbers_like("Capital social 5.000 EUR", "", ""),
)
_SHOP, _FIRM = articles(SHOP_GOODS | FIRM_GOODS, {"S": "23", "F": "6", "R": "13", "M": "6", "Z": "0"})
PORTUGAL = Country(
    code="PT",
    currency="EUR",
    words=(PORTUGUESE,),
    money=MoneyStyle(",", ".", 2, ("€", "EUR", "€", "€", "EUR", "€", ""), is_symbol_first=False),
    rates=tuple(Decimal(rate) for rate in ("23", "13", "6", "0")),
    date_forms=("%Y-%m-%d", "%d/%m/%Y", "%d-%m-%Y", "%d-%m-%y", "%d.%m.%Y"),
    time_forms=("%H:%M", "%H:%M:%S", "%Hh%M"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    tax_marks=(("23", ("C", "A", "3")), ("13", ("B", "B", "2")), ("6", ("A", "C", "1"))),
)
