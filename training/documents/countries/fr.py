"""France."""

from decimal import Decimal

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import french_vat_id, ibans_like, loose_numbers_like, spaced
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.fr import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.fr import FRENCH

_REGISTRY = Registry(
    code="FR",
    legal_forms=("SARL", "SAS", "SA", "EURL", "SASU", "SNC", "S.A.R.L.", "SARL", "SCOP"),
    house="{number} {street}",
    postcodes=("99###", "00###"),
    phones=("01 99 00 ## ##", "01.99.00.##.##", "+33 1 99 00 ## ##", "06 39 98 ## ##"),
    tax_id=french_vat_id,
    tax_id_forms=(str, lambda number: spaced(number, 2, 2, 3, 3), lambda number: spaced(number, 4)),
    iban=ibans_like("FR", "9999900001###########%%"),
    registration=loose_numbers_like("SIRET 99# ### ### 000##", "RCS 99# ### ###", "Siret : 99######000##", ""),
)
_SHOP, _FIRM = articles(SHOP_GOODS | FIRM_GOODS, {"S": "20", "F": "5.5", "R": "10", "M": "2.1", "B": "5.5", "Z": "0"})
FRANCE = Country(
    code="FR",
    currency="EUR",
    words=(FRENCH,),
    money=MoneyStyle(",", " ", 2, ("€", "EUR", "€", "€", "EUR", "€", ""), is_symbol_first=False),
    rates=tuple(Decimal(rate) for rate in ("20", "10", "5.5", "2.1", "0")),
    date_forms=("%d/%m/%Y", "%d/%m/%y", "%d-%m-%Y", "%d %B %Y", "%d.%m.%y"),
    time_forms=("%H:%M", "%H:%M:%S", "%Hh%M"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    has_service_charge=True,
    tax_marks=(("20", ("A", "1", "D")), ("10", ("B", "2", "C")), ("5.5", ("C", "3", "B")), ("2.1", ("D", "4", "A"))),
)
