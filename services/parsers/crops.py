"""Does the picture of the page show what its text layer says? Compares what OCR reads in the evidence of accepted fields."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from services.parsers.evidence import union
from services.parsers.folding import letters_and_digits
from services.parsers.proof import reads_as
from services.types import Box, Evidence, FieldName, FieldValue, Finding, Page, ReadDocument, Record, Severity, Word, WordSource

CROP = "crop"  # among the confirmations of a field
DIFFERS, NOT_CHECKED = "text_layer_differs", "crops_not_checked"
CHECKED = (  # what money or its way hangs on, the weightiest first
    FieldName.TOTAL,
    FieldName.AMOUNT_DUE,
    FieldName.DATE,
    FieldName.VENDOR_IBAN,
    FieldName.TAX,
    FieldName.NET,
    FieldName.PREPAID,
    FieldName.TIP,
    FieldName.ROUNDING,
    FieldName.DUE_DATE,
    FieldName.SERVICE_DATE,
)
MOST_SURE_IN_DOUBT = 0.75  # of a field in doubt, as agreement has it
INSIDE = 0.5  # of a word's height or width: a box touches the word that shares so much with it
SHOWN_CHARACTERS = 60
LOOKS_LIKE = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Wanted:
    """A field whose evidence is to be looked at: the words of the text layer that it lies in, whole, and their box."""

    name: FieldName
    value: str
    page: int
    box: Box
    words: str


def wanted(record: Record, document: ReadDocument) -> tuple[Wanted, ...]:
    """Give what is to be looked at: the accepted fields that stand in the text layer of a page."""
    pages = {page.number: page for page in document.pages}
    accepted = (record.fields[name] for name in CHECKED if name in record.fields and name not in record.review)
    return tuple(look for field in accepted for look in _looks(field, pages))


def compared(record: Record, seen: Iterable[tuple[Wanted, str]]) -> Record:
    """Give the record with what was seen in the boxes: fields are confirmed by it, or come to be in doubt."""
    fields, findings = dict(record.fields), list(record.findings)
    differing: list[FieldName] = []
    for look, text in seen:
        field = fields[look.name]
        if is_shown(look, text):
            fields[look.name] = replace(field, confirmed_by=(*field.confirmed_by, CROP))
        else:
            fields[look.name] = replace(field, confidence=min(field.confidence, MOST_SURE_IN_DOUBT))
            findings.append(_difference(look, text))
            differing.append(look.name)
    return replace(
        record,
        fields=fields,
        findings=tuple(findings),
        review=tuple(name for name in FieldName if name in {*record.review, *differing}),
        proven=record.proven and FieldName.TOTAL not in differing,
    )


def not_checked(record: Record) -> Record:
    """Give the record of a document whose picture could not be looked at."""
    message = "The text inside this PDF could not be compared with what its pages show: no text recognition was at hand."
    return replace(record, findings=(*record.findings, Finding(NOT_CHECKED, Severity.INFO, message)))


def is_shown(look: Wanted, text: str) -> bool:
    """Whether a text that OCR read is the words of the layer, or the value alone. Case, blanks and signs do not count."""
    if look.name is FieldName.VENDOR_IBAN:
        return _alike(look.value) in _alike(text)
    return letters_and_digits(text) == letters_and_digits(look.words) or reads_as(look.name, look.value, text)


def _alike(identifier: str) -> str:
    """Without what looks the same: its check digits tell an IBAN's letters apart, and a colon before it is read as a letter."""
    return letters_and_digits(identifier).upper().translate(LOOKS_LIKE)


def _looks(field: FieldValue, pages: Mapping[int, Page]) -> Iterator[Wanted]:
    evidence = field.evidence
    if evidence is None or evidence.source is not WordSource.TEXT or evidence.page not in pages:
        return
    words = [word for word in pages[evidence.page].words if _touches(evidence, word)]
    if words:
        box = union([word.box for word in words])
        yield Wanted(field.name, field.value, evidence.page, box, " ".join(word.text for word in words))


def _touches(evidence: Evidence, word: Word) -> bool:
    """Whether the evidence lies in the word, or the word in the evidence."""
    box = evidence.box
    wide = min(box.x1, word.box.x1) - max(box.x0, word.box.x0)
    high = min(box.y1, word.box.y1) - max(box.y0, word.box.y0)
    least_wide = min(box.x1 - box.x0, word.box.x1 - word.box.x0)
    least_high = min(box.y1 - box.y0, word.box.y1 - word.box.y0)
    return wide > INSIDE * least_wide and high > INSIDE * least_high


def _difference(look: Wanted, text: str) -> Finding:
    shown = f"shows “{text[:SHOWN_CHARACTERS]}”" if text else "shows nothing that can be read"
    message = (
        f"The text inside the PDF says “{look.words[:SHOWN_CHARACTERS]}” for the {look.name.value.replace('_', ' ')}, but the "
        f"page {shown} there. Look at the page, and enter what you see."
    )
    return Finding(DIFFERS, Severity.DOUBT, message, (look.name,))
