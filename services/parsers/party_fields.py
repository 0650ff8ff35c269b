"""The parties of a reading: vendor, legal name, address and customer as field values, and the doubts about them in words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from services.classifiers.artefact import shipped_model
from services.parsers.candidates import Sheet
from services.parsers.customer_ranking import CUSTOMER_RANKING
from services.parsers.folding import letters_and_digits
from services.parsers.party_address import address_below
from services.parsers.proof import is_proof
from services.parsers.ranked import Candidate, Found
from services.parsers.values import field_over
from services.parsers.vendor_ranking import VENDOR_RANKING, are_alike
from services.providers.base import OwnIdentity
from services.types import FieldName, FieldValue, Finding, Severity

F = FieldName
_NOBODY, _NO_MATTER = OwnIdentity(), date.min  # a name is told by nothing of today's date
_LEAST_OF_VENDOR = 0.03  # less sure is no name at all, but some words of the page
_LEAST_OF_CUSTOMER = 0.5  # receipts have none
_LEAST_OF_LEGAL_NAME = 0.02  # of the probability: it is in the running as the vendor
_SUREST = 0.99
_LABELLED = frozenset({"party_recipient_first", "party_recipient_first_beside"})
_OF_LABELLED = 0.6  # confidence
_PLAUSIBLE_RIVAL = 0.1


@dataclass(frozen=True, slots=True)
class PartiesRead:
    """The names of the vendor and of the customer, with how sure they are."""

    vendor: Found
    customer: Found

    @property
    def has_vendor(self) -> bool:
        return self.vendor.best is not None and self.vendor.confidence >= _LEAST_OF_VENDOR

    @property
    def customer_name(self) -> Candidate | None:
        """The likeliest where it is likelier than none; else what stands first below or beside a label of the recipient."""
        if self.customer.confidence >= _LEAST_OF_CUSTOMER:
            return self.customer.best
        return next((c.candidate for c in self.customer.choices if _LABELLED & c.candidate.features.keys()), None)

    @property
    def customer_confidence(self) -> float:
        return max(self.customer.confidence, _OF_LABELLED)


def read_parties(sheet: Sheet, own: OwnIdentity) -> PartiesRead:
    """Asks the models in use; `own` is who is not the vendor. Raises ArtefactError where a model is missing."""
    vendor = VENDOR_RANKING.read(sheet, own, _NO_MATTER, shipped_model(F.VENDOR.value))
    customer = CUSTOMER_RANKING.read(sheet, _NOBODY, _NO_MATTER, shipped_model(F.CUSTOMER.value))
    return PartiesRead(vendor, customer)


def party_fields(read: PartiesRead, sheet: Sheet) -> Iterator[FieldValue]:
    best = read.vendor.best
    if best is not None and read.has_vendor:
        yield _named(F.VENDOR, best, read.vendor.confidence)
        yield from _proven(_legal_name(read.vendor, best), sheet)
        yield from _proven(_address(best, sheet, read.vendor.confidence), sheet)
    customer = read.customer_name
    if customer is not None and not (best is not None and are_alike(customer.value, best.value)):
        yield _named(F.CUSTOMER, customer, read.customer_confidence)


def party_findings(read: PartiesRead) -> Iterator[Finding]:
    """A vendor that a person is to confirm; another name that it may be is told."""
    best = read.vendor.best
    if best is None or not read.has_vendor or not read.vendor.is_doubtful:
        return
    others = (c for c in read.vendor.choices[1:] if c.share >= _PLAUSIBLE_RIVAL and not are_alike(c.candidate.value, best.value))
    rival = next(others, None)
    beside = f"; it may be “{rival.candidate.value}”" if rival else ""
    message = f"“{best.value}” is only probably the seller{beside}. Confirm or correct the name."
    yield Finding("vendor_doubtful", Severity.DOUBT, message, (F.VENDOR,))


def _named(name: FieldName, candidate: Candidate, confidence: float) -> FieldValue:
    return field_over(name, candidate.value, candidate.spans, min(confidence, _SUREST))


def _legal_name(found: Found, best: Candidate) -> FieldValue | None:
    """The likeliest name with a legal form where the vendor has none: the firm behind a brand."""
    if "is_legal_form" in best.features:
        return None
    for choice in found.choices[1:]:
        told = choice.candidate.features
        likely = choice.share >= _LEAST_OF_LEGAL_NAME or "sender_details" in told
        if likely and "is_legal_form" in told and not {"party_recipient", "own_name", "bond_other_print"} & told.keys():
            return _named(F.VENDOR_LEGAL_NAME, choice.candidate, found.confidence * (0.6 + 0.4 * choice.share))
    return None


def _address(best: Candidate, sheet: Sheet, confidence: float) -> FieldValue | None:
    spans = address_below(best.spans, sheet)
    if not spans:
        return None
    return field_over(F.VENDOR_ADDRESS, ", ".join(span.text.strip(" ,") for span in spans), spans, 0.9 * min(confidence, _SUREST))


def _proven(value: FieldValue | None, sheet: Sheet) -> Iterator[FieldValue]:
    """Only what stands on the page by itself: a box that holds words of another column tells of nothing."""
    if value is None or value.evidence is None:
        return
    page = next(page for page in sheet.document.pages if page.number == value.evidence.page)
    if is_proof(value, page):
        yield value


def is_named(candidate: Candidate | None, names: set[str]) -> bool:
    """Whether it is one of the names, given by their letters and digits."""
    return candidate is not None and letters_and_digits(candidate.value) in names
