"""Which count belongs to which bought thing."""

from __future__ import annotations

from decimal import Decimal

from services.parsers.candidates import lay_out
from services.parsers.line_items import line_items
from tests.parsers.sheets import TODAY, document

HEAD = "Corner Shop\n\n"
POLISH = "Beeswax polish            13.88\n"
REST = "Peat briquettes            7.53\nTOTAL                     21.41\n"


def counts(text: str) -> list[tuple[str, Decimal | None, Decimal | None]]:
    sheet = lay_out(document(text, unit="px"), today=TODAY)
    return [(line.description, line.quantity, line.unit_price) for line in line_items(sheet)]


def test_a_count_below_an_item_is_that_items_when_the_product_says_so() -> None:
    text = f"{HEAD}{POLISH}  2 x 6.94\n{REST}"

    assert counts(text) == [("Beeswax polish", Decimal(2), Decimal("6.94")), ("Peat briquettes", None, None)]


def test_a_count_above_an_item_is_that_items_when_the_product_says_so() -> None:
    text = f"{HEAD}  2 x 6.94\n{POLISH}{REST}"

    assert counts(text) == [("Beeswax polish", Decimal(2), Decimal("6.94")), ("Peat briquettes", None, None)]


def test_a_count_that_fits_no_amount_is_nobodys() -> None:
    text = f"{HEAD}{POLISH}  3 x 5.00\n{REST}"

    assert [quantity for _, quantity, _ in counts(text)] == [None, None]
