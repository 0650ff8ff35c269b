from __future__ import annotations

import pytest

from services.errors import EmptyFileError, TypeMismatchError, UnsupportedTypeError
from services.reading.sniff import sniff
from tests.reading.samples import encoded, picture, text_pdf


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "GIF", "TIFF", "BMP"])
def test_pictures_are_known_by_their_bytes(kind: str) -> None:
    assert sniff(encoded(picture(size=(20, 20)), kind), "whatever") == f"image/{kind.lower()}"


def test_pdf_is_known_by_its_bytes() -> None:
    assert sniff(text_pdf(("a",)), "a.pdf.exe") == "application/pdf"


def test_pdf_behind_a_byte_order_mark_is_a_pdf() -> None:
    assert sniff(b"\xef\xbb\xbf%PDF-1.4\n", "a.pdf") == "application/pdf"


def test_pdf_mark_within_the_first_kilobyte_is_a_pdf() -> None:
    assert sniff(b"\x00" * 1000 + b"%PDF-1.4\n", "a.pdf") == "application/pdf"


def test_wrong_extension_of_a_supported_type_does_not_matter() -> None:
    assert sniff(encoded(picture(size=(20, 20)), "JPEG"), "receipt.png") == "image/jpeg"


def test_empty_file_is_refused() -> None:
    with pytest.raises(EmptyFileError):
        sniff(b"", "a.pdf")


@pytest.mark.parametrize(
    "head",
    [
        b"MZ\x90\x00" + bytes(200),
        b"\x7fELF\x02\x01\x01" + bytes(200),
        b"<!doctype html><script>alert(1)</script> %PDF-1.4",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"PK\x03\x04" + bytes(60) + b"%PDF-1.4",
        b"8BPS\x00\x01" + bytes(60),
        b"SIMPLE  =                    T" + bytes(60),
    ],
)
def test_name_of_a_supported_type_on_other_content_is_a_mismatch(head: bytes) -> None:
    with pytest.raises(TypeMismatchError):
        sniff(head, "invoice.PDF")


def test_other_types_are_refused_with_the_list_of_supported_ones() -> None:
    with pytest.raises(UnsupportedTypeError, match="PDF, JPEG, PNG, WebP"):
        sniff(b"SIMPLE  =                    T" + bytes(60), "book.fits")
