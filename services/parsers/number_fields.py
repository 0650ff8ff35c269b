"""The number of the invoice or receipt in a reading: the choice of the model, left out where it is hardly likely."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from services.classifiers.artefact import shipped_model
from services.parsers.candidates import Sheet
from services.parsers.number_ranking import INVOICE_NUMBER_RANKING
from services.parsers.ranked import Choice, Found
from services.parsers.values import field_at
from services.providers.base import OwnIdentity
from services.types import FieldName, FieldValue, Finding, Severity

_LEAST = 0.4  # a number that is less sure is none: a wrong one is worse than a missing one
_LEAST_UNLABELLED = 0.9  # a code without any label
_SUREST = 0.99
_SURE = 0.85  # below it a person is asked; the number books nothing
_LABELLED = frozenset({"own number", "own word", "own number above"})


def read_number(sheet: Sheet, own: OwnIdentity, today: date) -> Found:
    """Asks the model in use. Raises ArtefactError where it is missing."""
    return INVOICE_NUMBER_RANKING.read(sheet, own, today, shipped_model(FieldName.INVOICE_NUMBER.value))


def number_field(found: Found) -> Iterator[FieldValue]:
    best = found.best
    if best is not None and _is_given(found):
        yield field_at(FieldName.INVOICE_NUMBER, best.value, best.spans[0], min(found.confidence, _SUREST))


def number_findings(found: Found) -> Iterator[Finding]:
    """That the number given is not sure, with the next likely one."""
    best = found.best
    if best is None or not _is_given(found) or found.confidence >= _SURE:
        return
    rivals = [choice.candidate.value for choice in found.choices[1:2] if choice.share > found.choices[0].share / 4]
    rest = f"; it may be “{rivals[0]}”" if rivals else ""
    message = f"“{best.value}” is only probably the number of the document{rest}. Confirm or correct it."
    yield Finding("number_doubtful", Severity.DOUBT, message, (FieldName.INVOICE_NUMBER,))


def _is_given(found: Found) -> bool:
    is_bare = found.best is not None and {"unlabelled", "unlabelled above"} <= found.best.features.keys()
    return found.confidence >= (_LEAST_UNLABELLED if is_bare else _LEAST)


def numbers_by_page(found: Found) -> dict[int, str]:
    """Of each page the likeliest number that is labelled as that of an invoice or receipt."""
    numbers: dict[int, str] = {}
    for choice in found.choices:
        if _is_labelled(choice):
            span = choice.candidate.spans[0]
            numbers.setdefault(span.row.page.number, choice.candidate.value.upper())
    return numbers


def _is_labelled(choice: Choice) -> bool:
    return bool(_LABELLED & choice.candidate.features.keys())
