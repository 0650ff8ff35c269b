"""What everything together is worth on a day, and how much of that came from rates that changed.

Per account and currency: the balance of that day at the rate of that day. What has no rate stands apart, in its own currency, and
is in no total. `booked` is what the balance was worth when it was booked; what it is worth more since is exchange gain that
nobody booked, beside the one on the exchange category, which settlements booked.

    total = what was earned and spent, valued when it was booked + what changed since      (where everything has a rate)
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, F, Q, QuerySet, Sum
from django.db.models.functions import Coalesce

from finance.models import Account, MonthlySum, Posting, SystemCategory, TransactionStatus
from finance.selectors.rates import Rate, RateTable, base_currency, converted, rate_table
from finance.selectors.reports.periods import Span

NOUGHT = Decimal(0)
_OF_ACCOUNT = Coalesce(F("account__merged_into_id"), F("account_id"))


@dataclass(frozen=True, slots=True)
class Booked:
    """What is booked until a day: the amount, its base amounts as far as there are any, and how many postings have none."""

    amount: Decimal = NOUGHT
    base_amount: Decimal = NOUGHT
    without_base: int = 0

    def __add__(self, other: Booked) -> Booked:
        return Booked(self.amount + other.amount, self.base_amount + other.base_amount, self.without_base + other.without_base)


@dataclass(frozen=True, slots=True)
class Holding:
    """One currency on one account. `value` and `rate` None: no rate is known; `booked` None: of some of it none was."""

    account: Account
    currency: str
    balance: Decimal
    value: Decimal | None
    rate: Rate | None
    booked: Decimal | None

    @property
    def gain(self) -> Decimal | None:
        """By rates since it was booked; negative for a loss; None where one of the two values is not known."""
        return None if self.value is None or self.booked is None else self.value - self.booked


@dataclass(frozen=True, slots=True)
class NetWorth:
    """All holdings of a day. `gain_booked`: what settlements booked on the exchange category until then."""

    on: datetime.date
    base_currency: str
    holdings: Sequence[Holding]
    gain_booked: Decimal

    @property
    def total(self) -> Decimal:
        """Of what has a rate, in the base currency."""
        return sum((holding.value for holding in self.holdings if holding.value is not None), NOUGHT)

    @property
    def unconverted(self) -> dict[str, Decimal]:
        """Currency → what has no rate, and is not in the total."""
        apart: dict[str, Decimal] = defaultdict(Decimal)
        for holding in self.holdings:
            if holding.value is None:
                apart[holding.currency] += holding.balance
        return dict(apart)

    @property
    def gain(self) -> Decimal:
        """By rates since it was booked, of the holdings of which that is known."""
        return sum((holding.gain for holding in self.holdings if holding.gain is not None), NOUGHT)

    @property
    def gain_is_whole(self) -> bool:
        """Whether it is known of all holdings."""
        return all(holding.gain is not None for holding in self.holdings)


def net_worth(*, on: datetime.date) -> NetWorth:
    """What everything is worth at the end of that day."""
    [found] = _on_days([on])
    return found


def net_worth_series(span: Span) -> list[NetWorth]:
    """The same at the end of each period of the span, by as many queries as for one day. Raises ReportWishError."""
    return _on_days([period.last for period in span.periods()])


Sums = Mapping[datetime.date, Mapping[tuple[UUID, str], Booked]]


def _on_days(days: Sequence[datetime.date]) -> list[NetWorth]:
    base = base_currency()
    held = _booked_until(days, _OF_ACCOUNT, account__isnull=False)
    exchange = _booked_until(days, F("category_id"), category__system_code=SystemCategory.EXCHANGE)
    accounts = {account.id: account for account in Account.objects.all()}
    currencies = {currency for sums in held.values() for _, currency in sums}
    rates = rate_table(base=base, currencies=currencies, first=min(days), last=max(days))
    return [
        NetWorth(
            day,
            base,
            _holdings(held[day], accounts, rates, day),
            -sum((booked.base_amount for booked in exchange[day].values()), NOUGHT),
        )
        for day in days
    ]


def _holdings(
    sums: Mapping[tuple[UUID, str], Booked], accounts: Mapping[UUID, Account], rates: RateTable, day: datetime.date
) -> list[Holding]:
    """By name of the account and currency; without what never stood there or left nothing behind."""
    found = [_holding(accounts[of], currency, booked, rates, day) for (of, currency), booked in sums.items() if _is_left(booked)]
    return sorted(found, key=lambda holding: (holding.account.name, holding.account.id, holding.currency))


def _is_left(booked: Booked) -> bool:
    return booked.amount != 0 or booked.base_amount != 0


def _holding(account: Account, currency: str, booked: Booked, rates: RateTable, day: datetime.date) -> Holding:
    known = None if booked.without_base else booked.base_amount
    if currency == rates.base:
        return Holding(account, currency, booked.amount, booked.amount, None, known)
    rate = rates.find(currency, day)
    value = converted(booked.amount, rate, rates.base) if rate else None
    return Holding(account, currency, booked.amount, value if booked.amount else NOUGHT, rate, known)


def _booked_until(days: Sequence[datetime.date], holder: Any, **which: Any) -> Sums:
    """What is booked until the end of each day: whole months from the roll-up, begun ones from their postings."""
    whole = _per_month(MonthlySum.objects.filter(month__lte=max(days), **which), holder)
    begun = _per_day(days, holder, which)
    return {day: _added([*_before(whole, _whole_months_end(day)), *_within(begun, day)]) for day in days}


Rows = Sequence[tuple[datetime.date, tuple[UUID, str], Booked]]


def _per_month(sums: QuerySet[MonthlySum], holder: Any) -> Rows:
    rows = sums.order_by().values(day=F("month"), holder=holder, code=F("currency"))
    told = rows.annotate(all=Sum("amount"), base=Sum("base_amount"), without=Sum("postings_without_base"))
    return _rows(told)


def _per_day(days: Sequence[datetime.date], holder: Any, which: Mapping[str, Any]) -> Rows:
    begun = [day for day in days if not _ends_month(day)]
    if not begun:
        return []
    within = reduce(or_, (Q(transaction__date__range=(day.replace(day=1), day)) for day in begun))
    counted = Posting.objects.filter(within, transaction__trashed_at=None, **which)
    rows = counted.exclude(transaction__status=TransactionStatus.DRAFT).order_by()
    told = rows.values(day=F("transaction__date"), holder=holder, code=F("currency")).annotate(
        all=Sum("amount"), base=Coalesce(Sum("base_amount"), NOUGHT), without=Count("id", filter=Q(base_amount=None))
    )
    return _rows(told)


def _rows(told: QuerySet[Any, Any]) -> Rows:
    found = told.values_list("day", "holder", "code", "all", "base", "without")
    return [(day, (holder, code), Booked(amount, base, without)) for day, holder, code, amount, base, without in found]


def _before(months: Rows, end: datetime.date) -> Iterable[tuple[tuple[UUID, str], Booked]]:
    return ((of, booked) for month, of, booked in months if month < end)


def _within(begun: Rows, day: datetime.date) -> Iterable[tuple[tuple[UUID, str], Booked]]:
    first = _whole_months_end(day)
    return ((of, booked) for date, of, booked in begun if first <= date <= day)


def _added(parts: Iterable[tuple[tuple[UUID, str], Booked]]) -> dict[tuple[UUID, str], Booked]:
    sums: dict[tuple[UUID, str], Booked] = {}
    for of, booked in parts:
        sums[of] = sums.get(of, Booked()) + booked
    return sums


def _whole_months_end(day: datetime.date) -> datetime.date:
    """The first day that is in no whole month any more."""
    return day + datetime.timedelta(days=1) if _ends_month(day) else day.replace(day=1)


def _ends_month(day: datetime.date) -> bool:
    return (day + datetime.timedelta(days=1)).day == 1
