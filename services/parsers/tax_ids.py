"""Tax ids of the seller: VAT ids of Europe anywhere, national ids behind their labels; check digits tell which are right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from stdnum import get_cc_module
from stdnum.ca import bn
from stdnum.ch import uid
from stdnum.eu import vat
from stdnum.exceptions import ValidationError
from stdnum.fr import siret
from stdnum.gb import vat as british

from services.parsers.candidates import Sheet
from services.parsers.folding import plain
from services.parsers.invoice import in_recipient_block
from services.parsers.layout import Row, Span

_COUNTRIES = (
    "at", "au", "be", "bg", "br", "ca", "cz", "de", "dk", "ee", "es", "fi", "fr", "gb", "gr", "hr", "hu", "id", "ie", "in", "it",
    "lt", "lu", "lv", "mt", "mx", "nl", "no", "nz", "pl", "pt", "ro", "se", "sg", "si", "sk", "th", "tr",
)  # fmt: skip
_Validate = Callable[[str], str]
_OF_COUNTRIES: tuple[_Validate, ...] = tuple(
    module.validate for country in _COUNTRIES if (module := get_cc_module(country, "vat")) is not None
)
_NATIONAL: tuple[_Validate, ...] = (*_OF_COUNTRIES, bn.validate, siret.validate)

_PREFIXED = re.compile(
    r"(?<![A-Z0-9])((?:AT ?U|BE|BG|CY|CZ|DE|DK|EE|EL|ES|FI|FR|GB|HR|HU|IE|IT|LT|LU|LV|MT|NL|PL|PT|RO|SE|SI|SK|XI|CHE)[ .\-]?"
    r"[0-9A-Z](?:[ .\-]?[0-9A-Z]){7,12})(?![0-9A-Z])"
)
_LABEL = re.compile(
    r"(?<![a-z])(?:g\.?s\.?t(?:in(?:/uin)?)?|s\.?s\.?t|h\.?s\.?t|v\.?a\.?t|t\.?v\.?a|t\.?p\.?s|b\.?t\.?w|m\.?w\.?s\.?t|"
    r"u\.?st|(?:umsatz)?steuer|"
    r"uid|idi|atu|n\.?i\.?p\.?c?|n\.?i\.?f|c\.?i\.?f|p\.? ?i\.?v\.?a|iva|p\.?i|c\.?n\.?p\.?j|a\.?b\.?n|f?e\.?i\.?n|bn|"
    r"(?<!invois )cukai|"
    r"tax|contribuinte|moms|mva|alv|org|cvr|dic|rfc|cuit|npwp|siret|ondernemings|entreprise|oib|kdv|tin|uen|co(?:mpany|"
    r"\.)? ?reg)"
    r"(?=[^a-z]|reg|no|nr|id|num)(?! ?(?:point|inv|credit|receipt|free|total|am[ou]*n?t|summary|rate|incl|excl))"
)
_REGION = re.compile(r"(?<![A-Z0-9])[A-Z]{0,5}[ .:\-]{0,2}[0-9](?:[ .\-/]{0,2}[0-9A-Z]){6,18}")
_REACH = 34  # characters between a label and the number behind it
_AHEAD = 30
_OF_BUYER = re.compile(
    r"\bihre?\b|\byour\b|\bvotre\b|\bclient|\bkunde|customer|buyer|bill(?:ed)? to|\bcliente\b|nabywc|destinat|\bklant|\buw\b|"
    r"\bsu (?:nif|cif)|acquirente|adquirente|recipient|empfanger|odbiorc|pelanggan|pembeli|\bseu\b|\bvostra?\b|tomador"
)
_OF_REGISTER = re.compile(r"siret|org|co(?:mpany|\.)? ?reg|entreprise|uen|ondernemingsn|kvk|tin")
_DIGITS_OF_LETTERS = str.maketrans("OILSBZ", "011582")
_FEWEST_DIGITS, _FEWEST_UNCHECKED = 7, 8
_SWISS_ENDS = ("TVA", "MWST", "IVA", "TPS", "HR")
_UNCHECKED = re.compile(r"[A-Z]{0,2}[0-9][0-9A-Z]*(?:[\-./ ]{1,2}[0-9][0-9A-Z]{0,9})*")


@dataclass(frozen=True, slots=True)
class TaxIdFound:
    """A tax id as printed, without blanks and points. `checked`: its check digits are right; `repaired`: only with letters
    that were read for digits put right. `score` tells how likely it is the seller's."""

    value: str
    span: Span
    checked: bool
    labelled: bool
    repaired: bool = False
    score: float = 0.0


def seller_tax_id(sheet: Sheet, own_ids: Sequence[str]) -> TaxIdFound | None:
    """The likeliest tax id of the seller, none of `own_ids`; None where none is printed."""
    own = {compact(number) for number in own_ids}
    found = [tax_id for tax_id in tax_ids(sheet.rows) if not _is_own(tax_id.value, own) and not _is_date(tax_id, sheet)]
    rated = [(_score(tax_id, sheet), -order, tax_id) for order, tax_id in enumerate(found)]
    best = max(rated, key=lambda entry: entry[:2], default=None)
    return best[2] if best is not None and best[0] > 0 else None


def compact(text: str) -> str:
    """Letters and digits in capitals."""
    return re.sub(r"[^0-9A-Za-z]", "", text).upper()


def tax_ids(rows: Sequence[Row]) -> Iterator[TaxIdFound]:
    """All of them, top to bottom; of a place one."""
    for row in rows:
        if not any(character.isdigit() for character in row.text):
            continue
        taken: list[Span] = []
        for tax_id in (*_labelled(row), *_prefixed(row)):
            if not any(tax_id.span.start < span.end and span.start < tax_id.span.end for span in taken):
                taken.append(tax_id.span)
                yield tax_id


def _prefixed(row: Row) -> Iterator[TaxIdFound]:
    text, begin = row.text.upper(), 0
    if len(text) != len(row.text):
        return
    while match := _PREFIXED.search(text, begin):
        end = _longest(match[1], is_vat_id)
        begin = match.start() + max(end, 1)
        if end:
            span = Span(row, match.start(1), match.start(1) + end)
            yield TaxIdFound(compact(span.text), span, checked=True, labelled=False)


def _labelled(row: Row) -> Iterator[TaxIdFound]:
    text = _same_length(row.text)
    for label in _LABEL.finditer(text):
        reach = min(label.end() + _REACH, len(row.text))
        region = _REGION.search(row.text.upper(), label.end(), min(reach + _AHEAD, len(row.text)))
        if region is not None and region.start() <= reach and _is_filler(text[label.end() : region.start()]):
            yield from _in_region(row, region.start(), region.group())


def _same_length(text: str) -> str:
    """Lower case, each character for itself, so that places stay places."""
    return "".join(lower if len(lower := character.lower()) == 1 else character for character in text)


def _is_filler(between: str) -> bool:
    """Whether the words between label and number are no other label with a number of its own."""
    return not any(character.isdigit() for character in between)


def _in_region(row: Row, start: int, text: str) -> Iterator[TaxIdFound]:
    """The longest beginning with right check digits, also after letters of the label; else the whole number unchecked."""
    for skipped in range(min(6, len(text))):
        if skipped and not (text[skipped - 1].isalpha() or text[skipped - 1] in " .:-"):
            break
        end = _longest(text[skipped:], is_tax_id)
        if end and text[skipped].isalnum():
            span = Span(row, start + skipped, start + skipped + end)
            yield TaxIdFound(compact(span.text), span, checked=True, labelled=True)
            return
    repaired = compact(text)
    repaired = repaired[:2] + repaired[2:].translate(_DIGITS_OF_LETTERS)
    if repaired != compact(text) and is_tax_id(repaired):
        yield TaxIdFound(repaired, Span(row, start, start + len(text)), checked=True, labelled=True, repaired=True)
    else:
        yield from _unchecked(row, start, text)


def _unchecked(row: Row, start: int, text: str) -> Iterator[TaxIdFound]:
    """What stands behind the label, without its last words: of countries whose numbers cannot be checked."""
    run = _UNCHECKED.search(text)
    if run is not None and sum(character.isdigit() for character in run.group()) >= _FEWEST_UNCHECKED:
        span = Span(row, start + run.start(), start + run.end())
        yield TaxIdFound(compact(span.text), span, checked=False, labelled=True)


def _longest(text: str, is_valid: Callable[[str], bool]) -> int:
    """Where the longest beginning that is valid ends, at the end of a run of letters and digits; 0 where none is."""
    for end in range(len(text), 7, -1):
        at_end = end == len(text) or not text[end].isalnum() or text.startswith(_SWISS_ENDS, end)
        if at_end and text[end - 1].isalnum() and is_valid(compact(text[:end])):
            return end
    return 0


def is_vat_id(number: str) -> bool:
    """A VAT id with the letters of its country and right check digits."""
    if number.startswith("CHE"):
        return _is_valid(uid.validate, number)
    if number.startswith(("GB", "XI")):
        return _is_valid(british.validate, number[2:])
    return number[:2].isalpha() and _is_valid(vat.validate, number)


def is_tax_id(number: str) -> bool:
    """A VAT id, or a national number with right check digits in any of the countries known."""
    if sum(character.isdigit() for character in number) < _FEWEST_DIGITS:
        return False
    return is_vat_id(number) or any(_is_valid(validate, number) for validate in _NATIONAL)


def _is_valid(validate: _Validate, number: str) -> bool:
    try:
        validate(number)
    except ValidationError:
        return False
    return True


def _is_own(number: str, own: set[str]) -> bool:
    return any(
        number == other or (len(number) > 7 and other.endswith(number)) or number.endswith(other) for other in own if other
    )


def _is_date(found: TaxIdFound, sheet: Sheet) -> bool:
    span = found.span
    dates = (date.span for date in sheet.dates if date.span.row is span.row)
    return not found.checked and any(date.start < span.end and span.start < date.end for date in dates)


def _score(found: TaxIdFound, sheet: Sheet) -> float:
    span = found.span
    before = plain(span.row.text[max(0, span.start - 45) : span.start])
    score = 1.0 + 2.0 * found.checked + 1.0 * found.labelled - 1.0 * found.repaired
    score -= 6.0 * bool(_OF_BUYER.search(before)) + 0.8 * bool(_OF_REGISTER.search(before[-24:]))
    score -= 4.0 * in_recipient_block(span, sheet)
    country = sheet.country.country if sheet.country else ""
    return score + 0.5 * found.value.startswith(country or "-") - 1.5 * (span.confidence < 0.6)
