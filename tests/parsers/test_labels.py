from __future__ import annotations

import pytest

from services.parsers.labels import AmountRole, role_of

R = AmountRole


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("TOTAL", R.TOTAL),
        ("T0TAL:", R.TOTAL),
        ("Ttal", R.TOTAL),
        ("Grand Total", R.GRAND_TOTAL),
        ("TOTALRM", R.GRAND_TOTAL),
        ("SUMME EUR", R.GRAND_TOTAL),
        ("Gesamtbetrag", R.GRAND_TOTAL),
        ("Total Sales (lnclusive of GST) :", R.GROSS_TOTAL),
        ("Total TTC", R.GROSS_TOTAL),
        ("Total Amt Rounded", R.ROUNDED_TOTAL),
        ("zu zahlen", R.DUE),
        ("Net à payer", R.DUE),
        ("Sub-Total", R.SUBTOTAL),
        ("Subtotai:", R.SUBTOTAL),
        ("Zwischensumme", R.SUBTOTAL),
        ("Total Excl. of GST", R.SUBTOTAL),
        ("Base imponible", R.SUBTOTAL),
        ("小計", R.SUBTOTAL),
        ("Total GST", R.TAX),
        ("GST Payable", R.TAX),
        ("MwSt 19%", R.TAX),
        ("SUMA PTU", R.TAX),
        ("Rounding Adjustment", R.ROUNDING),
        ("Total Qty", R.QUANTITY),
        ("Total Item(6)", R.QUANTITY),
        ("CASH", R.PAYMENT),
        ("Geg. BAR", R.PAYMENT),
        ("CB", R.PAYMENT),
        ("Change Due", R.CHANGE),
        ("Rückgeld", R.CHANGE),
        ("You saved", R.SAVING),
        ("Total Discount", R.DISCOUNT),
        ("Acompte", R.DEPOSIT),
        ("Tip", R.TIP),
        ("Service Charge 10%", R.SERVICE),
        ("MEMBER POINTS", R.POINTS),
        ("Amount", R.WEAK_TOTAL),
        ("Cashier", R.NONE),
        ("Barcode", R.NONE),
        ("Multiple", R.NONE),
        ("123", R.NONE),
    ],
)
def test_a_label_says_what_its_amount_is(label: str, role: AmountRole) -> None:
    assert role_of(label) is role
