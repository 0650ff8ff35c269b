"""The dates of a reading: the choice of the model as field values, and its doubts in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.classifiers.artefact import shipped_model
from services.parsers.candidates import Sheet
from services.parsers.date_ranking import DATE_RANKING, DUE_DATE_RANKING
from services.parsers.dates import find_dates
from services.parsers.ranked import Candidate, Found
from services.parsers.values import field_at
from services.providers.base import OwnIdentity
from services.types import FieldName, FieldValue, Finding, Severity

_LEAST_OF_DUE = 0.5  # a due date that is less sure is none: most documents have none
_CONFIDENCE_OF_SERVICE = 0.85
_RIVAL = 0.1  # share from which on another day is named in the doubt
_DOUBTED = 0.5
_OTHERS = frozenset({"labelled_order", "labelled_due", "labelled_service", "labelled_other"})
_SUREST = 0.99  # a digit may be misread without a sign of it


@dataclass(frozen=True, slots=True)
class DatesRead:
    """The date of issue and the due date with how sure they are."""

    issue: Found
    due: Found


def read_dates(sheet: Sheet, own: OwnIdentity, today: date) -> DatesRead:
    """Asks the models in use. Raises ArtefactError where one is missing."""
    issue = DATE_RANKING.read(sheet, own, today, shipped_model(FieldName.DATE.value))
    due = DUE_DATE_RANKING.read(sheet, own, today, shipped_model(FieldName.DUE_DATE.value))
    return DatesRead(issue, due)


def date_fields(read: DatesRead) -> Iterator[FieldValue]:
    best, due = read.issue.best, read.due.best
    if best is not None:
        most = _DOUBTED if _is_open(best) else _SUREST
        yield field_at(FieldName.DATE, best.value, best.spans[0], min(read.issue.confidence, most))
    if due is not None and read.due.confidence >= _LEAST_OF_DUE:
        yield field_at(FieldName.DUE_DATE, due.value, due.spans[0], min(read.due.confidence, _SUREST))
    service = _service_date(read.issue)
    if service is not None:
        yield field_at(FieldName.SERVICE_DATE, service.value, service.spans[0], _CONFIDENCE_OF_SERVICE)


def _service_date(issue: Found) -> Candidate | None:
    """The date that is labelled as that of the supply, else the last day of its period; None where several are."""
    labelled = [choice.candidate for choice in issue.choices if "labelled_service" in choice.candidate.features]
    settled = [candidate for candidate in labelled if not _is_open(candidate) and "labelled_issue" not in candidate.features]
    days = [candidate for candidate in settled if "begins_range" not in candidate.features]
    best = days or settled
    return _end_of_period(best[0], issue) if len(best) == 1 else None


def _end_of_period(begin: Candidate, issue: Found) -> Candidate:
    if "begins_range" not in begin.features:
        return begin
    ends = (choice.candidate for choice in issue.choices if "ends_range" in choice.candidate.features)
    after = [end for end in ends if end.spans[0].row is begin.spans[0].row and end.value > begin.value]
    return min(after, key=lambda end: end.spans[0].start, default=begin)


def date_findings(read: DatesRead) -> Iterator[Finding]:
    """Doubts about the date of issue, each with what else it may be."""
    best = read.issue.best
    if best is None:
        return
    printed = best.spans[0].verbatim
    if _is_open(best):
        message = f"“{printed}” can be {_options(best)}; nothing on the document tells which. Choose one."
        yield Finding("date_ambiguous", Severity.DOUBT, message, (FieldName.DATE,))
    elif best.features.get("by_country"):
        message = f"“{printed}” was read as {best.value}, in the order used where the document comes from."
        yield Finding("date_order_by_country", Severity.INFO, message, (FieldName.DATE,))
    if (read.issue.is_doubtful or _is_of_something_else(best)) and not _is_open(best):
        yield _doubt(read.issue, best, printed)


def _doubt(found: Found, best: Candidate, printed: str) -> Finding:
    rival = next((choice.candidate for choice in found.choices[1:] if choice.share >= _RIVAL), None)
    if rival is not None:
        message = f"{best.value} and {rival.value} may both be the date. Choose one."
        return Finding("dates_disagree", Severity.DOUBT, message, (FieldName.DATE,))
    message = f"“{printed}” is the likeliest date, but it is read or placed so that it may not be the one of issue. Confirm it."
    return Finding("date_doubtful", Severity.DOUBT, message, (FieldName.DATE,))


def _is_open(candidate: Candidate) -> bool:
    return "open_order" in candidate.features


def _is_of_something_else(candidate: Candidate) -> bool:
    """Whether the words beside it say that it is the date of an order, a delivery, a payment: never given in silence."""
    return bool(_OTHERS & candidate.features.keys()) and not {"labelled_issue", "label_above"} & candidate.features.keys()


def _options(candidate: Candidate) -> str:
    latest = date.fromisoformat(candidate.value).replace(month=12, day=31)
    (match, *_) = find_dates(candidate.spans[0].text, latest=latest)
    values = match.values if match.is_ambiguous else (date.fromisoformat(candidate.value), *_with_year_first(candidate))
    return " or ".join(value.isoformat() for value in values)


def _with_year_first(candidate: Candidate) -> Iterator[date]:
    (match, *_) = find_dates(candidate.spans[0].text, latest=date.max)
    if match.year_first is not None:
        yield match.year_first
