"""Rates of exchange, as bookings and reports ask for them.

Of a day, in this order: the workspace's own rate, then the ECB's fixings (a cross rate of two of one day, by way of the euro).
Of each, without one of that very day the newest of at most seven days before counts; else there is none: never 1:1.
"""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Context, Decimal
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from finance.models import EcbFixing, OwnRate, RateFeed, RateSource
from users.models import Workspace
from users.tenancy.scope import scoped_workspace_id
from utils.errors import NotFoundError
from utils.money import rounded

EURO = "EUR"
DAYS_BACK = 7
ECB = "ecb"
_DIVIDING = Context(prec=60)
_MULTIPLYING = Context(prec=40)  # shorter, so that what is exactly half a cent is not a 60th digit below it

Days = Mapping[datetime.date, Decimal]


@dataclass(frozen=True, slots=True)
class Rate:
    """Base units per unit (`value`, not rounded), the day of the fixing, and whose it is."""

    value: Decimal
    date: datetime.date
    source: RateSource


@dataclass(frozen=True, slots=True)
class RateTable:
    """The rates to one base that were fetched for a span of days. Currency → day → number."""

    base: str
    fixings: Mapping[str, Days] = field(default_factory=dict)  # units per euro
    own: Mapping[str, Days] = field(default_factory=dict)  # base units per unit

    def find(self, currency: str, date: datetime.date) -> Rate | None:
        """The rate of a day within the span; None when there is none. The base itself is always 1."""
        if currency == self.base:
            return Rate(Decimal(1), date, RateSource.ECB)
        return self._own(currency, date) or self._crossed(currency, date)

    def _own(self, currency: str, date: datetime.date) -> Rate | None:
        known = self.own.get(currency, {})
        day = next((day for day in _days_back(date) if day in known), None)
        return None if day is None else Rate(known[day], day, RateSource.OWN)

    def _crossed(self, currency: str, date: datetime.date) -> Rate | None:
        """Both fixings are of one day: two days' fixings make no rate."""
        for day in _days_back(date):
            per_euro, base_per_euro = self._per_euro(currency, day), self._per_euro(self.base, day)
            if per_euro is not None and base_per_euro is not None:
                return Rate(divided(base_per_euro, per_euro), day, RateSource.ECB)
        return None

    def _per_euro(self, currency: str, day: datetime.date) -> Decimal | None:
        return Decimal(1) if currency == EURO else self.fixings.get(currency, {}).get(day)


def rate_find(*, currency: str, base: str, date: datetime.date) -> Rate | None:
    """Base units per unit of the currency on a day; None when no rate is known."""
    return rate_table(base=base, currencies=[currency], first=date, last=date).find(currency, date)


def rate_table(*, base: str, currencies: Iterable[str], first: datetime.date, last: datetime.date) -> RateTable:
    """What `find` needs for these currencies on all days from `first` to `last`: two queries, none for the base alone."""
    foreign = sorted({currency for currency in currencies if currency != base})
    if not foreign:
        return RateTable(base)
    span = {"date__range": (first - datetime.timedelta(days=DAYS_BACK), last)}
    return RateTable(base, _fixings([*foreign, base], span), _own_rates(base, foreign, span))


def converted(amount: Decimal, rate: Rate, base: str) -> Decimal:
    """The amount in the base currency, rounded once to its digits."""
    return rounded(multiplied(amount, rate.value), base)


def divided(number: Decimal, by: Decimal) -> Decimal:
    """To 60 digits."""
    return _DIVIDING.divide(number, by)


def multiplied(amount: Decimal, value: Decimal) -> Decimal:
    """To 40 digits."""
    return _MULTIPLYING.multiply(amount, value)


def base_currency() -> str:
    """The currency in which the workspace in scope keeps its books."""
    return str(Workspace.objects.values_list("base_currency", flat=True).get(id=scoped_workspace_id()))


def own_rate_list() -> QuerySet[OwnRate]:
    """The workspace's own rates, newest first."""
    return OwnRate.objects.order_by("-date", "-id")


def own_rate_get(own_rate_id: UUID) -> OwnRate:
    """Raises NotFoundError."""
    try:
        return OwnRate.objects.get(id=own_rate_id)
    except OwnRate.DoesNotExist as error:
        raise NotFoundError("There is no such rate.") from error


def rate_feed() -> RateFeed:
    """How loading the fixings went; an empty one before the first time."""
    return RateFeed.objects.filter(name=ECB).first() or RateFeed(name=ECB)


def _days_back(date: datetime.date) -> Iterator[datetime.date]:
    return (date - datetime.timedelta(days=back) for back in range(DAYS_BACK + 1))


def _fixings(currencies: Iterable[str], span: Mapping[str, Any]) -> dict[str, dict[datetime.date, Decimal]]:
    found: dict[str, dict[datetime.date, Decimal]] = defaultdict(dict)
    rows = EcbFixing.objects.filter(currency__in=currencies, **span)
    for currency, day, rate in rows.values_list("currency", "date", "rate"):
        found[currency][day] = rate
    return found


def _own_rates(base: str, currencies: Iterable[str], span: Mapping[str, Any]) -> dict[str, dict[datetime.date, Decimal]]:
    """A rate holds in both directions; of two for one day, the one that was entered in the direction asked for."""
    found: dict[str, dict[datetime.date, Decimal]] = defaultdict(dict)
    pairs = Q(base=base, currency__in=currencies) | Q(currency=base, base__in=currencies)
    rows = OwnRate.objects.filter(pairs, **span).values_list("currency", "base", "date", "rate")
    for currency, other, day, rate in rows:
        if other == base:
            found[currency][day] = rate
        else:
            found[other].setdefault(day, divided(Decimal(1), rate))
    return found
