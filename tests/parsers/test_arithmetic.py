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
    less_prepaid,
    tax_fits,
    tax_fits_within,
)
from services.types import TaxLine

D = Decimal
TOTAL = D("10.60")


def of(*values: str) -> tuple[Decimal, ...]:
    return tuple(map(D, values))


def taxed(net: str | None, tax: str | None, gross: str | None = None) -> TaxLine:
    return TaxLine(D(6), *(None if value is None else D(value) for value in (net, tax, gross)))


@pytest.mark.parametrize(
    ("figures", "name"),
    [
        (Figures(nets=of("10.00"), taxes=of("0.60")), "net_plus_tax"),
        (Figures(nets=of("99.00", "10.00"), taxes=of("7.00", "0.60")), "net_plus_tax"),
        (Figures(nets=of("10.00"), taxes=of("0.40", "0.20")), "net_plus_tax"),  # both of two taxes
        (Figures(nets=of("10.00"), taxes=of("0.40", "0.20", "0.40")), "net_plus_tax"),  # one of them is printed twice
        (Figures(nets=of("10.00"), taxes=of("0.61"), roundings=of("-0.01")), "net_plus_tax"),
        (Figures(nets=of("10.58"), roundings=of("0.02")), "net_plus_tax"),
        (Figures(nets=of("8.60"), tips=of("2.00")), "net_plus_tax"),
        (Figures(nets=of("9.60"), surcharges=of("1.00")), "net_plus_tax"),
        (Figures(nets=of("9.00"), taxes=of("0.60"), surcharges=of("1.00")), "net_plus_tax"),
        (Figures(nets=of("12.00"), discounts=of("1.40")), "net_plus_tax"),
        (Figures(nets=of("12.00"), discounts=of("-1.40")), "net_plus_tax"),
        (Figures(payments=of("20.00"), changes=of("9.40")), "cash_minus_change"),
        (Figures(payments=of("20.00"), changes=of("-9.40")), "cash_minus_change"),
        (Figures(payments=of("5.00", "20.00"), changes=of("0.10", "9.40")), "cash_minus_change"),
        (Figures(payments=of("10.60"), changes=of("0.00")), "cash_minus_change"),
        (Figures(lines=of("4.60", "6.00")), "lines_sum"),
        (Figures(lines=of("10.60"), labelled=((TOTAL, "total"),)), "lines_sum"),
        (Figures(lines=of("12.60", "-2.00")), "lines_sum"),
        (Figures(lines=of("4.00", "6.00"), taxes=of("0.60")), "lines_sum"),
        (Figures(lines=of("10.00"), taxes=of("0.60")), "lines_sum"),
        (Figures(tax_lines=(taxed("10.00", "0.60"),)), "tax_table"),
        (Figures(tax_lines=(taxed(None, "0.60", "10.60"),)), "tax_table"),
        (Figures(tax_lines=(taxed("4.00", "0.24"), taxed(None, None), taxed("6.00", "0.36"))), "tax_table"),
        (Figures(tax_lines=(taxed("10.00", "0.62"),), roundings=of("-0.02")), "tax_table"),
        (Figures(labelled=((TOTAL, "total"), (TOTAL, "card"))), "second_label"),
    ],
)
def test_printed_amounts_confirm_a_total(figures: Figures, name: str) -> None:
    assert confirmations(TOTAL, figures) == (name,)


@pytest.mark.parametrize(
    "figures",
    [
        Figures(),
        Figures(nets=of("10.60")),
        Figures(nets=of("10.60"), taxes=of("0.00")),  # no net leads anywhere by nothing
        Figures(nets=of("10.00"), taxes=of("0.70")),
        Figures(nets=of("11.20"), taxes=of("0.60")),  # the tax is not taken off
        Figures(nets=of("10.62"), roundings=of("0.02")),
        Figures(nets=of("9.20"), discounts=of("1.40")),  # a discount never adds
        Figures(nets=of("10.00"), taxes=of("1.00", "2.00", "3.00", "4.00", "5.00", "0.60")),  # so many taxes tell nothing
        Figures(taxes=of("10.60")),
        Figures(payments=of("10.60")),
        Figures(changes=of("10.60")),
        Figures(payments=of("1.20"), changes=of("9.40")),
        Figures(lines=of("10.00")),
        Figures(lines=of("4.60", "6.01")),
        Figures(lines=of("5.00", "-5.00"), taxes=of("10.60")),  # lines that add up to nothing
        Figures(tax_lines=(taxed("10.00", None),)),
        Figures(tax_lines=(taxed(None, "10.60"),)),
        Figures(tax_lines=(taxed("10.00", "0.61"),)),
        Figures(labelled=((TOTAL, "total"), (TOTAL, "total"))),
        Figures(labelled=((TOTAL, "total"), (D("10.61"), "card"))),
    ],
)
def test_what_does_not_lead_to_a_total_confirms_nothing(figures: Figures) -> None:
    assert confirmations(TOTAL, figures) == ()


def test_the_stronger_confirmations_come_first() -> None:
    figures = Figures(
        nets=of("10.00"),
        taxes=of("0.60"),
        payments=of("20.00"),
        changes=of("9.40"),
        lines=of("10.60"),
        tax_lines=(taxed("10.00", "0.60"),),
        labelled=((TOTAL, "total"), (TOTAL, "card")),
    )
    assert confirmations(TOTAL, figures) == ("net_plus_tax", "cash_minus_change", "lines_sum", "tax_table", "second_label")
    assert contradictions(TOTAL, figures) == ()


@pytest.mark.parametrize(
    ("figures", "names"),
    [
        (Figures(), ()),
        (Figures(payments=of("20.00"), changes=of("9.50")), ("payment",)),
        (Figures(payments=of("20.00"), changes=of("9.40")), ()),
        (Figures(payments=of("20.00"), changes=of("-9.40")), ()),
        (Figures(payments=of("10.60"), changes=of("2.00")), ()),  # paid without change, whatever the other amount is
        (Figures(payments=of("9.00")), ("payment",)),
        (Figures(payments=of("10.59")), ("payment",)),
        (Figures(payments=of("10.60")), ()),
        (Figures(payments=of("20.00")), ()),  # the change is not printed
        (Figures(payments=of("20.00", "50.00")), ("payment",)),  # two ways to pay, and neither is the total
        (Figures(payments=of("5.00", "5.60")), ()),
        (Figures(payments=of("5.00", "5.00", "10.60")), ()),
        (Figures(payments=of("15.00", "5.60"), changes=of("10.00")), ()),
        (Figures(changes=of("9.40")), ()),
        (Figures(lines=of("4.60", "6.30")), ("lines",)),
        (Figures(lines=of("4.60", "6.00")), ()),
        (Figures(lines=of("4.60")), ()),  # one line may be a part
        (Figures(nets=of("10.00"), taxes=of("0.90")), ("net_and_tax",)),
        (Figures(nets=of("10.00"), taxes=of("0.60")), ()),
        (Figures(nets=of("10.00")), ()),
        (Figures(nets=of("10.00"), taxes=of("0.00")), ()),
        (Figures(nets=of("10.60"), taxes=of("0.60")), ()),  # the total is the net: that is told elsewhere
        (Figures(tax_lines=(taxed("10.00", "0.70"),)), ("tax_table",)),
        (Figures(tax_lines=(taxed("5.00", "0.30"),)), ()),  # the rest is not taxed
        (Figures(tax_lines=(taxed("10.00", "0.60"),)), ()),
        (Figures(tax_lines=(taxed("10.00", None),)), ()),
        (Figures(tax_lines=(taxed("10.00", "0.62"),), roundings=of("-0.02")), ()),
        (Figures(tax_lines=(taxed("12.00", "0.60"),), discounts=of("2.00")), ()),  # a discount explains it
        (
            Figures(
                payments=of("9.00"), lines=of("1.00", "2.00"), nets=of("3.00"), taxes=of("4.00"), tax_lines=(taxed("20", "2"),)
            ),
            ("payment", "lines", "net_and_tax", "tax_table"),
        ),
    ],
)
def test_printed_amounts_contradict_a_total(figures: Figures, names: tuple[str, ...]) -> None:
    assert contradictions(TOTAL, figures) == names


def test_a_credit_note_is_contradicted_by_a_larger_credit() -> None:
    figures = Figures(tax_lines=(taxed("-10.00", "-0.70"),))
    assert contradictions(D("-10.60"), figures) == ("tax_table",)
    assert contradictions(D("-10.70"), figures) == ()
    assert confirmations(D("-10.70"), figures) == ("tax_table",)


@pytest.mark.parametrize(
    ("net", "rate", "tax", "fits"),
    [
        ("2.50", "5", "0.12", True),  # half to even
        ("2.50", "5", "0.13", True),  # half up
        ("2.50", "5", "0.11", True),  # and one cent either way
        ("2.50", "5", "0.14", True),
        ("2.50", "5", "0.10", False),
        ("2.50", "5", "0.15", False),
        ("7.37", "19", "1.40", True),
        ("-7.37", "19", "-1.40", True),
        ("100.00", "19", "7.00", False),
        ("100.00", "19", "19.01", True),
        ("100.00", "19", "19.02", False),
        ("100.00", "19", "18.99", True),
        ("100.00", "19", "18.98", False),
    ],
)
def test_a_tax_fits_its_net_by_either_way_of_rounding(net: str, rate: str, tax: str, *, fits: bool) -> None:
    assert tax_fits(D(net), D(rate), D(tax)) is fits


def test_a_currency_without_cents_has_other_steps() -> None:
    assert tax_fits(D(1045), D(10), D(106), step=D(1))  # 104.5 is 105, and one more
    assert tax_fits(D(1045), D(10), D(103), step=D(1))  # or 104, and one less
    assert not tax_fits(D(1045), D(10), D(107), step=D(1))
    assert not tax_fits(D(1045), D(10), D(102), step=D(1))


@pytest.mark.parametrize(
    ("gross", "tax", "fits"),
    [("119.00", "19.00", True), ("119.00", "19.01", True), ("119.00", "18.99", True), ("119.00", "19.02", False),
     ("119.00", "18.98", False), ("119.00", "22.61", False), ("-119.00", "-19.00", True), ("-119.00", "19.00", False)],
)  # fmt: skip
def test_a_tax_fits_within_its_gross(gross: str, tax: str, *, fits: bool) -> None:
    assert tax_fits_within(D(gross), D(19), D(tax)) is fits


@pytest.mark.parametrize(
    ("total", "rated", "is_before"),
    [
        ("100.00", (("19", "19.00"),), True),
        ("119.00", (("19", "19.00"),), False),
        ("100.00", (("19", "0.00"),), False),
        ("100.00", (("0", "19.00"),), False),
        ("100.00", (), False),
        ("0.20", (("5", "0.01"),), False),  # so little is both
        ("100.00", (("7", "3.00"), ("19", "19.00")), True),
    ],
)
def test_a_total_that_a_printed_tax_comes_on_top_of(total: str, rated: tuple[tuple[str, str], ...], *, is_before: bool) -> None:
    figures = Figures(rated=tuple((D(rate), D(tax)) for rate, tax in rated))
    assert is_before_tax(D(total), figures) is is_before


@pytest.mark.parametrize(
    ("figures", "is_explained"),
    [
        (Figures(), False),
        (Figures(roundings=of("0.02")), True),
        (Figures(roundings=of("-0.02")), True),
        (Figures(roundings=of("0.03")), False),
        (Figures(taxes=of("7.00", "0.02")), True),
        (Figures(tips=of("0.02")), True),
        (Figures(surcharges=of("0.02")), True),
        (Figures(discounts=of("0.02")), True),
        (Figures(discounts=of("-0.02")), True),
        (Figures(taxes=of("0.04"), roundings=of("-0.02")), True),
        (Figures(taxes=of("0.04"), roundings=of("0.01")), False),
        (Figures(payments=of("0.02")), False),
    ],
)
def test_what_explains_two_totals(figures: Figures, *, is_explained: bool) -> None:
    assert explained_difference(D("24.38"), D("24.40"), figures) is is_explained
    assert explained_difference(D("24.40"), D("24.38"), figures) is is_explained


@pytest.mark.parametrize(
    ("total", "prepaid", "due", "rest"),
    [
        ("100.00", "30.00", None, "70.00"),
        ("100.00", "-30.00", None, "70.00"),
        ("100.00", "-30.00", "70.00", "70.00"),
        ("100.00", "-30.00", "130.00", "130.00"),  # a minus is one where it leads to the amount due
        ("100.00", "-30.00", "130.02", "130.00"),  # before its rounding
        ("100.00", "-30.00", "130.05", "70.00"),
        ("100.00", "30.00", "70.00", "70.00"),
        ("-100.00", "30.00", None, "-70.00"),
        ("-100.00", "-30.00", None, "-70.00"),
    ],
)
def test_what_is_left_of_a_total_after_what_was_paid_before(total: str, prepaid: str, due: str | None, rest: str) -> None:
    assert less_prepaid(D(total), D(prepaid), due=D(due) if due else None, rounding=D("0.02")) == D(rest)


def test_a_rest_is_not_rounded_of_itself() -> None:
    assert less_prepaid(D("100.00"), D("-30.00"), due=D("130.00")) == D("130.00")
    assert less_prepaid(D("100.00"), D("-30.00"), due=D("131.00")) == D("70.00")


@pytest.mark.parametrize(
    ("total", "currency", "fits"),
    [
        ("24.40", "MYR", True),
        ("24.41", "MYR", False),
        ("24.41", "SGD", False),
        ("24.45", "CHF", True),
        ("24.41", "CHF", False),
        ("24.41", "AUD", False),
        ("24.41", "CAD", False),
        ("24.45", "NZD", False),
        ("24.50", "SEK", False),
        ("24.50", "NOK", False),
        ("24.50", "DKK", True),
        ("24.40", "DKK", False),
        ("24.50", "CZK", False),
        ("21", "HUF", False),
        ("25", "HUF", True),
        ("24.45", "ZAR", False),
        ("24.45", "ILS", False),
        ("24.41", "EUR", True),
        ("24.41", None, True),
    ],
)
def test_cash_totals_fit_the_smallest_coin(total: str, currency: str | None, *, fits: bool) -> None:
    assert is_cash_rounded(D(total), currency) is fits
