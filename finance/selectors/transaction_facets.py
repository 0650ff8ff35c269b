"""How many transactions a list finds and how much they come to, by what they are and belong to."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import QuerySet

from finance.models import Transaction
from users.tenancy.scope import scoped_workspace_id

COUNTED_MAX = 20_000
VALUES_MAX = 100  # of a facet: the most frequent ones
OF_TRANSACTION = ("kind", "status", "vendor", "month")

# The first transactions of the list, and the money that each moved on accounts, per currency.
_FOUND = """
    WITH found AS MATERIALIZED ({found}),
    t AS MATERIALIZED (
        SELECT t.id, t.kind, t.status, coalesce(v.merged_into_id, v.id)::text AS vendor, to_char(t.date, 'YYYY-MM') AS month
          FROM found JOIN finance_transaction t ON t.id = found.id LEFT JOIN finance_vendor v ON v.id = t.vendor_id),
    p AS MATERIALIZED (
        SELECT p.transaction_id, p.account_id, p.category_id, p.currency, p.amount
          FROM found JOIN finance_posting p ON p.transaction_id = found.id AND p.workspace_id = %(workspace)s),
    money AS (
        SELECT p.transaction_id, p.currency, sum(p.amount) AS amount, row_number() OVER (PARTITION BY p.transaction_id) AS nth
          FROM p WHERE p.account_id IS NOT NULL GROUP BY 1, 2),
    moved AS MATERIALIZED (
        SELECT t.*, m.currency, coalesce(m.amount, 0) AS amount, coalesce(m.nth, 1) = 1 AS is_first
          FROM t LEFT JOIN money m ON m.transaction_id = t.id),
    placed AS MATERIALIZED (
        SELECT 'account' AS facet, coalesce(a.merged_into_id, a.id)::text AS key, p.transaction_id, p.currency, p.amount
          FROM p JOIN finance_account a ON a.id = p.account_id
        UNION ALL
        SELECT 'category', coalesce(c.merged_into_id, c.id)::text, p.transaction_id, p.currency, p.amount
          FROM p JOIN finance_category c ON c.id = p.category_id)
    SELECT CASE WHEN GROUPING(kind) = 0 THEN 'kind' WHEN GROUPING(status) = 0 THEN 'status'
                WHEN GROUPING(vendor) = 0 THEN 'vendor' WHEN GROUPING(month) = 0 THEN 'month' ELSE 'all' END,
           coalesce(kind, status, vendor, month), currency, count(*) FILTER (WHERE is_first), sum(amount)
      FROM moved GROUP BY GROUPING SETS ((kind, currency), (status, currency), (vendor, currency), (month, currency), (currency))
    UNION ALL
    SELECT 'tag', l.tag_id::text, m.currency, count(*) FILTER (WHERE m.is_first), sum(m.amount)
      FROM moved m JOIN finance_transactiontag l ON l.transaction_id = m.id AND l.workspace_id = %(workspace)s GROUP BY 2, 3
    UNION ALL
    SELECT facet, key, NULL, count(DISTINCT transaction_id), 0 FROM placed GROUP BY 1, 2
    UNION ALL
    SELECT facet, key, currency, 0, sum(amount) FROM placed GROUP BY 1, 2, 3
"""

# What counts, from the roll-up: postings instead of transactions.
_WHOLE = """
    SELECT 'account', coalesce(a.merged_into_id, a.id)::text, s.currency, sum(s.postings), sum(s.amount)
      FROM finance_monthlysum s JOIN finance_account a ON a.id = s.account_id
     WHERE s.workspace_id = %(workspace)s AND s.postings > 0 GROUP BY 2, 3
    UNION ALL
    SELECT 'category', coalesce(c.merged_into_id, c.id)::text, s.currency, sum(s.postings), sum(s.amount)
      FROM finance_monthlysum s JOIN finance_category c ON c.id = s.category_id
     WHERE s.workspace_id = %(workspace)s AND s.postings > 0 GROUP BY 2, 3
    UNION ALL
    SELECT 'month', to_char(s.month, 'YYYY-MM'), s.currency, sum(s.postings), sum(s.amount)
      FROM finance_monthlysum s
     WHERE s.workspace_id = %(workspace)s AND s.postings > 0 AND s.account_id IS NOT NULL GROUP BY 2, 3
"""


@dataclass
class FacetValue:
    """`sums`: currency → what the transactions moved on accounts (of a category: what stands on it)."""

    count: int = 0
    sums: dict[str, Decimal] = field(default_factory=dict)


@dataclass
class Facet:
    """`is_complete`: nothing was left out. `counts_postings`: its counts are of postings, one or more per transaction."""

    is_complete: bool
    counts_postings: bool = False
    values: dict[str | None, FacetValue] = field(default_factory=lambda: defaultdict(FacetValue))


@dataclass
class Facets:
    """`count` is exact where `is_complete`, else how many were counted. Key None: without a vendor."""

    count: int
    is_complete: bool
    facets: dict[str, Facet]


def transaction_facets(rows: QuerySet[Transaction], *, is_whole: bool) -> Facets:
    """Of the newest COUNTED_MAX of the rows. `is_whole`: the rows are all, so that the monthly sums know what they come to."""
    told = _asked(rows)
    count = sum(number for facet, _key, _currency, number, _sum in told if facet == "all")
    is_complete = count < COUNTED_MAX
    facets = {name: Facet(is_complete) for name in (*OF_TRANSACTION, "account", "category", "tag")}
    _put(facets, told)
    if is_whole and not is_complete:
        facets |= {name: Facet(is_complete=True, counts_postings=True) for name in ("account", "category", "month")}
        _put({name: facets[name] for name in ("account", "category", "month")}, _whole())
    return Facets(count, is_complete, facets)


def _asked(rows: QuerySet[Transaction]) -> list[tuple[Any, ...]]:
    try:
        found, params = rows.order_by("-date", "-id").values_list("id")[:COUNTED_MAX].query.sql_with_params()
    except EmptyResultSet:  # a filter names nothing that is there
        return []
    named = {f"p{number}": value for number, value in enumerate(params)}
    inner = found % tuple(f"%({name})s" for name in named)
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(found=inner), {**named, "workspace": scoped_workspace_id()})
        return list(cursor.fetchall())


def _whole() -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(_WHOLE, {"workspace": scoped_workspace_id()})
        return list(cursor.fetchall())


def _put(facets: dict[str, Facet], told: Iterable[tuple[Any, ...]]) -> None:
    for name, key, currency, count, total in told:
        if name in facets:
            value = facets[name].values[key]
            value.count += int(count)
            if currency is not None:
                value.sums[currency] = value.sums.get(currency, Decimal(0)) + total
