"""Settling: the money of a booked transaction was seen on an account (ARCHITECTURE 4).

The settlement moves it from clearing to the account on the day of the bank row; the settled transaction keeps its date and
its amounts, so no locked period is touched and nothing counts twice.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import F

from finance.errors import BaseAmountError, SettlementError
from finance.models import Account, AccountKind, SystemCategory, Transaction, TransactionKind, TransactionStatus
from finance.selectors.categories import category_system
from finance.services.base_currency import base_currency_hold
from finance.services.checked_writing import checked_write
from finance.services.transaction_creation import Entry, entry_write
from finance.services.transaction_holding import transaction_hold
from finance.services.transaction_postings import PostingDraft
from users.tenancy.actor import Actor
from users.workspaces.roles import Capability


@dataclass(frozen=True, slots=True)
class OpenAmount:
    """What a transaction still has on clearing: negative for money that will go out. Base None: no rate was known."""

    clearing: Account
    amount: Decimal
    currency: str
    base_amount: Decimal | None


def transaction_settle(
    *,
    actor: Actor,
    transaction: Transaction,
    account: Account,
    date: datetime.date,
    amount: Decimal | None = None,
    expected_version: int | None = None,
) -> Transaction:
    """Book the settlement and mark the transaction settled; returns the settlement.

    `amount` is what the bank row shows, signed as on the account (money out is negative): needed where the account has another
    currency. It settles whole transactions only. Raises SettlementError, BaseAmountError, PeriodLockedError, StaleVersionError.
    """
    actor.require(Capability.LEDGER_WRITE)
    with checked_write():
        held = transaction_hold(transaction, expected_version=expected_version)
        _refuse_unsettleable(held, account)
        postings = _postings(_open_amount(held), account, amount)
        settlement = entry_write(
            actor,
            Entry(TransactionKind.SETTLEMENT, date, postings, description=held.description, vendor=held.vendor, settles=held),
        )
        Transaction.objects.filter(id=held.id).update(is_settled=True, version=F("version") + 1)
    transaction.is_settled = True
    return settlement


def _refuse_unsettleable(held: Transaction, account: Account) -> None:
    if held.status == TransactionStatus.DRAFT or held.trashed_at is not None:
        raise SettlementError("A draft or trashed transaction cannot be settled. Confirm or restore it first.")
    if held.is_settled:
        raise SettlementError("The transaction is settled already.")
    if held.kind == TransactionKind.REVERSAL or held.reversals.filter(trashed_at=None).exists():
        raise SettlementError("A reversed transaction moves no money.")
    if account.kind == AccountKind.CLEARING:
        raise SettlementError("Money is settled on the account on which it was seen, not on clearing.")


def _open_amount(held: Transaction) -> OpenAmount:
    legs = list(held.postings.filter(account__kind=AccountKind.CLEARING).select_related("account"))
    total = sum((leg.amount for leg in legs), Decimal(0))
    if len({leg.currency for leg in legs}) != 1 or total == 0 or legs[0].account is None:
        raise SettlementError("It has no single amount on clearing, so nothing can settle it.")
    bases = [leg.base_amount for leg in legs if leg.base_amount is not None]
    base = sum(bases, Decimal(0)) if len(bases) == len(legs) else None
    return OpenAmount(legs[0].account, total, legs[0].currency, base)


def _postings(due: OpenAmount, account: Account, amount: Decimal | None) -> list[PostingDraft]:
    if account.currency == due.currency:
        if amount is not None and amount != due.amount:
            raise SettlementError(f"{amount} is not the open amount of {due.amount} {due.currency}: only whole ones settle.")
        return [
            PostingDraft(-due.amount, due.currency, account=due.clearing, base_amount=_negative(due.base_amount)),
            PostingDraft(due.amount, due.currency, account=account, base_amount=due.base_amount),
        ]
    if amount is None or (amount < 0) != (due.amount < 0) or amount == 0:
        raise SettlementError(f"The account is in {account.currency}: say the amount there, signed as on the account.")
    return _exchanged(due, account, amount)


def _exchanged(due: OpenAmount, account: Account, amount: Decimal) -> list[PostingDraft]:
    """The bank's own amount is the base amount; what it differs from the booked one is exchange gain or loss."""
    base_currency = base_currency_hold(account.workspace_id)
    if account.currency == base_currency:
        paid = amount
    elif due.base_amount is not None:
        paid = due.base_amount
    else:
        raise BaseAmountError(f"Neither {due.currency} nor {account.currency} is the base currency, and no rate is known.")
    booked = due.base_amount if due.base_amount is not None else paid
    postings = [
        PostingDraft(-due.amount, due.currency, account=due.clearing, base_amount=-booked),
        PostingDraft(amount, str(account.currency), account=account, base_amount=paid),
    ]
    if booked != paid:
        exchange = category_system(SystemCategory.EXCHANGE)
        postings.append(PostingDraft(booked - paid, base_currency, category=exchange, base_amount=booked - paid))
    return postings


def _negative(amount: Decimal | None) -> Decimal | None:
    return None if amount is None else -amount
