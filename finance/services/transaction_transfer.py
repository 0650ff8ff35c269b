"""The postings of a transfer between two own accounts, also across currencies."""

from __future__ import annotations

import datetime
from decimal import Decimal

from finance.errors import PostingError
from finance.models import Account, AccountKind, SystemCategory
from finance.selectors.categories import category_system
from finance.selectors.rates import base_currency
from finance.services.base_amounts import drafts_with_base
from finance.services.transaction_postings import PostingDraft


def transfer_postings(
    *, from_account: Account, to_account: Account, amount: Decimal, date: datetime.date, to_amount: Decimal | None = None
) -> list[PostingDraft]:
    """`amount` leaves the one account in its currency, `to_amount` reaches the other (None: the same, in one currency).

    Where one of them is in the base currency, the bank's own two amounts are the rate. Else each is worth what its rate says, and
    what they differ is exchange gain or loss. Raises PostingError.
    """
    received = _received(from_account, to_account, amount, to_amount)
    sent = PostingDraft(-amount, str(from_account.currency), account=from_account)
    seen = PostingDraft(received, str(to_account.currency), account=to_account)
    base = base_currency()
    if sent.currency == seen.currency or base in (sent.currency, seen.currency):
        return [sent, seen]
    [valued_sent] = drafts_with_base([sent], date=date, base_currency=base)
    [valued_seen] = drafts_with_base([seen], date=date, base_currency=base)
    if valued_sent.base_amount is None or valued_seen.base_amount is None:
        return [sent, seen]  # the one rate that is known values both
    lost = -(valued_sent.base_amount + valued_seen.base_amount)
    exchange = [PostingDraft(lost, base, category=category_system(SystemCategory.EXCHANGE))] if lost else []
    return [valued_sent, valued_seen, *exchange]


def _received(from_account: Account, to_account: Account, amount: Decimal, to_amount: Decimal | None) -> Decimal:
    if AccountKind.CLEARING in (from_account.kind, to_account.kind):
        raise PostingError("A transfer goes between accounts of your own. Money comes from clearing by settling.")
    if from_account.id == to_account.id:
        raise PostingError("A transfer goes to another account.")
    if amount <= 0 or (to_amount is not None and to_amount <= 0):
        raise PostingError("The amounts of a transfer are positive: the direction is from one account to the other.")
    if from_account.currency != to_account.currency:
        if to_amount is None:
            raise PostingError(f"The accounts are in {from_account.currency} and {to_account.currency}: say to_amount as well.")
        return to_amount
    if to_amount not in (None, amount):
        raise PostingError("In one currency as much arrives as leaves. Book a fee as an expense of its own.")
    return amount
