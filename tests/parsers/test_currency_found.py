"""Which money a document is in, and when that is only a guess."""

from __future__ import annotations

import pytest

from services.parsers.candidates import lay_out
from tests.parsers.sheets import TODAY, document


def money(text: str) -> tuple[str, bool] | None:
    found = lay_out(document(text), today=TODAY).currency
    return (found.code, found.sure) if found else None


def test_the_named_currency_is_that_of_the_document() -> None:
    text = "Rechnungswährung : GBP\nNetto EUR 5,00\nSumme 10,00 GBP\nSteuer EUR 2,00"
    assert money(text) == ("GBP", False)  # two are printed: a person is asked
    assert money("Currency: GBP\nTotal 10.00") == ("GBP", True)


def test_what_an_amount_was_converted_to_is_not_the_money_of_the_till() -> None:
    found = money("Gift Shop plc\nLondon NW1 4RY\nUnited Kingdom\nTotal 18.80\n= EUR (1 : 1.15) 21.62")
    assert found is not None
    assert found[0] == "GBP"


@pytest.mark.parametrize(
    "words",
    [
        "Summe 10.00\nVielen Dank",
        "TVA 1.00\nTotal TTC 10.00\nMerci",
        "Factura\nImporte 10.00\nGracias",
        "Fatura\nTotal 10.00\nObrigado",
    ],
)
def test_words_that_are_spoken_abroad_too_leave_the_money_a_guess(words: str) -> None:
    found = money(words)
    assert found is None or not found[1]


def test_other_cues_beside_the_language_make_it_sure() -> None:
    assert money("SIRET 732 829 320 00074\nTVA 1,00\nTotal TTC 10,00\nMerci") == ("EUR", True)
    assert money("Meyer GmbH\nSumme 10,00\nVielen Dank") == ("EUR", True)


def test_a_province_is_no_money() -> None:
    found = money("Largo dei Cordai 173, 00041 Roccasarto (RM)\nTotale 10,00\nContanti 10,00")
    assert found is None or found[0] != "MYR"


def test_a_dollar_without_a_country_is_a_guess() -> None:
    assert money("Total $10.00") == ("USD", False)


_SYDNEY = "Acme Pty Ltd\nABN 53 004 085 616\n1 George St, Sydney NSW 2000\nConsulting   $10,000.00\nGST   $1,000.00\n"


@pytest.mark.parametrize("named", ["Total USD $11,000.00", "Total $11,000.00 USD", "All amounts in US dollars\nTotal $11,000.00"])
def test_a_dollar_that_is_named_is_not_taken_for_that_of_the_land_in_silence(named: str) -> None:
    found = money(_SYDNEY + named)
    assert found is not None
    assert found == ("USD", True) or not found[1]


def test_a_dollar_of_the_land_is_sure() -> None:
    assert money(_SYDNEY + "Total $11,000.00") == ("AUD", True)
    assert money(_SYDNEY + "Total $11,000.00 AUD") == ("AUD", True)


def test_dollars_are_no_euros() -> None:
    found = money("Meyer GmbH\nHauptstr. 5, 10115 Berlin\nUSt-IdNr. DE136695976\nNetto $100.00\nMwSt 19% $19.00\nGesamt $119.00")
    assert found is not None
    assert not found[1]
