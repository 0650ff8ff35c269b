"""Layouts of invoices and credit notes, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from training.documents.canvas import Canvas
from training.documents.layouts.invoices import continental, worldwide
from training.documents.layouts.invoices.design import Design
from training.documents.scene import Scene

DESIGNS: Mapping[str, Design] = {
    "window": continental.WINDOW,
    "sentence": continental.SENTENCE,
    "striped_letter": continental.STRIPED_LETTER,
    "parties": continental.PARTIES,
    "boxed_parties": continental.BOXED_PARTIES,
    "facture": continental.FACTURE,
    "datos": continental.DATOS,
    "fattura": continental.FATTURA,
    "sidebar_right": continental.SIDEBAR_RIGHT,
    "paying_slip": continental.PAYING_SLIP,
    "carbon": continental.CARBON,
    "broad": continental.BROAD,
    "groups": continental.GROUPS,
    "foot_alone": continental.FOOT_ALONE,
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
}
LAYOUTS: Mapping[str, Callable[[Scene], Canvas]] = {name: design.draw for name, design in DESIGNS.items()}
