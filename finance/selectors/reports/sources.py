"""Where the sums come from: the monthly roll-up for whole months, the postings for all else. Each is one set-based query."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import Count, F, Func, IntegerField, Max, Min, Q, QuerySet, Sum, TextField, Value
from django.db.models.expressions import BaseExpression
from django.db.models.functions import Cast

from finance.models import MonthlySum, Posting
from finance.selectors.reports.figures import NOUGHT
from finance.selectors.reports.figures import Sum as Found
from finance.selectors.reports.periods import Period, Span, month_end

# (what it was grouped by, number of the period from 0, the sum in one currency)
Grouped = tuple[tuple[Any, ...], int, Found]

_ROLLED = {
    "total": Sum("amount"),
    "total_base": Sum("base_amount"),
    "count": Sum("postings"),
    "count_without_base": Sum("postings_without_base"),
}
_POSTED = {
    "total": Sum("amount"),
    "total_base": Sum("base_amount"),
    "without_base": Sum("amount", filter=Q(base_amount=None)),
    "count": Count("id"),
    "count_without_base": Count("id", filter=Q(base_amount=None)),
}


class Bucket(Func):
    """The number of the period in which a day lies, from 0: how many periods have begun, less one."""

    function = "width_bucket"
    template = "(%(function)s(%(expressions)s) - 1)"
    output_field = IntegerField()

    def __init__(self, day: str, periods: Sequence[Period]) -> None:
        super().__init__(F(day), Value([period.first for period in periods]))


def posted(condition: Q, span: Span, periods: Sequence[Period], by: Mapping[str, Any]) -> Iterator[Grouped]:
    """Sums of the postings under the condition, by period and by the named expressions."""
    return _grouped(in_days(condition, span.first, span.last), periods, by)


def in_days(condition: Q, first: datetime.date, last: datetime.date) -> QuerySet[Posting]:
    return Posting.objects.filter(condition, transaction__date__gte=first, transaction__date__lte=last)


def rolled_up(condition: Q, span: Span, periods: Sequence[Period], by: str, *, posted_condition: Q) -> Iterator[Grouped]:
    """The same by category or account (`by` names the column), of which the roll-up keeps the whole months.

    `condition` is of the roll-up's rows, `posted_condition` the same of postings.
    """
    days = Q()
    for first, last in span.broken_months():
        days |= Q(transaction__date__gte=first, transaction__date__lte=last)
    if days:
        yield from _grouped(Posting.objects.filter(posted_condition, days), periods, {by: F(by)})
    whole = span.whole_months()
    if whole is not None:
        kept = MonthlySum.objects.filter(condition, month__gte=whole[0], month__lte=whole[1], postings__gt=0)
        yield from _of_roll_up(kept, periods, by, posted_condition)


def _of_roll_up(kept: QuerySet[MonthlySum], periods: Sequence[Period], by: str, posted_condition: Q) -> Iterator[Grouped]:
    """Ids come as text and become UUIDs once each: there are some hundred, in tens of thousands of rows."""
    rows = _fetched(kept.values_list(Cast(by, TextField()), Bucket("month", periods), "currency").annotate(**_ROLLED))
    keys: dict[str, tuple[UUID]] = {}
    partly = []
    for key, index, currency, amount, base, count, without_base in rows:
        if key not in keys:
            keys[key] = (UUID(key),)
        if 0 < without_base < count:
            partly.append((key, index, currency, amount, base, count, without_base))
        else:
            yield keys[key], index, Found(currency, amount, base, amount if without_base else NOUGHT, count, without_base)
    unconverted = _unconverted(kept, periods, by, posted_condition) if partly else {}
    for key, index, currency, amount, base, count, without_base in partly:
        part = unconverted[key, index, currency]
        yield keys[key], index, Found(currency, amount, base, part, count, without_base)


def _fetched(rows: QuerySet[Any]) -> list[tuple[Any, ...]]:
    """As the driver gives them: Django converts each value once more, which takes longer than the query."""
    try:
        statement, values = rows.query.sql_with_params()
    except EmptyResultSet:
        return []
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
    return found


def _unconverted(
    kept: QuerySet[MonthlySum], periods: Sequence[Period], by: str, posted_condition: Q
) -> Mapping[tuple[str, int, str], Decimal]:
    """What the roll-up does not tell: the amounts without a base amount, where others of that month and currency have one.

    From the first to the last month with such postings; the index `posting_unconverted` finds them.
    """
    months = kept.filter(postings_without_base__gt=0).aggregate(first=Min("month"), last=Max("month"))
    condition = posted_condition & Q(base_amount=None)
    posted = in_days(condition, months["first"], month_end(months["last"]))
    rows = posted.values_list(Cast(by, TextField()), Bucket("transaction__date", periods), "currency").annotate(
        total=Sum("amount")
    )
    return {(key, index, currency): total for key, index, currency, total in rows}


def _grouped(rows: QuerySet[Posting], periods: Sequence[Period], by: Mapping[str, BaseExpression | F]) -> Iterator[Grouped]:
    named = {f"by_{name}": expression for name, expression in by.items()}
    grouped = rows.annotate(**named).values_list(*named, Bucket("transaction__date", periods), "currency")
    for *key, index, currency, amount, base, unconverted, count, without_base in grouped.annotate(**_POSTED):
        yield tuple(key), index, Found(currency, amount, base or NOUGHT, unconverted or NOUGHT, count, without_base)
