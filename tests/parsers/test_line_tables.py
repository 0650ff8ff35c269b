"""Line items of tables: what the headings say, what the figures prove, and what is no line."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.parsers.candidates import lay_out
from services.parsers.line_items import item_amounts, line_items, line_values
from services.types import LineItem
from tests.parsers.sheets import TODAY, document

D = Decimal
SUMS = """
Net                                                45.50
VAT 20%                                             9.10
Total                                              54.60
"""
TABLE = """
Description             Qty     Unit price        Amount
Garden hose               3          12.50         37.50
Watering can              1           8.00          8.00
"""


def items(text: str) -> tuple[LineItem, ...]:
    return line_items(lay_out(document(text, unit="pt"), today=TODAY))


def counted(text: str) -> list[tuple[str, Decimal | None, Decimal | None, Decimal | None]]:
    return [(item.description, item.quantity, item.unit_price, item.amount) for item in items(text)]


def test_each_figure_belongs_to_the_heading_over_it() -> None:
    assert counted(TABLE + SUMS) == [
        ("Garden hose", D(3), D("12.50"), D("37.50")),
        ("Watering can", D(1), D("8.00"), D("8.00")),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "Bezeichnung           Menge    Einzelpreis        Betrag",
        "Désignation             Qté  Prix unitaire    Montant HT",
        "Descripción        Cantidad         Precio       Importe",
        "Descrizione           Q.tà         Prezzo        Importo",
        "Omschrijving         Aantal          Prijs        Bedrag",
        "Designação              Qtd          Preço         Valor",
        "Nazwa                 Ilość     Cena netto   Wart. netto",
        "Butiran            Kuantiti   Harga seunit        Jumlah",
    ],
)
def test_headings_are_known_in_the_languages_of_documents(heading: str) -> None:
    table = TABLE.replace("Description             Qty     Unit price        Amount", heading)

    assert [line[1:] for line in counted(table + SUMS)] == [(D(3), D("12.50"), D("37.50")), (D(1), D("8.00"), D("8.00"))]


def test_headings_that_say_too_little_are_overruled_by_what_the_figures_prove() -> None:
    text = """
No  Details        No.    Unit     Value     Tax   Total
1   Office chair     4   20.00     80.00   16.00   96.00
2   Desk lamp        3   15.50     46.50    9.30   55.80
Net                                               126.50
Tax                                                25.30
Total                                             151.80
"""
    assert [line[1:] for line in counted(text)] == [(D(4), D("20.00"), D("80.00")), (D(3), D("15.50"), D("46.50"))]


def test_net_amounts_are_taken_before_gross_ones() -> None:
    text = """
Item              Qty   Price       Net   VAT %     Gross
Cable               2   10.00     20.00     20%     24.00
Plug                4    5.00     20.00     20%     24.00
Total net                                           40.00
VAT                                                  8.00
Total                                               48.00
"""
    assert [(item.amount, item.tax_rate) for item in items(text)] == [(D("20.00"), D(20)), (D("20.00"), D(20))]


def test_net_amounts_are_taken_before_gross_ones_without_prices_too() -> None:
    text = """
Description                     Net     VAT         Gross
Consulting                   100.00   20.00        120.00
Travel                        50.00   10.00         60.00
Net total                                          150.00
Total                                              180.00
"""
    assert [item.amount for item in items(text)] == [D("100.00"), D("50.00")]


def test_an_amount_on_the_row_below_belongs_to_its_count_and_price() -> None:
    text = """
Item                  Unit price     Qty          Amount
Divider sheets              9.90      20
4012345001235                                     198.00
Banana yogurt               5.50      50
4000050986428                                     275.00
Net total                                         473.00
"""
    assert [line[1:] for line in counted(text)] == [(D(20), D("9.90"), D("198.00")), (D(50), D("5.50"), D("275.00"))]


def test_words_below_a_line_are_told_with_it() -> None:
    text = TABLE.replace("Watering can", "  made of rubber\nWatering can") + SUMS

    assert [item.description for item in items(text)] == ["Garden hose made of rubber", "Watering can"]


def test_a_unit_stands_behind_its_count() -> None:
    text = TABLE.replace("  3          12.50", "3 h          12.50") + SUMS

    assert [(item.quantity, item.unit) for item in items(text)] == [(D(3), "h"), (D(1), None)]


def test_a_discount_column_is_taken_off_and_told() -> None:
    text = """
Item               Qty     Price    Discount      Amount
Boots                2     40.00       10.00       70.00
Laces                3      2.00                    6.00
Total                                              76.00
"""
    assert [(item.quantity, item.discount, item.amount) for item in items(text)] == [
        (D(2), D("10.00"), D("70.00")),
        (D(3), None, D("6.00")),
    ]


def test_a_discount_in_per_cent_proves_the_line_and_is_no_amount() -> None:
    text = """
Item               Qty     Price      Disc.%      Amount
Boots                2     40.00       10.00       72.00
Total                                              72.00
"""
    assert [(item.quantity, item.unit_price, item.discount) for item in items(text)] == [(D(2), D("40.00"), None)]


def test_sums_of_groups_are_no_lines_and_end_nothing() -> None:
    text = """
Description             Qty     Unit price        Amount
Garden hose               3          12.50         37.50
Subtotal garden                                    37.50
Desk lamp                 2          10.00         20.00
Subtotal office                                    20.00
Total                                              57.50
"""
    assert [item.description for item in items(text)] == ["Garden hose", "Desk lamp"]


def test_lines_without_counts_go_on_below_the_sum_of_a_group() -> None:
    text = """
Service                                           Amount
Materials
Cleaning                                          269.71
Switchboard                                       972.42
Subtotal Materials                               1242.13
Labour
Licence                                           100.00
Travel                                             24.19
Subtotal Labour                                   124.19
Net total                                        1366.32
"""
    assert [item.amount for item in items(text)] == [D("269.71"), D("972.42"), D("100.00"), D("24.19")]


def test_what_is_carried_over_is_no_line() -> None:
    text = """
Bezeichnung           Menge    Einzelpreis        Betrag
Schlauch                  3          12,50         37,50
Übertrag                                           37,50
Kanne                     1           8,00          8,00
Nettobetrag                                        45,50
"""
    assert [item.description for item in items(text)] == ["Schlauch", "Kanne"]


def test_what_is_carried_over_is_no_line_where_nothing_is_counted() -> None:
    text = """
Leistung                                           Betrag
Beratung                                           100,00
Fahrt                                               24,00
Übertrag                                           124,00
Bericht                                             50,00
Nettobetrag                                        174,00
"""
    assert [item.amount for item in items(text)] == [D("100.00"), D("24.00"), D("50.00")]


def test_rows_of_a_tax_table_are_no_lines() -> None:
    text = (
        TABLE
        + "VAT %           Net             VAT            Gross\n20%           45.50            9.10            54.60\n"
        + SUMS
    )

    assert len(items(text)) == 2


def test_a_count_is_parted_from_a_price_whose_thousands_are_grouped_by_blanks() -> None:
    text = """
Désignation             Qté  Prix unitaire    Montant HT
Chaise                    2         100,50        201,00
Formation                 4       1 927,09      7 708,36
Total HT                                        7 909,36
"""
    assert [line[1:] for line in counted(text)] == [(D(2), D("100.50"), D("201.00")), (D(4), D("1927.09"), D("7708.36"))]


def test_negative_lines_stay_as_printed() -> None:
    text = """
Item               Qty        Price               Amount
Citric acid         -5         1.00                -5.00
Sugar               -2         1.45                -2.90
Net total                                          -7.90
"""
    assert [(item.quantity, item.amount) for item in items(text)] == [(D(-5), D("-5.00")), (D(-2), D("-2.90"))]


def test_the_evidence_is_the_row_of_the_line() -> None:
    evidence = items(TABLE + SUMS)[0].evidence

    assert evidence is not None
    assert (evidence.page, evidence.text) == (1, "Garden hose  3  12.50  37.50")


def test_amounts_of_lines_are_those_of_the_line_items() -> None:
    amounts = item_amounts(lay_out(document(TABLE + SUMS, unit="pt"), today=TODAY))

    assert list(line_values(amounts)) == [D("37.50"), D("8.00")]


def test_thousands_of_lines_are_read_in_bounded_time() -> None:
    text = "Item   Qty   Price   Amount\n" + "\n".join(f"Thing {n}   2   3.50   7.00" for n in range(5000))

    assert 0 < len(items(text)) <= 900
