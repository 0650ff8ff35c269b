"""Postings that are there, as drafts to be posted again."""

from __future__ import annotations

from dataclasses import replace

from finance.models import Posting
from finance.services.posting_drafts import PostingDraft


def draft_of(leg: Posting) -> PostingDraft:
    """As it was booked, with the rate of that day."""
    return PostingDraft(
        leg.amount,
        leg.currency,
        account=leg.account,
        category=leg.category,
        base_amount=leg.base_amount,
        memo=leg.memo,
        tax_rate=leg.tax_rate,
        tax_amount=leg.tax_amount,
        rate=leg.rate,
        rate_date=leg.rate_date,
        rate_source=leg.rate_source,
    )


def opposite_of(leg: Posting) -> PostingDraft:
    """What takes it back."""
    draft = draft_of(leg)
    base, tax = draft.base_amount, draft.tax_amount
    return replace(
        draft,
        amount=-draft.amount,
        base_amount=None if base is None else -base,
        tax_amount=None if tax is None else -tax,
    )
