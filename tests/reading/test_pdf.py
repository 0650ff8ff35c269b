"""What both engines promise of any PDF."""

from __future__ import annotations

import io
import subprocess
import sys
from pathlib import Path

import numpy as np
import pymupdf
import pytest
from PIL import Image
from pymupdf import mupdf

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
from services.reading.parts import PageRead
from services.reading.recognising import ELSEWHERE, OcrNeededError
from services.reading.wish import PdfEngineName, ReadWish
from services.types import Box, WordSource
from tests.reading.pdf_samples import EACH_ENGINE, LONG_LETTER, PDF, by_hand, drawn_pdf, one_page, read, texts
from tests.reading.samples import LETTER, encoded, picture, scanned_pdf, text_pdf

ROOT = Path(__file__).resolve().parents[2]
LOCKED = {"encryption": mupdf.PDF_ENCRYPT_AES_256, "user_pw": "sesame", "owner_pw": "other"}

pytestmark = EACH_ENGINE


def with_picture(content: bytes, engine: PdfEngineName) -> tuple[PageRead, Image.Image]:
    """The first page and its picture at 200 dpi."""
    parts = read_parts(content, PDF, ReadWish(ocr="none", pdf_engine=engine), DEFAULT)
    part = next(part for part in parts if isinstance(part, PageRead))
    return part, part.picture()


def ink(image: Image.Image, box: Box) -> float:
    """Give the share of dark pixels inside a box of a picture."""
    width, height = image.size
    part = image.convert("L").crop((int(box.x0 * width), int(box.y0 * height), int(box.x1 * width) + 1, int(box.y1 * height) + 1))
    return float((np.asarray(part) < 128).mean())


def test_words_of_a_text_pdf_come_line_by_line(engine: PdfEngineName) -> None:
    (page,) = read(text_pdf(LETTER), engine).document.pages
    assert page.source is WordSource.TEXT
    assert (page.width, page.height, page.unit) == (400, 600, "pt")
    assert [(word.text, word.line) for word in page.words if word.line in {1, 3}] == [
        ("Net", 1),
        ("100.00", 1),
        ("Total", 3),
        ("119.00", 3),
        ("EUR", 3),
    ]


def test_label_and_amount_in_two_columns_stand_on_one_line(engine: PdfEngineName) -> None:
    words = read(drawn_pdf(lambda page: page.insert_text((350, 140), "right"), lines=LETTER), engine).document.pages[0].words
    assert {word.line for word in words if word.text in {"Tax", "19.00", "right"}} == {2}


def test_link_with_a_line_under_it_is_one_word(engine: PdfEngineName) -> None:
    def linked(page: pymupdf.Page) -> None:
        page.insert_text((50, 300), "shop.example")
        page.draw_line((50, 302), (50 + pymupdf.get_text_length("shop.example", fontsize=11), 302))
        page.insert_text((50 + pymupdf.get_text_length("shop.example", fontsize=11), 300), "/pay")

    assert "shop.example/pay" in texts(read(drawn_pdf(linked), engine))


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_boxes_lie_on_the_ink_of_the_upright_picture(rotation: int, engine: PdfEngineName) -> None:
    part, image = with_picture(text_pdf(LETTER, rotation=rotation), engine)
    assert part.page.rotation == rotation
    assert len(part.page.words) == 15
    assert all(ink(image, word.box) > 0.05 for word in part.page.words)


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_what_is_outside_the_crop_box_is_not_on_the_page(rotation: int, engine: PdfEngineName) -> None:
    document = pymupdf.open(stream=text_pdf(LETTER, rotation=rotation), filetype="pdf")
    document[0].set_cropbox(pymupdf.Rect(40, 110, 390, 500))
    part, image = with_picture(document.tobytes(), engine)
    assert sorted((part.page.width, part.page.height)) == [350, 390]
    assert [word.text for word in part.page.words if word.text in {"An", "invoice", "Net", "Total"}] != []
    assert not {"An", "invoice"} & {word.text for word in part.page.words}
    assert all(ink(image, word.box) > 0.05 for word in part.page.words)
    assert np.isclose(image.width / image.height, part.page.width / part.page.height, atol=0.01)


def test_lines_and_frames_are_rulings(engine: PdfEngineName) -> None:
    def framed(page: pymupdf.Page) -> None:
        page.draw_line((50, 300), (350, 300))
        page.draw_rect((50, 400, 350, 460))
        page.draw_rect((50, 500, 350, 501), color=None, fill=(0, 0, 0))
        page.draw_circle((200, 560), 20)

    part, _ = with_picture(drawn_pdf(framed), engine)
    assert len(part.rulings) == 6
    assert all(min(box.x1 - box.x0, box.y1 - box.y0) < 0.01 for box in part.rulings)
    across = sorted((box.y0 + box.y1) * 300 for box in part.rulings if box.x1 - box.x0 > 0.7)
    assert np.allclose(across, [300, 400, 460, 500], atol=1)


def test_values_of_a_form_are_words(engine: PdfEngineName) -> None:
    def form(page: pymupdf.Page) -> None:
        for number, value in enumerate(("Filled 12.50", "")):
            field = pymupdf.Widget()
            field.field_name, field.field_value = f"field{number}", value
            field.field_type = mupdf.PDF_WIDGET_TYPE_TEXT
            field.rect = pymupdf.Rect(50, 300 + 40 * number, 250, 320 + 40 * number)
            page.add_widget(field)

    words = read(drawn_pdf(form), engine).document.pages[0].words
    assert [word.text for word in words if word.box.y0 > 0.4] == ["Filled", "12.50"]


def test_locked_pdf_needs_a_password(engine: PdfEngineName) -> None:
    with pytest.raises(NeedsPasswordError):
        read(text_pdf(LETTER, **LOCKED), engine)
    with pytest.raises(NeedsPasswordError):
        read(text_pdf(LETTER, **LOCKED), engine, passwords=("wrong", ""))


def test_passwords_are_tried_in_order(engine: PdfEngineName) -> None:
    result = read(text_pdf(LETTER, **LOCKED), engine, passwords=("wrong", "sesame", "other"))
    assert result.password == 1
    assert "119.00" in texts(result)


def test_pdf_with_only_an_owner_password_just_opens(engine: PdfEngineName) -> None:
    content = text_pdf(LETTER, encryption=mupdf.PDF_ENCRYPT_AES_256, owner_pw="o", permissions=0)
    result = read(content, engine, passwords=("wrong",))
    assert result.password is None
    assert "119.00" in texts(result)


@pytest.mark.parametrize("content", [b"%PDF-1.4 nothing", b"%PDF-1.7\n" + bytes(500)], ids=["words", "zeros"])
def test_pdf_without_content_is_corrupt(content: bytes, engine: PdfEngineName) -> None:
    with pytest.raises(CorruptFileError):
        read(content, engine)


def test_pdf_without_pages_is_empty(engine: PdfEngineName) -> None:
    with pytest.raises((EmptyDocumentError, CorruptFileError)):
        read(by_hand(b"<</Type/Pages/Kids[]/Count 0>>"), engine)


def test_pdf_whose_pages_hold_themselves_ends_in_a_name(engine: PdfEngineName) -> None:
    with pytest.raises((CorruptFileError, EmptyDocumentError)):
        read(by_hand(b"<</Type/Pages/Kids[3 0 R]/Count 2>>", b"<</Type/Pages/Parent 2 0 R/Kids[2 0 R]/Count 1>>"), engine)


def test_pdf_with_too_many_pages_is_refused(engine: PdfEngineName) -> None:
    with pytest.raises(TooManyPagesError, match="3 pages"):
        read(text_pdf(("a",), pages=3), engine, Limits(pages=2))


def test_truncated_pdf_is_repaired_or_named(engine: PdfEngineName) -> None:
    content = text_pdf(LETTER, pages=3)
    pages: list[int] = []
    for share in (0.3, 0.5, 0.7, 0.9, 0.99):
        try:
            pages.append(len(read(content[: int(len(content) * share)], engine).document.pages))
        except ReadingError:
            pages.append(0)
    assert pages == sorted(pages)
    assert pages[-1] == 3


def test_damaged_pdfs_raise_named_errors_only(engine: PdfEngineName) -> None:
    content = text_pdf(LETTER)
    noise, named = np.random.default_rng(1), 0
    for _ in range(100):
        damaged = bytearray(content)
        for place in noise.integers(0, len(content), 12):
            damaged[place] = noise.integers(256)
        try:
            read(bytes(damaged), engine)
        except ReadingError:
            named += 1
    assert 0 < named < 100


def test_huge_page_is_drawn_at_fewer_dots(engine: PdfEngineName) -> None:
    document = pymupdf.open()
    document.new_page(width=14_400, height=7_200)
    document[0].insert_image((0, 0, 14_400, 7_200), stream=encoded(picture(("BIG",))))
    wish = ReadWish(ocr="none", pdf_engine=engine)
    (preview,) = read_in_process(document.tobytes(), PDF, wish=wish).previews
    assert max(Image.open(io.BytesIO(preview)).size) <= DEFAULT.preview_side_px


def test_page_larger_than_any_paper_is_named(engine: PdfEngineName) -> None:
    with pytest.raises(ResourceLimitError, match="larger than any paper"):
        read(one_page(box=b"[0 0 2000000000 2000000000]"), engine)


@pytest.mark.parametrize("box", [b"[0 0 0 0]", b"[400 600 0 0]", b"[0 0 -400 -600]", b"[0 0 nan 5]"])
def test_page_with_a_senseless_box_is_read_or_named(box: bytes, engine: PdfEngineName) -> None:
    try:
        (page,) = read(one_page(box=box), engine).document.pages
    except CorruptFileError:
        return
    assert page.width > 0
    assert page.height > 0


def is_text_pdf(content: bytes, engine: PdfEngineName) -> bool:
    """Whether a child without an OCR engine reads it whole."""
    try:
        list(read_parts(content, PDF, ReadWish(ocr=ELSEWHERE, pdf_engine=engine), DEFAULT))
    except OcrNeededError:
        return False
    return True


def test_scan_needs_ocr_and_text_does_not(engine: PdfEngineName) -> None:
    assert is_text_pdf(text_pdf(LETTER), engine)
    assert not is_text_pdf(scanned_pdf(("TOTAL",)), engine)


def test_blank_page_needs_no_ocr(engine: PdfEngineName) -> None:
    assert is_text_pdf(drawn_pdf(lines=()), engine)


def test_scan_with_a_scanners_mark_needs_ocr(engine: PdfEngineName) -> None:
    document = pymupdf.open(stream=scanned_pdf(("TOTAL",)), filetype="pdf")
    document[0].insert_text((10, 190), "Scanned with some free app dot com", fontsize=8)
    assert not is_text_pdf(document.tobytes(), engine)


def test_only_the_scanned_pages_of_a_hybrid_are_recognised(engine: PdfEngineName) -> None:
    document = pymupdf.open(stream=text_pdf(LONG_LETTER), filetype="pdf")
    document.insert_pdf(pymupdf.open(stream=scanned_pdf(("TOTAL",)), filetype="pdf"))
    document.insert_pdf(pymupdf.open(stream=text_pdf(LONG_LETTER), filetype="pdf"))
    sources = [page.source for page in read(document.tobytes(), engine).document.pages]
    assert [source is WordSource.TEXT for source in sources] == [True, False, True]


def test_scanned_pages_beyond_the_limit_are_not_recognised(engine: PdfEngineName) -> None:
    document = pymupdf.open(stream=scanned_pdf(("A",), ("B",), ("C",)), filetype="pdf")
    document.insert_pdf(pymupdf.open(stream=text_pdf(LONG_LETTER), filetype="pdf"))
    within = read(document.tobytes(), engine, Limits(scanned_pages=3)).document
    beyond = read(document.tobytes(), engine, Limits(scanned_pages=2)).document
    assert (within.warnings, beyond.warnings) == ((), ("too_many_scanned_pages",))
    assert [page.source is WordSource.TEXT for page in beyond.pages] == [False, False, True, True]
    assert len(beyond.pages[3].words) > 30


def test_words_without_end_are_cut(engine: PdfEngineName) -> None:
    limits = Limits(word_characters=30, words_per_page=5)
    (page,) = read(text_pdf(("x" * 900, *LETTER)), engine, limits).document.pages
    assert len(page.words) <= 5
    assert max(len(word.text) for word in page.words) <= 30


def test_only_the_chosen_library_is_loaded(engine: PdfEngineName) -> None:
    other = {PdfEngineName.PYMUPDF: "pypdfium2", PdfEngineName.PDFIUM: "pymupdf"}[engine]
    script = (
        "import sys; from services.reading.in_process import read_in_process; from services.reading.wish import *\n"
        f"wish = ReadWish(ocr='none', pdf_engine=PdfEngineName('{engine}'))\n"
        "pages = read_in_process(sys.stdin.buffer.read(), 'application/pdf', wish=wish).document.pages\n"
        f"print(len(pages[0].words), [name for name in sys.modules if name.split('.')[0] in ('{other}', 'fitz')])"
    )
    command = [sys.executable, "-c", script]
    told = subprocess.run(command, input=text_pdf(LETTER), capture_output=True, check=True, cwd=ROOT)
    assert told.stdout.decode().strip() == "15 []"
