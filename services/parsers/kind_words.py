"""What documents call themselves, in English, German, French, Spanish, Italian, Dutch, Portuguese, Polish and Malay.

Matched on `plain` text: lower case, without accents (Polish ł has none to lose, and OCR often reads it as l).
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from services.types import DocumentKind

K = DocumentKind

_TITLES: Mapping[DocumentKind, str] = {  # the first that fits names the cell: the special before the general
    K.CREDIT_NOTE: (
        r"credit (?:note|memo)|refund receipt|gutschrift(?!sverfahren)|storno-?rechnung|rechnungs-? ?korrektur|"
        r"korrekturrechnung|"
        r"facture d'avoir|avoir|note de credit|nota (?:de )?credito|nota de abono|abono|factura rectificativa|"
        r"nota di (?:credito|accredito)|credit-?nota|credit ?factuur|kreditnota|kreditfaktura|dobropis|"
        r"opravny danovy doklad|nota de credito|faktura (?:vat )?koryguj[aą]ca|"
        r"korekta faktury|nota kredytowa|nota kredit"
    ),
    K.PRO_FORMA: r"(?:faktura |fatura |factura |facture |fattura |invois )?pro-? ?forma(?:-?rechnung|-?factuur| invoice)?",
    K.SELF_BILLING: (
        r"self-? ?bill(?:ed|ing)(?: tax)?(?: invoice)?|gutschriftsverfahren|auto-?facture|autofacturation|"
        r"autofactura(?:cion)?|"
        r"autofattura|zelffacturering|zelffactuur|auto-?faturacao|auto-?fatura|samofakturowanie|invois bil(?:an)? sendiri"
    ),
    K.REMINDER: (
        r"(?:first |second |final |friendly )?(?:payment |overdue )?reminder|overdue notice|dunning (?:letter|notice)|"
        r"demand for payment|"
        r"(?:letzte )?mahnung|mahnschreiben|zahlungserinnerung|(?:lettre de )?relance|rappel(?: de paiement|"
        r" de facture)?|mise en demeure|"
        r"recordatorio de (?:pago|factura)|reclamacion de pago|aviso de (?:pago|cobro|cobranca|vencimiento|pagamento)|"
        r"sollecito(?: di pagamento)?|promemoria di pagamento|(?:betalings)?herinnering|aanmaning|lembrete de pagamento|"
        r"wezwanie do zap[lł]aty|przypomnienie o p[lł]atno[sś]ci|monit|peringatan (?:pem)?bayaran|"
        r"notis tuntutan(?: bayaran)?|"
        r"paminnelse|betalningspaminnelse"
    ),
    K.ORDER_CONFIRMATION: (
        r"order (?:confirmation|acknowledge?ment)|(?:auftrags|bestell)bestatigung|confirmation de (?:votre )?commande|"
        r"accuse de reception de commande|confirmacion de(?:l| su)? pedido|conferma (?:d'|di |dell')?ordine|"
        r"(?:order|opdracht)-?bevestiging|confirmacao d[eoa] (?:sua )?(?:encomenda|pedido)|"
        r"potwierdzenie (?:przyj[eę]cia )?zam[oó]wienia|"
        r"pengesahan pesanan"
    ),
    K.DELIVERY_NOTE: (
        r"delivery (?:note|order|slip|docket)|packing (?:slip|list)|dispatch note|lieferschein|warenbegleitschein|packzettel|"
        r"bon (?:de livraison|d'expedition)|bordereau de livraison|albaran(?: de entrega)?|nota de entrega|"
        r"guia de (?:remision|remessa|transporte)|"
        r"documento di trasporto|bolla(?: di (?:consegna|accompagnamento))?|ddt|pakbon|leveringsbon|afleverbon|vrachtbrief|"
        r"dokument dostawy|dow[oó]d dostawy|list przewozowy|wydanie zewn[eę]trzne|nota (?:peng)?hantaran|nota serahan|"
        r"pesanan penghantaran"
    ),
    K.QUOTE: (
        r"quotation|quote|cost estimate|estimate|angebot|kostenvoranschlag|offerte|devis|offre de prix|presupuesto|"
        r"cotizacion|oferta|"
        r"preventivo|offerta|prijsopgave|prijsofferte|orcamento|cotacao|proposta comercial|wycena|oferta handlowa|"
        r"sebut ?harga|offert"
    ),
    K.BANK_STATEMENT: (
        r"(?:bank|deposit account|current account|savings account|account|credit card|card)(?: activity| transaction|"
        r" monthly)? statement|"
        r"statement of account|kontoauszug|kreditkartenabrechnung|umsatz(?:anzeige|ubersicht)|rele?ve (?:de compte|"
        r"bancaire|d'operations)|"
        r"extrait de compte|extracto (?:bancario|de cuenta)|estado de cuenta|movimientos de (?:la )?cuenta|"
        r"estratto conto|lista movimenti|"
        r"(?:reken|bank|rekening)afschrift|rekeningoverzicht|extra?c?to (?:bancario|de conta)|wyci[aą]g (?:bankowy|"
        r"z rachunku)|"
        r"historia (?:rachunku|operacji)|penyata (?:akaun|bank|kad)|月结单|对账单|對賬單|交易明细"
    ),
    K.OTHER: (
        r"(?:rental |lease |employment |service |loan |purchase )?(?:agreement|contract)(?! (?:no|nr|number))|(?:miet|"
        r"arbeits|kauf|dienst|"
        r"werk|darlehens)vertrag|vertrag|contrat(?: de \w+)?|contrato(?: de \w+)?|contratto(?: di \w+)?|(?:huur|"
        r"arbeids)?overeenkomst|"
        r"umowa(?: \w+)?|perjanjian(?: \w+)?|terms and conditions|allgemeine geschaftsbedingungen|curriculum vitae|"
        r"lebenslauf|"
        r"(?:our |lunch |dinner |drinks )?menu(?: du jour| del dia)?|speisekarte|la carte|la carta|menukaart|cardapio|"
        r"ementa|karta da[nń]|menu makanan"
    ),
    K.INVOICE: (
        r"(?:commercial |sales |tax |vat )?invoice(?! ?(?:no|#|num|date))|rechnung|facture|factura|fattura|"
        r"faktura(?: vat)?|factuur|fatura|invois(?: cukai)?"
    ),
}
TITLES: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(rf"(?<!\w)(?:{phrases.replace(' ', ' ?')})(?!\w)")) for kind, phrases in _TITLES.items()
)  # OCR loses blanks: "CreditNote"
AND_INVOICE = re.compile(rf"\s{{0,3}}(?:[/&+]|and|und|et|y|e|en|oraz|dan)\s{{0,3}}(?:{_TITLES[K.INVOICE]})(?!\w)")
ANYWHERE = frozenset({K.CREDIT_NOTE, K.REMINDER, K.PRO_FORMA, K.ORDER_CONFIRMATION, K.SELF_BILLING, K.BANK_STATEMENT})
REFERENCE = re.compile(
    r"[\s-]{0,2}(?:nr|no|n[o°º]|numm?er\w*|num|number|nummer|numero|datum|date|data|fecha|dated|ref\w*|code|#)(?!\w)|\s?:"
)  # behind a title: the label of another document's number

RECEIPT_WORDS = re.compile(
    r"\breceipt\b|\bcash\b|\bchange\b|\bcashier\b|\btax invoice\b|\bsimplified\b|\bkasse\b|"
    r"\bkassenbon\b|\bruckgeld\b|\bbon\b|\bquittung\b|\bbeleg\b|\bticket\b|\bscontrino\b|"
    r"\brecibo\b|\bparagon\b|\bkvitto\b|\bkuitti\b|\bthank you\b|\bvielen dank\b|\bmerci\b|"
    r"\bgracias\b|\bgrazie\b|\bstruk\b|\bserver\b|\btable\b|\btip\b|\bterminal\b|"
    r"\bfactura simplificada\b|\befectivo\b|\bcambio\b|\bcontanti\b|\bresto\b|\bdocumento commerciale\b|\bespeces\b|"
    r"\brendu\b|"
    r"\bkassabon\b|\bwisselgeld\b|\bcontant\b|\btroco\b|\btalao\b|\bnumerario\b|\bdinheiro\b|\bfatura simplificada\b|"
    r"\bgotowka\b|\bgot[oó]wka\b|\breszta\b|\bfiskalny\b|\bresit\b|\btunai\b|\bbaki\b|\bterima kasih\b"
)
INVOICE_WORDS = re.compile(
    r"\binvoice (?:no|number|date|#)|\brechnungs-?(?:nr|nummer|datum)|\bdue date\b|\bpayment terms\b|"
    r"\bzahlbar\b|\bbill(?:ed)? to\b|\bship to\b|\biban\b|\bbic\b|\bswift\b|\bkundennummer\b|"
    r"\bnumero de facture\b|\bdate de facture\b|\becheance\b|\bleistungszeitraum\b|\blieferdatum\b|"
    r"\bpurchase order\b|\bvat (?:no|number|id)\b|"
    r"\bfactura (?:no|n[o°º]|num\w*)|\bfecha de (?:factura|vencimiento)\b|\bforma de pago\b|\bfattura (?:n|nr|numero)\b|"
    r"\bdata fattura\b|"
    r"\bscadenza\b|\bpartita iva\b|\bfactuur(?:nummer|datum| ?nr)\b|\bvervaldatum\b|\bbtw-?nummer\b|\bfatura (?:n[o°º]?|"
    r"numero)\b|"
    r"\bdata de vencimento\b|\bvencimento\b|\bfaktura (?:vat )?(?:nr|numer)\b|\btermin p[lł]atno[sś]ci\b|\bnabywca\b|"
    r"\bsprzedawca\b|"
    r"\bno\.? invois\b|\btarikh (?:invois|akhir)\b"
)
SLIP_WORDS = re.compile(
    r"\bmerchant copy\b|\bcustomer copy\b|\bcardholder copy\b|\bkundenbeleg\b|\bhandlerbeleg\b|\bapproval code\b|"
    r"\bauth(?:orization|orisation)? (?:code|no)\b|\bterminal-? ?id\b|\baid\b|\btrace\b|\btvr\b|\bcontactless\b|"
    r"\bkontaktlos\b|"
    r"\bta-?nr\b|\bgenehmigungs-?(?:nr|code)\b|\bsans contact\b|\bticket client\b|\bcarte bancaire\b|\bcopie client\b|"
    r"\bno? autorisation\b|"
    r"\bcopia (?:para )?(?:el )?(?:cliente|comercio)\b|\b(?:n[o°º]? )?autorizacion\b|\boperacion contactless\b|"
    r"\bcopia esercente\b|"
    r"\b(?:cod(?:ice)? )?autorizzazione\b|\besercente\b|\bkopie (?:kaarthouder|winkelier)\b|\bautorisatie(?:code)?\b|"
    r"\bcontactloos\b|"
    r"\bvia (?:do )?(?:cliente|estabelecimento)\b|\bautorizacao\b|\bcomprovante\b|\bkod autoryzacji\b|"
    r"\bkopia (?:dla )?(?:klienta|sprzedawcy)\b|"
    r"\bzbli[zż]eniow[aeoy]\b|\bsalinan (?:pelanggan|peniaga)\b|\bkod kelulusan\b"
)
BALANCE_WORDS = re.compile(
    r"\b(?:opening|closing|previous|new|running|ending|beginning|starting) bal(?:ance)?\b|\bbalance (?:brought|"
    r"carried) forward\b|"
    r"\b(?:alter|neuer|anfangs|end) ?(?:konto)?(?:saldo|stand)\b|\bkontostand\b|\b(?:ancien|nouveau) solde\b|"
    r"\bsolde (?:precedent|initial|final|"
    r"au)\b|\bsaldo (?:anterior|inicial|final|iniziale|finale|precedente|attuale|pocz[aą]tkowe|ko[nń]cowe|poprzednie|"
    r"awal|akhir|dopo|po)\b|"
    r"\b(?:begin|eind)saldo\b|\b(?:vorig|nieuw|oud) saldo\b|\bbaki (?:awal|akhir|terdahulu|penutup|pembukaan)\b|余额|結餘|结余"
)
