from __future__ import annotations

import io

import numpy as np
import pymupdf
import pytest
from PIL import Image

from services.errors import (
    CorruptFileError,
    EmptyDocumentError,
    NeedsPasswordError,
    ReadingError,
    ResourceLimitError,
    TooManyPagesError,
)
from services.reading.in_process import read_in_process, read_parts
from services.reading.limits import DEFAULT, Limits
from services.reading.recognising import ELSEWHERE, OcrNeededError
from services.reading.result import ReadResult
from services.reading.wish import ReadWish
from services.types import Box, WordSource
from tests.reading.samples import LETTER, encoded, picture, scanned_pdf, text_pdf

PDF = "application/pdf"


def read(content: bytes, limits: Limits = DEFAULT) -> ReadResult:
    return read_in_process(content, PDF, wish=ReadWish(ocr="none"), limits=limits)


def ink(preview: bytes, box: Box) -> float:
    """Give the share of dark pixels inside a box of a preview."""
    image = Image.open(io.BytesIO(preview)).convert("L")
    width, height = image.size
    part = image.crop((int(box.x0 * width), int(box.y0 * height), int(box.x1 * width) + 1, int(box.y1 * height) + 1))
    return float((np.asarray(part) < 128).mean())


def test_words_of_a_text_pdf_come_line_by_line() -> None:
    (page,) = read(text_pdf(LETTER)).document.pages
    assert page.source is WordSource.TEXT
    assert [(word.text, word.line) for word in page.words if word.line in {1, 3}] == [
        ("Net", 1),
        ("100.00", 1),
        ("Total", 3),
        ("119.00", 3),
        ("EUR", 3),
    ]


def test_label_and_amount_in_two_columns_stand_on_one_line() -> None:
    document = pymupdf.open()
    page = document.new_page()
    for number, line in enumerate(LETTER):
        page.insert_text((50, 100 + 20 * number), line)
    page.insert_text((400, 140), "right")
    words = read(document.tobytes()).document.pages[0].words
    assert {word.line for word in words if word.text in {"Tax", "19.00", "right"}} == {2}


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_lie_on_the_ink_of_the_upright_preview(rotation: int) -> None:
    result = read(text_pdf(LETTER, rotation=rotation))
    (page,) = result.document.pages
    assert page.rotation == rotation
    assert page.words
    assert all(ink(result.previews[0], word.box) > 0.05 for word in page.words)


def test_boxes_lie_on_the_ink_of_a_cropped_page() -> None:
    document = pymupdf.open(stream=text_pdf(LETTER), filetype="pdf")
    document[0].set_cropbox(pymupdf.Rect(40, 60, 390, 500))
    result = read(document.tobytes())
    assert all(ink(result.previews[0], word.box) > 0.05 for word in result.document.pages[0].words)


def test_encrypted_pdf_needs_a_password() -> None:
    content = text_pdf(LETTER, encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="u", owner_pw="o")
    with pytest.raises(NeedsPasswordError):
        read(content)


def test_pdf_with_only_an_owner_password_just_opens() -> None:
    content = text_pdf(LETTER, encryption=pymupdf.PDF_ENCRYPT_AES_256, owner_pw="o", permissions=0)
    assert read(content).document.pages[0].words


@pytest.mark.parametrize("content", [b"%PDF-1.4 nothing", b"%PDF-1.7\n" + bytes(500)])
def test_pdf_without_content_is_corrupt(content: bytes) -> None:
    with pytest.raises(CorruptFileError):
        read(content)


def test_pdf_without_pages_is_empty() -> None:
    content = (
        b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n"
        b"xref\n0 3\n0000000000 65535 f \n0000000009 00000 n \n0000000056 00000 n \n"
        b"trailer<</Root 1 0 R/Size 3>>\nstartxref\n107\n%%EOF"
    )
    with pytest.raises((EmptyDocumentError, CorruptFileError)):
        read(content)


def test_pdf_with_too_many_pages_is_refused() -> None:
    with pytest.raises(TooManyPagesError, match="3 pages"):
        read(text_pdf(("a",), pages=3), Limits(pages=2))


def test_truncated_pdf_is_repaired_or_named() -> None:
    content = text_pdf(LETTER, pages=3)
    pages: list[int] = []
    for share in (0.3, 0.5, 0.7, 0.9, 0.99):
        try:
            pages.append(len(read(content[: int(len(content) * share)]).document.pages))
        except ReadingError:
            pages.append(0)
    assert pages == sorted(pages)
    assert pages[-1] == 3


def test_damaged_pdfs_raise_named_errors_only() -> None:
    content = text_pdf(LETTER)
    noise, named = np.random.default_rng(1), 0
    for _ in range(100):
        damaged = bytearray(content)
        for place in noise.integers(0, len(content), 12):
            damaged[place] = noise.integers(256)
        try:
            read(bytes(damaged))
        except ReadingError:
            named += 1
    assert named > 0


def test_huge_page_is_drawn_at_fewer_dots() -> None:
    document = pymupdf.open()
    document.new_page(width=14_400, height=7_200)
    document[0].insert_image((0, 0, 14_400, 7_200), stream=encoded(picture(("BIG",))))
    result = read(document.tobytes())
    assert max(Image.open(io.BytesIO(result.previews[0])).size) <= DEFAULT.preview_side_px


def test_page_larger_than_any_paper_is_named() -> None:
    content = text_pdf(LETTER)
    document = pymupdf.open(stream=content, filetype="pdf")
    document.xref_set_key(document[0].xref, "MediaBox", "[0 0 2000000000 2000000000]")
    with pytest.raises(ResourceLimitError, match="larger than any paper"):
        read(document.tobytes())


def is_text_pdf(content: bytes) -> bool:
    """Whether a child without an OCR engine reads it whole."""
    try:
        list(read_parts(content, PDF, ReadWish(ocr=ELSEWHERE), DEFAULT))
    except OcrNeededError:
        return False
    return True


def test_scan_needs_ocr_and_text_does_not() -> None:
    assert is_text_pdf(text_pdf(LETTER))
    assert not is_text_pdf(scanned_pdf(("TOTAL",)))


def test_blank_page_needs_no_ocr() -> None:
    document = pymupdf.open()
    document.new_page()
    assert is_text_pdf(document.tobytes())


def test_scan_with_a_scanners_mark_needs_ocr() -> None:
    document = pymupdf.open(stream=scanned_pdf(("TOTAL",)), filetype="pdf")
    document[0].insert_text((10, 190), "Scanned with some free app dot com", fontsize=8)
    assert not is_text_pdf(document.tobytes())


def test_words_without_end_are_cut() -> None:
    (page,) = read(text_pdf(("x" * 900, *LETTER)), Limits(word_characters=30, words_per_page=5)).document.pages
    assert len(page.words) == 5
    assert max(len(word.text) for word in page.words) == 30
