"""Germany."""

from decimal import Decimal

from stdnum.de import vat

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import ibans_like, loose_numbers_like, numbers_like, spaced
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.de import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.de import GERMAN

_REGISTRY = Registry(
    code="DE",
    legal_forms=("GmbH", "GmbH & Co. KG", "KG", "e.K.", "OHG", "AG", "UG (haftungsbeschränkt)", "GbR", "Handels GmbH", "mbH"),
    house="{street} {number}",
    postcodes=("43###", "D-43###"),  # 43 is not a German postal region
    phones=("030 23125 ###", "030/23125###", "(030) 23125-###", "+49 30 23125 ###", "0171 39200##"),
    tax_id=numbers_like("DE99######%", vat.is_valid),  # numbers from 99 on have not been given out
    tax_id_forms=(str, str, lambda number: spaced(number, 2, 3, 3), lambda number: spaced(number, 2)),
    iban=ibans_like("DE", "99012345##########"),  # German bank codes begin with 1 to 8
    registration=loose_numbers_like("HRB 99####", "HRA 99####", "Amtsgericht Wunzenfelde HRB 99###", ""),
    owner_marks=("", "Inh. ", "Inhaber ", "Inh.: "),
)
_SHOP, _FIRM = articles(SHOP_GOODS | FIRM_GOODS, {"S": "19", "F": "7", "R": "19", "B": "7", "Z": "0"})
GERMANY = Country(
    code="DE",
    currency="EUR",
    words=(GERMAN,),
    money=MoneyStyle(",", ".", 2, ("€", "EUR", "Euro", "€", "EUR", "Euro", ""), is_symbol_first=False),
    rates=(Decimal(19), Decimal(7), Decimal(0)),
    date_forms=("%d.%m.%Y", "%d.%m.%y", "%d. %B %Y", "%Y-%m-%d", "%d-%m-%Y"),
    time_forms=("%H:%M", "%H:%M:%S", "%H:%M Uhr"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    has_tips=True,
    tax_marks=(("19", ("A", "1", "B")), ("7", ("B", "2", "A")), ("0", ("C", "0", "C"))),
)
