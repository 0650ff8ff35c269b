"""Canada: English and French, net prices with sales tax of the province on top."""

from dataclasses import replace
from decimal import Decimal

from stdnum.ca import bn

from training.documents.countries.base import Country, MoneyStyle
from training.documents.identities import numbers_like, spaced
from training.documents.names import Registry
from training.documents.parties import customers, firms, shops
from training.documents.trades import en, fr
from training.documents.trades.base import articles
from training.documents.wordings.en import ENGLISH
from training.documents.wordings.fr import FRENCH

_CANADIAN = replace(
    ENGLISH,
    tax_labels=("HST", "HST", "GST", "Tax", "H.S.T."),
    tax_total_labels=("HST", "Total Tax", "Tax", "HST 13%", "GST/HST"),
    rate_labels=("Tax %", "HST %", "Rate"),
    net_labels=("Subtotal", "Net", "Total before tax", "Taxable"),
    total_labels=("Total", "TOTAL", "Total CAD", "Grand Total", "Amount Due", "Balance Due", "Total Due", "Order Total"),
    tax_id_labels=("HST #", "GST/HST No.", "HST Reg #", "GST #", "BN"),
    card_labels=("Interac", "INTERAC DEBIT", "Visa", "Mastercard", "Debit", "Credit", "AMEX", "Card"),
    transfer_sentences=("Interac e-Transfer", "Please make cheques payable to", "Direct deposit", "EFT payment", "Remit to"),
)
_QUEBECER = replace(
    FRENCH,
    receipt_titles=("", "Facture", "Reçu", "Reçu de caisse", "Addition", "Facture originale"),
    tax_labels=("Taxes", "TVH", "TPS/TVQ", "Taxe"),
    tax_total_labels=("Total des taxes", "Taxes", "TVH", "Taxe totale"),
    rate_labels=("Taxe %", "Taux"),
    total_labels=("Total", "TOTAL", "Montant total", "Grand total", "Total à payer", "Montant dû", "Total général"),
    net_labels=("Sous-total", "Total avant taxes", "Montant avant taxes"),
    tax_id_labels=("No TPS", "N° TPS", "TPS/TVH no", "No d'entreprise"),
    card_labels=("Interac", "Carte de débit", "Visa", "Carte de crédit", "Mastercard", "Débit"),
    cash_labels=("Comptant", "Argent comptant", "COMPTANT", "Argent reçu"),
    change_labels=("Monnaie", "Monnaie rendue", "Remise", "Change"),
)
_NAMING = replace(
    en.NAMING, signs=(*en.NAMING.signs, "Chez {name}", "Le {noun}"), surnames=(*en.NAMING.surnames, *fr.NAMING.surnames)
)
_REGISTRY = Registry(
    code="CA",
    legal_forms=("Inc.", "Ltd.", "Ltée", "Corp.", "Inc", "Limited", "Co. Ltd.", "ULC"),
    house="{number} {street}",
    postcodes=("D#@ #@#", "Z0@ #@#"),
    phones=("(555) 555-01##", "555-555-01##", "1 800 555-01##"),
    tax_id=numbers_like("99######%RT0001", bn.is_valid),
    tax_id_forms=(str, lambda number: spaced(number, 9, 2), lambda number: spaced(number, 5, 4, 2)),
    city_forms=("{town}, ON", "{town}, QC", "{town}, NS", "{town}, NB", "{town} ON"),
)
_RATES = {"S": "13", "F": "0", "R": "13", "M": "0", "B": "13", "Z": "0"}
_OFFERS = [
    articles(trades.SHOP_GOODS | trades.FIRM_GOODS, _RATES, scale=Decimal("1.4"), language=language)
    for language, trades in (("en", en), ("fr", fr))
]
_SHOP = tuple(article for shop, _firm in _OFFERS for article in shop)
_FIRM = tuple(article for _shop, firm in _OFFERS for article in firm)
CANADA = Country(
    code="CA",
    currency="CAD",
    words=(_CANADIAN, _CANADIAN, _QUEBECER),
    money=MoneyStyle(".", ",", 2, ("$", "$", "CAD", "C$", ""), is_symbol_first=True),
    rates=tuple(Decimal(rate) for rate in ("13", "15", "5", "12")),
    date_forms=("%Y-%m-%d", "%m/%d/%Y", "%Y/%m/%d", "%b %d, %Y", "%d-%b-%Y", "%Y-%m-%d"),
    time_forms=("%H:%M", "%I:%M %p", "%H:%M:%S"),
    shop=shops(_NAMING, _REGISTRY),
    firm=firms(_NAMING, _REGISTRY),
    customer=customers(_NAMING, _REGISTRY),
    shop_goods=_SHOP,
    firm_goods=_FIRM,
    cash_step=Decimal("0.05"),
    has_tips=True,
    taxes_on_top=True,
    has_one_rate=True,
)
