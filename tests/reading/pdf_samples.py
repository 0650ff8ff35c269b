"""PDFs made in code for the tests of both engines."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

import pymupdf
import pytest

from services.reading.in_process import read_in_process
from services.reading.limits import DEFAULT, Limits
from services.reading.result import ReadResult
from services.reading.wish import PdfEngineName, ReadWish
from tests.reading.samples import LETTER

PDF = "application/pdf"
WIDTH, HEIGHT = 400, 600
EACH_ENGINE = pytest.mark.parametrize("engine", list(PdfEngineName), ids=str)
LONG_LETTER = (
    *LETTER,
    "Thank you for your order and for the trust that you put in our house",
    "Payment is due within fourteen days from the date of this invoice",
)


def read(content: bytes, engine: PdfEngineName, limits: Limits = DEFAULT, passwords: tuple[str, ...] = ()) -> ReadResult:
    """Read without an OCR engine: a page that is recognised has no words and another source."""
    wish = ReadWish(ocr="none", pdf_engine=engine, pictures=False, passwords=passwords)
    return read_in_process(content, PDF, wish=wish, limits=limits)


def texts(result: ReadResult, page: int = 1) -> list[str]:
    return [word.text for word in result.document.pages[page - 1].words]


def drawn_pdf(*draw: Callable[[pymupdf.Page], object], lines: Sequence[str] = LONG_LETTER) -> bytes:
    """One page with some lines of text, and then what else is drawn on it."""
    document = pymupdf.open()
    page = document.new_page(width=WIDTH, height=HEIGHT)
    for number, line in enumerate(lines):
        page.insert_text((50, 100 + 20 * number), line)
    for step in draw:
        step(page)
    return bytes(document.tobytes())


def by_hand(pages: bytes, *objects: bytes, catalogue: bytes = b"", trailer: bytes = b"") -> bytes:
    """A PDF object by object: 1 is the catalogue, 2 the tree of pages, the others follow."""
    bodies = [b"<</Type/Catalog/Pages 2 0 R" + catalogue + b">>", pages, *objects]
    content, offsets = b"%PDF-1.7\n", []
    for number, body in enumerate(bodies, start=1):
        offsets.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
    end = b"trailer<</Root 1 0 R/Size %d%s>>\nstartxref\n%d\n%%%%EOF" % (len(bodies) + 1, trailer, len(content))
    return content + b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1) + table + end


def stream(data: bytes, entries: bytes = b"") -> bytes:
    return b"<<%s/Length %d>>\nstream\n%s\nendstream" % (entries, len(data), data)


def one_page(
    contents: bytes = b"BT /F 12 Tf 50 100 Td (Plain words) Tj ET", box: bytes = b"[0 0 400 600]", *, catalogue: bytes = b""
) -> bytes:
    page = b"<</Type/Page/Parent 2 0 R/MediaBox%s/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>" % box
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    return by_hand(b"<</Type/Pages/Kids[3 0 R]/Count 1>>", page, stream(contents), font, catalogue=catalogue)


def with_files(files: Mapping[str, bytes], *, is_portfolio: bool = False) -> bytes:
    """A letter with files inside."""
    document = pymupdf.open(stream=drawn_pdf(), filetype="pdf")
    for name, content in files.items():
        document.embfile_add(name, content, filename=name)
    if is_portfolio:
        document.xref_set_key(document.pdf_catalog(), "Collection", "<</Type/Collection/View/D>>")
    return bytes(document.tobytes())
