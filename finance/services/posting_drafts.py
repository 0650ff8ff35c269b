"""What a caller wants posted."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from decimal import Decimal

from finance.models import Account, Category


@dataclass(frozen=True, slots=True)
class PostingDraft:
    """One leg to be posted. Money into an account, and expense, are positive. Exactly one of account and category.

    `base_amount` None: the amount itself where the currency is the workspace's, else by the rate of the day, and unknown where
    there is none (never 1:1). `rate` (base units per unit), `rate_date` and `rate_source` (a RateSource, or "") say where a
    base amount comes from; one without a source was given by a person.
    """

    amount: Decimal
    currency: str
    account: Account | None = None
    category: Category | None = None
    base_amount: Decimal | None = None
    memo: str = ""
    tax_rate: Decimal | None = None
    tax_amount: Decimal | None = None
    rate: Decimal | None = None
    rate_date: datetime.date | None = None
    rate_source: str = ""
