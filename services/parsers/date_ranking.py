"""The date of issue and the due date as ranked fields: every printed date with its labels, place and neighbours."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.classifiers.linear import Features, named
from services.parsers.candidates import Sheet
from services.parsers.date_labels import TITLE, names_of_label
from services.parsers.folding import plain
from services.parsers.issue_date import PrintedDate, printed_dates
from services.parsers.label_values import Relation, labels_of
from services.parsers.ranked import Candidate, Choice, Ranking
from services.providers.base import OwnIdentity
from services.types import FieldName

_LONGEST_WAY = timedelta(days=400)  # from today to a day until which to pay
_TIME_AFTER = re.compile(r"[^\w]{0,4}(?:\w{1,5}[.,:]{0,2} ?)?(?:[0-2]?\d[:.h][0-5]\d(?!\d))")
_TIME_BEFORE = re.compile(r"(?<!\d)[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?(?: ?[ap]\.?m\.?)?[^\w]{0,3}$", re.IGNORECASE)
_TILL = re.compile(
    r"\b(?:inv(?:oice)?|receipt|rcpt|bill|slip|trans|trx|doc|till|pos|term(?:inal)?|counter|cashier|reg(?:ister)?|bon|beleg|kasse|"
    r"caisse|caja|cassa|kassa|kasa|ticket|rechnung|quittung|facture|factura|fattura|faktura|fatura|check|shift|store)\b|#"
)
_RANGE = re.compile(r"^ ?(?:-|bis|to|au|al|ate|tot|do|til|hingga) ?\d")
_END_OF_RANGE = re.compile(r"\d ?(?:-|bis|to|au|al|ate|tot|do|til|hingga) ?$")
_SHARE_OF_RIVAL = 0.1
_BY_HAND: Mapping[str, float] = {  # for what is too rare to be learnt; the model weighs the sum
    "labelled_issue": 3.0,
    "labelled_date": 2.0,
    "labelled_order": -4.0,
    "labelled_service": -5.0,
    "labelled_due": -5.0,
    "labelled_other": -5.0,
    "labelled_related": -2.0,
    "with_time": 1.0,
    "repeated": 1.0,
    "first": 0.5,
    "poorly_read": -1.0,
    "short_year": -0.2,
    "repaired": -0.5,
    "very_old": -1.5,
    "inside_text": -1.0,
    "one_of_many": -2.0,
    "begins_range": -3.0,
    "ends_range": -3.0,
}


@dataclass(frozen=True, slots=True)
class _Around:
    """What all dates of a sheet have in common."""

    sheet: Sheet
    dates: Sequence[PrintedDate]
    newest: date
    oldest: date
    pages: int

    def same_day(self, of: PrintedDate) -> int:
        return sum(of.value in other.found.match.values for other in self.dates)

    def end_before(self, of: PrintedDate) -> int:
        """Where the date before it in the same row ends; 0 for the first."""
        spans = (other.found.span for other in self.dates if other.found.span.row is of.found.span.row)
        return max((span.end for span in spans if span.end <= of.found.span.start), default=0)

    def in_row(self, of: PrintedDate) -> int:
        return sum(other.found.span.row is of.found.span.row for other in self.dates)


def issue_candidates(sheet: Sheet, _own: OwnIdentity, today: date) -> Sequence[Candidate]:
    """One candidate per printed date that is not after tomorrow."""
    return list(_candidates(sheet, list(printed_dates(sheet, latest=today + timedelta(days=1))), today))


def due_candidates(sheet: Sheet, _own: OwnIdentity, today: date) -> Sequence[Candidate]:
    """One candidate per printed date, also of the next year, whose order of day and month is settled."""
    dates = [printed for printed in printed_dates(sheet, latest=today + _LONGEST_WAY) if not printed.is_open]
    return list(_candidates(sheet, dates, today))


def _candidates(sheet: Sheet, dates: Sequence[PrintedDate], today: date) -> Iterator[Candidate]:
    if not dates:
        return
    values = [printed.value for printed in dates]
    around = _Around(sheet, dates, max(values), min(values), len(sheet.document.pages))
    for order, printed in enumerate(dates):
        features = {
            **_labels(printed, sheet, around),
            **_place(printed, order, around),
            **_look(printed, around.end_before(printed)),
            **_time(printed, around, today),
        }
        features["by_hand"] = sum(_BY_HAND.get(name, 0.0) for name in features)
        yield Candidate(printed.value.isoformat(), (printed.found.span,), features)


def _labels(printed: PrintedDate, sheet: Sheet, around: _Around) -> Features:
    """The label beside the date; where that has no words, the one above it."""
    span = printed.found.span
    labels = {told.relation: told for told in labels_of(span, sheet.rows, since=around.end_before(printed))}
    above = labels.pop(Relation.BELOW, None)
    beside = next(iter(labels.values()), None)
    shown = dict.fromkeys(names_of_label(beside.label), True) if beside is not None else {}
    if above is not None and not shown:
        shown = dict.fromkeys(names_of_label(above.label), True)
        shown["label_above"] = bool(shown)
    shown["unlabelled"] = not any(shown.values())
    shown["words_before"] = shown["unlabelled"] and beside is not None
    shown["in_title_row"] = TITLE.match(plain(span.row.text)) is not None
    shown["in_till_row"] = _TILL.search(plain(span.row.text)) is not None
    return named(shown)


def _place(printed: PrintedDate, order: int, around: _Around) -> Features:
    row, rows = printed.found.span.row, around.sheet.rows
    share = row.index / max(len(rows) - 1, 1)
    return named(
        {
            "first": order == 0,
            "second": order == 1,
            "late": order > 3,
            "top_third": share < 0.34,
            "bottom_third": share > 0.67,
            "last_rows": row.index >= len(rows) - 3,
            "later_page": row.page.number > 1,
            "only_one": len({other.value for other in around.dates}) == 1,
            "one_of_many": around.in_row(printed) > 2,
            "one_of_two": around.in_row(printed) == 2,
            "inside_text": len(row.words) > 9,
            "repeated": around.same_day(printed) > 1,
        }
    )


def _look(printed: PrintedDate, begin: int) -> Features:
    span, match = printed.found.span, printed.found.match
    before, after = span.row.text[: span.start], span.row.text[span.end :]
    return named(
        {
            "poorly_read": span.confidence < 0.75,
            "not_well_read": span.confidence < 0.93,
            "short_year": match.short_year,
            "repaired": match.repaired,
            "open_order": printed.is_open,
            "by_country": printed.by_country,
            "glued_before": re.search(r"[^\W_]$", before) is not None,
            "glued_after": re.match(r"[^\W_]", after) is not None,
            "begins_range": _RANGE.match(after) is not None,
            "ends_range": begin > 0 and _END_OF_RANGE.search(before) is not None,
            "with_time": _TIME_AFTER.match(after) is not None,
            "after_time": _TIME_BEFORE.search(before) is not None,
        }
    )


def _time(printed: PrintedDate, around: _Around, today: date) -> Features:
    value = printed.value
    return named(
        {
            "very_old": value.year < today.year - 20,
            "newest": value == around.newest and around.newest != around.oldest,
            "oldest": value == around.oldest and around.newest != around.oldest,
            "long_before_newest": value < around.newest - timedelta(days=400),
            "in_future": value > today,
        }
    )


def date_signs(choices: Sequence[Choice], _sheet: Sheet) -> Features:
    """What speaks for and against the first choice."""
    best = choices[0]
    rival = choices[1].share if len(choices) > 1 else 0.0
    kept: Mapping[str, float] = {name: value for name, value in best.candidate.features.items() if name in _TELLING}
    return {"log_share": best.log_share, **kept, **named({"rival": rival > _SHARE_OF_RIVAL})}


_TELLING = frozenset(
    {
        "labelled_issue", "labelled_date", "labelled_due", "labelled_service", "labelled_other", "unlabelled",
        "poorly_read", "not_well_read", "short_year", "repaired", "open_order", "by_country", "glued_before", "with_time",
        "only_one", "repeated", "very_old", "long_before_newest", "by_hand",
    }
)  # fmt: skip

DATE_RANKING = Ranking(FieldName.DATE, issue_candidates, date_signs)
DUE_DATE_RANKING = Ranking(FieldName.DUE_DATE, due_candidates, date_signs)
