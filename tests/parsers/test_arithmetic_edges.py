"""The edges of the gate: what only just confirms, contradicts or explains, and what only just does not."""

from __future__ import annotations

from decimal import Decimal

import pytest

from services.parsers.arithmetic import (
    Figures,
    confirmations,
    contradictions,
    explained_difference,
    is_before_tax,
    is_cash_rounded,
    tax_fits_within,
)
from services.types import TaxLine

D = Decimal
TOTAL = D("10.60")


def of(*values: str) -> tuple[Decimal, ...]:
    return tuple(map(D, values))


def table(*grosses: str) -> tuple[TaxLine, ...]:
    return tuple(TaxLine(D(6), None, None, D(gross)) for gross in grosses)


def test_a_rounding_alone_is_no_tax_table() -> None:
    assert confirmations(TOTAL, Figures(roundings=of("10.60"))) == ()
    assert confirmations(D(0), Figures()) == ()


@pytest.mark.parametrize(
    ("gross", "names"),
    [("10.59", ()), ("10.60", ()), ("10.61", ("tax_table",)), ("-10.60", ()), ("-10.61", ("tax_table",))],
)
def test_a_tax_table_contradicts_only_by_more_than_the_total(gross: str, names: tuple[str, ...]) -> None:
    assert contradictions(TOTAL, Figures(tax_lines=table(gross))) == names


@pytest.mark.parametrize(
    ("taxes", "roundings", "is_explained"),
    [
        (("0.05",), ("-0.03",), True),  # neither alone
        (("0.05", "0.07"), ("-0.01", "-0.05"), True),
        (("0.05",), ("0.03",), False),
        (("0.05",), (), False),
        ((), ("-0.03",), False),
    ],
)
def test_a_tax_and_its_rounding_explain_together(
    taxes: tuple[str, ...], roundings: tuple[str, ...], *, is_explained: bool
) -> None:
    figures = Figures(taxes=of(*taxes), roundings=of(*roundings))
    assert explained_difference(D("24.38"), D("24.40"), figures) is is_explained


@pytest.mark.parametrize(
    ("total", "rate", "tax", "is_before"),
    [
        ("2.00", "5", "0.11", True),  # 5 % of 2.00 is 0.10, of 1.89 it is 0.09: two cents off
        ("2.00", "5", "0.10", False),  # 5 % of 1.90 is 0.10 as well
        ("-100.00", "19", "-19.00", True),
        ("-119.00", "19", "-19.00", False),
    ],
)
def test_a_tax_that_comes_on_top_fits_the_total_alone(total: str, rate: str, tax: str, *, is_before: bool) -> None:
    assert is_before_tax(D(total), Figures(rated=((D(rate), D(tax)),))) is is_before


@pytest.mark.parametrize(("tax", "fits"), [("0.03", False), ("0.04", True), ("0.05", True), ("0.06", True), ("0.07", False)])
def test_half_a_cent_within_a_gross_is_rounded_up(tax: str, *, fits: bool) -> None:
    """At 60 %, 0.12 holds 0.045 of tax: that is 0.05."""
    assert tax_fits_within(D("0.12"), D(60), D(tax)) is fits


@pytest.mark.parametrize(
    ("payments", "changes", "names"),
    [
        (("10.60",), (), ()),
        (("10.61",), (), ()),
        (("10.59",), (), ("payment",)),
        (("10.61",), ("0.02",), ("payment",)),
        (("10.61",), ("0.01",), ()),
        (("6.00", "4.60"), (), ()),
        (("6.00", "6.00", "4.60"), (), ()),  # one of them is printed twice
        (("6.00", "4.61"), (), ("payment",)),
    ],
)
def test_what_was_paid_leads_to_the_total_or_contradicts_it(
    payments: tuple[str, ...], changes: tuple[str, ...], names: tuple[str, ...]
) -> None:
    assert contradictions(TOTAL, Figures(payments=of(*payments), changes=of(*changes))) == names


@pytest.mark.parametrize(("total", "fits"), [("0.00", True), ("-24.40", True), ("-24.41", False), ("24.99", False), ("25", True)])
def test_francs_are_paid_in_steps_of_five_both_ways(total: str, *, fits: bool) -> None:
    assert is_cash_rounded(D(total), "CHF") is fits
