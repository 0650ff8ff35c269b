"""Plain text and CSV as documents, and BAD_INPUTS 50 and 51."""

from __future__ import annotations

import pytest

from services.errors import CorruptFileError, EmptyDocumentError, ReadingError, ResourceLimitError
from services.reading.limits import Limits
from services.reading.media_types import CSV, TXT
from services.types import TableOrigin, WordSource
from tests.reading.office.letters import lines, read

RECEIPT = "Bäckerei Müller\n\nBrot            4,20\nMilch           1,80\n--------------------\nSUMME EUR       6,00\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["LF", "CRLF", "CR"])
def test_text_is_read_whatever_its_encoding_and_line_ends(encoding: str, line_end: str) -> None:
    document = read(RECEIPT.replace("\n", line_end).encode(encoding), TXT).document
    assert lines(document) == ["Bäckerei Müller", "Brot 4,20", "Milch 1,80", "-" * 20, "SUMME EUR 6,00"]
    assert document.pages[0].source is WordSource.TYPESET


def test_columns_of_a_text_are_kept() -> None:
    (page,) = read(RECEIPT.encode(), TXT).document.pages
    amounts = [word.box.x1 for word in page.words if "," in word.text]
    assert len(set(amounts)) == 1


def test_form_feed_ends_a_page() -> None:
    assert len(read(b"one\n\x0ctwo\n", TXT).document.pages) == 2


def test_long_text_is_cut_with_a_warning() -> None:
    document = read(b"a line of text\n" * 10_000, TXT, limits=Limits(pages=3)).document
    assert (len(document.pages), document.warnings) == (3, ("pages_cut",))


def test_one_endless_line_is_wrapped() -> None:
    document = read(b"x" * 3_000_000, TXT, limits=Limits(pages=2)).document
    assert document.warnings == ("pages_cut",)
    assert all(word.box.x1 <= 1 for page in document.pages for word in page.words)


def test_stray_control_characters_are_left_out() -> None:
    assert lines(read(b"To\x00tal\x1b 6,00 " + b"text " * 100, TXT).document)[0].startswith("Total 6,00")


@pytest.mark.parametrize(
    ("content", "error"),
    [
        (b"text " + bytes(range(1, 32)) * 50, CorruptFileError),
        (b"\xff\xfea", CorruptFileError),
        (b"\xef\xbb\xbf\xff\xff", CorruptFileError),
        (b" \n\t\n", EmptyDocumentError),
    ],
    ids=["binary", "half a letter", "not what its mark says", "blank"],
)
def test_what_is_no_text_is_refused_by_name(content: bytes, error: type[ReadingError]) -> None:
    for media_type in (TXT, CSV):
        with pytest.raises(error):
            read(content, media_type)


def test_csv_is_a_table_and_pages() -> None:
    document = read("Datum;Empfänger;Betrag\n31.01.2024;Köln;-1.234,50\n".encode("cp1252"), CSV).document
    (table,) = document.tables
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Datum", "Empfänger", "Betrag"],
        ["31.01.2024", "Köln", "-1.234,50"],
    ]
    assert (table.origin, table.page) == (TableOrigin.TEXT, None)
    assert lines(document) == ["Datum Empfänger Betrag", "31.01.2024 Köln -1.234,50"]


def test_cells_that_would_be_formulas_are_stored_raw() -> None:
    raw = ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "＝1"]
    (table,) = read(("a;b;c;d;e\n" + ";".join(raw)).encode(), CSV).document.tables
    assert [cell.text for cell in table.rows[1]] == raw
    assert not any(cell.formula for cell in table.rows[1])


def test_text_that_only_seems_a_table_is_read_as_text() -> None:
    document = read(b'Screen;"black; 199.00\nCable; 2 m; 9.00\nTotal; EUR; 208.00\n', CSV).document
    assert lines(document)[-1] == "Total; EUR; 208.00"


def test_long_table_is_cut_with_a_warning() -> None:
    document = read(b"1;2\n" * 5_000, CSV, limits=Limits(document_rows=1_000)).document
    assert len(document.tables[0].rows) == 1_000
    assert "table_cut" in document.warnings


@pytest.mark.parametrize(
    "content",
    [b"1," * 10_000, b'a;b\n1;"' + b"x;y\n" * 5_000, b"a;b\n1;" + b"x" * 3_000_000],
    ids=["10,000 columns", "a quotation mark that swallows the rest", "an endless line"],
)
def test_tables_without_measure_are_refused_by_name(content: bytes) -> None:
    with pytest.raises(ResourceLimitError):
        read(content, CSV)
