"""Postings that are there, as drafts to be posted again."""

from __future__ import annotations

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
