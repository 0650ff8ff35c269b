"""Chooses the date of issue and the due date among the printed dates, and the order of day and month."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.parsers.candidates import DateFound, Sheet
from services.parsers.country import SURE
from services.parsers.dates import DateOrder, order_by_other_dates
from services.parsers.folding import plain
from services.parsers.layout import Row

_MONTH_FIRST_COUNTRIES = frozenset({"US", "PH"})
_UNDECIDED_COUNTRIES = frozenset({"CA"})  # prints both orders

_WEIGHT: Mapping[str, float] = {
    "labelled_issue": 3.0,
    "labelled_date": 2.0,
    "labelled_other": -5.0,
    "labelled_due": -5.0,
    "with_time": 1.0,
    "repeated": 1.0,
    "first": 0.5,
    "poorly_read": -1.0,
    "short_year": -0.2,
    "very_old": -1.5,
    "inside_text": -1.0,
    "one_of_many": -2.0,
}
_ISSUE = re.compile(
    r"(?:invoice|bill|receipt|issue[d]?|transaction|trans|order|tax|sales?|doc(?:ument)?|inv) ?date|"
    r"date (?:of issue|d'emission|facture)|rechnungsdatum|belegdatum|"
    r"ausstellungsdatum|date de (?:la )?facture|fecha (?:de )?(?:factura|emision)|data (?:fattura|"
    r"emissione|wystawienia|da fatura)|factuurdatum|fakturadatum|fakturadato"
)
_DATE = re.compile(
    r"\bdat[eu]m?\b|\bdate?\b|dato\b|\bfecha\b|\bdata\b|\btarikh\b|\btanggal\b|\btgl\b|\bpvm\b|"
    r"\bkelt\b|\bdatum|\bdt\b|日期|日付"
)
_OTHER = re.compile(
    r"expir|prestation|associee|\bdebut\b|\bfin\b|livraison|periode|terminen?\b|\bexp\b|valid|until|"
    r"gultig|birth|\bdob\b|since|return by|exchange|deliver|liefer|leistung|"
    r"service date|period|zeitraum|bestell|petition|member|joined|promo|"
    r"\bfrom\b|\bvom\b(?! \d)|between|week|next|approved|permit|licen[cs]e|version|\bv\d|"
    r"print(?:ed)? ?(?:on|date)|\bprn\b|best before|check ?in|check ?out|arrival|departure|w\.?e\.?f"
)
_ISSUED_BY_TITLE = re.compile(
    r"(?:rechnung|invoice|facture|factura|fattura|faktura|factuur|gutschrift)\b.*\b(?:vom|dated|du|"
    r"del|de|van|z dnia)\W*$"
)
_RELATED = re.compile(r"associee|related|original|previous|preceding|ursprung|vorherig|stornierte")
_DUE = re.compile(
    r"\bdue\b|pay(?:able)? by|payment (?:date|until)|fallig|zahlbar bis|zahlungsziel|bis zum|echeance|"
    r"scadenza|vencimiento|vencimento|termin platnosci|vervaldatum|forfallo|forfalls|erapaiva|"
    r"splatnost"
)


@dataclass(frozen=True, slots=True)
class DateChoice:
    """A date that may be the one of issue. `value` is None when day and month stay open (`found.match.values` has both)."""

    found: DateFound
    value: date | None
    score: float
    by_country: bool  # the order of day and month was taken from the country

    @property
    def likely(self) -> date:
        return self.value or self.found.match.values[0]


def order_of_sheet(sheet: Sheet) -> tuple[DateOrder | None, bool]:
    """The document's order of day and month, and whether only its country says so."""
    shown = order_by_other_dates(found.match for found in sheet.dates)
    if shown is not None:
        return shown, False
    likely = _likely_countries(sheet)
    if not likely or likely & _UNDECIDED_COUNTRIES or (len(likely) > 1 and likely & _MONTH_FIRST_COUNTRIES):
        return None, False
    return (DateOrder.MONTH_FIRST if likely <= _MONTH_FIRST_COUNTRIES else DateOrder.DAY_FIRST), True


def _likely_countries(sheet: Sheet) -> frozenset[str]:
    """The country that is shown; where two are, both; none where the cues are weak."""
    guess = sheet.country
    if guess is None or guess.weight < SURE:
        return frozenset()
    if guess.is_sure or guess.runner_up is None:
        return frozenset({guess.country})
    return frozenset({guess.country, guess.runner_up})


def rank_issue_dates(sheet: Sheet, today: date) -> tuple[DateChoice, ...]:
    """Printed dates not after tomorrow, the likeliest date of issue first."""
    order, by_country = order_of_sheet(sheet)
    choices = []
    for found in sheet.dates:
        values = [value for value in found.match.values if value <= today + timedelta(days=1)]
        if values:
            value = values[0] if len(values) == 1 else found.match.value(order)
            ambiguous = len(values) > 1
            score = _score(found, sheet, today)
            choices.append(DateChoice(found, value, score, ambiguous and by_country))
    return tuple(sorted(choices, key=lambda choice: -choice.score))


def due_date(sheet: Sheet) -> tuple[DateFound, date] | None:
    """A date labelled as the day until which to pay, when its order is settled."""
    order, _ = order_of_sheet(sheet)
    for found in sheet.dates:
        value = found.match.value(order)
        if value is not None and _DUE.search(_words_before(found, sheet)):
            return found, value
    return None


def _score(found: DateFound, sheet: Sheet, today: date) -> float:
    return sum(_WEIGHT[name] for name in _features(found, sheet, today))


def _features(found: DateFound, sheet: Sheet, today: date) -> list[str]:
    label = _words_before(found, sheet)
    after = found.span.row.text[found.span.end :]
    values = found.match.values
    shown = {
        "labelled_issue": bool(_ISSUE.search(label) or _ISSUED_BY_TITLE.search(label)),
        "labelled_date": bool(_DATE.search(label)),
        "labelled_other": _is_of_something_else(label),
        "labelled_due": bool(_DUE.search(label)),
        "with_time": bool(re.match(r"[^\w]{0,3}(?:\w{2,4}[.,]? )?\d{1,2}[:.]\d{2}", after)),
        "repeated": sum(set(other.match.values) & set(values) != set() for other in sheet.dates) > 1,
        "first": found is sheet.dates[0],
        "poorly_read": found.span.confidence < 0.75,
        "short_year": found.match.short_year,
        "very_old": all(value.year < today.year - 20 for value in values),
        "one_of_many": sum(other.span.row is found.span.row for other in sheet.dates) > 2,
        "inside_text": len(found.span.row.words) > 9,
    }
    return [name for name, is_shown in shown.items() if is_shown]


def _is_of_something_else(label: str) -> bool:
    """Delivery, period, another document: "invoice date" outweighs these words, unless it is that of a related invoice."""
    issued = _ISSUE.search(label) or _ISSUED_BY_TITLE.search(label)
    return bool(_RELATED.search(label) or (_OTHER.search(label) and not issued))


def _words_before(found: DateFound, sheet: Sheet) -> str:
    """The label in the same row, else the row above when it is a short label or a heading of columns."""
    if re.search(r"[^\W\d_]{3,}", found.label):
        return plain(found.label)
    return plain(found.label + " " + _above(found, sheet.rows))


def _above(found: DateFound, rows: Sequence[Row]) -> str:
    """What stands over the date, character for character: the words of the row above that overlap it sideways."""
    index = found.span.row.index
    if index == 0 or rows[index - 1].page.number != found.span.row.page.number:
        return ""
    if any(c.isdigit() for c in rows[index - 1].text):
        return ""
    box = found.span.box
    over = [word.text for word in rows[index - 1].words if word.box.x1 > box.x0 and word.box.x0 < box.x1]
    return " ".join(over)
