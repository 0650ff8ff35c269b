"""What a person points at on a page is read as the field that they mean, or refused with the words that stand there."""

from __future__ import annotations

import pytest

from services.parsers.boxed import NoValueError, confirmed_in_box, value_in_box
from services.parsers.candidates import lay_out
from services.parsers.evidence import union
from services.types import Box, FieldName, Page
from tests.parsers.sheets import TODAY, document

F = FieldName
GERMAN = """
Nordwind Handel GmbH
Musterweg 4, 20095 Hamburg
USt-IdNr. DE136695976
Rechnung Nr. 2026-0815     Datum 03.04.2026
Beratung                     1.234,50
Porto                            1.234
MwSt 19%                       234,56
Summe                    EUR 1.469,06
Gutschrift                      -12,00
IBAN DE89 3704 0044 0532 0130 00
Bezahlt mit VISA **** **** **** 4242
Lieferung 05.06.2026
"""
AMERICAN = """
Harbor Supply Inc
12 Main Street, Springfield, IL 62701, USA
Date 03/04/2026
Total                       $ 12.50
"""
EVERYTHING = Box(0, 0, 1, 1)


def box_over(page: Page, *texts: str) -> Box:
    """Around the words that are written so, a little wider."""
    found = [word.box for word in page.words if word.text in texts]
    around = union(found)
    return Box(max(around.x0 - 0.001, 0), max(around.y0 - 0.001, 0), around.x1 + 0.001, around.y1 + 0.001)


def pointed(text: str, name: FieldName, *words: str) -> str:
    read = document(text)
    page = read.pages[0]
    return value_in_box(name, page, box_over(page, *words), lay_out(read, today=TODAY)).value


@pytest.mark.parametrize(
    ("name", "words", "value"),
    [
        (F.TOTAL, ("1.469,06",), "1469.06"),
        (F.TOTAL, ("EUR", "1.469,06"), "1469.06"),
        (F.TOTAL, ("Summe", "EUR", "1.469,06"), "1469.06"),
        (F.NET, ("1.234",), "1234"),  # by the decimal mark of the document
        (F.PREPAID, ("-12,00",), "-12.00"),
        (F.DATE, ("03.04.2026",), "2026-04-03"),
        (F.DATE, ("Datum", "03.04.2026"), "2026-04-03"),
        (F.SERVICE_DATE, ("Lieferung", "05.06.2026"), "2026-06-05"),
        (F.CURRENCY, ("EUR",), "EUR"),
        (F.CURRENCY, ("EUR", "1.469,06"), "EUR"),
        (F.VENDOR, ("Nordwind", "Handel", "GmbH"), "Nordwind Handel GmbH"),
        (F.VENDOR, ("Nordwind",), "Nordwind"),
        (F.INVOICE_NUMBER, ("2026-0815",), "2026-0815"),
        (F.INVOICE_NUMBER, ("Rechnung", "Nr.", "2026-0815"), "2026-0815"),
        (F.VENDOR_TAX_ID, ("USt-IdNr.", "DE136695976"), "DE136695976"),
        (F.VENDOR_IBAN, ("IBAN", "DE89", "3704", "0044", "0532", "0130", "00"), "DE89370400440532013000"),
        (F.CARD_LAST4, ("4242",), "4242"),
        (F.CARD_LAST4, ("VISA", "****", "4242"), "4242"),
        (F.PAYMENT_METHOD, ("VISA",), "card"),
    ],
)
def test_the_words_in_a_box_are_read_as_the_field(name: FieldName, words: tuple[str, ...], value: str) -> None:
    assert pointed(GERMAN, name, *words) == value


def test_order_and_money_are_those_of_the_document() -> None:
    assert pointed(AMERICAN, F.DATE, "03/04/2026") == "2026-03-04"
    assert pointed(AMERICAN, F.CURRENCY, "$") == "USD"


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        (F.TOTAL, ("Nordwind",), "Nordwind"),
        (F.TOTAL, ("1.234,50", "1.234"), "one amount alone"),
        (F.DATE, ("Summe",), "not a date"),
        (F.DATE, ("03.04.2026", "05.06.2026"), "one date alone"),
        (F.CURRENCY, ("Beratung",), "not a currency"),
        (F.PAYMENT_METHOD, ("Porto",), "not a method of payment"),
        (F.VENDOR_IBAN, ("DE136695976",), "not an IBAN"),
        (F.CARD_LAST4, ("Porto",), "last four digits"),
    ],
)
def test_words_that_are_no_value_of_the_field_are_told(name: FieldName, words: tuple[str, ...], said: str) -> None:
    with pytest.raises(NoValueError, match=said):
        pointed(GERMAN, name, *words)


def test_what_can_be_read_in_two_ways_is_told_with_both() -> None:
    with pytest.raises(NoValueError, match="2026-04-03 or 2026-03-04"):
        pointed("Shop\n03/04/2026", F.DATE, "03/04/2026")
    with pytest.raises(NoValueError, match=r"1234 or 1\.234"):
        pointed("Shop\nTotal EUR 1.234", F.TOTAL, "1.234")
    with pytest.raises(NoValueError, match="SEK or NOK"):
        pointed("Shop\nTotal 12.00 kr", F.CURRENCY, "kr")


def test_an_empty_box_says_so() -> None:
    page = document(GERMAN).pages[0]
    with pytest.raises(NoValueError, match="no words"):
        confirmed_in_box(F.TOTAL, "1.00", page, Box(0.98, 0.98, 1, 1))


def test_the_evidence_is_the_box_with_its_words() -> None:
    read = document(GERMAN)
    page = read.pages[0]
    box = box_over(page, "Summe", "EUR", "1.469,06")
    evidence = value_in_box(F.TOTAL, page, box, lay_out(read, today=TODAY)).evidence
    assert (evidence.page, evidence.box, evidence.text, evidence.source) == (1, box, "Summe EUR 1.469,06", page.source)


@pytest.mark.parametrize(
    ("name", "value", "words", "is_right"),
    [
        (F.TOTAL, "1469.06", ("EUR", "1.469,06"), True),
        (F.TOTAL, "-1469.06", ("1.469,06",), True),  # the sign is a person's to say
        (F.TOTAL, "1469.60", ("1.469,06",), False),
        (F.DATE, "2026-03-04", ("03.04.2026",), False),
        (F.DATE, "2026-04-03", ("03.04.2026",), True),
        (F.CURRENCY, "EUR", ("EUR", "1.469,06"), True),
        (F.CURRENCY, "USD", ("EUR",), False),
        (F.VENDOR, "NORDWIND handel GmbH", ("Nordwind", "Handel", "GmbH"), True),
        (F.VENDOR, "Südwind", ("Nordwind",), False),
    ],
)
def test_a_value_with_a_box_is_kept_only_where_the_box_says_it(
    name: FieldName, value: str, words: tuple[str, ...], is_right: bool
) -> None:
    page = document(GERMAN).pages[0]
    if is_right:
        assert confirmed_in_box(name, value, page, box_over(page, *words)).value == value
    else:
        with pytest.raises(NoValueError, match="and not"):
            confirmed_in_box(name, value, page, box_over(page, *words))


def everything_as(name: FieldName) -> str:
    read = document(GERMAN * 20)
    try:
        return value_in_box(name, read.pages[0], EVERYTHING, lay_out(read, today=TODAY)).value
    except NoValueError as error:
        return str(error)


@pytest.mark.parametrize("name", FieldName)
def test_a_box_around_everything_gives_one_value_or_a_short_sentence(name: FieldName) -> None:
    said = everything_as(name)
    assert said.startswith("Nordwind Handel") or 0 < len(said) < 250


def test_two_digits_that_may_be_the_year_are_told_with_both_days() -> None:
    with pytest.raises(NoValueError, match="2009-10-26 or 2026-10-09"):
        pointed("Butik AB\nStockholm, Sverige\n26-10-09\nSumma 60,00 kr", FieldName.DATE, "26-10-09")
