"""What the words before a date say that it is the date of."""

from __future__ import annotations

import re

_ISSUE = re.compile(
    r"(?:invoice|bill|billing|receipt|issued?|transaction|trans|trx|txn|tax|sales?|doc(?:ument)?|inv|purchase|statement|"
    r"rg\.?-?|re\.?-?)"
    r"[ .\-]?(?:date|dt|datum|on)\b|invoice dated|tax point|"
    r"date (?:of (?:issue|invoice|purchase|sale|bill)|d'emission|d'achat|(?:de )?(?:la )?fact(?:ure|uration)|du ticket)|"
    r"rechnungs-?datum|beleg-?datum|bon-?datum|kauf-?datum|verkaufs-?datum|ausstellungs-?datum|gutschrifts?-?datum|ausgestellt|"
    r"fecha (?:de (?:la )?)?(?:factura|emision|expedicion|compra|venta)|"
    r"data (?:di |de |da |do )?(?:fattura|emissione|documento|ricevuta|wystawienia|faktury|fatura|emissao|compra|vystaveni)|"
    r"emess[ao] il|emitid[ao] (?:em|el)|emis(?:e)? le|factuur-?datum|bon-?datum|aankoop-?datum|datum (?:factuur|vystaveni|"
    r"faktury)|"
    r"vystaveno|wystawiono|faktura-?dat(?:um|o)|kvitterings-?dato|udstedelses-?dato|utstedt|tarikh (?:inv\w*|resit|bil|"
    r"dikeluarkan)"
)
_DATE = re.compile(
    r"\bdat[eu]m?\b|\bdate?\b|dato\b|\bfecha\b|\bdata\b|\bdia\b|\btarikh\b|\btanggal\b|\btgl\b|\bpvm\b|\bdne\b|"
    r"\bkelt\b|\bdatum|\bdt\b|^date|\bdated\b|日期|日付"
)
_SERVICE = re.compile(
    r"prestation|livraison|deliver|liefer|leistung|service date|date of (?:supply|service)|supplied|completed|period|zeitraum|"
    r"prestazione|consegna|servicio|operacion|entrega|prestacao|leverings?|levered|prestatie|sprzedazy|dostawy|wykonania|"
    r"plneni|dodani|bekalan|penghantaran|\bdebut\b|\bfin\b|geliefert|erbracht|werkzaamheden|perkhidmatan|geleverd|entreg|"
    r"livre|servico|utfor|udfort|swiadczenia|obsluga|uslug"
)
_ORDER = re.compile(
    r"bestell|\b[o0]rder(?:ed)?\b|command|pedido|\bordine\b|bestelling|encomenda|zamow|objedn|pesan|auftrag|pedido|ordinat"
)
_OTHER = re.compile(
    r"expir|associee|terminen?\b|\bexp\b|valid|until|gultig|birth|\bdob\b|since|return by|exchange|"
    r"petition|member|joined|promo|\bfrom\b|between|week|next|approved|permit|licen[cs]e|version|\bv\d|"
    r"print(?:ed)? ?(?:on|date)|\bprn\b|best before|check ?in|check ?out|arrival|departure|w\.?e\.?f|"
    r"geboren|mitglied|naissance|nacimiento|nascita|caduc|scade|wazn|platnost do|umtausch|ruckgabe|echange|"
    r"gedruckt|imprime le|stampato|impreso|impresso"
)
_TITLES = (
    r"(?:rechnung|invoice|facture|factura|fattura|faktura|factuur|fatura|nota fiscal|gutschrift|quittung|invois|receipt|"
    r"credit note|avoir|creditnota|nota (?:de|di) credito|dobropis|kreditnota)"
)
TITLE = re.compile(rf"\W*(?:\w{{1,14}}[ \-]{{1,3}}){{0,2}}{_TITLES}")
_BY_TITLE = re.compile(
    rf"{_TITLES}.*\b(?:vom|dated|du|del|de|van|z dnia|ze dne|dne|fra|af|av|of|bertarikh)\W*$|{_TITLES}.{{0,40}}[0-9] ?[/|,\-] ?$"
)
_RELATED = re.compile(
    r"associee|related|original|previous|preceding|ursprung|vorherig|stornierte|korrigiert|zu rechnung|zur rechnung|"
    r"corrects?\b|correction of|annule|rectifi|corregi|rettifi|creditering van|korygowan"
)
_DUE = re.compile(
    r"\bdue\b|pay(?:able)?(?: it)?(?: in full)? (?:by|until|before)|payment (?:date|until|deadline|by)|fallig|zahlbar bis|"
    r"zahlungsziel|"
    r"zahlbar am|bis (?:zum|spatestens)|spatestens|begleichen|echeance|a payer avant|a regler|payable le|reglement (?:le|"
    r"avant)|"
    r"scadenza|da pagare entro|pagamento entro|entro il|vencimiento|vence|fecha (?:limite|de pago)|pagar antes|vencimento|"
    r"pagar ate|"
    r"data limite|termin (?:platnosci|zaplaty)|platne do|zaplacic do|vervalda(?:tum|g)|uiterlijk|te betalen voor|betalen voor|"
    r"forfalls?|betales senest|betalingsfrist|forfallo|erapaiva|splatnost|uhradte do|bayar sebelum|tarikh akhir|"
    r"perlu dibayar|jatuh tempo"
)


def names_of_label(label: str) -> frozenset[str]:
    """What the plain words say, each by its name: labelled_issue, labelled_date, labelled_due and so on.

    "Invoice date" outweighs words of other things in the same row, unless a related invoice is meant.
    """
    issue = bool(_ISSUE.search(label) or _BY_TITLE.search(label))
    related = bool(_RELATED.search(label))
    shown = {
        "labelled_issue": issue and not related,
        "labelled_date": bool(_DATE.search(label)),
        "labelled_due": bool(_DUE.search(label)),
        "labelled_service": bool(_SERVICE.search(label)) and not issue,
        "labelled_order": bool(_ORDER.search(label)) and not issue,
        "labelled_other": related or (bool(_OTHER.search(label)) and not issue),
        "labelled_related": related,
    }
    return frozenset(name for name, is_shown in shown.items() if is_shown)
