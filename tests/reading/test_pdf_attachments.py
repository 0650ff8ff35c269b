"""The files inside a PDF: e-invoices are read, the others listed, and none of them spoils the pages."""

from __future__ import annotations

import pymupdf
import pytest

from services.errors import ResourceLimitError
from services.reading.limits import Limits
from services.reading.media_types import PDF, XLSX
from services.reading.wish import PdfEngineName
from services.types import FieldName, WordSource
from tests.reading.pdf_samples import EACH_ENGINE, by_hand, read, texts, with_files
from tests.reading.samples import LETTER, encoded, picture, text_pdf
from training.documents.catalogue import facturx_invoice
from training.documents.facturx import FILE_NAME

PNG = "image/png"
pytestmark = EACH_ENGINE


def invoice_xml(seed: int = 1) -> bytes:
    return bytes(pymupdf.open("pdf", facturx_invoice(seed).data).embfile_get(FILE_NAME))


@pytest.mark.parametrize("name", ["factur-x.xml", "ZUGFeRD-invoice.xml", "xrechnung.xml", "anything.bin"])
def test_xml_of_an_einvoice_is_read_behind_the_pages(name: str, engine: PdfEngineName) -> None:
    truth = facturx_invoice(1).truth.fields
    document = read(with_files({"terms.txt": b"Terms: none.", name: invoice_xml()}), engine).document
    assert document.pages[0].source is WordSource.TEXT
    assert {page.source for page in document.pages[1:]} == {WordSource.XML}
    assert [page.number for page in document.pages] == list(range(1, len(document.pages) + 1))
    assert truth[FieldName.TOTAL] in {word.text for page in document.pages[1:] for word in page.words}
    assert document.einvoice is not None
    assert [file.name for file in document.attachments] == ["terms.txt"]


def test_einvoices_that_say_different_things_are_told(engine: PdfEngineName) -> None:
    files = {"factur-x.xml": invoice_xml(1), "second.xml": invoice_xml(2)}
    assert "einvoices_differ" in read(with_files(files), engine).document.warnings
    same = {"factur-x.xml": invoice_xml(1), "xrechnung.xml": invoice_xml(1)}
    assert read(with_files(same), engine).document.warnings == ()


def test_second_einvoice_is_only_listed(engine: PdfEngineName) -> None:
    document = read(with_files({"factur-x.xml": invoice_xml(1), "second.xml": invoice_xml(2)}), engine).document
    assert document.einvoice is not None
    assert [(file.name, file.is_document) for file in document.attachments] == [("second.xml", False)]


@pytest.mark.parametrize(
    ("xml", "warning"),
    [
        (b"<?xml version='1.0'?><note>no invoice</note>", "einvoice_invalid"),
        (b"not XML at all", "einvoice_invalid"),
        (b"<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Invoice>&e;</Invoice>", "xml_forbidden"),
    ],
    ids=["other XML", "no XML", "entities"],
)
def test_xml_that_is_not_read_is_told_and_leaves_the_pages(xml: bytes, warning: str, engine: PdfEngineName) -> None:
    result = read(with_files({"factur-x.xml": xml}), engine)
    assert (result.document.warnings, result.document.einvoice) == ((warning,), None)
    assert "119.00" in texts(result)


def test_order_is_no_invoice(engine: PdfEngineName) -> None:
    document = read(with_files({"order-x.xml": b"<SCRDMCCBDACIOMessageStructure/>"}), engine).document
    assert (document.warnings, document.einvoice) == ((), None)
    assert [file.name for file in document.attachments] == ["order-x.xml"]


def test_files_are_listed_by_their_bytes(engine: PdfEngineName) -> None:
    image = encoded(picture(("A",)))
    result = read(with_files({"photo.pdf": image, "häuser.bin": b"\x00\x01\x02"}), engine)
    assert [(file.name, file.media_type, file.size_bytes, file.is_document) for file in result.document.attachments] == [
        ("photo.pdf", PNG, len(image), False),
        ("häuser.bin", "", 3, False),
    ]
    assert result.attachments == (image, b"\x00\x01\x02")


def test_files_of_a_portfolio_are_documents(engine: PdfEngineName) -> None:
    files = {"a.pdf": text_pdf(LETTER), "b.exe": b"MZ\x90\x00" + bytes(60)}
    document = read(with_files(files, is_portfolio=True), engine).document
    assert [(file.media_type, file.is_document) for file in document.attachments] == [(PDF, True), ("", False)]
    assert XLSX not in {file.media_type for file in document.attachments}


def test_file_that_hangs_on_a_page_is_listed(engine: PdfEngineName) -> None:
    document = pymupdf.open(stream=text_pdf(LETTER), filetype="pdf")
    document[0].add_file_annot((50, 50), b"pinned", "pin.txt")
    result = read(document.tobytes(), engine)
    assert [(file.name, file.size_bytes) for file in result.document.attachments] == [("pin.txt", 6)]
    assert "119.00" in texts(result)


def test_files_too_large_together_are_named(engine: PdfEngineName) -> None:
    with pytest.raises(ResourceLimitError):
        read(with_files({"a.bin": bytes(3000), "b.bin": bytes(3000)}), engine, Limits(attached_bytes=5000))


def test_file_without_its_bytes_is_told(engine: PdfEngineName) -> None:
    content = by_hand(
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 600]/Resources<<>>>>",
        b"<</Type/Filespec/F(a.bin)>>",
        catalogue=b"/Names<</EmbeddedFiles<</Names[(a.bin) 4 0 R]>>>>",
    )
    document = read(content, engine).document
    assert (len(document.pages), document.warnings) == (1, ("attachment_unreadable",))
