"""An XML gets pages: every value stands there, where its term says."""

from __future__ import annotations

from dataclasses import replace

import pytest

from services.einvoice.presentation import shown
from services.parsers.evidence import text_in_box
from services.parsers.folding import letters_and_digits
from services.reading.in_process import read_in_process
from services.reading.limits import DEFAULT
from services.reading.media_types import EINVOICE, PDF
from services.reading.wish import ReadWish
from services.types import Box, ReadDocument, WordSource
from tests.einvoice import invoices as made
from tests.einvoice.test_syntaxes import SHORT, every_group, full

PLAIN = ReadWish(pictures=False)


def document(xml: str, **limits: int) -> ReadDocument:
    return read_in_process(xml.encode(), EINVOICE, wish=PLAIN, limits=replace(DEFAULT, **limits)).document


@full
def test_every_term_stands_where_it_says(xml: str) -> None:
    read = document(xml)
    assert read.einvoice is not None
    for group in every_group(read.einvoice):
        for name, term in group.items():
            assert term.box is not None, name
            printed = text_in_box(read.pages[term.page - 1], Box(*term.box))
            assert letters_and_digits(printed) == letters_and_digits(shown(name, term))


def test_pages_come_from_the_xml_and_have_pictures() -> None:
    read = read_in_process(made.cii().encode(), EINVOICE, wish=ReadWish())
    assert {page.source for page in read.document.pages} == {WordSource.XML}
    assert all(preview.startswith(b"RIFF") for preview in read.previews)


def test_its_tables_hold_the_lines_and_the_tax_each_value_with_its_place() -> None:
    read = document(made.cii())
    assert read.einvoice is not None
    tables = {table.title: table for table in read.tables}
    header, *rows = tables["Lines"].rows
    assert [cell.text for cell in header][:2] == ["Line", "Item"]
    assert len(rows) == len(read.einvoice.lines)
    for row in rows:
        for cell in filter(lambda cell: cell.text, row):
            assert cell.box is not None
            printed = text_in_box(read.pages[(tables["Lines"].page or 0) - 1], cell.box)
            assert letters_and_digits(printed) == letters_and_digits(cell.text)
    assert len(tables["Tax"].rows) == len(read.einvoice.taxes) + 1


def test_an_invoice_longer_than_is_shown_is_read_whole() -> None:
    end = "</ram:IncludedSupplyChainTradeLineItem>"
    xml = made.cii()
    line = xml[xml.index("<ram:IncludedSupplyChainTradeLineItem>") : xml.index(end) + len(end)]
    read = document(xml.replace(line, line * 300), rendered_pages=2)
    assert len(read.pages) == 2
    assert read.warnings == ("einvoice_pages_cut",)
    assert read.einvoice is not None
    assert len(read.einvoice.lines) == 301
    assert read.einvoice.lines[-1].terms["BT-131"].box is None
    assert read.einvoice.terms["BT-112"].box is not None


@pytest.mark.parametrize("profile", sorted(SHORT))
def test_profiles_without_lines_have_a_page_too(profile: str) -> None:
    assert "291.50" in {word.text for word in document(SHORT[profile]).pages[0].words}


def test_inside_a_pdf_its_pages_stand_behind_the_files_own() -> None:
    read = read_in_process(made.in_pdf(made.cii()), PDF, wish=PLAIN).document
    assert [page.source for page in read.pages][:2] == [WordSource.TEXT, WordSource.XML]
    assert read.einvoice is not None
    assert read.einvoice.terms["BT-112"].page == 2


@pytest.mark.parametrize(
    ("xml", "warning"),
    [
        pytest.param("<CrossIndustryInvoice/>", "einvoice_invalid", id="invalid"),
        pytest.param(made.cii().replace("<rsm:", "<!DOCTYPE a><rsm:", 1), "xml_forbidden", id="forbidden"),
    ],
)
def test_a_bad_xml_inside_a_pdf_leaves_the_pdf(xml: str, warning: str) -> None:
    read = read_in_process(made.in_pdf(xml), PDF, wish=PLAIN).document
    assert (read.einvoice, read.warnings) == (None, (warning,))
