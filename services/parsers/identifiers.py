"""Bank accounts by their check digits, and card digits by the mask before them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from stdnum import iban
from stdnum.exceptions import ValidationError

from services.parsers.candidates import Sheet
from services.parsers.folding import plain
from services.parsers.layout import Row, Span
from services.parsers.tax_ids import compact

_IBAN = re.compile(r"(?<![A-Z0-9])(?:[1I]BAN[ :.\-]{0,3})?([A-Z]{2} ?[0-9OISB]{2}(?:[ .\-]{0,2}[0-9A-Z]){11,30})")
_SHORTEST_IBAN = 15
_DIGITS_OF_LETTERS = str.maketrans("OILSB", "01158")
_OF_BUYER = re.compile(
    r"\bihre?\b|\byour\b|\bvotre\b|\bcustomer|\bkunde|debit|lastschrift|belast|abgebucht|einzug|prelev|mandat|\bincaricat|"
    r"addebit|adeud"
)
_MASKS = r"X*#•·+●"
_CARD = re.compile(
    rf"(?<![{_MASKS}])(?:[0-9]{{4,6}}[ \-]?[0-9]{{0,2}})?(?:[{_MASKS}]{{2,}}+[ \-./]?){{1,4}}([0-9]{{4}})(?![0-9])|"
    r"(?:ending(?: in| with)?|end(?:et|end) (?:auf|mit)|endziffern?|se terminant par|terminaison|finale|terminada en|final|"
    r"eindigend op|koncz\w{1,4}|berakhir|last ?4(?: digits)?)[ :.*]{0,6}([0-9]{4})(?![0-9])|"
    r"\b(?:card|karte|carte|tarjeta|carta|cartao|cartão|karta|kaart|kad|visa|mastercard|maestro)[ .:a-z]{0,14}[.]{3,}[ ]?"
    r"([0-9]{4})(?![0-9])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class IdFound:
    """A number with its place; `checked` means that its check digits are right, `repaired` only after letters became digits."""

    value: str
    span: Span
    checked: bool
    repaired: bool = False


def seller_iban(sheet: Sheet, own_ids: Sequence[str]) -> IdFound | None:
    """The first account that is not one of `own_ids` and is not named as the buyer's."""
    own = {compact(number) for number in own_ids}
    others = [found for found in ibans(sheet.rows) if found.value not in own]
    rated = sorted(others, key=lambda found: (found.repaired, _is_buyers(found.span)))
    return rated[0] if rated and not _is_buyers(rated[0].span) else None


def ibans(rows: Sequence[Row]) -> Iterator[IdFound]:
    """International bank account numbers with right check digits."""
    for row in rows:
        text, begin = row.text.upper(), 0
        while len(text) == len(row.text) and (match := _IBAN.search(text, begin)):
            end = _longest_iban(match[1])
            begin = match.start() + max(end, 2)
            if end:
                span = Span(row, match.start(1), match.start(1) + end)
                printed = compact(span.text)
                value = printed if _is_iban(printed) else _repaired(printed)
                yield IdFound(value, span, checked=True, repaired=value != printed)


def card_last4(rows: Sequence[Row]) -> IdFound | None:
    """The last four digits of a masked card number."""
    for row in rows:
        match = _CARD.search(row.text)
        if match:
            group = next(number for number in (1, 2, 3) if match[number])
            return IdFound(match[group], Span(row, *match.span(group)), checked=False)
    return None


def _is_buyers(span: Span) -> bool:
    """The account from which a direct debit is taken is the buyer's."""
    return _OF_BUYER.search(plain(span.row.text[max(0, span.start - 60) : span.start])) is not None


def _longest_iban(text: str) -> int:
    """What follows an IBAN may look like a part of it ("… BIC"): where the longest beginning with right check digits ends."""
    for end in range(len(text), _SHORTEST_IBAN - 1, -1):
        if text[end - 1].isalnum() and _is_iban(compact(text[:end])):
            return end
    for end in range(len(text), _SHORTEST_IBAN - 1, -1):
        at_end = end == len(text) or not text[end].isalnum()
        if at_end and text[end - 1].isalnum() and _is_iban(_repaired(compact(text[:end]))):
            return end
    return 0


def _repaired(number: str) -> str:
    return number[:2] + number[2:].translate(_DIGITS_OF_LETTERS)


def _is_iban(number: str) -> bool:
    try:
        iban.validate(number)
    except ValidationError:
        return False
    return True
