"""From what a caller wants posted to posting rows."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from finance.errors import InvalidMoneyError
from finance.models import AccountKind, Posting, Transaction, TransactionKind
from finance.selectors.rates import RateTable
from finance.services.base_amounts import drafts_with_base
from finance.services.base_currency import base_currency_hold
from finance.services.merged_redirect import drafts_redirected
from finance.services.posting_drafts import PostingDraft
from utils.money import Money, MoneyError

MAX_AMOUNT = Decimal(10) ** 15  # numeric(19,4)
SCALE = 4

__all__ = ["PostingDraft", "is_seen_on_account", "postings_write"]


def postings_write(transaction: Transaction, drafts: Sequence[PostingDraft], *, rates: RateTable | None = None) -> list[Posting]:
    """Insert the postings in order, by one statement, with what they are worth in the base currency.

    `rates` covers the date of the transaction; None: they are fetched where needed. Raises InvalidMoneyError, BaseAmountError.
    """
    base = base_currency_hold(transaction.workspace_id)
    for draft in drafts:
        _refuse_bad_draft(draft)
    valued = _valued(transaction, drafts_redirected(drafts, transaction.workspace_id), base, rates)
    rows = [_posting(transaction, position, draft) for position, draft in enumerate(valued, start=1)]
    return Posting.objects.bulk_create(rows)


def _valued(
    transaction: Transaction, drafts: Sequence[PostingDraft], base: str, rates: RateTable | None
) -> Sequence[PostingDraft]:
    """A settlement or reversal in one currency has no base amount before its transaction has one: it follows that."""
    follows = transaction.kind in (TransactionKind.SETTLEMENT, TransactionKind.REVERSAL)
    if follows and len({draft.currency for draft in drafts}) == 1 and drafts[0].currency != base:
        return drafts
    return drafts_with_base(drafts, date=transaction.date, base_currency=base, rates=rates)


def _posting(transaction: Transaction, position: int, draft: PostingDraft) -> Posting:
    if draft.base_amount is not None:
        _refuse_bad_money(draft.base_amount, draft.currency)
    return Posting(
        workspace_id=transaction.workspace_id,
        transaction=transaction,
        position=position,
        account=draft.account,
        category=draft.category,
        amount=draft.amount,
        currency=draft.currency,
        base_amount=draft.base_amount,
        rate=draft.rate,
        rate_date=draft.rate_date,
        rate_source=draft.rate_source,
        memo=draft.memo[:500],
        tax_rate=draft.tax_rate,
        tax_amount=draft.tax_amount,
    )


def _refuse_bad_draft(draft: PostingDraft) -> None:
    for amount in (draft.amount, draft.base_amount, draft.tax_amount):
        if amount is not None:
            _refuse_bad_money(amount, draft.currency)


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
