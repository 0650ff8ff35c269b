"""Belgium: Dutch and French; cash is rounded to five cents."""

from dataclasses import replace
from decimal import Decimal

from stdnum.be import vat

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import ibans_like, loose_numbers_like, numbers_like
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades import fr, nl
from training.documents.trades.base import articles
from training.documents.wordings.fr import FRENCH
from training.documents.wordings.nl import DUTCH

_FLEMISH = replace(
    DUTCH,
    receipt_titles=("", "Kasticket", "Kassaticket", "BTW-ticket", "Ticket", "Kasticket klant"),
    card_labels=("Bancontact", "Kaart", "Maestro", "Visa", "Payconiq", "Kredietkaart", "Debit"),
    tax_id_labels=("BTW", "BTW BE", "Ondernemingsnr.", "BTW-nr.", "BTW nr"),
)
_WALLOON = replace(
    FRENCH,
    receipt_titles=("", "Ticket de caisse", "Ticket TVA", "Souche TVA", "Ticket", "Reçu"),
    card_labels=("Bancontact", "Carte", "Maestro", "Visa", "Payconiq", "Carte de crédit"),
    total_labels=(
        "Total",
        "TOTAL",
        "Total TVAC",
        "Total TTC",
        "Montant total",
        "A payer",
        "Total à payer",
        "Total EUR",
        "TOTAL TVAC",
    ),
    net_labels=("Total HTVA", "HTVA", "Total hors TVA", "Base", "Montant HTVA"),
    tax_id_labels=("TVA", "TVA BE", "N° TVA", "N° d'entreprise", "TVA n°"),
)
_REGISTRY = Registry(
    code="BE",
    legal_forms=("BV", "NV", "BVBA", "SRL", "SPRL", "SA", "VOF", "CV", "Comm.V"),
    house="{street} {number}",
    postcodes=("0###", "B-0###"),
    phones=("02 999 ## ##", "+32 2 999 ## ##", "09/999 ## ##", "0499 99 ## ##"),
    tax_id=numbers_like("BE0999####%%", vat.is_valid),
    tax_id_forms=(
        str,
        lambda number: f"BE {number[2:6]}.{number[6:9]}.{number[9:]}",
        lambda number: f"BE{number[2:6]}.{number[6:9]}.{number[9:]}",
    ),
    iban=ibans_like("BE", "999#######%%"),
    registration=loose_numbers_like("RPR Kwelderdam", "RPM Saint-Querlain", ""),
)
_RATES = {"S": "21", "F": "6", "R": "12", "M": "6", "B": "6", "Z": "0"}
_OFFERS = [
    articles(trades.SHOP_GOODS | trades.FIRM_GOODS, _RATES, language=language) for language, trades in (("nl", nl), ("fr", fr))
]
_SHOP = tuple(article for shop, _firm in _OFFERS for article in shop)
_FIRM = tuple(article for _shop, firm in _OFFERS for article in firm)
BELGIUM = Country(
    code="BE",
    currency="EUR",
    words=(_FLEMISH, _WALLOON),
    money=MoneyStyle(",", ".", 2, ("€", "EUR", "€", "€", "EUR", "€", ""), is_symbol_first=False),
    rates=tuple(Decimal(rate) for rate in ("21", "12", "6", "0")),
    date_forms=("%d/%m/%Y", "%d-%m-%Y", "%d/%m/%y", "%d %B %Y", "%d.%m.%Y"),
    time_forms=("%H:%M", "%H:%M:%S", "%Hh%M"),
    shop=shops(nl.NAMING, _REGISTRY),
    firm=firms(nl.NAMING, _REGISTRY),
    customer=customers(nl.NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    cash_step=Decimal("0.05"),
    tax_marks=(("21", ("D", "A", "3")), ("12", ("C", "B", "2")), ("6", ("B", "C", "1")), ("0", ("A", "D", "0"))),
)
