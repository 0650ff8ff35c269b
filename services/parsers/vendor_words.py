"""Words by which a name of a company is told from addresses, titles, numbers and greetings (folded text, any language)."""

from __future__ import annotations

import re

LEGAL_FORM = re.compile(
    r"\bsdn\.? ?bhd\b|\bs/b\b|(?<=\w )s\.?b\b|\bbhd\b|\bberhad\b|\bplt\b|\bgmbh\b(?: ?& ?co\.? ?kg)?|"
    r"(?<=[a-z.] )ag\b|\bo?hg\b|(?<=\w )kg\b|"
    r"\be\. ?k\.|\bltd\b|\blimited\b|\bllc\b|\bllp\b|\binc\b|\bcorp(?:oration)?\b|\bplc\b|\bpte\b|\bpty\b|\bpvt\b|"
    r"\bs\.?a\.?r\.?l\b|\bs\.?a\.?s\b|(?<=\w )s\.?a\b|\bs\.?r\.?l\b|\bs\.?p\.?a\b|\bs\.l\b|"
    r"\bb\.?v\b(?!b)|\bn\.v\b|\boyj?\b|(?<=\w )ab\b|"
    r"\ba/s\b|\baps\b|\bsp\. ?z ?o\. ?o|\bs\.? ?r\.? ?o\b|\bkft\b|\bzrt\b|\blda\b|\bltda\b|"
    r"\bunipessoal\b|\bco\.|& co\b|\bc\.v\b|(?<=\w )tbk\b"
)
TITLE = re.compile(
    r"^\W*(?:simplified )?(?:tax|gst|vat|sales?|cash|official|credit|commercial|duplicate|original|"
    r"customer)? ?(?:invoice|receipt|bill|memo|note|copy|slip)\w*\b(?! .*(?:sdn|ltd|shop))|"
    r"tax ?invoi?[ceé]{1,2}\b|\bcash sales?\b|^\W*(?:rechnung|quittung|kassenbon|beleg|kundenbeleg|"
    r"gutschrift|bewirtungsbeleg)\b|^\W*(?:facture|recu|ticket|addition|note)\b|"
    r"^\W*(?:factura|ticket|recibo|fatura|scontrino|documento commerciale|fattura|paragon fiskalny|"
    r"faktura|kvitto|kvittering|kuitti|bon fiscal|struk|resit|nota)\b|"
    r"^\W*(?:reprint|copy|duplicate|posted|void|table|dine ?in|take ?away|carry out|order|guest check|"
    r"check)\b|\bcustomer copy\b|\bmerchant copy\b|^\W*page \d"
)
GREETING = re.compile(
    r"\bwelcome\b|\bthank\b|\bvielen dank\b|willkommen|\bmerci\b|bienven|\bgracias\b|\bgrazie\b|"
    r"\bbenvenut|\bterima kasih\b|selamat|\bdziekujemy\b|\bobrigad|"
    r"\bplease\b|\bour\b|\byour?\b|\bopening\b|\bhours?\b|offnungszeit|\bfeedback\b|\bscan|\bes gibt\b"
)
ADDRESS = re.compile(
    r"\bjalan\b|\bjln\b|\bjl\.|\blorong\b|\btaman\b|\btmn\b|\bpersiaran\b|\blebuh\b|\bkampung\b|"
    r"\bkawasan\b|\bbandar\b|\bseksyen\b|\bbatu \d|\bwisma\b|\bmenara\b|"
    r"^\W*(?:no|lot|unit|blk|block|suite|level|ground floor|g/f|plot|"
    r"ptd?)\b[\s.:#]*(?:[a-z]{0,3}[\-/.]?\d|g\b|f\b)|\bfloor\b|\blot \w*\d|\blg-?\d|"
    r"\bstreet\b|\bst\.? *$|\broad\b|\brd\b|\bavenue\b|\bave\b|\bboulevard\b|\bblvd\b|\bdrive\b|"
    r"\blane\b|\bhighway\b|\bhwy\b|\bp\.?o\.? box\b|"
    r"\w{3,}(?:strasse|straße|str\.|weg|platz|allee|gasse|ring)\b ?\d*|\bstr\. ?\d|\brue\b|"
    r"\bplace de\b|\bchemin\b|\bvia\b|\bviale\b|\bpiazza\b|\bcorso\b|\bcalle\b|\bplaza\b|\bavda\b|"
    r"\brua\b|\bul\.|\bstraat\b|\blaan\b|"
    r"(?<![\d-])\d{5}\b,? +[a-z]{3,}|^\W*\d{4} [a-z]{3,}|\b\d{4} ?[a-z]{2}\b +[a-z]{3}|"
    r"\b[a-z]{2} \d{5}\b|\b[a-z]{1,2}\d[a-z\d]? \d[a-z]{2}\b|"
    r"\bselangor\b|\bjohor\b|\bkuala lumpur\b|\bpenang\b|\bperak\b|\bmelaka\b|\bw\.?p\.? |"
    r"\bmalaysia\b(?!.*(?:bhd|berhad))"
)
CONTACT = re.compile(
    r"\bte[l1i]\b|\btel[.:]|\btel ?no|\btelefon\w*|\bphone\b|\bh/p\b|\bfax\b|\bmobile\b|\bcontact\b|"
    r"\bhotline\b|\bcall\b|@|www\.|https?:|\.com\b(?! sdn)|\.de\b|\.my\b|\be-?mail\b|"
    r"(?:\+?\d[\d ()/\-]{7,}\d)"
)
OFFICIAL_NUMBER = re.compile(
    r"\bgst\b|\bvat\b|\btax (?:id|no|reg)|\breg(?:istration|\.)? ?(?:no|nr|#)|\bco\.? ?(?:reg|no)\b|"
    r"\bcompany (?:reg|no)|\broc\b|\bust\b|\bsteuer|\bsiret\b|\btva\b|\bp\.? ?iva\b|\bnif\b|\bcif\b|"
    r"\bnip\b|\babn\b|\bkvk\b|\bbtw\b|"
    r"\binv(?:oice)?\b ?(?:no|#|:)|\breceipt ?(?:no|#|:)|\bbill ?(?:no|#|:)|\bdoc(?:ument)? ?no|"
    r"\bcashier\b|\bcounter\b|\bterminal\b|\bpos\b ?(?:no|:|\d)|\bserver\b|\btable\b|\bfiliale?\b|"
    r"\bstore ?#|\border\b|\bqty\b|\bdate\b|\btime\b"
)
SENDER_CUES = re.compile(
    r"\biban\b|\bbic\b|\bswift\b|\bust-?id|\bvat (?:no|id|reg)|\bsteuernummer|\bsiret\b|\btva\b|"
    r"\bbank\b|\bgeschaftsfuhrer|\bhrb\b|\bregistergericht|www\.|@"
)
SELLER = re.compile(
    r"^\W*(?:seller|vendor|supplier|from|verkaufer|lieferant|rechnungssteller|absender|fournisseur|"
    r"vendeur|emetteur|vendedor|emisor|proveedor|"
    r"fornitore|cedente|leverancier|verkoper|saljare|leverantor|sprzedawca)\b\s*(?:/.*)?[:.]?\s*$"
)
RECIPIENT = re.compile(
    r"^\W*(?:bill(?:ed)? to|buyer|kaufer|leistungsempfanger|acheteur|comprador|acquirente|koper|"
    r"invoice to|sold to|ship to|deliver(?:ed|y)? to|customer|cust|client|attn|"
    r"attention|to|kunde|an|rechnung an|"
    r"rechnungsempfanger|lieferadresse|rechnungsadresse|facture a|client|destinatario|cliente|klant|"
    r"kund|nabywca|odbiorca)\b\s*[:.]?"
)
