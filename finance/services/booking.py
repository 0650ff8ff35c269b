"""Booking what was read from a document: one money leg, and its splits over categories."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from finance.errors import PostingError, UnbalancedError
from finance.models import Account, Category, Document, SystemCategory, Transaction, TransactionKind, Vendor
from finance.selectors.accounts import account_clearing, account_get
from finance.selectors.categories import category_get, category_system
from finance.services.checked_writing import checked_write
from finance.services.ledger import ledger_open
from finance.services.transaction_creation import transaction_create
from finance.services.transaction_postings import PostingDraft
from finance.services.vendors import vendor_get_or_create
from users.tenancy.actor import Actor, ActorKind
from utils.errors import NotFoundError

# What one unit of the plan's total does to the account (ARCHITECTURE 4: money into an account is positive).
MONEY_SIGN = {TransactionKind.EXPENSE: -1, TransactionKind.INCOME: 1, TransactionKind.REFUND: 1}


@dataclass(frozen=True, slots=True)
class Split:
    """A share of the total, signed like it. `category_id` None: the vendor's usual category, else "unknown"."""

    amount: Decimal
    category_id: UUID | None = None
    memo: str = ""
    tax_rate: Decimal | None = None
    tax_amount: Decimal | None = None


@dataclass(frozen=True, slots=True)
class BookingPlan:
    """What is to be booked. A positive total is money out for an expense, money in for an income or a refund.

    `account_id` None: the clearing account, to be settled by a bank row later. The splits add up to the total.
    """

    kind: TransactionKind
    date: datetime.date
    total: Decimal
    currency: str
    splits: tuple[Split, ...]
    vendor_name: str = ""
    vendor_tax_id: str = ""
    vendor_iban: str = ""
    description: str = ""
    account_id: UUID | None = None
    document_id: UUID | None = None


def booking_write(*, actor: Actor, plan: BookingPlan) -> Transaction:
    """Book the plan, opening the ledger and making the vendor where they are missing.

    Raises UnbalancedError when the splits are not the total, AlreadyBookedError when a machine booked the document before,
    and what `transaction_create` raises. May run inside a longer transaction.
    """
    _refuse_bad_plan(plan)
    with checked_write():
        ledger_open(actor=actor)
        vendor = _vendor(actor, plan)
        return transaction_create(
            actor=actor,
            kind=plan.kind,
            date=plan.date,
            postings=booking_postings(plan, vendor),
            description=plan.description,
            vendor=vendor,
            document=_document(plan.document_id),
            by_machine=actor.kind is ActorKind.MACHINE,
        )


def booking_postings(plan: BookingPlan, vendor: Vendor | None) -> list[PostingDraft]:
    """The money leg first, then a posting per split, which add up to nought."""
    sign = MONEY_SIGN[plan.kind]
    money = PostingDraft(sign * plan.total, plan.currency, account=_account(plan.account_id))
    return [money, *(split_posting(split, plan.currency, -sign, vendor) for split in plan.splits)]


def split_posting(split: Split, currency: str, sign: int, vendor: Vendor | None) -> PostingDraft:
    """The posting of a split; `sign` is what one unit of it does to the category."""
    return PostingDraft(
        sign * split.amount,
        currency,
        category=_category(split.category_id, vendor),
        memo=split.memo,
        tax_rate=split.tax_rate,
        tax_amount=None if split.tax_amount is None else sign * split.tax_amount,
    )


def _refuse_bad_plan(plan: BookingPlan) -> None:
    if plan.kind not in MONEY_SIGN:
        raise PostingError(f"A document books an expense, an income or a refund, not a {plan.kind.value}.")
    if sum((split.amount for split in plan.splits), Decimal(0)) != plan.total:
        raise UnbalancedError(f"The splits do not add up to the total of {plan.total} {plan.currency}.")


def _account(account_id: UUID | None) -> Account:
    return account_clearing() if account_id is None else account_get(account_id)


def _category(category_id: UUID | None, vendor: Vendor | None) -> Category:
    if category_id is not None:
        return category_get(category_id)
    usual = vendor.default_category if vendor else None
    return usual or category_system(SystemCategory.UNKNOWN)


def _vendor(actor: Actor, plan: BookingPlan) -> Vendor | None:
    if not plan.vendor_name.strip():
        return None
    return vendor_get_or_create(actor=actor, name=plan.vendor_name, tax_id=plan.vendor_tax_id, iban=plan.vendor_iban)


def _document(document_id: UUID | None) -> Document | None:
    if document_id is None:
        return None
    try:
        return Document.objects.get(id=document_id)
    except Document.DoesNotExist as error:
        raise NotFoundError("There is no such document.") from error
