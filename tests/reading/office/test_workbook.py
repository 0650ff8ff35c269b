"""Workbooks as documents, and BAD_INPUTS 47: links, DDE, rows without end."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal

import pytest
import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from services.errors import CorruptFileError, EmptyDocumentError
from services.reading.limits import DEFAULT, Limits
from services.reading.media_types import XLSX
from services.reading.workbook_numbers import cell_text
from services.types import Cell, ReadDocument, Table, TableOrigin
from tests.reading.office.letters import WITHOUT_OCR, lines
from tests.reading.office.letters import read as read_any
from tests.reading.tables import packed, part_of, with_part, workbook

MAY = datetime.fromisoformat("2026-05-01T00:00:00")
SHEET = "xl/worksheets/sheet1.xml"


def read(content: bytes, limits: Limits = DEFAULT) -> ReadDocument:
    return read_any(content, XLSX, WITHOUT_OCR, limits).document


def written(*write: Callable[[xlsxwriter.Workbook, Worksheet], object], hidden: int = 0) -> bytes:
    """A workbook with one sheet per function, the last `hidden` of them hidden."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    for number, fill in enumerate(write):
        sheet = book.add_worksheet()
        fill(book, sheet)
        if number >= len(write) - hidden:
            sheet.hide()
    book.close()
    return target.getvalue()


def invoice(book: xlsxwriter.Workbook, sheet: Worksheet) -> None:
    euro = book.add_format({"num_format": "#,##0.00 [$€-407]"})
    sheet.write(0, 0, "Müller & Söhne GmbH, Hauptstraße 1, 80331 München, Telefon 089 123456")
    sheet.write(2, 0, "Rechnungsdatum")
    sheet.write_datetime(2, 1, MAY, book.add_format({"num_format": "dd.mm.yyyy"}))
    sheet.write_row(4, 0, ["Artikel", "Menge", "Preis", "Summe"])
    for row, (name, count, price) in enumerate((("Brot", 2, 1234.5), ("Milch", 1, 0.9)), start=5):
        sheet.write_row(row, 0, [name, count])
        sheet.write(row, 2, price, euro)
        sheet.write_formula(row, 3, f"=B{row + 1}*C{row + 1}", euro, count * price)
    sheet.write(7, 2, "Gesamt")
    sheet.write_formula(7, 3, "=SUM(D6:D7)", euro, 2469.9)


def texts(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row] for row in table.rows]


def test_sheet_is_a_table_and_a_page() -> None:
    document = read(written(invoice))
    assert lines(document) == [
        "Müller & Söhne GmbH, Hauptstraße 1, 80331 München, Telefon 089 123456",
        "Rechnungsdatum 2026-05-01",
        "Artikel Menge Preis Summe",
        "Brot 2 1234.50 € 2469.00 €",
        "Milch 1 0.90 € 0.90 €",
        "Gesamt 2469.90 €",
    ]
    (table,) = document.tables
    assert (table.title, table.origin, table.is_hidden) == ("Sheet1", TableOrigin.SHEET, False)
    assert table.rows[7][3] == Cell("2469.90 €", formula="=SUM(D6:D7)")
    assert texts(table)[1] == []
    assert document.warnings == ()


def test_hidden_sheets_are_tables_that_no_parser_sees() -> None:
    document = read(written(invoice, lambda _, sheet: sheet.write(0, 0, "secret total 99.00"), hidden=1))
    assert [table.is_hidden for table in document.tables] == [False, True]
    assert "secret" not in " ".join(word.text for page in document.pages for word in page.words)
    assert document.warnings == ("hidden_sheets",)


def test_workbook_of_hidden_sheets_alone_is_empty() -> None:
    content = packed(workbook([("a",)]))
    hidden = part_of(content, "xl/workbook.xml").replace(b'state="visible"', b'state="veryHidden"')
    assert b"veryHidden" in hidden
    with pytest.raises(EmptyDocumentError):
        read(with_part(content, "xl/workbook.xml", hidden))


def test_each_sheet_begins_a_page() -> None:
    document = read(written(invoice, lambda _, sheet: sheet.write(0, 0, "second")))
    assert [lines(document, 2), len(document.pages)] == [["second"], 2]


def test_formula_without_a_stored_value_is_told() -> None:
    document = read(packed(workbook([("Total", "=SUM(A2:A9)"), ("=1+1", 5)])))
    assert document.warnings == ("formula_without_value",)
    assert document.tables[0].rows[0] == (Cell("Total"), Cell("", formula="=SUM(A2:A9)"))
    assert lines(document) == ["Total", "5"]


def test_stored_value_counts_even_where_the_formula_would_give_another() -> None:
    document = read(written(lambda _, sheet: sheet.write_formula(0, 0, "=1+1", None, 7)))
    assert document.tables[0].rows == ((Cell("7", formula="=1+1"),),)


def test_links_and_dde_stay_text() -> None:
    formulas = ["='[1]Other'!A1", "=cmd|'/C calc'!A0", '=HYPERLINK("http://127.0.0.1:9/")', '=WEBSERVICE("http://127.0.0.1:9/")']

    def write(_: xlsxwriter.Workbook, sheet: Worksheet) -> None:
        for row, formula in enumerate(formulas):
            sheet.write_formula(row, 0, formula, None, row)

    rows = read(written(write)).tables[0].rows
    assert [row[0].text for row in rows] == ["0", "1", "2", "3"]
    assert [row[0].formula.replace("_xlfn.", "") for row in rows] == formulas


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1", "@SUM(A1)", "＝1"])
def test_text_that_looks_like_a_formula_is_kept_as_it_is(text: str) -> None:
    document = read(written(lambda _, sheet: sheet.write_string(0, 0, text)))
    assert document.tables[0].rows == ((Cell(text),),)


def test_far_cells_neither_take_time_nor_hide_what_is_near() -> None:
    book = workbook([("Total", 5)])
    book.active["A1048576"] = "far"
    book.active["XFD2"] = "wide"
    document = read(packed(book))
    assert lines(document) == ["Total 5"]
    assert document.warnings == ("table_cut",)


def test_rows_and_cells_have_an_end() -> None:
    content = packed(workbook([[number] * 20 for number in range(500)]))
    document = read(content, Limits(document_rows=100, pages=1))
    assert (len(document.tables[0].rows), len(document.pages)) == (100, 1)
    assert set(document.warnings) == {"table_cut", "pages_cut"}


def test_cells_of_all_sheets_together_have_an_end() -> None:
    content = written(*[lambda _, sheet: [sheet.write(row, 9, "x") for row in range(10)]] * 3)
    document = read(content, Limits(document_cells=150))
    assert [len(table.rows) for table in document.tables] == [10, 5]
    assert set(document.warnings) == {"table_cut", "tables_cut"}


def test_sheets_have_an_end() -> None:
    content = written(*[lambda _, sheet: sheet.write(0, 0, "x")] * 5)
    document = read(content, Limits(tables=3))
    assert (len(document.tables), document.warnings) == (3, ("tables_cut",))


def test_merged_cells_have_their_text_once() -> None:
    document = read(written(lambda _, sheet: sheet.merge_range(0, 0, 1, 3, "Invoice")))
    assert lines(document) == ["Invoice"]


def test_broken_sheet_is_refused_by_name() -> None:
    with pytest.raises(CorruptFileError):
        read(with_part(packed(workbook([("a",)])), SHEET, b"<worksheet"))


@pytest.mark.parametrize(
    "cell",
    [b't="s"><v>99</v>', b"><v>x</v>", b' r="1A"><v>1</v>', b' s="99"><v>1</v>'],
    ids=["no such text", "no number", "no such place", "no such style"],
)
def test_broken_cells_are_refused_by_name(cell: bytes) -> None:
    sheet = (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
        b"<c %s</c></row></sheetData></worksheet>"
    )
    with pytest.raises(CorruptFileError):
        read(with_part(packed(workbook([("a",)])), SHEET, sheet % cell))


@pytest.mark.parametrize(
    ("value", "number_format", "text"),
    [
        (1234.5, "General", "1234.5"),
        (0.1 + 0.2, "General", "0.3"),
        (1e20, "General", "100000000000000000000"),
        (1234.5, "#,##0.00", "1234.50"),
        (1234.5, "#,##0.00 [$€-407]", "1234.50 €"),
        (1234.5, '_-* #,##0.00\\ "€"_-;-* #,##0.00\\ "€"_-', "1234.50 €"),
        (-1234.5, '"$"#,##0.00_);[Red]\\("$"#,##0.00\\)', "-$1234.50"),
        (1234.5, "[$CHF] #,##0.00", "CHF 1234.50"),
        (1234.5, "£#,##0.00", "£1234.50"),
        (1234, "[$¥-411]#,##0", "¥1234"),
        (1.005, "0.00", "1.01"),
        (2.5, "0", "3"),
        (1.5, "0.000", "1.50"),
        (1.234, "0.000", "1.234"),
        (5, "0.##", "5"),
        (0.19, "0%", "19%"),
        (0.075, "0.0%", "7.5%"),
        (1500000, "0.0,,", "1500000"),
        (0.5, "# ?/?", "0.5"),
        (12, "0.00E+00", "12"),
        (5, '0 "kg"', "5 kg"),
        (7, "@", "7"),
        (True, "General", "true"),
        (MAY, "dd.mm.yyyy", "2026-05-01"),
        (1e300, "0." + "0" * 30, format(Decimal("1e300"), "f")),
    ],
)
def test_numbers_come_as_a_person_sees_them(value: object, number_format: str, text: str) -> None:
    assert cell_text(value, number_format) == text
