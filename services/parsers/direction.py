"""Whether a document came in or went out: by whom its readers take for the sender, and by who we are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from services.einvoice.reader import EINVOICE
from services.parsers.folding import letters_and_digits
from services.parsers.values import OFFLINE
from services.providers.base import OwnIdentity
from services.types import Direction, FieldName, FieldValue, Finding, Reading, Severity

F = FieldName
DOUBTFUL = "direction_doubtful"


def is_sender_own(values: Mapping[FieldName, str], own: OwnIdentity) -> bool:
    """Whether the sender is the workspace itself, by name, tax id or IBAN."""
    pairs = ((F.VENDOR, own.names), (F.VENDOR_TAX_ID, own.tax_ids), (F.VENDOR_IBAN, own.ibans))
    return any(_is_one_of(values.get(name, ""), known) for name, known in pairs)


def direction_of(readings: Sequence[Reading], fields: Mapping[FieldName, FieldValue], own: OwnIdentity) -> Direction:
    """What the readers' agreement makes of it: an XML names seller and buyer; on paper, the rules see who stands where.

    Where the sender that they agree on is on the other side than the rules found us, it is unclear.
    """
    values = {name: value.value for name, value in fields.items()}
    by_sender = Direction.OUTGOING if is_sender_own(values, own) else Direction.INCOMING
    if readings[0].provider == EINVOICE:
        is_buyer_too = _is_one_of(values.get(F.CUSTOMER, ""), own.names)
        return Direction.UNCLEAR if is_buyer_too and by_sender is Direction.OUTGOING else by_sender
    seen = next((reading.direction for reading in readings if reading.provider == OFFLINE), by_sender)
    return seen if seen is by_sender else Direction.UNCLEAR


def direction_findings(direction: Direction) -> Iterator[Finding]:
    """An unclear direction keeps a machine from booking: money would go the wrong way."""
    if direction is Direction.UNCLEAR:
        message = "Your own name or number stands on it, but not who sent it to whom. Say whether it came in or went out."
        yield Finding(DOUBTFUL, Severity.BLOCK, message, (F.VENDOR,))


def _is_one_of(text: str, known: Sequence[str]) -> bool:
    return letters_and_digits(text) in {letters_and_digits(value) for value in known} - {""}
