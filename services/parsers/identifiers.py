"""Numbers that name things: tax ids and IBANs by their check digits, invoice numbers and card digits by their labels."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from stdnum import iban
from stdnum.eu import vat
from stdnum.exceptions import ValidationError

from services.parsers.layout import Row, Span

_VAT = re.compile(
    r"(?<![A-Z0-9])((?:AT ?U|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|"
    r"SI|SK) ?[0-9A-Z](?:[ .]?[0-9A-Z]){7,11})(?![0-9A-Z])"
)
_LABELLED_TAX_ID = re.compile(
    (
        r"(?:\bGST|\bSST|\bVAT|\bTVA|\bTAX|\bABN|\bNIP|\bNIF|\bCIF|\bP\.? ?IVA|\bPARTITA IVA|\bCNPJ|\bUID|"
        r"\bMOMS|\bSERVICE TAX)\b"
        r"[ .\-]*(?:REG(?:ISTRATION|\.)?|ID|INV)?[ .\-]*(?:NO|NR|NUMBER|ID|"
        r"#)?[ .:#\-]*([A-Z]{0,3}[0-9][0-9A-Z \-.]{6,18}[0-9A-Z])(?![0-9A-Z])"
    ),
    re.IGNORECASE,
)
_IBAN = re.compile(r"(?<![A-Z0-9])([A-Z]{2}[0-9]{2}(?: ?[0-9A-Z]{4}){2,7}(?: ?[0-9A-Z]{1,3})?)(?![0-9A-Z])")
_INVOICE_NUMBER = re.compile(
    (
        r"(?:\binvoice|\binv|\breceipt|\brcpt|\bbill|\bdoc(?:ument)?|\b\w*rechnungs?|\bbeleg|\bbon|\bfacture|"
        r"\bfactura|\bfattura|\bfaktura|\bfactuur|\bfatura|\bticket|\bcash ?bill|\bcb|\bcheck|\bslip|"
        r"\bcredit ?note|\bnota)"
        r"[ .\-]*(?:\(\d+\) ?)?(?:(?:no|nr|num(?:ber|mer|ero)?|numer|id)\b\.?|n°|№|"
        r"#)[ .:#]*(?:[:.#][ ]*)?(?P<id>[A-Z0-9][A-Z0-9/_.\-]*[0-9][A-Z0-9/_.\-]*)"
    ),
    re.IGNORECASE,
)
_NUMBER_ABOVE = re.compile(
    (
        r"^\W*(?:invoice|rechnungs?|facture|factura|fattura|faktura|factuur|receipt|bill|"
        r"beleg)[ .\-]*(?:no|nr|number|nummer|n°|#|numero)\W*$"
    ),
    re.IGNORECASE,
)
_TITLE_NUMBER = re.compile(
    (
        r"^\W*(?:invoice|rechnung|facture|factura|fattura|"
        r"faktura)[ :#]+(?P<id>[A-Z0-9/\-]*[0-9][A-Z0-9/\-]{2,})\W*$"
    ),
    re.IGNORECASE,
)
_CARD = re.compile(
    r"(?<![X*#•])(?:[X*#•]{2,}+[ \-]?){1,4}([0-9]{4})(?![0-9])|(?:ending(?: in)?|endet auf)[ :]*([0-9]{4})(?![0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class IdFound:
    """A number with its place; `checked` means that its check digits are right."""

    value: str
    span: Span
    checked: bool


def tax_ids(rows: Sequence[Row]) -> Iterator[IdFound]:
    """European VAT ids with right check digits, then numbers labelled as tax ids."""
    for row in rows:
        for match in _VAT.finditer(row.text):
            if _is_vat(match[1]):
                yield IdFound(_compact(match[1]), Span(row, *match.span(1)), checked=True)
    for row in rows:
        for match in _LABELLED_TAX_ID.finditer(row.text):
            if sum(c.isdigit() for c in match[1]) >= 8:
                yield IdFound(_compact(match[1]), Span(row, *match.span(1)), checked=False)


def ibans(rows: Sequence[Row]) -> Iterator[IdFound]:
    """International bank account numbers with right check digits."""
    for row in rows:
        for match in _IBAN.finditer(row.text):
            text = _longest_iban(match[1])
            if text is not None:
                yield IdFound(_compact(text), Span(row, match.start(1), match.start(1) + len(text)), checked=True)


def invoice_number(rows: Sequence[Row]) -> IdFound | None:
    """The number labelled as the invoice's or receipt's: beside its label, else in the row below it."""
    for row in rows:
        match = _INVOICE_NUMBER.search(row.text) or _TITLE_NUMBER.search(row.text)
        if match:
            return IdFound(match["id"].rstrip("./-_"), _span(row, match), checked=False)
    return _number_below(rows)


def card_last4(rows: Sequence[Row]) -> IdFound | None:
    """The last four digits of a masked card number."""
    for row in rows:
        match = _CARD.search(row.text)
        if match:
            group = 1 if match[1] else 2
            return IdFound(match[group], Span(row, *match.span(group)), checked=False)
    return None


def _span(row: Row, match: re.Match[str]) -> Span:
    return Span(row, match.start("id"), match.start("id") + len(match["id"].rstrip("./-_")))


def _number_below(rows: Sequence[Row]) -> IdFound | None:
    for row, below in pairwise(rows):
        for start, end in row.cells:
            if _NUMBER_ABOVE.match(row.text[start:end]):
                box = Span(row, start, end).box
                for left, right in below.cells:
                    other = Span(below, left, right)
                    over = other.box.x0 < box.x1 and other.box.x1 > box.x0
                    if over and re.fullmatch(r"[A-Z0-9/_.\-]*[0-9][A-Z0-9/_.\-]*", other.text, re.IGNORECASE):
                        return IdFound(other.text, other, checked=False)
    return None


def _is_vat(text: str) -> bool:
    try:
        vat.validate(_compact(text))
    except ValidationError:
        return False
    return True


def _longest_iban(text: str) -> str | None:
    """What follows an IBAN may look like a part of it ("… BIC"): the longest beginning with right check digits."""
    for end in range(len(text), 14, -1):
        try:
            iban.validate(_compact(text[:end]))
        except ValidationError:
            continue
        return text[:end].rstrip()
    return None


def _compact(text: str) -> str:
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()
