"""The many shapes that numbers of receipts and invoices have."""

from __future__ import annotations

import datetime as dt
from random import Random

from training.documents.identities import filled

_RECEIPT_SHAPES = (
    "####",
    "#####",
    "######",
    "##-#####",
    "########",
    "#/####",
    "@####",
    "@##-###-#####",
    "CS########",
    "R######",
    "{year}#####",
    "##########",
    "{day}-####",
    "T#-######",
    "###",
    "INV-######",
    "{year}-######",
    "####-##-######",
)
_INVOICE_SHAPES = (
    "INV-{year}-####",
    "RE-{year}-####",
    "{year}-###",
    "{year}/####",
    "{year}######",
    "INV####",
    "F{year}-####",
    "#####",
    "######",
    "R-#####",
    "{initials}-#####",
    "{initials}{year}###",
    "####/{short}",
    "##-####",
    "FA/####/{month}/{year}",
    "{day}-##",
    "A######",
    "{initials}/{short}/####",
    "2#######",
    "#-###-###",
    "SI-#####",
    "INV/{year}/{month}/####",
    "{month}-####",
)


def receipt_number(issued: dt.datetime, random: Random) -> str:
    return _spelled(random.choice(_RECEIPT_SHAPES), issued, "", random)


def invoice_number(issued: dt.datetime, seller: str, random: Random) -> str:
    """Of a seller whose initials may stand in it."""
    initials = "".join(word[0] for word in seller.split()[:3] if word[0].isalpha()).upper()
    return _spelled(random.choice(_INVOICE_SHAPES), issued, initials or "N", random)


def _spelled(shape: str, issued: dt.datetime, initials: str, random: Random) -> str:
    digits = filled(shape, random)
    return digits.format(
        year=f"{issued:%Y}", short=f"{issued:%y}", month=f"{issued:%m}", day=f"{issued:%Y%m%d}", initials=initials
    )
