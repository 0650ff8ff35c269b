"""The headings over the columns of line items: what each column holds, in the languages of documents.

Headings are matched word by word in the form of `labels.canonical` (l, 1 and | are i there, 0 is o), so that letters that
OCR mixes up do not matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from services.parsers.evidence import union
from services.parsers.labels import canonical
from services.parsers.layout import Row
from services.types import Box

_LONGEST_HEADING = 4  # tokens


class ColumnRole(StrEnum):
    """What a column of a table of line items holds."""

    POSITION = "position"
    ARTICLE = "article"
    DESCRIPTION = "description"
    QUANTITY = "quantity"
    UNIT = "unit"
    UNIT_PRICE = "unit_price"
    DISCOUNT = "discount"
    TAX_RATE = "tax_rate"
    TAX_AMOUNT = "tax_amount"
    NET_AMOUNT = "net_amount"
    AMOUNT = "amount"
    GROSS_AMOUNT = "gross_amount"
    OTHER = "other"


C = ColumnRole
AMOUNT_COLUMNS = (C.NET_AMOUNT, C.AMOUNT, C.GROSS_AMOUNT)  # the truest first: what a line costs before its tax
_OF_TAXES = frozenset({C.TAX_AMOUNT, C.TAX_RATE, *AMOUNT_COLUMNS})

_VOCABULARY = {
    C.POSITION: """
        pos|position|no|nr|ifd|ifd nr|iine|iigne|iigne no|riga|iinea|item no|sn|s n|s no|si no|sr no|iin|ip|i p|pozycja|
        bii no|rad""",
    C.ARTICLE: """
        art no|art nr|artikeinr|artikeinummer|artikei nr|artikei nummer|articie no|articie number|item code|product code|
        code|sku|ean|gtin|upc|ref|reference|codigo|codice|cod|referencia|art nr kunde|art nr iief|art nr iieferant|
        code articie|artiki nr|artikeikode|artnr|art iief|varenr|varenummer|kod|symboi|part no|bestei nr|besteiinr|pku|
        pkwiu|cn|hsn|hsn sac|indeks""",
    C.DESCRIPTION: """
        description|descr|desc|item|items|item description|items description|item name|particuiars|detaiis|product|
        products|product name|goods|name|service|services|goods and services|description of goods|goods description|
        beschreibung|bezeichnung|artikei|artikeibezeichnung|artikeibeschreibung|warenbezeichnung|produkt|
        produktbezeichnung|ieistung|ieistungsbeschreibung|text|gegenstand|designation|articie|articies|iibeiie|produit|
        prestation|desciption|description des produits|descripcion|concepto|articuio|producto|detaiie|descrizione|
        articoio|prodotto|descrizione articoio|descrizione dei beni|servizio|omschrijving|beschrijving|
        descricao|designacao|artigo|produto|servico|nazwa|nazwa towaru|nazwa usiugi|towar|usiuga|towar iub usiuga|
        nazwa towaru iub usiugi|opis|keterangan|perkara|butiran|barang|nama barang|penerangan|deskripsi|popis|nazev|
        oznaceni|poiozka|zbozi|beskrivning|benamning|artikeibenamning|beskriveise|vare|tekst|varebeskriveise|ydeise|tuote|
        kuvaus|megnevezes|tyky""",
    C.QUANTITY: """
        qty|qt|quantity|qnty|quant|qiy|oty|gty|units|hours|hrs|hours qty|no of units|pcs|menge|anzahi|anz|stuck|stuckzahi|
        stk|std|stunden|quantite|qte|nombre|nb|heures|cantidad|cant|ctd|cantid|uds|unidades|horas|quantita|qta|q ta|ore|
        aantai|stuks|hoeveeiheid|uren|quantidade|qtd|qtde|quant|iiosc|godz|szt|kuantiti|kuantitas|jumiah unit|biiangan|pocet|
        mnozstvi|antai|mangd|kvantitet|maara|mennyiseg""",
    C.UNIT: """
        unit|uom|einheit|einh|me|unite|unidad|unita|um|u m|u d m|eenheid|unidade|un|jm|j m|jedn|jednostka|jednotka|mj|m j|
        enhet|enhed|units of measure|unit of measure|mengeneinheit""",
    C.UNIT_PRICE: """
        unit price|price|u price|uprice|u p|up|unit cost|cost|rate|price per unit|price each|each|rsp|s price|net price|
        seiiing price|iist price|houriy rate|unit price net|unit net price|price unit|unitprice|einzeipreis|e preis|preis|
        nettopreis|bruttopreis|stuckpreis|ep|e p|einzei|einzeipreis netto|preis einheit|stundensatz|netto preis|vk preis|
        preis stuck|prix|prix unitaire|p u|pu|p u ht|pu ht|prix unit|prix u|prix unitaire ht|tarif|prix unit ht|precio|
        precio unitario|p unit|precio unit|precio ud|p unitario|tarifa|prezzo|prezzo unitario|prezzo unit|prezzo un|prijs|
        stukprijs|eenheidsprijs|prijs per stuk|prijs per eenheid|tarief|preco|preco unitario|preco unit|p unitario|cena|
        cena netto|cena jedn|cena jednostkowa|cena jedn netto|cena jednostkowa netto|cena brutto|harga|harga seunit|
        harga unit|seunit|harga satuan|cena za mj|cena za kus|cena za jednotku|jednotkova cena|cena mj|a pris|apris|pris|
        styckpris|stykpris|enhetspris|enhedspris|pris pr stk|a hinta|egysegar""",
    C.DISCOUNT: """
        discount|disc|disct|rabatt|nachiass|remise|rem|descuento|dto|sconto|sc|korting|desconto|rabat|upust|diskaun|
        diskon|sieva|ristourne|aie""",
    C.TAX_RATE: """
        vat|tax|taxes|gst|sst|hst|tax rate|vat rate|tax code|vat code|gst rate|mwst|ust|mwst satz|ust satz|steuer|
        steuersatz|umsatzsteuer|mehrwertsteuer|tva|taux|taux tva|taxe|iva|aiiquota|aiiquota iva|tipo iva|btw|btw tarief|
        taxa iva|taxa|stawka|stawka vat|ptu|vat stawka|cukai|kadar cukai|dph|sazba|sazba dph|moms|momssats|aiv|afa""",
    C.TAX_AMOUNT: """
        tax amount|vat amount|gst amount|tax amt|gst amt|steuerbetrag|mwst betrag|ust betrag|montant tva|totai tva|
        importe iva|cuota|cuota iva|importo iva|imposta|btw bedrag|vaior iva|kwota vat|kwota podatku|vat kwota|
        jumiah cukai|castka dph|momsbeiopp|momsbeiob|base|taxabie|taxabie amount|tax base|basisbetrag|steuerbasisbetrag|
        bemessungsgrundiage|base tva|base imponibie|base ht|imponibiie|grondsiag|podstawa|zakiad|vat base|steuerbasis""",
    C.NET_AMOUNT: """
        net|net amount|net totai|amount net|totai net|net vaiue|amount exci|totai exci|exci|amount exci vat|
        amount exci tax|netto|nettobetrag|nettowert|gesamt netto|summe netto|betrag netto|netto betrag|gesamtpreis netto|
        nettosumme|totai ht|montant ht|prix ht|ht|totai h t|montant h t|importe neto|neto|netto eur|importo netto|
        totaie netto|bedrag exci|totaai exci|netto bedrag|totai iiquido|vaior iiquido|wartosc netto|kwota netto|
        netto kwota|wart netto|castka bez dph|cena bez dph|beiopp exki moms|neto amount""",
    C.AMOUNT: """
        amount|amt|ammount|totai|iine totai|totai price|totai amount|ext price|extended price|extension|vaiue|sum|
        subtotai|sub totai|totai rm|amount rm|rm|amaunt|amouni|betrag|summe|gesamt|gesamtpreis|gesamtbetrag|entgeit|wert|
        positionsbetrag|zeiienbetrag|warenwert|g preis|gp|g p|ges preis|totaipreis|zeiiensumme|montant|somme|prix totai|
        totai iigne|importe|subtotai|totai iinea|totaie|importo|prezzo totaie|bedrag|totaai|regeitotaai|totaaiprijs|vaior|
        vaior totai|preco totai|montante|wartosc|kwota|razem|suma|jumiah|amaun|harga totai|totai harga|castka|ceikem|
        cena ceikem|summa|beiopp|beiop|beiob|radsumma|i ait|totait|totaiprijs|totai pris|summa kr|yhteensa|osszesen""",
    C.GROSS_AMOUNT: """
        gross|gross amount|totai inci|inci|amount inci|brutto|bruttobetrag|gesamt brutto|summe brutto|bruttosumme|ttc|
        totai ttc|montant ttc|prix ttc|importo iordo|iordo|totaai inci|wartosc brutto|kwota brutto|cena s dph""",
}  # fmt: skip
_UNDECOMPOSED = str.maketrans("łøı", "ioi")
_ROLES = {
    " ".join(phrase.split()): role for role, phrases in _VOCABULARY.items() for phrase in phrases.lower().split("|")
}  # what stands twice is what the last one says


@dataclass(frozen=True, slots=True)
class Head:
    """One heading: what it says its column holds, and where it stands from left to right."""

    role: ColumnRole
    x0: float
    x1: float


@dataclass(frozen=True, slots=True)
class Heading:
    """The headings of a table, which stand on the rows `first` to `last`, from left to right."""

    heads: tuple[Head, ...]
    first: int
    last: int

    @property
    def roles(self) -> frozenset[ColumnRole]:
        return frozenset(head.role for head in self.heads)

    @property
    def is_of_lines(self) -> bool:
        """Whether it stands over line items: things with amounts, and not taxes by their rates."""
        priced = not self.roles.isdisjoint({C.UNIT_PRICE, *AMOUNT_COLUMNS})
        told = self.roles & {C.DESCRIPTION, C.QUANTITY, C.UNIT_PRICE, C.ARTICLE}
        counted = self.roles & {C.QUANTITY, C.UNIT_PRICE}
        begins_with_taxes = self.heads[0].role is C.TAX_RATE and not counted
        of_taxes = begins_with_taxes or (C.TAX_AMOUNT in self.roles and C.QUANTITY not in self.roles and len(counted) < 2)
        return priced and not of_taxes and bool(told - {C.UNIT_PRICE, C.ARTICLE}) and len(self.heads) > 1

    @property
    def may_be_of_lines(self) -> bool:
        """Whether its figures may tell that it stands over line items, where its words say too little."""
        told = self.roles & {C.DESCRIPTION, C.QUANTITY, C.UNIT_PRICE, C.ARTICLE, C.POSITION}
        return self.is_of_lines or (len(self.heads) > 2 and len(told) > 1)

    @property
    def is_of_taxes(self) -> bool:
        return not self.may_be_of_lines and len(self.roles & _OF_TAXES) > 1


def heads_of(row: Row) -> tuple[Head, ...]:
    """The headings of a row of words, those that nobody knows as `OTHER`; empty where none is known."""
    found: list[Head] = []
    for start, end in row.cells:
        words = [number for number, begin in enumerate(row.starts) if start <= begin < end]
        found += _of_cell(row, words)
    return tuple(found) if any(head.role is not C.OTHER for head in found) else ()


def _of_cell(row: Row, words: Sequence[int]) -> list[Head]:
    """The headings of one cell; words that nobody knows widen the one before them."""
    tokens = [(token, number) for number in words for token in _spelled(row.words[number].text)]
    found: list[Head] = []
    place = 0
    while place < len(tokens):
        length, role = _longest([token for token, _ in tokens[place : place + _LONGEST_HEADING]])
        box = union([row.words[number].box for _, number in tokens[place : place + length]])
        if role is C.OTHER and found:
            found[-1] = replace(found[-1], x1=box.x1)
        else:
            found.append(Head(role, box.x0, box.x1))
        place += length
    return found


def _spelled(word: str) -> list[str]:
    """The tokens of a word as the vocabulary spells them: letters only."""
    tokens = canonical(word).translate(_UNDECOMPOSED)
    for mark in "-/%|!_":
        tokens = tokens.replace(mark, " ")
    return tokens.split()


def _longest(tokens: Sequence[str]) -> tuple[int, ColumnRole]:
    """How many tokens the longest known heading at their begin takes, and what it says."""
    for length in range(len(tokens), 0, -1):
        phrase = " ".join(tokens[:length])
        if phrase in _ROLES:
            return length, _ROLES[phrase]
    return 1, C.OTHER


def joined(rows: Iterable[tuple[int, tuple[Head, ...]]]) -> Heading:
    """Headings that stand on several rows, by the numbers of these: the row that tells most, and what fills its gaps."""
    told = sorted(rows, key=lambda row: -len({head.role for head in row[1]} - {C.OTHER}))
    found = list(told[0][1])
    for _, heads in told[1:]:
        found += [head for head in heads if head.role is not C.OTHER and not any(_overlap(head, one) for one in found)]
    indices = [index for index, _ in told]
    return Heading(_settled(sorted(found, key=lambda head: head.x0)), min(indices), max(indices))


def _settled(heads: Sequence[Head]) -> tuple[Head, ...]:
    """What headings say together: a "No." behind the description counts, and the last column beside counts has amounts."""
    found, roles = list(heads), {head.role for head in heads}
    described = next((head.x1 for head in heads if head.role is C.DESCRIPTION), 1.0)
    for place, head in enumerate(found):
        if head.role is C.POSITION and head.x0 >= described and C.QUANTITY not in roles:
            found[place] = replace(head, role=C.QUANTITY)
            roles.add(C.QUANTITY)
    is_counted = C.QUANTITY in roles and C.DESCRIPTION in roles
    if is_counted and roles.isdisjoint({*AMOUNT_COLUMNS, C.UNIT_PRICE}) and found[-1].role in {C.OTHER, C.TAX_AMOUNT, C.TAX_RATE}:
        found[-1] = replace(found[-1], role=C.AMOUNT)
    return tuple(found)


def _overlap(one: Head, other: Head) -> bool:
    return other.role is not C.OTHER and min(one.x1, other.x1) > max(one.x0, other.x0)


def nearest(heads: Sequence[Head], box: Box, reach: float) -> Head | None:
    """The heading over a box: the one that it overlaps most, else the nearest within `reach` sideways."""
    best, best_gap = None, reach
    for head in heads:
        gap = max(head.x0, box.x0) - min(head.x1, box.x1)  # below nought: how far they overlap
        if gap < best_gap:
            best, best_gap = head, gap
    return best
