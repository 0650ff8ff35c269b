"""An electronic invoice in the terms of EN 16931: business terms (BT) in groups (BG), as printed, each with its place.

UBL, CII and ZUGFeRD 1.0 all become this. Terms that a syntax knows beyond the standard are left out, unless they are named
here. Nothing is computed or corrected: what the file says is kept as it says it.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Syntax(StrEnum):
    """The language that the file is written in."""

    UBL = "ubl"
    CII = "cii"
    ZUGFERD_1 = "zugferd-1"  # CII as it was in 2013


@dataclass(frozen=True, slots=True)
class Term:
    """The text of a business term as it stands in the file, and where: its XPath, and its place on the page set from it.

    `box` is left, top, right, bottom in fractions of the page; page 0 and no box: it is not shown.
    """

    text: str
    path: str
    page: int = 0
    box: tuple[float, float, float, float] | None = None


Group = Mapping[str, Term]  # by the id of the term, such as "BT-112"; of repeated ones the first


@dataclass(frozen=True, slots=True)
class Line:
    """An invoice line (BG-25): its terms, with those of its price and item, and its own allowances and charges."""

    terms: Group
    allowances: tuple[Group, ...] = ()
    charges: tuple[Group, ...] = ()


@dataclass(frozen=True, slots=True)
class EInvoice:
    """The whole document. `specification` is BT-24 as printed; `is_credit_note` tells the root or the type code."""

    syntax: Syntax
    specification: str
    is_credit_note: bool
    terms: Group  # all that stands once: BT-1 to BT-115, with the parties
    lines: tuple[Line, ...] = ()
    allowances: tuple[Group, ...] = ()  # BG-20
    charges: tuple[Group, ...] = ()  # BG-21
    taxes: tuple[Group, ...] = ()  # BG-23, one per category and rate
    payments: tuple[Group, ...] = ()  # BG-16 to BG-19, one per means
    preceding: tuple[Group, ...] = ()  # BG-3
    notes: tuple[Group, ...] = ()  # BG-1
    attachments: tuple[Group, ...] = ()  # BG-24, without their bytes
