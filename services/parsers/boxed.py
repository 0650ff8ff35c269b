"""What a person points at: the words inside a box on a page, read as the value of a field."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from services.parsers.amounts import find_amounts, minor_units, readings, settle
from services.parsers.candidates import Sheet
from services.parsers.currency import currencies_of_cue, territory_currency
from services.parsers.currency_marks import MARK_PATTERN, codes_of_mark
from services.parsers.dates import find_dates
from services.parsers.evidence import text_in_box
from services.parsers.folding import fold
from services.parsers.identifiers import card_last4, ibans
from services.parsers.issue_date import may_begin_with_year, order_of_sheet
from services.parsers.layout import Row, document_rows
from services.parsers.number_codes import labelled_numbers
from services.parsers.payment import method_of
from services.parsers.proof import AMOUNTS, DATES, reads_as
from services.parsers.tax_ids import tax_ids
from services.parsers.values import decimal_string, folded
from services.types import Box, Evidence, FieldName, Page, ReadDocument

F = FieldName
_LATEST = date(2100, 1, 1)  # a person knows which day it is
_SHOWN_CHARACTERS = 80
_MARK = re.compile(MARK_PATTERN)
_LAST4 = re.compile(r"(?<![0-9])([0-9]{4})[^0-9]{0,40}$")


class NoValueError(ValueError):
    """The words in a box are no value of the field; the message quotes them."""


@dataclass(frozen=True, slots=True)
class Pointed:
    """A value in its normal form, and the place that a person pointed at."""

    value: str
    evidence: Evidence


def value_in_box(name: FieldName, page: Page, box: Box, sheet: Sheet) -> Pointed:
    """The one value of the field that stands inside the box, by the conventions of its document. Raises NoValueError."""
    evidence = words_in_box(page, box)
    return Pointed(_READ[name](evidence.text, _rows(page, box), sheet), evidence)


def confirmed_in_box(name: FieldName, value: str, page: Page, box: Box) -> Pointed:
    """A value in its normal form of which the box is the place. Raises NoValueError where the words there say another."""
    evidence = words_in_box(page, box)
    is_right = value in _codes(evidence.text) if name is F.CURRENCY else reads_as(name, value, evidence.text)
    if not is_right:
        raise NoValueError(f"The box says “{_quoted(evidence.text)}”, and not {value}. Send the one or the other.")
    return Pointed(value, evidence)


def words_in_box(page: Page, box: Box) -> Evidence:
    """The place with the words there, verbatim. Raises NoValueError where there are none."""
    text = text_in_box(page, box)
    if not text.strip():
        raise NoValueError("There are no words in the box. Draw it around the words, or enter the value.")
    return Evidence(page.number, box, text, page.source)


def _amount(text: str, _rows: Sequence[Row], sheet: Sheet) -> str:
    matches = [match for match in find_amounts(fold(text).strip()) if not match.per_cent]
    if len(matches) != 1:
        raise _none(text, "an amount" if not matches else "one amount alone")
    decimals = minor_units(sheet.currency.code if sheet.currency else None)
    value = settle(matches[0].text, decimal_mark=sheet.decimal_mark, decimals=decimals)
    if value is None:
        raise _open(text, [decimal_string(value) for value in readings(matches[0].text, decimals=decimals)])
    return decimal_string(-value if matches[0].negative else value)


def _date(text: str, _rows: Sequence[Row], sheet: Sheet) -> str:
    matches = list(find_dates(fold(text), latest=_LATEST))
    if len(matches) != 1:
        raise _none(text, "a date" if not matches else "one date alone")
    day = matches[0].value(order_of_sheet(sheet)[0])
    if day is None:
        raise _open(text, [value.isoformat() for value in matches[0].values])
    year_first = matches[0].year_first
    if year_first not in (None, day) and may_begin_with_year(sheet):
        raise _open(text, [day.isoformat(), str(year_first)])
    return day.isoformat()


def _currency(text: str, _rows: Sequence[Row], sheet: Sheet) -> str:
    codes = _codes(text)
    local = territory_currency(sheet.country.country) if sheet.country else None
    if local in codes:
        return str(local)
    if not codes:
        raise _none(text, "a currency")
    if len(codes) > 1:
        raise _open(text, codes)
    return codes[0]


def _codes(text: str) -> list[str]:
    """The currencies that printed marks may mean, else those of a country's cue such as "SDN BHD"."""
    printed = dict.fromkeys(code for match in _MARK.finditer(fold(text)) for code in codes_of_mark(match[0]))
    return list(printed) or sorted(currencies_of_cue(text))


def _method(text: str, _rows: Sequence[Row], _sheet: Sheet) -> str:
    method = method_of(text)
    if method is None:
        raise _none(text, "a method of payment")
    return method


def _last4(text: str, rows: Sequence[Row], _sheet: Sheet) -> str:
    found, bare = card_last4(rows), _LAST4.search(fold(text))
    if found is None and bare is None:
        raise _none(text, "the last four digits of a card")
    return found.value if found else str(bare and bare[1])


def _iban(text: str, rows: Sequence[Row], _sheet: Sheet) -> str:
    found = next(ibans(rows), None)
    if found is None:
        raise _none(text, "an IBAN with right check digits")
    return found.value


def _tax_id(text: str, rows: Sequence[Row], _sheet: Sheet) -> str:
    found = next(tax_ids(rows), None)
    return found.value if found else "".join(text.split()).upper()


def _number(text: str, rows: Sequence[Row], _sheet: Sheet) -> str:
    found = next(labelled_numbers(rows), None)
    return found.text if found else folded(text)


def _text(text: str, _rows: Sequence[Row], _sheet: Sheet) -> str:
    return folded(text)


_READ: Mapping[FieldName, Callable[[str, Sequence[Row], Sheet], str]] = {
    **dict.fromkeys(FieldName, _text),
    **dict.fromkeys(AMOUNTS, _amount),
    **dict.fromkeys(DATES, _date),
    F.CURRENCY: _currency,
    F.PAYMENT_METHOD: _method,
    F.CARD_LAST4: _last4,
    F.VENDOR_IBAN: _iban,
    F.VENDOR_TAX_ID: _tax_id,
    F.INVOICE_NUMBER: _number,
}


def _rows(page: Page, box: Box) -> tuple[Row, ...]:
    """The rows of the words whose middle lies in the box."""
    inside = tuple(word for word in page.words if _is_inside(word.box, box))
    return document_rows(ReadDocument("", (Page(page.number, page.width, page.height, page.unit, inside, page.source),)))


def _is_inside(word: Box, box: Box) -> bool:
    x, y = (word.x0 + word.x1) / 2, (word.y0 + word.y1) / 2
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def _none(text: str, wanted: str) -> NoValueError:
    return NoValueError(f"The box says “{_quoted(text)}”: that is not {wanted}. Draw it closer, or enter the value.")


def _open(text: str, options: Sequence[str]) -> NoValueError:
    return NoValueError(f"The box says “{_quoted(text)}”, which can be {' or '.join(options)}. Enter the value as well.")


def _quoted(text: str) -> str:
    return text if len(text) <= _SHOWN_CHARACTERS else f"{text[:_SHOWN_CHARACTERS]}…"
