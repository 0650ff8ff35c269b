"""From what a caller wants posted to posting rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from finance.errors import InvalidMoneyError
from finance.models import Account, AccountKind, Category, Posting, Transaction
from finance.services.base_currency import base_currency_hold
from utils.money import Money, MoneyError

MAX_AMOUNT = Decimal(10) ** 15  # numeric(19,4)
SCALE = 4


@dataclass(frozen=True, slots=True)
class PostingDraft:
    """One leg to be posted. Money into an account, and expense, are positive. Exactly one of account and category.

    `base_amount` None: the amount itself where the currency is the workspace's, else unknown (never 1:1).
    """

    amount: Decimal
    currency: str
    account: Account | None = None
    category: Category | None = None
    base_amount: Decimal | None = None
    memo: str = ""
    tax_rate: Decimal | None = None
    tax_amount: Decimal | None = None


def postings_write(transaction: Transaction, drafts: Sequence[PostingDraft]) -> list[Posting]:
    """Insert the postings in order, by one statement. Raises InvalidMoneyError."""
    base = base_currency_hold(transaction.workspace_id)
    rows = [_posting(transaction, position, draft, base) for position, draft in enumerate(drafts, start=1)]
    return Posting.objects.bulk_create(rows)


def _posting(transaction: Transaction, position: int, draft: PostingDraft, base_currency: str) -> Posting:
    for amount in (draft.amount, draft.base_amount, draft.tax_amount):
        if amount is not None:
            _refuse_bad_money(amount, draft.currency)
    is_base = draft.currency == base_currency and draft.base_amount is None
    return Posting(
        workspace_id=transaction.workspace_id,
        transaction=transaction,
        position=position,
        account=draft.account,
        category=draft.category,
        amount=draft.amount,
        currency=draft.currency,
        base_amount=draft.amount if is_base else draft.base_amount,
        memo=draft.memo[:500],
        tax_rate=draft.tax_rate,
        tax_amount=draft.tax_amount,
    )


def _refuse_bad_money(amount: Decimal, currency: str) -> None:
    try:
        Money(amount, currency)
    except MoneyError as error:
        raise InvalidMoneyError(str(error)) from error
    if abs(amount) >= MAX_AMOUNT or amount != round(amount, SCALE):
        raise InvalidMoneyError(f"{amount} has too many digits: at most 15 before the point and {SCALE} after it.")


def is_seen_on_account(drafts: Sequence[PostingDraft]) -> bool:
    """Whether the money moved on accounts, none of them clearing: then nothing is left to settle."""
    kinds = {draft.account.kind for draft in drafts if draft.account is not None}
    return AccountKind.CLEARING not in kinds and bool(kinds)
