"""What kind of document it is, by its title and by what it holds."""

from __future__ import annotations

import re

from services.parsers.candidates import Sheet
from services.parsers.folding import plain
from services.parsers.labels import TOTAL_ROLES, AmountRole
from services.types import DocumentKind

K = DocumentKind
_TITLE_ROWS = 25
# the first that stands in the heading wins; a title is a row of few words
_TITLES: tuple[tuple[DocumentKind, re.Pattern[str]], ...] = tuple(
    (kind, re.compile(pattern))
    for kind, pattern in (
        (
            K.CREDIT_NOTE,
            (
                r"\bcredit note\b|\bgutschrift\b|\bstornorechnung\b|\brechnungskorrektur\b|\bavoir\b|"
                r"\bnota (?:de )?credito\b|\bcreditnota\b|\bkreditnota\b|\brefund receipt\b"
            ),
        ),
        (
            K.REMINDER,
            (
                r"\bpayment reminder\b|\breminder\b|\bmahnung\b|\bzahlungserinnerung\b|\brappel\b|\brelance\b|"
                r"\bsollecito\b|\bherinnering\b|\baanmaning\b|\bpaminnelse\b"
            ),
        ),
        (K.PRO_FORMA, r"\bpro-? ?forma\b"),
        (
            K.QUOTE,
            (
                r"^\W*(?:quotation|quote|estimate|angebot|kostenvoranschlag|devis|presupuesto|preventivo|"
                r"offerte|offert|oferta)\b"
            ),
        ),
        (
            K.ORDER_CONFIRMATION,
            (
                r"\border confirmation\b|\bauftragsbestatigung\b|\bbestellbestatigung\b|"
                r"\bconfirmation de commande\b|\bconferma d'ordine\b|\borderbevestiging\b"
            ),
        ),
        (
            K.DELIVERY_NOTE,
            (
                r"^\W*(?:delivery (?:note|order)|lieferschein|bon de livraison|albaran|bolla|pakbon|"
                r"packing slip|documento di trasporto)\b(?! ?(?:no|nr))"
            ),
        ),
        (K.SELF_BILLING, r"\bself-? ?bill(?:ed|ing)\b|\bgutschriftsverfahren\b|\bautofacture\b"),
        (
            K.BANK_STATEMENT,
            (
                r"\bbank statement\b|\bkontoauszug\b|\baccount statement\b|\bstatement of account\b|"
                r"\brele?ve (?:de compte|bancaire)\b|\bestratto conto\b|\bextracto bancario\b"
            ),
        ),
        (
            K.INVOICE,
            (
                r"^\W*(?:commercial |sales )?invoice\b(?! ?(?:no|#|num))|^\W*rechnung\b|^\W*facture\b|"
                r"^\W*factura\b|^\W*fattura\b|^\W*faktura\b|^\W*factuur\b|^\W*fatura\b"
            ),
        ),
    )
)
_RECEIPT_WORDS = re.compile(
    r"\breceipt\b|\bcash\b|\bchange\b|\bcashier\b|\btax invoice\b|\bsimplified\b|\bkasse\b|"
    r"\bkassenbon\b|\bruckgeld\b|\bbon\b|\bquittung\b|\bbeleg\b|\bticket\b|\bscontrino\b|"
    r"\brecibo\b|\bparagon\b|\bkvitto\b|\bkuitti\b|\bthank you\b|\bvielen dank\b|\bmerci\b|"
    r"\bgracias\b|\bgrazie\b|\bstruk\b|\bserver\b|\btable\b|\btip\b|\bterminal\b"
)
_INVOICE_WORDS = re.compile(
    r"\binvoice (?:no|number|date|#)|\brechnungs-?(?:nr|nummer|datum)|\bdue date\b|\bpayment terms\b|"
    r"\bzahlbar\b|\bbill(?:ed)? to\b|\bship to\b|\biban\b|\bbic\b|\bswift\b|\bkundennummer\b|"
    r"\bnumero de facture\b|\bdate de facture\b|\becheance\b|\bleistungszeitraum\b|\blieferdatum\b|"
    r"\bpurchase order\b|\bvat (?:no|number|id)\b"
)
_SLIP_WORDS = re.compile(
    r"\bmerchant copy\b|\bkundenbeleg\b|\bhandlerbeleg\b|\bapproval code\b|"
    r"\bauth(?:orization)? code\b|\bterminal-?id\b|\baid\b|\btrace\b"
)


def find_kind(sheet: Sheet) -> tuple[DocumentKind, float]:
    """The kind and how sure it is, 0 to 1."""
    titled = _titled(sheet)
    if titled is not None and titled is not K.INVOICE:
        return titled, 0.9
    text = "\n".join(plain(row.text) for row in sheet.rows)
    receipt, invoice = len(set(_RECEIPT_WORDS.findall(text))), len(set(_INVOICE_WORDS.findall(text)))
    if _is_slip(sheet, text):
        return K.CARD_SLIP, 0.7
    paper = _is_narrow(sheet)
    if titled is K.INVOICE and not paper and invoice >= 1:
        return K.INVOICE, 0.9
    if invoice > receipt and not paper:
        return K.INVOICE, 0.75
    if receipt or paper:
        return K.RECEIPT, 0.9 if receipt > 1 else 0.7
    return (K.INVOICE, 0.6) if titled is K.INVOICE else (K.OTHER, 0.5)


def _titled(sheet: Sheet) -> DocumentKind | None:
    for row in sheet.rows[:_TITLE_ROWS]:
        for start, end in row.cells:
            cell = plain(row.text[start:end])
            if len(cell.split()) <= 5:
                for kind, pattern in _TITLES:
                    if pattern.search(cell):
                        return kind
    return None


def _is_narrow(sheet: Sheet) -> bool:
    """A picture, or a page clearly narrower than a sheet of office paper."""
    page = next(iter(sheet.document.pages), None)
    return page is not None and (page.unit == "px" or page.height > 1.8 * page.width)


def _is_slip(sheet: Sheet, text: str) -> bool:
    """Words of a card terminal, one amount, and no goods, tax or second total."""
    values = {amount.value for amount in sheet.amounts if amount.has_decimals}
    goods = any(amount.role in {AmountRole.SUBTOTAL, AmountRole.TAX, AmountRole.CHANGE} for amount in sheet.amounts)
    totals = sum(amount.role in TOTAL_ROLES for amount in sheet.amounts)
    return len(set(_SLIP_WORDS.findall(text))) >= 2 and len(values) == 1 and not goods and totals <= 1
