"""Whether two documents are one, or belong together: by what they say, and by how they look. Pure.

Two that say different things are never twins, however alike they look: receipts of one shop do.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

from services.parsers.folding import plain
from services.parsers.names import name_likeness
from services.types import DocumentKind

K = DocumentKind
SAME_NAME = 85  # of 100: two ways to print one name
SAME_LOOK_BITS = 12  # of 256 in which two pictures of one page may differ; distinct receipts differ in 17 or more
LEAST_NUMBER = 3  # fewer letters and digits make no number of a document
ONLY_RELATED = frozenset({K.CARD_SLIP, K.QUOTE, K.ORDER_CONFIRMATION, K.PRO_FORMA, K.DELIVERY_NOTE, K.BANK_STATEMENT})
_COPY = re.compile(
    r"(?:rechnungs|beleg|invoice |receipt )?"
    r"(?:kopie|copy|duplicate|duplikat|duplicata|duplicado|zweitschrift|copie|copia|reprint)"
    r"(?: (?:invoice|receipt|rechnung|facture|der rechnung|of (?:invoice|receipt)|de facture|de factura|fattura))?"
)


class Match(StrEnum):
    """Why two are taken for one."""

    NUMBER = "number"
    MEANING = "meaning"
    LOOK = "look"


class Relation(StrEnum):
    """How the later of two that are no twins belongs to the earlier."""

    REMINDER = "reminder"
    COPY = "copy"
    CORRECTION = "correction"
    RELATED = "related"


@dataclass(frozen=True, slots=True)
class Traits:
    """What is known of a document; empty or None where it is not."""

    kind: str = ""
    says_copy: bool = False
    vendor: str = ""
    number: str = ""
    total: Decimal | None = None
    currency: str = ""
    day: date | None = None
    pages: int | None = None
    look: bytes = b""


@dataclass(frozen=True, slots=True)
class Twin:
    """A match, and whether it is strong enough to keep the later one from being booked by a machine."""

    match: Match
    is_strong: bool


def compared(one: Traits, other: Traits) -> Twin | Relation | None:
    """What two documents are to each other, in either order; None: nothing that is known says anything."""
    twin = _twin(one, other)
    if K.REMINDER in {one.kind, other.kind} or K.CREDIT_NOTE in {one.kind, other.kind}:
        return _of_one_matter(one, other) if one.kind != other.kind else twin
    if twin is None or one.kind == other.kind or not ONLY_RELATED & {one.kind, other.kind}:
        return Relation.COPY if twin is not None and one.says_copy != other.says_copy else twin
    return Relation.RELATED


def says_copy(rows: Iterable[str]) -> bool:
    """Whether a row of the page says nothing but that it is a copy. (A "customer copy" is the customer's original.)"""
    return any(_COPY.fullmatch(" ".join(re.findall(r"[^\W\d_]+", plain(row)))) for row in rows)


def look_distance(one: bytes, other: bytes) -> int:
    """In how many bits two looks differ."""
    return (int.from_bytes(one, "big") ^ int.from_bytes(other, "big")).bit_count()


def _twin(one: Traits, other: Traits) -> Twin | None:
    if _differs(one.total, other.total) or _differs(one.currency, other.currency) or _differs(one.day, other.day):
        return None
    likeness = name_likeness(one.vendor, [other.vendor])
    if _differs(one.number, other.number) or (likeness is not None and likeness < SAME_NAME):
        return None
    if None not in {one.total, other.total, one.day, other.day} and one.currency == other.currency != "":
        if likeness is not None and one.number == other.number and len(one.number) >= LEAST_NUMBER:
            return Twin(Match.NUMBER, is_strong=True)
        if likeness is not None:
            return Twin(Match.MEANING, is_strong=bool(_looks_the_same(one, other)))
    return Twin(Match.LOOK, is_strong=False) if _looks_the_same(one, other) else None


def _looks_the_same(one: Traits, other: Traits) -> bool:
    if not one.look or not other.look or one.pages != other.pages or not any(one.look):
        return False
    return look_distance(one.look, other.look) <= SAME_LOOK_BITS


def _of_one_matter(one: Traits, other: Traits) -> Relation | None:
    """A reminder or a credit note names its invoice; the amounts may differ."""
    likeness = name_likeness(one.vendor, [other.vendor])
    if likeness is None or likeness < SAME_NAME or one.number != other.number or len(one.number) < LEAST_NUMBER:
        return None
    return Relation.REMINDER if K.REMINDER in {one.kind, other.kind} else Relation.CORRECTION


def _differs(one: object, other: object) -> bool:
    """Both are known, and not the same."""
    return one not in {None, ""} and other not in {None, ""} and one != other
