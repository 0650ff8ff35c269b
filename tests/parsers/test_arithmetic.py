from __future__ import annotations

from decimal import Decimal

import pytest

from services.parsers.arithmetic import (
    Figures,
    confirmations,
    contradictions,
    explained_difference,
    is_cash_rounded,
    tax_fits,
)
from services.types import TaxLine


@pytest.mark.parametrize(
    ("figures", "name"),
    [
        (Figures(nets=(Decimal("10.00"),), taxes=(Decimal("0.60"),)), "net_plus_tax"),
        (Figures(nets=(Decimal("10.00"),), taxes=(Decimal("0.61"),), roundings=(Decimal("-0.01"),)), "net_plus_tax"),
        (Figures(nets=(Decimal("8.60"),), tips=(Decimal("2.00"),)), "net_plus_tax"),
        (Figures(nets=(Decimal("12.00"),), discounts=(Decimal("1.40"),)), "net_plus_tax"),
        (Figures(payments=(Decimal("20.00"),), changes=(Decimal("9.40"),)), "cash_minus_change"),
        (Figures(payments=(Decimal("20.00"),), changes=(Decimal("-9.40"),)), "cash_minus_change"),
        (Figures(lines=(Decimal("4.60"), Decimal("6.00"))), "lines_sum"),
        (Figures(lines=(Decimal("4.00"), Decimal("6.00")), taxes=(Decimal("0.60"),)), "lines_sum"),
        (Figures(tax_lines=(TaxLine(Decimal(6), Decimal("10.00"), Decimal("0.60")),)), "tax_table"),
        (Figures(labelled=((Decimal("10.60"), "total"), (Decimal("10.60"), "card"))), "second_label"),
    ],
)
def test_printed_amounts_confirm_a_total(figures: Figures, name: str) -> None:
    assert confirmations(Decimal("10.60"), figures) == (name,)


@pytest.mark.parametrize(
    "figures",
    [
        Figures(),
        Figures(nets=(Decimal("10.60"),)),
        Figures(nets=(Decimal("10.00"),), taxes=(Decimal("0.70"),)),
        Figures(payments=(Decimal("10.60"),)),
        Figures(labelled=((Decimal("10.60"), "total"), (Decimal("10.60"), "total"))),
    ],
)
def test_what_does_not_lead_to_a_total_confirms_nothing(figures: Figures) -> None:
    assert confirmations(Decimal("10.60"), figures) == ()


@pytest.mark.parametrize(
    ("figures", "names"),
    [
        (Figures(payments=(Decimal("20.00"),), changes=(Decimal("9.50"),)), ("payment",)),
        (Figures(payments=(Decimal("9.00"),)), ("payment",)),
        (Figures(payments=(Decimal("5.00"), Decimal("5.60"))), ()),
        (Figures(payments=(Decimal("20.00"),)), ()),
        (Figures(lines=(Decimal("4.60"), Decimal("6.30"))), ("lines",)),
        (Figures(nets=(Decimal("10.00"),), taxes=(Decimal("0.90"),)), ("net_and_tax",)),
        (Figures(), ()),
    ],
)
def test_printed_amounts_contradict_a_total(figures: Figures, names: tuple[str, ...]) -> None:
    assert contradictions(Decimal("10.60"), figures) == names


@pytest.mark.parametrize(("net", "rate", "tax"), [("2.50", "5", "0.12"), ("2.50", "5", "0.13"), ("7.37", "19", "1.40")])
def test_both_ways_of_rounding_a_tax_fit(net: str, rate: str, tax: str) -> None:
    assert tax_fits(Decimal(net), Decimal(rate), Decimal(tax))


def test_a_tax_of_another_rate_does_not_fit() -> None:
    assert not tax_fits(Decimal("100.00"), Decimal(19), Decimal("7.00"))


def test_a_printed_rounding_explains_two_totals() -> None:
    assert explained_difference(Decimal("24.38"), Decimal("24.40"), Figures(roundings=(Decimal("0.02"),)))
    assert not explained_difference(Decimal("24.38"), Decimal("26.40"), Figures(roundings=(Decimal("0.02"),)))


@pytest.mark.parametrize(
    ("total", "currency", "fits"),
    [("24.40", "MYR", True), ("24.41", "MYR", False), ("24.41", "EUR", True), ("24.41", None, True), ("24.50", "SEK", False)],
)
def test_cash_totals_fit_the_smallest_coin(total: str, currency: str | None, fits: bool) -> None:
    assert is_cash_rounded(Decimal(total), currency) is fits
