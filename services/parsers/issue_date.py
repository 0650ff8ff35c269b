"""The order of day and month on a document, and the printed dates read in it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.parsers.candidates import DateFound, Sheet
from services.parsers.country import SURE
from services.parsers.dates import DateOrder, order_by_other_dates, orders_shown

_MONTH_FIRST_COUNTRIES = frozenset({"US", "PH"})
_UNDECIDED_COUNTRIES = frozenset({"CA"})  # prints both orders
_YEAR_FIRST_COUNTRIES = frozenset({"CA", "CN", "HU", "JP", "KR", "SE", "TW"})  # also with two digits of the year
_UNDECIDED_CURRENCIES = frozenset({"USD", "CAD", "PHP"})
_UNDECIDED_LANGUAGES = frozenset({"", "en"})  # all others put the day before the month, or the year first


@dataclass(frozen=True, slots=True)
class PrintedDate:
    """A printed date and its reading. `is_open`: day and month, or day and year, may be the other way round; `by_country`:
    only the country, the language or the currency tells which is which."""

    found: DateFound
    value: date
    is_open: bool
    by_country: bool


def printed_dates(sheet: Sheet, *, latest: date) -> Iterator[PrintedDate]:
    """All dates up to `latest`, in the order of the document; what stays open is read with the day first."""
    order, by_country = order_of_sheet(sheet)
    year_leads = may_begin_with_year(sheet)
    for found in sheet.dates:
        values = [value for value in found.match.values if value <= latest]
        if len(values) == 1:
            is_open = year_leads and found.match.year_first not in (None, values[0])
            yield PrintedDate(found, values[0], is_open=is_open, by_country=False)
        elif values:
            value = found.match.value(order)
            yield PrintedDate(found, value or values[0], is_open=value is None, by_country=value is not None and by_country)


def order_of_sheet(sheet: Sheet) -> tuple[DateOrder | None, bool]:
    """The document's order of day and month, and whether only its country, language or currency says so."""
    matches = [found.match for found in sheet.dates]
    shown = order_by_other_dates(matches) or _order_by_same_day(sheet)
    if shown is not None or len(orders_shown(matches)) > 1:
        return shown, False
    likely = _likely_countries(sheet)
    if not likely:
        return _order_by_language_and_currency(sheet), True
    if likely & _UNDECIDED_COUNTRIES or (len(likely) > 1 and likely & _MONTH_FIRST_COUNTRIES):
        return None, False
    return (DateOrder.MONTH_FIRST if likely <= _MONTH_FIRST_COUNTRIES else DateOrder.DAY_FIRST), True


def may_begin_with_year(sheet: Sheet) -> bool:
    """Whether three numbers of two digits may be year, month and day where the document comes from."""
    return bool(_likely_countries(sheet) & _YEAR_FIRST_COUNTRIES)


def _order_by_same_day(sheet: Sheet) -> DateOrder | None:
    """A day that is printed once more without doubt, such as with the name of its month."""
    sure = {found.match.values[0] for found in sheet.dates if not found.match.is_ambiguous}
    told = set()
    for match in (found.match for found in sheet.dates if found.match.is_ambiguous):
        told |= {DateOrder.DAY_FIRST} if match.day_first in sure else set()
        told |= {DateOrder.MONTH_FIRST} if match.month_first in sure else set()
    return told.pop() if len(told) == 1 else None


def _likely_countries(sheet: Sheet) -> frozenset[str]:
    """The country that is shown; where two are, both; none where the cues are weak."""
    guess = sheet.country
    if guess is None or guess.weight < SURE:
        return frozenset()
    if guess.is_sure or guess.runner_up is None:
        return frozenset({guess.country})
    return frozenset({guess.country, guess.runner_up})


def _order_by_language_and_currency(sheet: Sheet) -> DateOrder | None:
    """Only the United States, the Philippines and, at times, Canada put the month first."""
    currency = sheet.currency
    if currency is not None and currency.code in _UNDECIDED_CURRENCIES:
        return None
    is_printed = currency is not None and currency.is_printed and currency.sure
    return DateOrder.DAY_FIRST if is_printed or sheet.document.language not in _UNDECIDED_LANGUAGES else None
