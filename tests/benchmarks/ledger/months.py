"""Month × category over all years: from the roll-up, and by the best scan of the postings that we could write.

`measure` is for a workspace that is filled already (`make bench-ledger`). The scan gets covering indexes of its own, in a
transaction that is rolled back, over tables that were vacuumed, so that it reads indexes only.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db import connection, transaction

from finance.models import MonthlySum
from finance.selectors.reports.by_category import category_sums
from finance.selectors.reports.directory import Directory
from finance.selectors.reports.periods import PERIODS_MAX, Every, Span
from finance.selectors.reports.report import report_get
from finance.selectors.reports.wishes import ReportName, Wish
from tests.benchmarks.figures import Figure, percentiles
from users.tenancy.actor import acting, command

ROUNDS = 7
RATIO_LIMIT = 0.1
Sums = dict[tuple[UUID, Any, str], tuple[Decimal, Decimal, int]]

COVERING = (
    """CREATE INDEX bench_posting ON finance_posting (workspace_id, transaction_id, category_id)
       INCLUDE (currency, amount, base_amount) WHERE category_id IS NOT NULL""",
    """CREATE INDEX bench_transaction ON finance_transaction (workspace_id, id) INCLUDE (date)
       WHERE status <> 'draft' AND trashed_at IS NULL""",
)
SCAN = """
    SELECT p.category_id, date_trunc('month', t.date)::date AS month, p.currency, sum(p.amount),
           coalesce(sum(p.base_amount), 0), count(*)
      FROM finance_posting p JOIN finance_transaction t ON t.workspace_id = p.workspace_id AND t.id = p.transaction_id
     WHERE p.workspace_id = %(workspace)s AND t.workspace_id = %(workspace)s AND p.category_id IS NOT NULL
       AND t.status <> 'draft' AND t.trashed_at IS NULL
     GROUP BY 1, 2, 3
"""


def measure(workspace_id: UUID) -> list[Figure]:
    """Rows for the page: the scan with and without covering indexes, the roll-up, and whether both say the same."""
    with acting(command(workspace_id)):
        span = _all_years()
        roll_up_s, kept = _timed(lambda: _roll_up(span))
        report_s, _ = _timed(lambda: report_get(ReportName.INCOME_STATEMENT, Wish(span)))
    scan_s, booked = _timed(lambda: _scan(workspace_id))
    with _covered():
        covered_s, booked_covered = _timed(lambda: _scan(workspace_id))
    best = min(scan_s, covered_s)
    years, wanted = span.last.year - span.first.year + 1, _without_opening(workspace_id, booked)
    is_equal = kept == wanted == _without_opening(workspace_id, booked_covered)
    return [
        Figure(f"month × category, {years} years, scan of the postings as they lie", f"p50 {scan_s * 1000:.0f} ms"),
        Figure("the same scan with covering indexes", f"p50 {covered_s * 1000:.0f} ms"),
        Figure(
            "the same from the roll-up",
            f"p50 {roll_up_s * 1000:.0f} ms ({roll_up_s / best:.3f} ×)",
            f"≤ {RATIO_LIMIT} × the best scan",
            roll_up_s <= RATIO_LIMIT * best,
        ),
        Figure(f"roll-up and scan, {len(kept)} sums", "equal" if is_equal else "**differ**", "equal to the cent", is_equal),
        Figure("income statement of all these months, as a report", f"p50 {report_s * 1000:.0f} ms"),
    ]


def _all_years() -> Span:
    months = MonthlySum.objects.filter(category__isnull=False, postings__gt=0).order_by("month").values_list("month", flat=True)
    first, last = months.first(), months.last()
    if first is None or last is None:
        raise AssertionError("The workspace has nothing booked.")
    if (last.year - first.year + 1) * 12 > PERIODS_MAX:
        raise AssertionError(f"A report has at most {PERIODS_MAX} periods: fill the workspace with fewer years.")
    return Span(first.replace(month=1), last.replace(month=12, day=31), Every.MONTH)


def _roll_up(span: Span) -> Sums:
    periods = span.periods()
    found = category_sums(Wish(span), span, periods, Directory())
    return {
        (category_id, periods[index].first, one.currency): (one.amount, one.base, one.postings)
        for (category_id,), index, one in found
    }


def _scan(workspace_id: UUID) -> Sums:
    with connection.cursor() as cursor:
        cursor.execute(SCAN, {"workspace": workspace_id})
        return {(row[0], row[1], row[2]): (row[3], row[4], row[5]) for row in cursor.fetchall()}


def _without_opening(workspace_id: UUID, sums: Sums) -> Sums:
    """Opening balances are neither income nor expense, so a report by category leaves them out."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id FROM finance_category WHERE workspace_id = %s AND system_code = 'opening_balance'", [workspace_id]
        )
        opening = {row[0] for row in cursor.fetchall()}
    return {key: found for key, found in sums.items() if key[0] not in opening}


def _timed(deed: Callable[[], Any]) -> tuple[float, Any]:
    """The median of some runs in seconds, after one to warm up, and the last result."""
    result, times = deed(), []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        result = deed()
        times.append(time.perf_counter() - started)
    return percentiles(times)[0], result


@contextmanager
def _covered() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("VACUUM (ANALYZE) finance_posting, finance_transaction")
    with transaction.atomic(), connection.cursor() as cursor:
        for statement in COVERING:
            cursor.execute(statement)
        yield
        transaction.set_rollback(True)
