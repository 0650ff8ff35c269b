"""Rows and columns of pages: with and without lines, askew, with cells of several lines; and what is no table."""

from __future__ import annotations

import random
from time import process_time

import pytest

from services.reading.page_tables import page_tables
from services.types import Box, Page, TableOrigin, Word, WordSource
from tests.reading.page_tables.sheets import level, page_of, tables, texts, upright

STATEMENT = """
Date         Description                    Debit      Credit     Balance
01.11.2026   Opening                                              1.000,00
02.11.2026   Rent November                 900,00                   100,00
             Larkspur House, flat 3
05.11.2026   Salary                                  2.100,00     2.200,00
09.11.2026   Heron Books                    40,00                 2.160,00
"""
STATEMENT_CELLS = [
    ["Date", "Description", "Debit", "Credit", "Balance"],
    ["01.11.2026", "Opening", "", "", "1.000,00"],
    ["02.11.2026", "Rent November Larkspur House, flat 3", "900,00", "", "100,00"],
    ["05.11.2026", "Salary", "", "2.100,00", "2.200,00"],
    ["09.11.2026", "Heron Books", "40,00", "", "2.160,00"],
]
INVOICE = """
Description                 Quantity    Unit price      Amount
Blue enamel kettle              2          20.00         40.00
   with a lid
Garden bench                    1         110.00        110.00
Lamp                           10           1.50         15.00

Subtotal                                                165.00
VAT 20 %                                                 33.00
Total                                                   198.00
"""
RECEIPT = """
        LARKSPUR CAFE
        12 Heron Lane
   12.11.2026      10:15:33
Coffee                  2.50
Apple cake              4.00
Tea                     3.10
TOTAL                   9.60
CASH                   10.00
CHANGE                  0.40
"""


def test_a_statement_without_lines_gives_its_rows_and_columns() -> None:
    assert tables(STATEMENT) == [STATEMENT_CELLS]


@pytest.mark.parametrize("degrees", [-1.5, -0.7, 0.7, 1.5])
def test_a_page_that_is_slightly_askew_gives_the_same(degrees: float) -> None:
    assert tables(STATEMENT, degrees=degrees) == [STATEMENT_CELLS]


def test_each_cell_has_the_box_of_its_words_and_the_table_that_of_all() -> None:
    page = page_of(STATEMENT)
    (table,) = page_tables(page)
    cell = table.rows[2][1]
    inside = [word.text for word in page.words if _is_in(word.box, cell.box)]
    assert " ".join(inside) == cell.text
    assert all(_is_in(word.box, table.box) for word in page.words)
    assert table.rows[1][2].box is None
    assert (table.number, table.page, table.origin) == (1, 1, TableOrigin.UNRULED)


def _is_in(inner: Box, outer: Box | None) -> bool:
    assert outer is not None
    return outer.x0 <= inner.x0 and outer.y0 <= inner.y0 and inner.x1 <= outer.x1 and inner.y1 <= outer.y1


def test_the_items_of_an_invoice_are_a_table_that_ends_before_the_totals() -> None:
    assert tables(INVOICE) == [
        [
            ["Description", "Quantity", "Unit price", "Amount"],
            ["Blue enamel kettle with a lid", "2", "20.00", "40.00"],
            ["Garden bench", "1", "110.00", "110.00"],
            ["Lamp", "10", "1.50", "15.00"],
        ]
    ]


def test_the_items_of_a_receipt_are_a_table_and_its_totals_are_none() -> None:
    assert tables(RECEIPT) == [[["Coffee", "2.50"], ["Apple cake", "4.00"], ["Tea", "3.10"]]]


def test_a_row_that_adds_up_several_columns_stays() -> None:
    text = """
Rate          Net        Tax      Gross
A   20 %   165.00     33.00     198.00
B    7 %    10.00      0.70      10.70
Total      175.00     33.70     208.70
"""
    assert tables(text)[0][-1][-3:] == ["175.00", "33.70", "208.70"]


def test_names_above_their_prices_belong_to_the_row_below() -> None:
    text = """
Blue enamel kettle
   2 x   20.00          40.00
Garden bench
   1 x  110.00         110.00
TOTAL                  150.00
"""
    rows = [" ".join(filter(None, row)) for row in tables(text)[0]]
    assert rows == ["Blue enamel kettle 2 x 20.00 40.00", "Garden bench 1 x 110.00 110.00"]


def test_figures_of_one_thing_on_two_lines_are_one_row() -> None:
    text = """
Pos   Article         Name                    Price       Net amount
1     KR3M            Green turf              3.33
      40123-45001                                              10.00
2     SFK5            Steak                   5.50
      40000-50986                                              22.00
"""
    assert tables(text)[0][1:] == [
        ["1", "KR3M 40123-45001", "Green turf", "3.33", "10.00"],
        ["2", "SFK5 40000-50986", "Steak", "5.50", "22.00"],
    ]


def test_one_item_under_headings_is_a_table() -> None:
    text = """
Description                 Quantity    Unit price      Amount
Blue enamel kettle              2          20.00         40.00
"""
    assert [len(rows) for rows in tables(text)] == [2]


def test_two_amounts_that_nearly_touch_are_two_columns() -> None:
    text = "\n".join(f"Thing{number}        {number}0.00 {number}1.00" for number in range(1, 6))
    assert tables(text)[0][0] == ["Thing1", "10.00", "11.00"]


def test_two_tables_of_a_page_are_told_apart_from_top_to_bottom() -> None:
    text = (
        INVOICE
        + "\n\n\nRate      Net        Tax      Gross\n20 %   165.00     33.00     198.00\n 7 %    10.00      0.70      10.70\n"
    )
    found = page_tables(page_of(text))
    assert [table.number for table in found] == [1, 2]
    assert texts(found[1])[0] == ["Rate", "Net", "Tax", "Gross"]


GRID = """
Name             Floor      Key
Anna             first      yes
Bertha Maria     second     no
   Clara
"""
BOXED = (
    *(level(line, 0, 34) for line in (0, 1, 2, 4)),
    *(upright(place, 0, 4) for place in (0, 17, 28, 34)),
)


def test_a_grid_of_lines_needs_no_figures() -> None:
    assert tables(GRID) == []
    assert tables(GRID, *BOXED) == [[["Name", "Floor", "Key"], ["Anna", "first", "yes"], ["Bertha Maria Clara", "second", "no"]]]
    (table,) = page_tables(page_of(GRID), BOXED)
    assert table.origin is TableOrigin.RULED


def test_lines_drawn_cell_by_cell_are_the_same_grid() -> None:
    pieces = [level(line, start, end) for line in (0, 1, 2, 4) for start, end in ((0, 17), (17, 28), (28, 34))]
    pieces += [upright(place, first, last) for place in (0, 17, 28, 34) for first, last in ((0, 1), (1, 2), (2, 4))]
    assert tables(GRID, *pieces) == tables(GRID, *BOXED)


def test_a_cell_over_two_columns_is_one_where_the_line_is_interrupted() -> None:
    rulings = [*(level(line, 0, 34) for line in (0, 1, 2, 4)), upright(0, 0, 4), upright(17, 0, 4), upright(34, 0, 4)]
    rulings.append(upright(28, 1, 4))
    text = GRID.replace("Floor      Key", "Floor and key")
    assert tables(text, *rulings)[0][0] == ["Name", "Floor and key", ""]


def test_only_level_lines_part_rows_of_several_lines() -> None:
    text = """
Thing                      Price
  Blue enamel
kettle                     20.00
  with a lid
  Garden
bench                     110.00
"""
    rulings = [level(line, 0, 34) for line in (1, 4, 6)]
    (table,) = page_tables(page_of(text), rulings)
    assert texts(table)[-2:] == [["Blue enamel kettle with a lid", "20.00"], ["Garden bench", "110.00"]]
    assert table.origin is TableOrigin.RULED


def test_a_frame_around_text_is_no_table() -> None:
    frame = [level(0, 0, 60), level(8, 0, 60), upright(0, 0, 8), upright(60, 0, 8)]
    assert tables(LETTER, *frame) == []


LETTER = """
Larkspur Works                                12 Heron Lane
Mrs Olive Example                             Marrowcombe

Dear Mrs Example,
thank you for your letter of 12 November 2026. We have put aside 3
kettles and 2 benches for you, as you asked; they cost 150.00 EUR in
all, and will be yours on 26 November. Please come before noon, and
bring a cart.
"""
LABELS = """
Invoice number:     2026-1178
Invoice date:       12.11.2026
Customer:           4711
Due date:           26.11.2026
Amount due:         150.00
Deposit:            20.00
"""
META = """
Larkspur & Daughters          Invoice number     INV-2026-478
42 Old Thimble Street         Invoice date       12 Mar 2026
ZZ99 8ZZ Marrowcombe          Date of supply     5 Mar 2026
"""
TOTALS = """
Subtotal                                 165.00
VAT 20 %                                  33.00
Total                                    198.00
Cash                                     200.00
Change                                     2.00
"""
TWO_COLUMNS = """
It was a bright cold day          the clocks were striking
in spring, and all of             thirteen, which nobody on
the house was asleep;             the stairs had noticed yet
"""


@pytest.mark.parametrize("text", [LETTER, LABELS, META, TOTALS, TWO_COLUMNS, "", "word"], ids=range(7))
def test_a_letter_a_list_of_labels_and_a_block_of_totals_are_no_tables(text: str) -> None:
    assert tables(text) == []


def test_twenty_thousand_words_take_less_than_a_second_however_they_stand() -> None:
    generator = random.Random(7)
    pages = [_crowded(generator), _one_row(), _many_rows(), _chaos(generator)]
    rulings = [_line(generator) for _ in range(20_000)]
    for page in pages:
        began = process_time()
        page_tables(page, rulings)
        assert process_time() - began < 3  # a second on an idle machine


def _crowded(generator: random.Random) -> Page:
    texts = ("12,50", "Kettle", "01.02.2026", "x", "9")
    places = [(line, column) for line in range(2000) for column in range(10)]
    words = [
        Word(generator.choice(texts), Box(c / 10, line / 2000, c / 10 + 0.05, (line + 0.6) / 2000), line) for line, c in places
    ]
    return Page(1, 600, 16_000, "pt", tuple(words), WordSource.TEXT)


def _one_row() -> Page:
    words = [Word("9,99", Box(i / 20_000, 0.1, (i + 0.4) / 20_000, 0.1001), 0) for i in range(20_000)]
    return Page(1, 1_000_000, 1000, "pt", tuple(words), WordSource.TEXT)


def _many_rows() -> Page:
    words = [Word("9,99", Box(i % 3 * 0.3, i / 20_001, i % 3 * 0.3 + 0.1, (i + 1) / 20_001), i) for i in range(20_000)]
    return Page(1, 600, 840, "pt", tuple(words), WordSource.TEXT)


def _chaos(generator: random.Random) -> Page:
    texts = ("9,99", "Summe", "12.12.2026", "abc")
    words = [
        Word(generator.choice(texts), Box(generator.random(), generator.random(), 1, 1), i // generator.randint(1, 30))
        for i in range(20_000)
    ]
    return Page(1, 600, 840, "px", tuple(words), WordSource.RAPID)


def _line(generator: random.Random) -> Box:
    place, begin, end = generator.random(), generator.random() / 2, generator.random() / 2 + 0.5
    return Box(begin, place, end, place) if generator.random() < 0.5 else Box(place, begin, place, end)
