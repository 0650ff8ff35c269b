"""What the header of a column says in the words of banks and spreadsheets: English, German, French, Spanish, Italian, Dutch."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from services.parsers.folding import plain
from services.statements.base import Column

_EXACT: Mapping[Column, str] = {  # the whole header is one of these; the first named are the likelier
    Column.DATE: """
        date|booking date|transaction date|posting date|posted date|date posted|completed date|trans date|entry date
        operation date|datum|buchungstag|buchung|buchungsdatum|buchungszeit|belegdatum|transaktionsdatum|umsatzdatum
        kaufdatum|boekdatum|transactiedatum|boekingsdatum|date operation|date de l'operation|date d'operation|date comptable
        date de comptabilisation|date transaction|fecha|fecha operacion|fecha de operacion|fecha contable|f operacion
        fecha movimiento|data|data operazione|data contabile|data registrazione|data movimento|started date|created|time
        timestamp|datetime|date time|post date|process date""",
    Column.VALUE_DATE: """
        value date|valuta|valutadatum|wertstellung|wertstellungsdatum|wert|wertstellung valuta|valuta datum|rentedatum
        rente datum|date de valeur|date valeur|fecha valor|fecha de valor|f valor|data valuta|effective date|settlement date
        post date|processed on""",
    Column.AMOUNT: """
        amount|transaction amount|net amount|net|sum|total|value|gross|umsatz|betrag|umsatzbetrag|buchungsbetrag|summe
        wert betrag|bedrag|transactiebedrag|montant|montant de l'operation|importe|importe movimiento|cantidad|monto|importo
        ammontare|price|cost|brutto|netto|gesamt|gesamtbetrag|mutation|transactie bedrag|amount eur|billing amount
        debit credit amount""",
    Column.DEBIT: """
        debit|debits|debit amount|paid out|money out|withdrawal|withdrawals|withdrawal amount|out|outgoing|payments|payment
        spent|soll|belastung|lastschrift|ausgabe|ausgaben|ausgang|abgang|auszahlung|af|uitgaven|debet|depense|depenses
        sortie|retrait|cargo|cargos|cargo en cuenta|debe|debito|salida|gasto|dare|addebito|addebiti|uscita|uscite""",
    Column.CREDIT: """
        credit|credits|credit amount|paid in|money in|deposit|deposits|deposit amount|in|incoming|received|receipts|haben
        gutschrift|einnahme|einnahmen|eingang|zugang|einzahlung|bij|inkomsten|recette|recettes|entree|versement|abono|abonos
        haber|credito|entrada|ingreso|ingresos|avere|accredito|accrediti|entrata|entrate""",
    Column.CURRENCY: """
        currency|currency code|ccy|cur|waehrung|wahrung|whg|valutacode|munt|muntsoort|devise|monnaie|moneda|divisa
        valuta code""",
    Column.PAYEE: """
        payee|merchant|merchant name|vendor|partner name|partner|counterparty|counter party|counterparty name|name
        beneficiary|recipient|paid to|from to|supplier|shop|store|payee name|to from|sender recipient|description merchant
        auftraggeber empfanger|auftraggeber beguenstigter|empfanger|empfaenger|auftraggeber|zahlungsempfanger in
        zahlungsempfanger|beguenstigter zahlungspflichtiger|begunstigter zahlungspflichtiger|name zahlungsbeteiligter
        zahlungsempfaenger|handler|haendler|zahlungspflichtige r|zahlungspflichtiger|empfanger auftraggeber|lieferant
        gegenkonto name|name des partners|partnername|naam|naam tegenpartij|naam omschrijving|tegenpartij|begunstigde
        beneficiaire|tiers|nom|commercant|fournisseur|marchand|beneficiario|comercio|proveedor|ordenante|nombre|destinatario
        esercente|fornitore|controparte|nome""",
    Column.DESCRIPTION: """
        description|details|transaction details|transaction description|memo|narrative|particulars|text|purpose
        payment reference|payment details|transaction|remittance information|message|reference text|statement description
        transaction type|type|verwendungszweck|buchungstext|vorgang|umsatztyp|beschreibung|bezeichnung|buchungsdetails|zweck
        umsatzart|transaktionstyp|omschrijving|omschrijving 1|omschrijving 2|omschrijving 3|mededelingen|mutatiesoort
        toelichting|soort|libelle|libelle operation|libelle de l'operation|detail|intitule|motif|objet|communication
        communications|concepto|descripcion|detalle|movimiento|observaciones|descrizione|causale|descrizione operazione
        dettagli|descrizione estesa""",
    Column.CATEGORY: """
        category|subcategory|expense category|kategorie|unterkategorie|rubrik|categorie|sous categorie|categoria
        subcategoria""",
    Column.NOTES: """
        notes|note|comment|comments|remark|remarks|notiz|notizen|bemerkung|bemerkungen|kommentar|anmerkung|opmerking
        opmerkingen|notities|commentaire|commentaires|remarque|nota|notas|comentario|comentarios|commenti|commento""",
    Column.REFERENCE: """
        id|transaction id|transaction number|transaction reference|bank reference|fitid|reference|reference number
        transferwise id|transaktionsnummer|transaktions id|transaktionscode|umsatz id|buchungsnummer|referenz|referenznummer
        belegnummer|volgnr|volgnummer|transactiereferentie|reference operation|numero operation|referencia
        numero de operacion|riferimento|id operazione|id transazione|unique id|entry reference""",
    Column.BALANCE: """
        balance|running balance|balance after|account balance|closing balance|balance after transaction|saldo|kontostand
        saldo nach buchung|saldo na trn|saldo na mutatie|solde|solde apres operation|saldo contable|saldo disponible
        saldo contabile|saldo dopo operazione""",
    Column.IBAN: """
        iban|counterparty iban|partner iban|iban partner|counterparty account|kontonummer iban|iban des partners|gegenkonto
        gegenkonto iban|kontonummer|iban zahlungsbeteiligter|tegenrekening|tegenrekening iban bban|iban beneficiaire
        iban beneficiario|payee iban""",
    Column.DIRECTION: """
        direction|debit credit|credit debit|dr cr|cr dr|d c|c d|soll haben|s h|soll haben kennzeichen|af bij|bij af|in out
        plus minus|credit debit indicator|sens|dare avere|debe haber|dc|debit or credit|debet credit|vorzeichen""",
}
_BEGINS: tuple[tuple[str, Column], ...] = (  # a header of more words, by how it begins; the longer ones first
    ("value date", Column.VALUE_DATE),
    ("wertstellung", Column.VALUE_DATE),
    ("booking date", Column.DATE),
    ("buchungs", Column.DATE),
    ("transaction date", Column.DATE),
    ("amount", Column.AMOUNT),
    ("betrag", Column.AMOUNT),
    ("umsatz in", Column.AMOUNT),
    ("umsatz", Column.AMOUNT),
    ("bedrag", Column.AMOUNT),
    ("montant", Column.AMOUNT),
    ("importe", Column.AMOUNT),
    ("importo", Column.AMOUNT),
    ("debit", Column.DEBIT),
    ("soll", Column.DEBIT),
    ("paid out", Column.DEBIT),
    ("money out", Column.DEBIT),
    ("withdraw", Column.DEBIT),
    ("credit", Column.CREDIT),
    ("haben", Column.CREDIT),
    ("paid in", Column.CREDIT),
    ("money in", Column.CREDIT),
    ("deposit", Column.CREDIT),
    ("balance", Column.BALANCE),
    ("saldo", Column.BALANCE),
    ("solde", Column.BALANCE),
    ("kontostand", Column.BALANCE),
    ("verwendungszweck", Column.DESCRIPTION),
    ("description", Column.DESCRIPTION),
    ("omschrijving", Column.DESCRIPTION),
    ("libelle", Column.DESCRIPTION),
    ("date", Column.DATE),
    ("datum", Column.DATE),
    ("fecha", Column.DATE),
    ("data ", Column.DATE),
)
_CURRENCY_IN_HEADER = re.compile(r"(?:[(\[]\s*|\bin )([A-Z]{3}|[€£])\s*[)\]]?\s*$")
_NOT_THE_BOOKING = re.compile(r"\b(?:original|fremd|fees?\b|gebuhr|entgelt|tax\b|steuer|exchange rate|kurs\b)|ursprungs")


def column_of(header: str) -> Column | None:
    """Give what a header says, None when it says nothing that is known."""
    words = _words(header)
    if not words:
        return None
    if _NOT_THE_BOOKING.search(words):
        return Column.IGNORED
    return _exact().get(words) or next((column for start, column in _BEGINS if words.startswith(start)), None)


def place_in_list(header: str, column: Column) -> int:
    """Give how far down the list of its column a header stands: of two columns for one thing the first is taken."""
    return _places().get((column, _words(header)), len(_places()))


def currency_in_header(header: str) -> str | None:
    """Give the currency of `Amount (EUR)` and `Umsatz in EUR`."""
    match = _CURRENCY_IN_HEADER.search(header.strip())
    return {"€": "EUR", "£": "GBP"}.get(match[1], match[1]) if match else None


def headers_known(cells: Sequence[str]) -> tuple[Column | None, ...]:
    """Give what each cell says, were it a header."""
    return tuple(column_of(cell) if 0 < len(cell) <= 60 else None for cell in cells)


def _words(header: str) -> str:
    """Lower case, no accents, no units in brackets, no punctuation but the apostrophe."""
    bare = re.sub(r"[(\[](?:[A-Za-z]{3}|[€$£])[)\]]", " ", header)
    bare = re.sub(r"\b(?:in|en) (?:[A-Z]{3}|[€$£])\s*$", " ", bare)
    return " ".join(re.sub(r"[^a-z0-9']+", " ", plain(bare)).split())


@lru_cache(maxsize=1)
def _exact() -> Mapping[str, Column]:
    found: dict[str, Column] = {}
    for column, phrase in _phrases():
        found.setdefault(phrase, column)
    return found


@lru_cache(maxsize=1)
def _places() -> Mapping[tuple[Column, str], int]:
    return {key: place for place, key in enumerate(_phrases())}


def _phrases() -> list[tuple[Column, str]]:
    return [
        (column, phrase.strip())
        for column, block in _EXACT.items()
        for line in block.strip().splitlines()
        for phrase in line.split("|")
    ]
