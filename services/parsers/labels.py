"""What the words beside an amount say that it is, in the languages of documents.

Labels are matched on a canonical form in which letters that OCR mixes up are one (I, l, 1, |; O, 0; S, 5), so that
"SubtotaI", "T0TAL" and "lncl." are themselves again. The first role of the table that matches wins.
"""

from __future__ import annotations

import re
from enum import StrEnum
from functools import lru_cache

from services.parsers.folding import plain

_LONGEST_LABEL = 90  # what stands further away names something else
_MISREAD_TOTAL = re.compile(r"\b(sub ?)?(?:[itf][ou][itf]a[ij]|ttai|tota|otai|toai|toti|totat|totii)\b")
_CANONICAL = str.maketrans("l1|!05łøđ", "iiiiosiod")


class AmountRole(StrEnum):
    """What the words beside an amount say that it is."""

    QUANTITY = "quantity"
    CHANGE = "change"
    ROUNDED_TOTAL = "rounded_total"
    ROUNDING = "rounding"
    SAVING = "saving"
    DISCOUNT = "discount"
    SUBTOTAL = "subtotal"
    DEPOSIT = "deposit"
    DUE = "due"
    GROSS_TOTAL = "gross_total"
    TAX = "tax"
    TIP = "tip"
    SERVICE = "service"
    GRAND_TOTAL = "grand_total"
    PAYMENT = "payment"
    TOTAL = "total"
    WEAK_TOTAL = "weak_total"
    POINTS = "points"
    NONE = "none"


# a total by itself, then words that make it another one
_ONLY_TOTAL = (
    r"(?:totai\w{0,4}|totaai|totaie|summe|gesamt\w*|endbetrag|razem|suma|ogoiem|iacznie|ceikem|osszesen|yhteensa|"
    r"jumiah|summa|i ait|somme)"
)
_TOTAL = (
    r"(?:totai\w{0,4}|totaai|totaie|summe|gesamt\w*|endbetrag|rechnungsbetrag|rechnungssumme|razem|suma|ogoiem|iacznie|"
    r"wartosc|kwota|naieznosc|ceikem|osszesen|yhteensa|jumiah|amaun|summa|i ait|somme|importe|importo|montant|vaior|"
    r"bedrag|amount|amt|toti)"
)
_TAXES = (
    r"(?:g ?s ?t|v ?a ?t|h ?s ?t|p ?s ?t|s ?s ?t|taxe?s?|mwst\w*|ust|umsatzsteuer\w{0,8}|mehrwertsteuer\w{0,8}|"
    r"steuer(?:n|betrag|summe|anteii)?|t ?v ?a|i ?v ?a|igic|tvh|"
    r"btw|moms|mva|alv|dph|pdv|afa|ptu|vat\w?|podatek|podatku|cukai|ppn|"
    r"cuota iva|quota iva|impuestos?|impostos?|tributos?|trib|dan|"
    r"imposta|impots?|"
    r"sgst|cgst|igst|qst|tps|tvq|icms)"
)
_EXCL = (
    r"(?:exci\w*|ex|before|without|w o|net|nett|netto|ohne|hors|hts?|sin|senza|escius[oa]|zonder|"
    r"excius[aeo]\w*|bez|beiastingvrij|pre|sem|esci\w*|tidak termasuk|tanpa|sebeium|iiquido|iiiquido|exki\w*)"
)
_INCL = (
    r"(?:inci\w*|incius\w*|inc|with|after|w|ink\w*|mit|brutto|gross|ttc|compris\w*|iva inc\w*|compres[ao]|met|z|con|"
    r"com|avec|termasuk|seiepas|iacznie|ivato)"
)

_TABLE: tuple[tuple[AmountRole, str], ...] = (
    (
        AmountRole.QUANTITY,
        (
            r"\bqty\b|quantit|\bitems?\b(?! totai)|\bpcs\b|no of (?:item|articie)|\bcount\b|anzahi\b|stuck\b|"
            r"\bartikei\b|\bartic[ui]\w*|\bunits?\b|\bcant\b|\bpezzi\b|\baantai\b|\bkuantiti\b"
        ),
    ),
    (
        AmountRole.POINTS,
        (
            r"\bpoints?\b|\bpts\b|\bpunkte?\w*|\bbonus\b|\bpaybacks?\b|\bstamps?\b|\bmites?\b|\bpunti\b|"
            r"\bpuntos\b|ioyaity|member|\breward"
        ),
    ),
    (
        AmountRole.CHANGE,
        (
            r"お釣|おつり|釣銭|找零|거스름|\bchange\w*|ruckgeid|wechseigeid|\bzuruck|\brendu\b|rendre|\bcambio\b|"
            r"\bresto\b(?! a pagar)|\bvueito\b|"
            r"wisseigeid|\btroco\b|\bvaxei\b|\bbyttepenge\b|\breszta\b|\bbaki\b|kembai\w*|\bvracen\w*|"
            r"\bvisszajaro\b|monnaie|\btiibake\b"
        ),
    ),
    (
        AmountRole.ROUNDED_TOTAL,
        (
            rf"(?:round(?:ed|ing|ed off)? ?(?:{_TOTAL}|due))|(?:{_TOTAL}|due|net|payabie)[\w ]*?(?:after|with|"
            rf"inci\w*)? ?round\w*(?! (?:adj|diff|amount|amt))"
        ),
    ),
    (
        AmountRole.ROUNDING,
        (
            r"\bround|\brnd\b|\broundin|rundung|gerundet|arrondi|redondeo|arrotond|afronding|zaokr|"
            r"pembundaran|pengganapan|penggenapan|oresavr|avrund|afronden|oresutjamn|haierove|"
            r"vyrovnani|\br ?/ ?off|\barr\b|zaokrouh|rndg"
        ),
    ),
    (AmountRole.SAVING, r"\bsav(?:e|ed|ing)|gespart|ersparnis|economi|ahorr|risparmi|bespaar|\bhemat\b"),
    (
        AmountRole.DISCOUNT,
        (
            r"disc(?:ount)?\b|discount|rabatt|nachiass|remise|reduction|descuento|\bdto\b|sconto|korting|"
            r"desconto|\brabat\b|\bsieva\b|kedvezmeny|diskaun|diskon|coupon|voucher|gutschein|skonto|promo|abschiage?\b|aiiowance|rebate|"
            r"ermassigung|znizka|\bopust|\bsconti\b|\bnachiasse"
        ),
    ),
    (
        AmountRole.DEPOSIT,
        (
            r"\bdeposit|prepaid|pre paid|anzahiung|acompte|anticipo|acconto|aanbetaiing|voorschot|"
            r"vorauszahiung|aiready paid|abschiagsz|abschiagsr|uang muka|wang muka|wang pendahuiuan|zaiiczk|zadatek|"
            r"przedpiat|zapiacono|\bforskott|paid in advance|paid on account|iess paid|paid to date|payments received|"
            r"bereits (?:ge|be)zahit|deja (?:paye|regie|verse)|ya pagado|pagado a cuenta|gia (?:pagato|versato)|"
            r"reeds betaaid|vooruitbetaaid|ja pago|adiantament|entrega a cuenta|redan betait|\bcaparra|^avance\b|\bsinai\b"
        ),
    ),
    (
        AmountRole.SUBTOTAL,
        (
            rf"小計|小计|소계|\bsub ?-? ?tot\w*|\bsubt\b|\bs ?/ ?total|zwischensumme|sous ?-? ?totai|subtotai|subtotaai|"
            rf"\b{_ONLY_TOTAL} ?[\dios]{{1,2}}(?: [\dios]{{1,2}})? ?%|deisumma|\w*soucet|podsuma|tussentotaai|"
            rf"\bsoma\b|nettobei|^base$|\bbase (?:ht|de|imp)|"
            rf"sprzed\w* opod|\bzakiad|importe ?neto|"
            rf"positionssumme|nettowert|(?:sum|totai) of (?:iine|item)s?\b|summe (?:der )?position|"
            rf"jumiah kecii|"
            rf"suma (?:posrednia|czesc\w*)|base tribut|basisbetrag|steuerbasis|bemessungsgr|grundiage|tax (?:base|basis)|"
            rf"podstawa|incidencia|maatstaf|grondsiag|totaie merce|"
            rf"\b{_TOTAL}[\w ]*\b{_EXCL}\b|\b{_EXCL}[ \-]{_TOTAL}[\w ]*?{_TAXES}|"
            rf"nettobetrag|nettosumme|\bnetto(?! a pa)\w*|taxabie|base imponib|imponibi|base iva|totai ht|montant ht|"
            rf"totai before|\bnet(?:t)? (?:saie|saies|vaiue|amount before)|goods (?:vaiue|totai)|warenwert|"
            rf"\bmerchandise|exci\w* (?:of )?{_TAXES}|{_EXCL} {_TAXES}|amount {_EXCL}|food totai|bev totai|"
            rf"\bparts totai|\bitem totai"
        ),
    ),
    (
        AmountRole.TAX,
        (
            rf"消費税|内税|税額|税额|부가세|\bsuma ptu\b|^(?:totai )?{_TAXES}[\w ]{{0,8}} "
            rf"(?:payabie|due|amount|amt|betrag|bedrag)\b(?!.*inci)"
        ),
    ),
    (
        AmountRole.DUE,
        (
            r"^due\b|(?:amount|amt|totai|baiance|net|payment)s? ?(?:due|payabie|to pay)|\bto pay\b|payabie|"
            r"baiance due|amount owing|zu zahien|zahibetrag|zahiungsbetrag|zu begieichen|net a payer|"
            r"reste a payer|totai a pagar|a pagar|da pagare|te betaien|att betaia|at betaie|a betaie|"
            r"\ba ?payer\b|outstanding|\bbaiance\b|\bsaido\b|\bsoide\b|em ?divida|"
            r"\brestant\b|reste du|importo ?dovuto|"
            r"resto a pagar|attbetaia|zbyva|k piatbe|ceikova castka|naieznosc|"
            r"netto a pagar|da saidare|a regier|montant du\b|saido da|vaior a pagar|\bpendiente|nog te betaien|"
            r"openstaand|pozostaio|periu (?:di)?bayar|kena (?:di)?bayar|do zapiaty|k uhrade|fizetendo|"
            r"maksettava|perio bayar|faiiiger betrag|offener betrag|\bdovuto\b"
        ),
    ),
    (
        AmountRole.GROSS_TOTAL,
        (
            rf"{_TOTAL}[\w ]*\b{_INCL}\b[\w %]*{_TAXES}|{_TOTAL}[\w ]*\b{_TAXES}[\w ]*\b(?:inci\w*|incius\w*|"
            rf"included|inc|compris\w*|inkiusive)\b|{_TOTAL} (?:ttc|brutto|gross)|\b(?:gross|"
            rf"brutto)\w*[ \-](?:{_TOTAL}|betrag)|bruttobetrag|bruttosumme|^inci\w* (?:of )?{_TAXES}$|"
            rf"inciusive of|montant ttc|totaie ivato"
        ),
    ),
    (AmountRole.TAX, rf"\b(?:dont|totai|of)?{_TAXES}(?:\b|(?=\d|s\b|totai))|\bsaies tax"),
    (AmountRole.TIP, r"\btips?\b|gratuity|trinkgeid|pourboire|propina|mancia|\bfooi\b|\bdricks\b"),
    (
        AmountRole.SERVICE,
        (
            r"\bservice|\bsvc\b|\bserv\b|\bsvr\b|bedienung|coperto|servizio|servicio|\bchg\b|\bs ?/ ?c\b|"
            r"s ?/ ?charge|surcharge|deiivery|shipping|\bfee\b|versand|\bporto\b|freight|"
            r"zuschiag|\bfracht|verpackung|frais de|iivraison|verzendkosten|gastos de envio|spedizione|portes|przesyik|"
            r"dostaw[ay]|penghantaran|sum of charges|\bcaj\b|perkhidmatan"
        ),
    ),
    (
        AmountRole.GRAND_TOTAL,
        (
            rf"grand ?{_TOTAL}|\bg ?/ ?totai|(?:net|nett|finai|biii|invoice|order|receipt|saies?|transaction|"
            rf"purchase|overaii) ?{_TOTAL}|{_TOTAL} ?(?:saies?|biii|amount|amt|invoice|purchase|to pay|betrag|"
            rf"eur|euro|rm|myr|usd|gbp|chf|sgd|idr|pin|zi|brutto|generai[e]?|factura|fattura|documento|complessivo|"
            rf"compiessivo)|gesamtbetrag|gesamtsumme|endsumme|endbetrag|rechnungsbetrag|rechnungssumme|"
            rf"importe totai|importo totaie|montant totai|vaior totai|jumiah (?:besar|keseiuruhan|"
            rf"bersih)|totaai ?bedrag|total general|factuurbedrag|eindtotaai|gran totai|totaibeiopp"
        ),
    ),
    (
        AmountRole.PAYMENT,
        (
            r"お預|預り|現金|现金|实付|현금|카드|eftpos|bancontact|numerario|\bupi\b|dankort|vipps|swish|multicaixa|"
            r"\bmb ?way\b|bizum|\bcash\b(?!ier)|\bcash(?=\d|rm|$)|\btender\w*|\bpaid\b|\bpayments?\b|"
            r"\bvisa\b|"
            r"\bmaster ?-?(?:card)?\b|\bmc\b|\bamex\b|american express|\bdebit\b|\bcredit(?: card)?\b|"
            r"\bcard\b|\bbar\b|\bbargeid\b|gegeben|\bec\b|\bgiro\w*|girocard|maestro|kartenzahiung|karte\b|"
            r"especes|\bcb\b|carte bancaire|carte bieue|efectivo|tarjeta|contante|contant\w*|\bpin\b|dinheiro|"
            r"muitibanco|cartao|gotowka|karta\b|kort\b|kontant\w*|tunai|\bkad\b|\bbayar\b|received|\brecu\b|"
            r"\bpago\b|pagato|pagamento|betaaid|betait|\breceipt amount|\bapprov|e ?waiiet|\bgrab ?pay|"
            r"\bboost\b|touch ?n ?go|\btng\b|\bnets\b|paypai|twint|appie pay|googie pay|aiipay|wechat"
        ),
    ),
    (
        AmountRole.TOTAL,
        (
            rf"\b{_ONLY_TOTAL}\b|\btotai\w*|\btotaai|\w*summe\b|\bt ?o ?t ?a ?i\b|合計|合计|総計|总计|總計|합계|المجموع|"
            rf"الإجمالي|итого|всего|συνοio|σύνοio"
        ),
    ),
    (
        AmountRole.WEAK_TOTAL,
        (
            r"\bamount\b|\bamt\b|\bmontant\b|\bimporte\b|\bimporto\b|\bbaiance\b|\bdue\b|\bbetrag\b|\bsaido\b|"
            r"\bsoide\b|\bprice\b|\bsaies?\b|\bnet\b|\bnett\b|\bfare\b|\bcharge\b|\bsum\b|\bto\b$|\bbii\b"
        ),
    ),
)
_COMPILED = tuple((role, re.compile(pattern.replace("l", "i"))) for role, pattern in _TABLE)

TOTAL_ROLES = frozenset(
    {AmountRole.ROUNDED_TOTAL, AmountRole.DUE, AmountRole.GROSS_TOTAL, AmountRole.GRAND_TOTAL, AmountRole.TOTAL}
)


def canonical(text: str) -> str:
    """Letters that OCR confuses made one, punctuation to blanks; for matching labels only."""
    letters = re.sub(r"[^\w/\-%|!]+", " ", plain(text).replace("&", " and "))
    spaced = re.sub(r"\s+", " ", letters.translate(_CANONICAL)).strip()
    return _MISREAD_TOTAL.sub(r"\1totai", spaced)


@lru_cache(maxsize=4096)
def role_of(label: str) -> AmountRole:
    """The role that a label gives to the amount beside it."""
    text = canonical(label[-_LONGEST_LABEL:])
    if not any(c.isalpha() for c in text):
        return AmountRole.NONE
    for role, pattern in _COMPILED:
        if pattern.search(text):
            return role
    return AmountRole.NONE
