"""Which two documents are one, which belong together, and which only look alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from PIL import Image, ImageDraw

from services.parsers.twins import SAME_LOOK_BITS, Match, Relation, Traits, Twin, compared, look_distance, says_copy
from services.reading.look import look_of

INVOICE = Traits(
    kind="invoice", vendor="acme gmbh", number="re1234", total=Decimal("119.00"), currency="EUR", day=date(2026, 11, 1), pages=1
)
RECEIPT = replace(INVOICE, kind="receipt", number="")
LOOK, OTHER_LOOK = bytes(range(32)), bytes(range(100, 132))


@pytest.mark.parametrize(
    ("one", "other", "said"),
    [
        (INVOICE, INVOICE, Twin(Match.NUMBER, is_strong=True)),
        (INVOICE, replace(INVOICE, vendor="acme"), Twin(Match.NUMBER, is_strong=True)),
        (INVOICE, replace(INVOICE, total=Decimal(119)), Twin(Match.NUMBER, is_strong=True)),
        (RECEIPT, RECEIPT, Twin(Match.MEANING, is_strong=False)),
        (INVOICE, replace(INVOICE, number=""), Twin(Match.MEANING, is_strong=False)),
        (replace(RECEIPT, look=LOOK), replace(RECEIPT, look=LOOK), Twin(Match.MEANING, is_strong=True)),
        (Traits(pages=1, look=LOOK), Traits(pages=1, look=LOOK), Twin(Match.LOOK, is_strong=False)),
        (INVOICE, replace(INVOICE, number="re1235"), None),
        (INVOICE, replace(INVOICE, total=Decimal("119.01")), None),
        (INVOICE, replace(INVOICE, day=date(2026, 11, 2)), None),
        (INVOICE, replace(INVOICE, currency="USD"), None),
        (INVOICE, replace(INVOICE, vendor="other shop"), None),
        (INVOICE, replace(INVOICE, vendor="", number=""), None),
        (replace(RECEIPT, look=LOOK), replace(RECEIPT, look=LOOK, total=Decimal(1)), None),
        (Traits(pages=1, look=LOOK), Traits(pages=1, look=OTHER_LOOK), None),
        (Traits(pages=1, look=LOOK), Traits(pages=2, look=LOOK), None),
        (Traits(pages=1, look=bytes(32)), Traits(pages=1, look=bytes(32)), None),
        (Traits(), Traits(), None),
        (INVOICE, replace(INVOICE, says_copy=True), Relation.COPY),
        (replace(INVOICE, says_copy=True), replace(INVOICE, says_copy=True), Twin(Match.NUMBER, is_strong=True)),
        (INVOICE, replace(INVOICE, kind="reminder", total=Decimal("124.00"), day=date(2026, 12, 1)), Relation.REMINDER),
        (INVOICE, replace(INVOICE, kind="credit_note", total=Decimal("-119.00")), Relation.CORRECTION),
        (INVOICE, replace(INVOICE, kind="reminder", number="re9"), None),
        (RECEIPT, replace(RECEIPT, kind="card_slip"), Relation.RELATED),
        (INVOICE, replace(INVOICE, kind="delivery_note"), Relation.RELATED),
    ],
)
def test_what_two_are_to_each_other(one: Traits, other: Traits, said: Twin | Relation | None) -> None:
    assert compared(one, other) == said
    assert compared(other, one) == said


@pytest.mark.parametrize(
    "row", ["KOPIE", "Copy", "- Duplicate -", "Rechnungskopie", "Duplicata de facture", "*** REPRINT ***", "Copy of invoice"]
)
def test_copies_say_so(row: str) -> None:
    assert says_copy(["ACME GmbH", row])


@pytest.mark.parametrize("row", ["CUSTOMER COPY", "Kopie Papier A4 2,00", "Copyshop Müller", "Merchant copy"])
def test_originals_that_speak_of_copies_are_none(row: str) -> None:
    assert not says_copy([row])


def picture(text: str) -> Image.Image:
    image = Image.new("RGB", (800, 1200), "white")
    draw = ImageDraw.Draw(image)
    for line in range(24):
        draw.text((60, 40 + 45 * line), f"{text} {line * 7919 % 1000}", fill="black", font_size=28)
        draw.text((600, 40 + 45 * line), str(line * 104729 % 997), fill="black", font_size=28)
    draw.rectangle((50, 300, 750, 420), fill=(90, 90, 160))
    return image


def test_one_page_looks_the_same_in_another_size_and_not_another_page() -> None:
    page = picture("Bread and butter")
    small, upside_down = page.resize((400, 600)), page.rotate(180)
    assert len(look_of(page)) == 32
    assert look_distance(look_of(page), look_of(small)) <= SAME_LOOK_BITS
    assert look_distance(look_of(page), look_of(upside_down)) > SAME_LOOK_BITS
    assert not any(look_of(Image.new("RGB", (800, 1200), "white")))
