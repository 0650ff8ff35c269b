"""Letters for the tests, made with python-docx and changed by hand where it knows too little."""

from __future__ import annotations

import io
from collections.abc import Callable

import docx
from docx.document import Document
from docx.shared import Cm
from PIL import Image

from services.reading.in_process import read_in_process
from services.reading.limits import DEFAULT, Limits
from services.reading.media_types import DOCX
from services.reading.result import ReadResult
from services.reading.wish import ReadWish
from services.types import ReadDocument
from tests.reading.tables import part_of, with_part

WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
BODY = "word/document.xml"
WITHOUT_OCR = ReadWish(ocr="none")


def letter(write: Callable[[Document], object]) -> bytes:
    document = docx.Document()
    write(document)
    return saved(document)


def saved(document: Document) -> bytes:
    target = io.BytesIO()
    document.save(target)
    return target.getvalue()


def with_body(xml: str) -> bytes:
    """A letter whose body is this XML, with `w:` as its namespace."""
    declared = f'<w:document xmlns:w="{WORD}" xmlns:mc="urn:mc" xmlns:v="urn:v"><w:body>{xml}</w:body></w:document>'
    return with_part(letter(lambda _: None), BODY, declared.encode())


def with_changed_body(content: bytes, old: str, new: str) -> bytes:
    body = part_of(content, BODY).decode()
    assert old in body
    return with_part(content, BODY, body.replace(old, new).encode())


def run(text: str, properties: str = "") -> str:
    return f"<w:r><w:rPr>{properties}</w:rPr><w:t>{text}</w:t></w:r>"


def read(content: bytes, media_type: str = DOCX, wish: ReadWish = WITHOUT_OCR, limits: Limits = DEFAULT) -> ReadResult:
    return read_in_process(content, media_type, wish=wish, limits=limits)


def lines(document: ReadDocument, page: int = 1) -> list[str]:
    found: dict[int, list[str]] = {}
    for word in document.pages[page - 1].words:
        found.setdefault(word.line, []).append(word.text)
    return [" ".join(words) for words in found.values()]


def invoice(document: Document) -> None:
    document.sections[0].header.paragraphs[0].text = "Müller & Söhne GmbH"
    document.sections[0].footer.paragraphs[0].text = "IBAN DE89 3704 0044 0532 0130 00"
    document.add_heading("Rechnung 4711", level=1)
    document.add_paragraph("Rechnungsdatum:\t01.05.2026\nFällig:\t15.05.2026")
    table = document.add_table(rows=0, cols=3)
    for cells in (("Artikel", "Menge", "Betrag"), ("Brot", "2", "4,20 €"), ("Milch", "1", "1,80 €"), ("Gesamt", "", "6,00 €")):
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text


def with_picture(document: Document, *, width: Cm, pixels: tuple[int, int] = (800, 1100)) -> None:
    content = io.BytesIO()
    Image.new("RGB", pixels, "white").save(content, "PNG")
    document.add_picture(io.BytesIO(content.getvalue()), width=width)
