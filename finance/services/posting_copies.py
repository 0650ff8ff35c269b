"""Postings that are there, as drafts to be posted again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from finance.models import Posting, RateSource, Transaction
from finance.services.posting_drafts import PostingDraft

BY_THE_DAY = frozenset({"", RateSource.ECB.value, RateSource.OWN.value})


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


def drafts_of_another_day(transaction: Transaction, base_currency: str) -> Sequence[PostingDraft] | None:
    """Its postings without what they were worth, to be valued by the rate of another day.

    None where no day values them: in the base currency, by amounts that the bank or a person gave, or across currencies.
    """
    legs = list(transaction.postings.select_related("account", "category").order_by("position"))
    is_by_the_day = all(leg.rate_source in BY_THE_DAY for leg in legs)
    if {leg.currency for leg in legs} == {base_currency} or len({leg.currency for leg in legs}) != 1 or not is_by_the_day:
        return None
    return [replace(draft_of(leg), base_amount=None, rate=None, rate_date=None, rate_source="") for leg in legs]
