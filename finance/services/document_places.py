"""Where a person's value stands: what they point at on a page, and where a value that they type is printed."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils import timezone

from finance.errors import BoxError
from finance.models import Document, DocumentReading
from finance.services.document_reading_record import pages_of
from services.parsers.boxed import NoValueError, Pointed, confirmed_in_box, value_in_box
from services.parsers.candidates import Sheet, lay_out
from services.parsers.locating import locate
from services.parsers.own_pages import own_pages
from services.parsers.proof import reads_as
from services.types import Box, Evidence, FieldName, Page, ReadDocument


@dataclass(frozen=True, slots=True)
class Place:
    """A box on a page, in shares of it. Pages count from 1."""

    page: int
    box: Box


def pointed_at(document: Document, name: FieldName, place: Place, *, value: str | None) -> Pointed:
    """The field's value that stands in the box; with a `value` in its normal form, that one, if the box says it too.

    Raises BoxError where the page is none, or the words there are no value of the field, or another.
    """
    read = _read(document)
    page = _page(read, place.page)
    try:
        if value is not None:
            return confirmed_in_box(name, value, page, place.box)
        return value_in_box(name, page, place.box, _sheet(read))
    except NoValueError as error:
        raise BoxError(str(error), errors={name.value: [str(error)]}) from error


def printed_at(document: Document, name: FieldName, value: str) -> Evidence | None:
    """Where a value in its normal form is printed on the document's own pages; None where it is not, or was not read so."""
    read = own_pages(_read(document))
    found = locate(name, value, _sheet(read))
    return found if found is not None and reads_as(name, value, found.text) else None


def _read(document: Document) -> ReadDocument:
    """Its pages and its language, without tables and enclosures: those may be large, and no place is looked for in them."""
    languages = DocumentReading.objects.filter(document=document).values_list("language", flat=True)
    return ReadDocument(document.blob.media_type, pages_of(document), language=languages.first() or "")


def _sheet(read: ReadDocument) -> Sheet:
    return lay_out(own_pages(read), today=timezone.now().date())


def _page(read: ReadDocument, number: int) -> Page:
    page = next((page for page in read.pages if page.number == number), None)
    if page is None:
        sentence = f"The document has no page {number} that was read. It has {len(read.pages)}."
        raise BoxError(sentence, errors={"page": [sentence]})
    return page
