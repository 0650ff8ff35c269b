"""What stood on an account on a day: whole months from the roll-up, the begun one from its postings.

Drafts and trash do not count. What stands on an account that was merged counts on the one that it went into.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from uuid import UUID

from django.db.models import F, QuerySet, Sum
from django.db.models.functions import Coalesce

from finance.models import Account, MonthlySum, Posting, TransactionStatus
from finance.selectors.merging import with_merged

Balances = dict[UUID, dict[str, Decimal]]


def account_balances_on(*, on: datetime.date, account_ids: Iterable[UUID] | None = None) -> Balances:
    """Account → currency → balance at the end of that day; of all accounts when None is given. No entry: nothing booked."""
    wanted = None if account_ids is None else with_merged(Account, account_ids)
    balances: Balances = defaultdict(dict)
    for account_id, currency, amount in (*_whole_months(on, wanted), *_begun_month(on, wanted)):
        held = balances[account_id]
        held[currency] = held.get(currency, Decimal(0)) + amount
    return dict(balances)


def _whole_months(on: datetime.date, wanted: list[UUID] | None) -> Iterator[tuple[UUID, str, Decimal]]:
    begun = on.replace(day=1)
    sums = MonthlySum.objects.filter(account__isnull=False, postings__gt=0)
    before = sums.filter(month__lte=begun) if _is_last_of_month(on) else sums.filter(month__lt=begun)
    return _per_account(before, wanted)


def _begun_month(on: datetime.date, wanted: list[UUID] | None) -> Iterator[tuple[UUID, str, Decimal]]:
    if _is_last_of_month(on):
        return iter(())
    counted = Posting.objects.filter(
        account__isnull=False, transaction__date__range=(on.replace(day=1), on), transaction__trashed_at=None
    )
    return _per_account(counted.exclude(transaction__status=TransactionStatus.DRAFT), wanted)


def _per_account(
    rows: QuerySet[MonthlySum] | QuerySet[Posting], wanted: list[UUID] | None
) -> Iterator[tuple[UUID, str, Decimal]]:
    chosen = rows if wanted is None else rows.filter(account_id__in=wanted)
    living = chosen.order_by().values(holder=Coalesce(F("account__merged_into_id"), F("account_id")), code=F("currency"))
    return (tuple(row) for row in living.annotate(sum=Sum("amount")).values_list("holder", "code", "sum"))


def _is_last_of_month(day: datetime.date) -> bool:
    return (day + datetime.timedelta(days=1)).day == 1
