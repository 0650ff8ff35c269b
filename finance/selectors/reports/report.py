"""Reports of the ledger: one call for each face."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import OperationalError, connection, transaction
from psycopg2.errors import QueryCanceled

from finance.errors import ReportTooSlowError, ReportWishError
from finance.selectors.reports.by_account import AccountChanges, CashFlow
from finance.selectors.reports.by_category import CategoryTree, IncomeStatement
from finance.selectors.reports.by_label import LABELS, ByLabel
from finance.selectors.reports.by_tax import ByTax
from finance.selectors.reports.directory import Directory
from finance.selectors.reports.tables import Adding, Report, tabulated
from finance.selectors.reports.wishes import ReportName, Wish
from users.models import Workspace
from users.tenancy.scope import scoped_workspace_id

SECONDS_MAX = 20
OF_ACCOUNTS = (ReportName.ACCOUNTS, ReportName.CASH_FLOW)


def report_get(name: ReportName, wish: Wish) -> Report:
    """The report of the workspace in scope, of one moment. Raises ReportWishError, ReportTooLargeError, ReportTooSlowError."""
    if name in OF_ACCOUNTS and wish.category is not None:
        raise ReportWishError("Money on accounts has no category. Leave `category` out.")
    with _one_moment():
        base_currency = Workspace.objects.values_list("base_currency", flat=True).get(id=scoped_workspace_id())
        return tabulated(name, wish, _adding(name, wish, base_currency), base_currency)


def _adding(name: ReportName, wish: Wish, base_currency: str) -> Adding:
    directory = Directory()
    if name in LABELS:
        return ByLabel(wish, directory, LABELS[name])
    if name is ReportName.TAX:
        return ByTax(wish, directory, base_currency)
    kinds: dict[ReportName, type[IncomeStatement | CategoryTree | AccountChanges | CashFlow]] = {
        ReportName.INCOME_STATEMENT: IncomeStatement,
        ReportName.CATEGORIES: CategoryTree,
        ReportName.ACCOUNTS: AccountChanges,
        ReportName.CASH_FLOW: CashFlow,
    }
    return kinds[name](wish, directory)


@contextmanager
def _one_moment() -> Iterator[None]:
    """All queries see the same ledger, and each ends in time."""
    is_outermost = not connection.in_atomic_block
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            if is_outermost:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            cursor.execute("SELECT current_setting('statement_timeout')")
            before = cursor.fetchone()[0]
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [f"{SECONDS_MAX}s"])
            yield
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [before])
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise ReportTooSlowError("Adding up took too long. Ask for fewer days, or again when less is going on.") from error
        raise
