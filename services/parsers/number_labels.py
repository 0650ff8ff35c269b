"""What the words before a number say that it is the number of."""

from __future__ import annotations

import re
from functools import lru_cache

_MAIL = re.compile(r"[^\s@]{0,60}@[^\s@]{1,60}|\bwww\.[^\s]{1,60}")
_NUMBER = re.compile(
    r"(?:(?:\b|_)(?:nos?|nrs?|num(?:ber|mer|ero|eris)?|numero|nummer|nunber|numer|n[o°º]?|id|cislo|bil|code)|"
    r"(?<=[a-z]{4})(?:nos?|nr|num|nummer|number|numer))\.?"
    r"[^\w#№]{0,4}$|[#№°º][^\w]{0,4}$|^\W*(?:no|nr|n[°º.]|numer|numero|number|nummer|nomor|nombor|c\.|cislo|cis)\b"
)
_WORDS: dict[str, str] = {
    "invoice": (
        r"\b[il1]nv(?:[o0][il1][cs]|[o0]l[ce]|dic|\b)|\binvc\b|(?<!um)(?<!be)(?<!vor)rechnung|\brg\.?\b|\bre-?nr|\brech\b|factur|fact?tura|"
        r"fattur|faktur|"
        r"fatura|fact\.|\bfac\b|\bfra\.|\bfv\b|\binvois|credit ?n|gutschrift|\bavoir\b|nota de credito|nota fiscal|\bnf-?e?\b|"
        r"nota di credito|creditnota|korekta|dobropis|kreditnota|nota kredit|honorar|parcella|\bnotula"
    ),
    "receipt": (
        r"\brec[ei]{1,2}p[t1]|\brecelpt|\brcpt|\bbill\b|\bb[il1]{3}\b|\bbon\b|\bbons?-?(?:nr|nummer)|beleg|quittung|\bticket|"
        r"\bti(?:que|quet|cket)|\bslip\b|\bche?c?k\b|\bcheque\b|\bcb\b|\bdoc\w*|\bcash ?(?:bill|sales?|memo)|kassenbon|"
        r"kassenzettel|"
        r"paragon|\bkvit\w*|scontrino|\brecu\b|\brecibo|ricevuta|\bresit|\bstruk|kuitti|uctenka|doklad|documento|kwit\w*|"
        r"\bnota\b|"
        r"\bnote\b|wydruk|\bcupom|\bcomprobante|\btalao|kassabon|\bjustificatif"
    ),
    "transaction": r"\btrans?\w*|\btrx\b|\btxn\b|\btran\b|vorgang|operation|operacion|operazione|\bsale\b|\bvente\b|venda|venta",
    "order": (
        r"\border|auftrag|bestell|command|pedido|\bordin[ei]|encomenda|zamow|objedn|pesanan|\bs/o\b|\bp\.?o\b|ordre|purchase"
    ),
    "customer": (
        r"custom|client|kunde|\bkd\b|klant|klient|member|mitglied|cliente|loyal|zakazni|pelanggan|\bahli\b|debitor|"
        r"asiakas|points|"
        r"punkt|survey|coupon|voucher|gutschein"
    ),
    "delivery": (
        r"deliver|d[ei]s ?patch|hantar|liefer|livraison|entrega|consegna|levering|dostaw|dodaci|\bls\b|pakbon|\bddt\b|"
        r"albaran|guia|ship|tracking|"
        r"\bd/o\b|bezorg|\bwz\b"
    ),
    "tax": (
        r"\bgst|\bsst\b|\bvat(?! ?(?:inv|rec))|\btva\b|\btax\b(?! ?(?:inv|rec|credit))|\babn\b|\bacn\b|\bnip\b|\bnif\b|"
        r"\bcif\b|\biva\b|\bp\.? ?iva\b|cnpj|\bcpf\b|"
        r"\buid\b|\bust\b|ust-?id|steuer|\bst\.? ?-?nr|\bmoms\b|\bmva\b|\bbtw\b|\bdic\b|\bico\b|\btin\b|\bein\b|\bgstin|"
        r"\bnpwp\b|"
        r"siret|siren|\bnaf\b|\bape\b|\bkvk\b|\brcs\b|\bhr[ab]\b|register|registra|\breg\b|company|\bco\b\.? ?(?:reg|no)|"
        r"handelsreg|"
        r"\bcvr\b|\borg\b|regon\b|\bkrs\b|\bbdo\b|\brfc\b|\bcuit\b|\broc\b|\bbrn?\b|\buen\b|codice|\bc\.?f\b|licen[cs]|cert|"
        r"permit|kbo|ondernemingsn|entreprise|syarikat|contribuinte|\bfn\b|insc"
    ),
    "phone": (
        r"\btel|\bph\b|phone|telefon|\bfax\b|mobil|hotline|\bcall\b|\bh/?p\b|whatsapp|handy|\bgsm\b|\btlf\b|fon\b|"
        r"\bcontact|tfno|"
        r"\bt:$|\bf:$"
    ),
    "bank": (
        r"\biban\b|\bbic\b|swift|konto|account|\ba/?c\b|\bblz\b|sort ?code|\bbank|compte|cuenta|\bconto\b|rekening|ucet|"
        r"routing|"
        r"mandat|glaubiger|akaun|\bconta\b|agencia|bsb|ifsc"
    ),
    "till": (
        r"\btill|\bpos\b|termin|kasse\b|\bkas+a\b|\bcaja\b|\bcassa\b|caisse|counter|cashier|\breg\b ?#|store|\bshop\b|filial|"
        r"\btable\b|tisch|\bmesa\b|\bmeja\b|tavolo|\bstolik|shift|schicht|operat|bedien|server|station|batch|\bstan\b|\btrace|"
        r"\blane\b|kassier|\bpax\b|guest|covers|\buser|staff|clerk|token|sys\b|fisc|maszyn|drukark"
    ),
    "card": (
        r"\bcard|karte\b|\bauth|approv|\baid\b|\bref\b|referen[cz]|\brrn\b|\bmid\b|\btid\b|merchant|contactless|visa|"
        r"master|amex|"
        r"\bseq|genehm|serial|s/n|\bsn\b|\btse\b|sign|carta|tarjeta|cartao|karta|carte"
    ),
    "article": (
        r"arti[ck]|\bart\b|\bitem|\bsku\b|\bean\b|barcode|produ|plu\b|\bqty|menge|quant|\bpcs|\bstk|\bhs\b|model|\blot\b|"
        r"charge|isbn"
    ),
    "related": (
        r"\boriginal|related|zu rechnung|zur rechnung|previous|ursprung|stornier|corrects?\b|associee|rectific|annul|rettific|"
        r"korygow|credited"
    ),
    "project": (
        r"proje[ck]t|vertrag|contra[ck]t|objekt|zeichen|offer|angebot|quote|devis|policy|police|meter|zahler|contador|dossier|"
        r"betreff|umowa"
    ),
    "address": (
        r"\bjalan\b|\bjln\b|street|stra(?:ss|ß)e|\bstr\b|\bave(?:nue)?\b|\broad\b|\brue\b|\bvia\b|\bcalle\b|\brua\b|"
        r"\bul\b|\bunit\b|"
        r"floor|\bblk\b|\bblock\b|\blevel\b|suite|\bbox\b|postfach|\bplz\b|\bzip\b|plaza|building|\btaman\b|\bkm\b"
    ),
    "date": (
        r"\bdat[eaou]\w*|fecha|\bdt\b|\btime|uhr|zeit|heure|\bhora\b|\bora\b|tarikh|seite|\bpage|blatt|pagina|\bvom\b|"
        r"\bdated\b|"
        r"\btage|\bdays|\bjours|\bgiorni|\bdias\b|jusqu|\buntil\b|valid|\bbis\b"
    ),
}
_KINDS = tuple((name, re.compile(pattern)) for name, pattern in _WORDS.items())
_TITLE = re.compile(
    r"^\W*(?:tax |vat |simplified |commercial |final |handelsreg|schluss|teil|abschlags|sammel|e-?)?"
    r"(?:invoice|rechnung|facture|factura|fattura|faktura|factuur|fatura|gutschrift|credit note|avoir|receipt|quittung|invois|"
    r"creditnota|kreditnota|nota fiscal)(?: simplifiee| simplificada| semplificata| vat| de vente| de venta)?[ :#\-]*$"
)
_CREDIT = re.compile(
    r"credit ?not|gutschrift|\bavoir\b|nota de credito|nota di credito|korygu|korekt|dobropis|kreditnota|nota kredit|"
    r"rectificativ|storno|correction"
)
_OF_DOCUMENT = frozenset({"invoice", "receipt"})


@lru_cache(maxsize=2_000)
def kinds_of_number(label: str) -> frozenset[str]:
    """Whose number it is, as far as the plain label tells: invoice, receipt, order, customer and so on; several may be named.

    "number" tells that the label begins or ends with a word for number, "title" that it is the title of the document,
    "nearest" that of several kinds the one of the document itself stands next to the number.
    """
    text = _MAIL.sub(" ", label)
    ends = {name: max(match.end() for match in matches) for name, pattern in _KINDS if (matches := list(pattern.finditer(text)))}
    named = set(ends)
    if _NUMBER.search(text):
        named.add("number")
    if _TITLE.match(text):
        named.add("title")
    if ends and max(ends, key=lambda name: (ends[name], name in _OF_DOCUMENT)) in _OF_DOCUMENT:
        named.add("nearest")
    return frozenset(named)


def is_of_credit(label: str) -> bool:
    """Whether the plain words speak of a credit note."""
    return _CREDIT.search(label) is not None


def is_of_document(kinds: frozenset[str]) -> bool:
    """Whether the number may be that of the invoice or receipt itself."""
    return bool(kinds & _OF_DOCUMENT)
