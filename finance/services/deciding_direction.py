"""Which way the money goes: by who sent the document, and by what kind of document it is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from finance.models import TransactionKind
from services.parsers.folding import letters_and_digits
from services.providers.base import OwnIdentity
from services.types import DocumentKind, FieldName


@dataclass(frozen=True, slots=True)
class Direction:
    """`money_comes_in`: for a positive printed total. `we_are_sender`: the other party is the customer, not the vendor."""

    money_comes_in: bool
    we_are_sender: bool
    is_credit: bool


def direction(kind: DocumentKind, values: Mapping[FieldName, str], own: OwnIdentity, *, names_seller: bool) -> Direction:
    """Invoices of ours bring money; so do credit notes of others, and self-billed invoices that a customer wrote for us.

    The vendor on the page of a self-billed invoice is who wrote it, the buyer; an e-invoice names the seller (`names_seller`).
    """
    is_ours = sender_is_own(values, own)
    is_credit = kind is DocumentKind.CREDIT_NOTE
    is_turned = is_credit or (kind is DocumentKind.SELF_BILLING and not names_seller)
    return Direction(money_comes_in=is_ours != is_turned, we_are_sender=is_ours, is_credit=is_credit)


def sender_is_own(values: Mapping[FieldName, str], own: OwnIdentity) -> bool:
    """Whether the sender is the workspace itself, by name, tax id or IBAN."""
    pairs = (
        (FieldName.VENDOR, own.names),
        (FieldName.VENDOR_TAX_ID, own.tax_ids),
        (FieldName.VENDOR_IBAN, own.ibans),
    )
    return any(_key(values.get(name, "")) in {_key(value) for value in known} - {""} for name, known in pairs)


def signed(way: Direction, printed: Decimal) -> tuple[TransactionKind, Decimal]:
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


def _key(text: str) -> str:
    return letters_and_digits(text)
