"""Line items of receipts, which have no table: what tells counts, prices, discounts and taxes apart."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.parsers.candidates import lay_out
from services.parsers.line_items import item_amounts, line_items, line_values
from services.types import LineItem
from tests.parsers.sheets import TODAY, document

D = Decimal
HEAD = "Corner Shop\nHigh Street 7\n\n"


def items(text: str) -> tuple[LineItem, ...]:
    return line_items(lay_out(document(HEAD + text, unit="px"), today=TODAY))


def counted(text: str) -> list[tuple[str, Decimal | None, Decimal | None]]:
    return [(item.description, item.quantity, item.amount) for item in items(text)]


@pytest.mark.parametrize(
    ("line", "quantity", "price"),
    [
        ("Milk   3 x 1.20          3.60", D(3), D("1.20")),
        ("3 Milk @ 1.20            3.60", D(3), D("1.20")),
        ("Milk    3   1.20         3.60", D(3), D("1.20")),
        ("Milk    1.20   3 pcs     3.60", D(3), D("1.20")),
        ("Cheese 0.300 kg x 12.00  3.60", D("0.300"), D("12.00")),
        ("3 x Milk                 3.60", D(3), None),
        ("Milk                     3.60", None, None),
    ],
)
def test_a_count_is_told_by_its_product_or_by_its_mark(line: str, quantity: Decimal | None, price: Decimal | None) -> None:
    (first, _second) = items(f"{line}\nBread                    2.00\nTOTAL                    5.60\n")

    assert (first.quantity, first.unit_price, first.amount) == (quantity, price, D("3.60"))


def test_the_name_may_stand_on_the_row_below_all_codes() -> None:
    text = """
95550751  2   8.00      16.00
WRENCH
95550752  1   5.00       5.00
PLIERS
TOTAL                   21.00
"""
    assert counted(text) == [("WRENCH", D(2), D("16.00")), ("PLIERS", D(1), D("5.00"))]


def test_a_price_above_and_a_count_beside_the_amount_make_the_product() -> None:
    text = """
LORRY FITTING 6KG      @63.00
FM411000055   *4       252.00 ZR
TOTAL                  252.00
"""
    assert [(item.quantity, item.unit_price, item.tax_mark) for item in items(text)] == [(D(4), D("63.00"), "ZR")]


def test_the_letter_behind_an_amount_is_the_mark_of_its_tax() -> None:
    text = """
Brot                     2,00 B
Seife                    3,00 A
Summe                    5,00 EUR
"""
    assert [item.tax_mark for item in items(text)] == ["B", "A"]


def test_a_currency_behind_an_amount_is_no_mark() -> None:
    assert [item.tax_mark for item in items("Bread   2.00 EUR\nMilk   3.00 EUR\nTOTAL   5.00 EUR\n")] == [None, None]


def test_a_discount_below_a_line_is_that_lines() -> None:
    text = """
Coat                    80.00
Discount               -10.00
Scarf                   20.00
TOTAL                   90.00
"""
    assert [(item.amount, item.discount) for item in items(text)] == [(D("80.00"), D("10.00")), (D("20.00"), None)]
    amounts = item_amounts(lay_out(document(HEAD + text), today=TODAY))
    assert sum(line_values(amounts)) == D("90.00")


def test_a_discount_that_is_already_taken_off_proves_its_line() -> None:
    text = """
Coat                    70.00
 1 x 80.00
 Discount -10.00
Scarf                   20.00
TOTAL                   90.00
"""
    assert [(item.quantity, item.discount, item.amount) for item in items(text)] == [
        (D(1), D("10.00"), D("70.00")),
        (None, None, D("20.00")),
    ]


def test_a_column_of_bare_numbers_counts_the_lines() -> None:
    text = """
Croissant     6          8.94
Almond cake   1          2.09
Sourdough     2          1.50
TOTAL                   12.53
"""
    assert [item.quantity for item in items(text)] == [D(6), D(1), D(2)]


def test_numbers_of_lines_and_codes_count_nothing() -> None:
    numbered = "1 Croissant     8.94\n2 Almond cake     2.09\n3 Sourdough     1.50\n"
    coded = "1973 Croissant     8.94\n2025 Almond cake     2.09\n1480 Sourdough     1.50\n"

    assert [item.quantity for item in items(coded + "TOTAL     12.53\n")] == [None, None, None]
    assert [item.description for item in items(numbered + "TOTAL     12.53\n")] == ["Croissant", "Almond cake", "Sourdough"]


def test_taxes_above_the_total_are_no_lines() -> None:
    text = """
CHLEB                    4,50 C
MASLO                    6,99 C
SPRZED. OPOD. PTU C     11,49
KWOTA C 05,00%           0,55
SUMA PLN                11,49
"""
    assert [item.description for item in items(text)] == ["CHLEB", "MASLO"]


def test_what_the_lines_add_up_to_ends_them_whatever_it_is_called() -> None:
    text = """
Soup                     4.00
Steak                   19.00
Cake                     5.00
Altogether              28.00
Offering                 2.00
TOTAL                   30.00
"""
    assert [item.description for item in items(text)] == ["Soup", "Steak", "Cake"]


def test_whole_amounts_of_a_currency_without_cents_are_lines() -> None:
    text = """
Sate Ayam   2 x 25.000      50.000
Es Teh      2 x  5.000      10.000
Total                    Rp 60.000
"""
    assert counted(text) == [("Sate Ayam", D(2), D(50000)), ("Es Teh", D(2), D(10000))]


def test_a_lone_amount_without_words_is_no_line() -> None:
    assert items("5.00\n\nTOTAL                    5.00\n") == ()
