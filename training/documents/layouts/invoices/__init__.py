"""Layouts of invoices and credit notes, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from training.documents.canvas import Canvas
from training.documents.layouts.invoices import bills, forms, letters, worldwide
from training.documents.layouts.invoices.design import Design
from training.documents.scene import Scene

DESIGNS: Mapping[str, Design] = {
    "window": letters.WINDOW,
    "sentence": letters.SENTENCE,
    "striped_letter": letters.STRIPED_LETTER,
    "parties": forms.PARTIES,
    "boxed_parties": forms.BOXED_PARTIES,
    "facture": forms.FACTURE,
    "datos": forms.DATOS,
    "fattura": forms.FATTURA,
    "sidebar_right": letters.SIDEBAR_RIGHT,
    "paying_slip": letters.PAYING_SLIP,
    "carbon": letters.CARBON,
    "broad": forms.BROAD,
    "groups": letters.GROUPS,
    "foot_alone": letters.FOOT_ALONE,
    "courteous": letters.COURTEOUS,
    "big_word": worldwide.BIG_WORD,
    "centred": worldwide.CENTRED,
    "program": worldwide.PROGRAM,
    "form": worldwide.FORM,
    "remittance": worldwide.REMITTANCE,
    "sidebar_left": worldwide.SIDEBAR_LEFT,
    "freelance": worldwide.FREELANCE,
    "web_shop": worldwide.WEB_SHOP,
    "supplier": worldwide.SUPPLIER,
    "plain_table": worldwide.PLAIN_TABLE,
    "modules": bills.MODULES,
    "monthly": bills.MONTHLY,
    "summary": bills.SUMMARY,
    "stacked": bills.STACKED,
    "hours": bills.HOURS,
}
LAYOUTS: Mapping[str, Callable[[Scene], Canvas]] = {name: design.draw for name, design in DESIGNS.items()}
