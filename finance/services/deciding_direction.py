"""Which way the money goes: by who sent the document, and by what kind of document it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from finance.models import TransactionKind
from services.parsers.direction import is_sender_own
from services.providers.base import OwnIdentity
from services.types import Direction, DocumentKind, FieldName


@dataclass(frozen=True, slots=True)
class Way:
    """`money_comes_in`: for a positive printed total. `we_are_sender`: the other party is the customer, not the vendor."""

    money_comes_in: bool
    we_are_sender: bool
    is_credit: bool


def direction_in_force(
    said: Direction | None, read: Direction, values: Mapping[FieldName, str], own: OwnIdentity, *, is_vendor_said: bool
) -> Direction:
    """A person's word; else by the sender of the values in force; unclear only as long as nobody said who that is."""
    if said is not None:
        return said
    if read is Direction.UNCLEAR and not is_vendor_said:
        return Direction.UNCLEAR
    return Direction.OUTGOING if is_sender_own(values, own) else Direction.INCOMING


def way_of(kind: DocumentKind, direction: Direction, *, names_seller: bool) -> Way:
    """Invoices of ours bring money; so do credit notes of others, and self-billed invoices that a customer wrote for us.

    The vendor on the page of a self-billed invoice is who wrote it, the buyer; an e-invoice names the seller (`names_seller`).
    """
    is_ours = direction is Direction.OUTGOING
    is_credit = kind is DocumentKind.CREDIT_NOTE
    is_turned = is_credit or (kind is DocumentKind.SELF_BILLING and not names_seller)
    return Way(money_comes_in=is_ours != is_turned, we_are_sender=is_ours, is_credit=is_credit)


def signed(way: Way, printed: Decimal) -> tuple[TransactionKind, Decimal]:
    """Kind and signed total of the booking (see BookingPlan). Credit notes print their total with or without a minus.

    Self-billed invoices that we wrote ourselves are what we pay to the customer they name.
    """
    amount = abs(printed) if way.is_credit else printed
    if way.we_are_sender and (way.is_credit or way.money_comes_in):
        return TransactionKind.INCOME, amount if way.money_comes_in else -amount
    if way.is_credit:
        return TransactionKind.REFUND, amount
    if way.money_comes_in:
        return TransactionKind.INCOME, amount
    return (TransactionKind.REFUND, -amount) if amount < 0 else (TransactionKind.EXPENSE, amount)
