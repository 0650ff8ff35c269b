"""Italy."""

from decimal import Decimal

from stdnum.it import iva

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import ibans_like, loose_numbers_like, numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.it import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.it import ITALIAN

_REGISTRY = Registry(
    code="IT",
    legal_forms=(
        "S.r.l.",
        "SRL",
        "S.p.A.",
        "S.n.c.",
        "S.a.s.",
        "s.r.l.",
        "SNC",
        "Soc. Coop.",
        "SRLS",
        "di Pennastri & C. s.n.c.",
    ),
    house="{street}, {number}",
    postcodes=("99###", "00###"),
    phones=("06 9999 ####", "02/9999####", "+39 06 9999####", "0999 99####"),
    tax_id=numbers_like("99#####015%", iva.is_valid),
    tax_id_forms=(str, str, lambda number: f"IT{number}", lambda number: f"IT {number}"),
    iban=ibans_like("IT", "X9999999999############"),
    registration=loose_numbers_like("REA RM-99####", "R.E.A. 99####", ""),
    city_forms=("{town}", "{town} (RM)", "{town} (MI)", "{town} (BO)"),
)
_SHOP, _FIRM = articles(SHOP_GOODS | FIRM_GOODS, {"S": "22", "F": "4", "R": "10", "M": "10", "B": "4", "Z": "0"})
ITALY = Country(
    code="IT",
    currency="EUR",
    words=(ITALIAN,),
    money=MoneyStyle(",", ".", 2, ("€", "EUR", "Euro", "€", "EUR", "Euro", ""), is_symbol_first=True),
    rates=tuple(Decimal(rate) for rate in ("22", "10", "5", "4", "0")),
    date_forms=("%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y", "%d-%m-%y", "%d %B %Y", "%d.%m.%Y"),
    time_forms=("%H:%M", "%H:%M:%S"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    has_service_charge=True,
    tax_marks=(("22", ("A", "22%", "*")), ("10", ("B", "10%", "B")), ("4", ("C", "4%", "C"))),
)
