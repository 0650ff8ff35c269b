"""Austria."""

from dataclasses import replace
from decimal import Decimal

from stdnum.at import uid

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import ibans_like, loose_numbers_like, numbers_like, spaced
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades.base import articles
from training.documents.trades.de import FIRM_GOODS, NAMING, SHOP_GOODS
from training.documents.wordings.de import GERMAN

_AUSTRIAN = replace(
    GERMAN,
    receipt_titles=("", "Rechnung", "Kassabon", "Beleg", "RECHNUNG", "Honorarnote", "Kassenbeleg", "Barrechnung"),
    receipt_number_labels=(
        "Rechnungs-Nr.",
        "Beleg-Nr.",
        "Bon-Nr.",
        "RE-Nr.",
        "Rechnung",
        "Belegnummer",
        "Re.Nr.",
        "Kassabon Nr.",
    ),
    tax_labels=("MwSt", "USt", "USt.", "MwSt.", "inkl. USt"),
    tax_id_labels=("UID", "UID-Nr.", "UID Nr", "ATU", "UID-Nummer"),
    card_labels=("Bankomat", "Maestro", "Bankomatkarte", "Kreditkarte", "Visa", "Karte", "Mastercard", "Debit Mastercard"),
    transfer_sentences=(
        "Bitte um Überweisung auf unser Konto",
        "Zahlung per Überweisung",
        "Bankverbindung",
        "Zahlbar auf folgendes Konto",
    ),
    months=(
        "Jänner",
        "Februar",
        "März",
        "April",
        "Mai",
        "Juni",
        "Juli",
        "August",
        "September",
        "Oktober",
        "November",
        "Dezember",
    ),
)
_REGISTRY = Registry(
    code="AT",
    legal_forms=("GmbH", "Ges.m.b.H.", "KG", "e.U.", "OG", "AG", "GmbH & Co KG", "Gesellschaft m.b.H."),
    house="{street} {number}",
    postcodes=("0###", "A-0###"),
    phones=("01 9999 ###", "+43 1 9999###", "01/9999 ###", "0699 9999 ####"),
    tax_id=numbers_like("ATU99#####%", uid.is_valid),
    tax_id_forms=(str, str, lambda number: spaced(number, 3)),
    iban=ibans_like("AT", "99999###########"),
    registration=loose_numbers_like("FN 99####@", "FN 99#### @", ""),
    owner_marks=("", "Inh. ", "Inhaber: "),
)
_SHOP, _FIRM = articles(SHOP_GOODS | FIRM_GOODS, {"S": "20", "F": "10", "R": "10", "B": "10", "Z": "0"})
AUSTRIA = Country(
    code="AT",
    currency="EUR",
    words=(_AUSTRIAN,),
    money=MoneyStyle(",", ".", 2, ("€", "EUR", "€", "€", "EUR", "€", ""), is_symbol_first=True),
    rates=tuple(Decimal(rate) for rate in ("20", "13", "10", "0")),
    date_forms=("%d.%m.%Y", "%d.%m.%y", "%d. %B %Y", "%Y-%m-%d"),
    time_forms=("%H:%M", "%H:%M:%S", "%H:%M Uhr"),
    shop=shops(NAMING, _REGISTRY),
    firm=firms(NAMING, _REGISTRY),
    customer=customers(NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    has_tips=True,
    tax_marks=(("20", ("A", "C", "1")), ("10", ("B", "A", "2")), ("0", ("Z", "Z", "0"))),
)
