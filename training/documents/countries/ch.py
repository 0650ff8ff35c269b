"""Switzerland: three languages, francs, cash in steps of five rappen."""

from dataclasses import replace
from decimal import Decimal

from stdnum.ch import uid

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import ibans_like, loose_numbers_like, numbers_like, spaced
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades import de, fr, it
from training.documents.trades.base import articles
from training.documents.wordings.de import GERMAN
from training.documents.wordings.fr import FRENCH
from training.documents.wordings.it import ITALIAN

_SWISS_GERMAN = replace(
    GERMAN,
    receipt_titles=("", "Quittung", "Kassenbon", "Kassabon", "Kaufbeleg", "Rechnung", "Kassenzettel"),
    tax_labels=("MWST", "MwSt", "MWSt", "inkl. MWST"),
    tax_total_labels=("MWST Total", "MWST-Betrag", "MwSt", "Total MWST"),
    total_labels=(
        "Total",
        "TOTAL",
        "Total CHF",
        "Gesamtbetrag",
        "Rechnungstotal",
        "Gesamttotal",
        "Total inkl. MWST",
        "Zu bezahlen",
        "Rechnungsbetrag",
        "Endbetrag",
    ),
    tax_id_labels=("MWST-Nr.", "MWST Nr.", "MwSt-Nr.", "UID", "MWST"),
    card_labels=("Maestro", "Karte", "Debit", "Kreditkarte", "TWINT", "Visa", "EC/Maestro", "Postcard", "Mastercard"),
    change_labels=("Rückgeld", "Zurück", "Retour", "Retourgeld"),
    legal_notes=(
        "Besten Dank für Ihren Auftrag.",
        "Zahlbar mit beiliegendem Einzahlungsschein.",
        "Es gelten unsere Geschäftsbedingungen.",
    ),
)
_SWISS_FRENCH = replace(
    FRENCH,
    tax_id_labels=("N° TVA", "TVA n°", "IDE", "TVA"),
    total_labels=("Total", "TOTAL CHF", "Total CHF", "Montant total", "Total TTC", "A payer", "Total à payer"),
)
_SWISS_ITALIAN = replace(
    ITALIAN,
    tax_id_labels=("N. IVA", "IDI", "IVA n."),
    total_labels=("Totale", "TOTALE CHF", "Totale CHF", "Importo totale", "Totale da pagare"),
)
_REGISTRY = Registry(
    code="CH",
    legal_forms=("AG", "GmbH", "Sàrl", "SA", "Sagl", "& Co. AG", "Genossenschaft", "Handels AG", "KlG"),
    house="{street} {number}",
    postcodes=("0###", "CH-0###"),
    phones=("044 999 ## ##", "+41 44 999 ## ##", "022 999 ## ##", "091 999 ## ##"),
    tax_id=numbers_like("CHE999#####%", uid.is_valid),
    tax_id_forms=(
        lambda number: f"CHE-{number[3:6]}.{number[6:9]}.{number[9:]} MWST",
        lambda number: f"CHE-{number[3:6]}.{number[6:9]}.{number[9:]}",
        lambda number: f"{spaced(number, 3, 3, 3)} TVA" if number else "",
    ),
    iban=ibans_like("CH", "99999############"),
    registration=loose_numbers_like("HR-Nr. CH-999.9.999.###-#", "", ""),
)
_RATES = {"S": "8.1", "F": "2.6", "R": "8.1", "M": "2.6", "B": "2.6", "Z": "0"}
_OFFERS = [
    articles(trades.SHOP_GOODS | trades.FIRM_GOODS, _RATES, scale=Decimal("1.3"), language=language)
    for language, trades in (("de", de), ("fr", fr), ("it", it))
]
_SHOP = tuple(article for shop, _firm in _OFFERS for article in shop)
_FIRM = tuple(article for _shop, firm in _OFFERS for article in firm)
SWITZERLAND = Country(
    code="CH",
    currency="CHF",
    words=(_SWISS_GERMAN, _SWISS_GERMAN, _SWISS_FRENCH, _SWISS_ITALIAN),
    money=MoneyStyle(".", "'", 2, ("CHF", "CHF", "Fr.", "CHF", "CHF", "Fr.", ""), is_symbol_first=True),
    rates=tuple(Decimal(rate) for rate in ("8.1", "2.6", "3.8", "0")),
    date_forms=("%d.%m.%Y", "%d.%m.%y", "%d. %B %Y", "%d.%m.%Y", "%Y-%m-%d"),
    time_forms=("%H:%M", "%H:%M:%S"),
    shop=shops(de.NAMING, _REGISTRY),
    firm=firms(de.NAMING, _REGISTRY),
    customer=customers(de.NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    cash_step=Decimal("0.05"),
    has_tips=True,
    tax_marks=(("8.1", ("A", "1", "N")), ("2.6", ("B", "2", "R")), ("0", ("C", "0", "0"))),
    price_step=Decimal("0.05"),
)
