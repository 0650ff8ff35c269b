"""Labels of the two parties of a document, of a name, and of what stands beside a name (folded text, many languages)."""

from __future__ import annotations

import re

SELLER_LABEL = re.compile(
    r"^\W*(?:seller|vendor|supplier|sold by|issued by|invoice from|bill(?:ed)? from|pay to|remit to|from|verkaufer|lieferant|"
    r"rechnungssteller|rechnungsaussteller|absender|auftragnehmer|leistungserbringer|fournisseur|vendeur|emetteur|expediteur|"
    r"prestataire|emis par|vendedor|emisor|proveedor|prestador|emitente|emissor|fornecedor|fornitore|cedente|venditore|mittente|"
    r"emittente|cedente ?/ ?prestatore|leverancier|verkoper|afzender|saljare|leverantor|sprzedawca|wystawca|dostawca|penjual|"
    r"pembekal|daripada|dari)\b"
)
DELIVERY_LABEL = re.compile(
    r"^\W*(?:ship(?:ping|ped)?(?: to| address)|deliver(?:ed|y)?(?: to| address)|consignee|site|lieferadresse|lieferanschrift|"
    r"lieferung an|warenempfanger|leistungsort|livraison|livre a|adresse de livraison|lieu de livraison|consegna(?: a)?|"
    r"luogo di consegna|destinazione|direccion de (?:envio|entrega)|enviar a|entregar (?:a|em)|"
    r"morada de entrega|local de entrega|endereco de entrega|afleveradres|leveradres|levering aan|"
    r"bezorgadres|adres dostawy|dostawa|miejsce dostawy|"
    r"alamat penghantaran|hantar kepada|penghantaran)\b"
)
RECIPIENT_LABEL = re.compile(
    r"^\W*(?:bill(?:ed|ing)?(?: to| address)|bill-to|buyer|kaufer|leistungsempfanger|auftraggeber|acheteur|comprador|acquirente|"
    r"koper|invoice(?:d)? (?:to|address)|sold to|customer|cust|"
    r"client|attn|attention|to|kunde|rechnung an|rechnungsempfanger|rechnungsadresse|fakturiert an|"
    r"rechnungsanschrift|empfanger|kaufer ?/ ?leistungsempfanger|facture a|facturer a|facturee? a|adresse d[eu] "
    r"(?:client|facturation)|destinataire|destinatario|destinatarios|cliente|facturar a|"
    r"facturado a|direccion de facturacion|faturar a|faturado a|morada de faturacao|spett\.? ?le|intestatario|"
    r"fatturare a|cessionario|committente|cessionario ?/ ?committente|klant|factuuradres|factuur aan|aan|t\.?a\.?v\.?|"
    r"gefactureerd aan|debiteur|kund|nabywca|odbiorca|kupujacy|platnik|kepada|bil kepada|pelanggan|pembeli|invoice for|"
    r"dijual kepada|adquirente|a la atencion de|a atencao de|exmo|a l.attention de|alla c\.?a\.?|tomador|contratante|klient|dla|"
    r"zamawiajacy|untuk)\b"
)
BEHIND_LABEL = re.compile(
    r" ?(?:$|[:/(]|(?:(?:trade |legal |d[eu] |del |della |van de )?(?:name|address|details|adresse|anschrift|data|daten|dane|"
    r"dati|datos|info|information|client|cliente|klant|facturation|livraison)\b ?:?$))"
)
"""What may follow such a label: nothing, a colon, its translation, or what it is a label of."""
NAME_LABEL = re.compile(
    r"^\W*(?:name|trade name|legal name|company(?: name)?|business(?: name)?|firma|firmenname|firmierung|unternehmen|nom|"
    r"raison sociale|societe|entreprise|nombre|razon social|empresa|denominazione|ragione sociale|ditta|naam|bedrijf|"
    r"bedrijfsnaam|namn|nazwa|nome|denominacao|designacao|nama|nama syarikat)\b[^:]{0,12}$"
)
HOLDER_LABEL = re.compile(
    r"^\W*(?:account (?:name|holder|owner)|a/c name|acc\.? name|beneficiary|payee|payable to|cheques? payable to|kontoinhaber|"
    r"zahlungsempfanger|titulaire(?: du compte)?|beneficiaire|titular(?: de la cuenta| da conta)?|beneficiario|"
    r"intestatario conto|intestato a|ten name van|t\.?n\.?v\.?|rekeninghouder|wlasciciel rachunku|nama akaun)\b"
)
OWNER_LABEL = re.compile(
    r"^\W*(?:owned|owner|operated|managed|run|franchise[ed]?|a (?:division|brand|trading name)|trading as|t/a|d/?b/?a|"
    r"inh(?:aber)?|betrieben durch|exploite|gestito|beheerd|fka|f\.k\.a)\.?(?: by| of| da| door| par)?\b"
)
ANY_LABELS = (SELLER_LABEL, RECIPIENT_LABEL, NAME_LABEL, HOLDER_LABEL, OWNER_LABEL)
TITLE_WORDS = re.compile(
    r"(?:\b(?:tax|vat|gst|sales|simplified|commercial|proforma|pro forma|copy|original|duplicate|kopie|logo)\b\W*)*"
    r"\b(?:invoice|receipt|rechnung|handelsrechnung|facture|factura|fatura|fattura|faktura|factuur|credit note|gutschrift|bill|"
    r"quittung|kassenbon|recibo|ticket|scontrino|paragon|bon|invois|resit|logo)\b",
    re.IGNORECASE,
)


def is_only_labels(folded: str) -> bool:
    """Whether a text is nothing but labels of parties, such as the heads of two columns: "Bill to Ship to"."""
    rest = folded
    while rest.strip():
        match = next((m for pattern in (DELIVERY_LABEL, RECIPIENT_LABEL, SELLER_LABEL) if (m := pattern.match(rest))), None)
        if match is None:
            return not any(map(str.isalnum, rest))
        rest = rest[match.end() :]
    return bool(folded.strip())
