"""Settling: the money of a booked transaction was seen on an account (ARCHITECTURE 4).

The settlement moves it from clearing to the account on the day of the bank row; the settled transaction keeps its date and
its amounts, so no locked period is touched and nothing counts twice.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass, replace
from decimal import Decimal

from django.db.models import F

from finance.errors import SettlementError
from finance.models import Account, AccountKind, SystemCategory, Transaction, TransactionKind, TransactionStatus
from finance.selectors.categories import category_system
from finance.services.base_amounts import drafts_with_base
from finance.services.base_currency import base_currency_hold
from finance.services.checked_writing import checked_write
from finance.services.transaction_creation import Entry, entry_write
from finance.services.transaction_holding import transaction_hold
from finance.services.transaction_postings import PostingDraft
from users.tenancy.actor import Actor
from users.tenancy.scope import scoped_workspace_id
from users.workspaces.roles import Capability


@dataclass(frozen=True, slots=True)
class OpenAmount:
    """What a transaction still has on clearing: negative for money that will go out.

    `leg` is that as a posting, with the origin of its base amount; a base amount of None: no rate was known.
    """

    leg: PostingDraft

    @property
    def amount(self) -> Decimal:
        return self.leg.amount

    @property
    def currency(self) -> str:
        return self.leg.currency

    def taken_away(self) -> PostingDraft:
        """What takes it off clearing."""
        base = self.leg.base_amount
        return replace(self.leg, amount=-self.amount, base_amount=None if base is None else -base)


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
        postings = _postings(_open_amount(held), account, amount, date)
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
    leg = PostingDraft(
        total,
        legs[0].currency,
        account=legs[0].account,
        base_amount=base,
        rate=legs[0].rate,
        rate_date=legs[0].rate_date,
        rate_source=legs[0].rate_source,
    )
    return OpenAmount(leg)


def _postings(due: OpenAmount, account: Account, amount: Decimal | None, date: datetime.date) -> list[PostingDraft]:
    if account.currency == due.currency:
        if amount is not None and amount != due.amount:
            raise SettlementError(f"{amount} is not the open amount of {due.amount} {due.currency}: only whole ones settle.")
        return [due.taken_away(), replace(due.leg, account=account)]
    if amount is None or (amount < 0) != (due.amount < 0) or amount == 0:
        raise SettlementError(f"The account is in {account.currency}: say the amount there, signed as on the account.")
    return _exchanged(due.taken_away(), PostingDraft(amount, str(account.currency), account=account), date)


def _exchanged(taken: PostingDraft, seen: PostingDraft, date: datetime.date) -> list[PostingDraft]:
    """What the bank took is worth what it is on that day; what that differs from the booked amount is exchange gain or loss.

    Where only one of the two has a base amount, the other one is worth the same.
    """
    base_currency = base_currency_hold(scoped_workspace_id())
    [seen] = drafts_with_base([seen], date=date, base_currency=base_currency)
    if taken.base_amount is None or seen.base_amount is None or taken.base_amount + seen.base_amount == 0:
        return [taken, seen]
    lost = -(taken.base_amount + seen.base_amount)
    return [taken, seen, PostingDraft(lost, base_currency, category=category_system(SystemCategory.EXCHANGE))]
