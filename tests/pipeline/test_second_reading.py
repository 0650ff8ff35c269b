"""A doubtful document is read twice; the second reading counts only where it proves more."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from finance.services.second_reading import is_in_doubt, proves_more, read_well
from services.errors import ReadingError, ResourceLimitError
from services.providers.base import ExtractionRequest
from services.providers.chain import extract
from services.reading.result import ReadResult
from services.reading.wish import OcrPolicy, ReadWish
from services.types import DocumentKind, ReadDocument, Word, WordSource
from tests.parsers.sheets import TODAY, document

CLEAR = document(
    """
    MEADOW HARDWARE LTD
    12 Mill Road, Dublin
    Date: 14/03/2026 10:21
    Nails                       4.00
    Hammer                     16.00
    TOTAL                 EUR 20.00
    CASH                      50.00
    CHANGE                    30.00
    """
)
TORN = document(
    """
    MEADOW HARDWARE LTD
    12 Mill Road, Dublin
    Date: 14/03/2026 10:21
    TOTAL                 EUR 20.00
    CASH                      50.00
    CHANGE                    31.00
    """
)


class TwoReadings:
    """Gives the first document, and the second one where pictures are to be enlarged."""

    def __init__(self, first: ReadDocument, second: ReadDocument | ReadingError) -> None:
        self.first, self.second = first, second
        self.wishes: list[bool] = []

    def read(
        self,
        _content: bytes,
        *,
        media_type: str,
        workspace: str,
        wish: ReadWish | None = None,
        on_page: Callable[[int], None] | None = None,
    ) -> ReadResult:
        del media_type, workspace, on_page
        assert wish is not None
        self.wishes.append(wish.enlarged)
        told = self.second if wish.enlarged else self.first
        if isinstance(told, ReadingError):
            raise told
        return ReadResult(told, (b"",))


def request(read: ReadDocument) -> ExtractionRequest:
    return ExtractionRequest(read, TODAY)


def read_by(reader: TwoReadings, wish: ReadWish | None = None) -> ReadDocument:
    wished = wish or ReadWish(ocr="rapid")
    return read_well(reader, b"x", media_type="image/png", workspace="w", wish=wished, request=request).document


def test_the_documents_of_these_tests_are_what_they_say() -> None:
    assert not is_in_doubt(extract(request(CLEAR)))
    assert is_in_doubt(extract(request(TORN)))


def test_a_clear_document_is_read_once() -> None:
    reader = TwoReadings(CLEAR, TORN)
    assert read_by(reader) is CLEAR
    assert reader.wishes == [False]


def test_the_second_reading_is_kept_where_it_proves_more() -> None:
    reader = TwoReadings(TORN, CLEAR)
    assert read_by(reader) is CLEAR
    assert reader.wishes == [False, True]


def test_the_first_reading_is_kept_where_the_second_proves_no_more() -> None:
    assert read_by(TwoReadings(TORN, replace(TORN, language="en"))) is TORN


def test_a_second_reading_that_fails_costs_nothing() -> None:
    assert read_by(TwoReadings(TORN, ResourceLimitError("It took too long."))) is TORN


@pytest.mark.parametrize("wish", [ReadWish(ocr="none"), ReadWish(ocr="rapid", policy=OcrPolicy.FAST)])
def test_nothing_is_read_twice_where_that_is_not_wished_for(wish: ReadWish) -> None:
    reader = TwoReadings(TORN, CLEAR)
    assert read_by(reader, wish) is TORN
    assert reader.wishes == [False]


def test_the_text_of_a_file_is_not_read_twice() -> None:
    text = replace(TORN, pages=(replace(TORN.pages[0], source=WordSource.TEXT),))
    reader = TwoReadings(text, CLEAR)
    assert read_by(reader) is text
    assert reader.wishes == [False]


def test_a_record_that_loses_its_proof_proves_no_more() -> None:
    clear, torn = extract(request(CLEAR)), extract(request(TORN))
    assert proves_more(clear, torn)
    assert not proves_more(torn, clear)
    assert not proves_more(clear, clear)
    assert not proves_more(replace(clear, proven=False), replace(clear, review=()))


def test_a_reading_that_gives_another_sure_date_is_not_kept() -> None:
    """Two readings that contradict each other are a doubt, which a person has to see."""
    other = replace(CLEAR, pages=tuple(replace(page, words=_with_year(page.words, "2025")) for page in CLEAR.pages))
    assert read_by(TwoReadings(TORN, CLEAR)) is CLEAR
    assert read_by(TwoReadings(TORN, other)) is TORN


def test_a_reading_that_lost_a_page_is_not_kept() -> None:
    two = replace(TORN, pages=(*TORN.pages, replace(CLEAR.pages[0], number=2, words=())))
    assert read_by(TwoReadings(two, CLEAR)) is two


def _with_year(words: tuple[Word, ...], year: str) -> tuple[Word, ...]:
    return tuple(word._replace(text=word.text.replace("2026", year)) for word in words)


@pytest.mark.parametrize("kind", [DocumentKind.BANK_STATEMENT, DocumentKind.QUOTE, DocumentKind.DELIVERY_NOTE])
def test_what_is_never_booked_is_not_read_twice(kind: DocumentKind) -> None:
    torn = extract(request(TORN))
    assert is_in_doubt(torn)
    assert not is_in_doubt(replace(torn, kind=kind))
