"""Whether we sent a document or received it, by where our own name, tax ids and IBANs stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum

from services.parsers.candidates import Sheet
from services.parsers.folding import letters_and_digits
from services.parsers.invoice import customer, in_recipient_block, sender
from services.parsers.layout import Span
from services.parsers.vendor import rank_vendors
from services.providers.base import OwnIdentity
from services.types import Direction


class OwnSide(StrEnum):
    NOT_SENDER = "not_sender"  # the recipient, or not named at all
    SENDER = "sender"
    UNCLEAR = "unclear"


OF_SIDE = {
    OwnSide.NOT_SENDER: Direction.INCOMING,
    OwnSide.SENDER: Direction.OUTGOING,
    OwnSide.UNCLEAR: Direction.UNCLEAR,
}


def own_side(sheet: Sheet, own: OwnIdentity) -> OwnSide:
    """We are the sender where our name stands as one and either another is named as the recipient or our numbers are there."""
    names = {letters_and_digits(name) for name in own.names} - {""}
    recipient = customer(sheet)
    has_other_recipient = recipient is not None and letters_and_digits(recipient.text) not in names
    if (recipient is not None and not has_other_recipient) or _is_addressed(sheet, names):
        return OwnSide.NOT_SENDER
    has_number = _has_number(sheet, (*own.tax_ids, *own.ibans))
    if _stands_as_sender(sheet, names):
        return OwnSide.SENDER if has_other_recipient or has_number else OwnSide.UNCLEAR
    is_named = bool(_places(sheet, names))
    return OwnSide.UNCLEAR if has_number and not is_named else OwnSide.NOT_SENDER


def _is_addressed(sheet: Sheet, names: set[str]) -> bool:
    return any(in_recipient_block(place, sheet) for place in _places(sheet, names))


def _places(sheet: Sheet, names: set[str]) -> list[Span]:
    cells = (Span(row, start, end) for row in sheet.rows for start, end in row.cells)
    return [cell for cell in cells if letters_and_digits(cell.text) in names]


def _stands_as_sender(sheet: Sheet, names: set[str]) -> bool:
    """Without knowing who we are, our name would be taken for the sender's."""
    ranked = sender(sheet, rank_vendors(sheet), ())
    return bool(ranked) and letters_and_digits(ranked[0].name) in names


def _has_number(sheet: Sheet, numbers: Sequence[str]) -> bool:
    own = {letters_and_digits(number) for number in numbers} - {""}
    return any(number in letters_and_digits(row.text) for row in sheet.rows for number in own)
