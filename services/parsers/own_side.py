"""Whether we sent a document or received it, by where our own name, tax ids and IBANs stand on it."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from services.parsers.candidates import Sheet
from services.parsers.folding import letters_and_digits
from services.parsers.party_cells import party_cells
from services.parsers.party_fields import is_named, read_parties
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
_SHORTEST_NUMBER = 5  # letters and digits of a tax id or an account
_NOBODY = OwnIdentity()  # who they would be taken for without knowing who we are


@lru_cache(maxsize=4)
def own_side(sheet: Sheet, own: OwnIdentity) -> OwnSide:
    """We are the sender where our name stands as one and either another is named as the recipient or our numbers are there."""
    names = {letters_and_digits(name) for name in own.names} - {""}
    shows_ours = has_number(sheet, (*own.tax_ids, *own.ibans))
    is_printed, is_addressed = _places(sheet, names)
    if not is_printed and not shows_ours:
        return OwnSide.NOT_SENDER
    parties = read_parties(sheet, _NOBODY)
    if is_addressed or is_named(parties.customer_name, names):
        return OwnSide.NOT_SENDER
    if is_named(parties.vendor.best, names):
        return OwnSide.SENDER if parties.customer_name is not None or shows_ours else OwnSide.UNCLEAR
    return OwnSide.UNCLEAR if shows_ours and not is_printed else OwnSide.NOT_SENDER


def _places(sheet: Sheet, names: set[str]) -> tuple[bool, bool]:
    """Whether our name is printed as it is, and whether one of its places belongs to a label of the recipient."""
    places = [cell for cell in party_cells(sheet.rows).cells if letters_and_digits(cell.text) in names]
    return bool(places), any(cell.recipient_rank >= 0 for cell in places)


def has_number(sheet: Sheet, numbers: Sequence[str]) -> bool:
    """Whether one of the numbers is printed. A short one is in many others, and tells nothing."""
    own = {key for number in numbers if len(key := letters_and_digits(number)) >= _SHORTEST_NUMBER}
    return any(number in letters_and_digits(row.text) for row in sheet.rows for number in own)
