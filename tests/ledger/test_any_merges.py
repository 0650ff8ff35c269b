"""Whatever is booked, locked and merged in whatever order: the total of what belongs together stays, and the ledger is sound."""

from __future__ import annotations

import datetime
from contextlib import suppress
from decimal import Decimal

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finance.errors import MergeError, PeriodLockedError
from finance.models import Category, CategoryKind, Posting
from finance.services.categories import category_create, category_merge
from finance.services.ledger_verification import ledger_verify
from finance.services.periods import period_lock
from tests.ledger.conftest import NOW, Books

WHICH = st.integers(0, 3)
DAYS = st.dates(datetime.date(2026, 1, 1), datetime.date(2026, 4, 30))
STEPS = st.one_of(
    st.tuples(st.just("book"), WHICH, DAYS, st.integers(1, 10_000)),
    st.tuples(st.just("merge"), WHICH, WHICH),
    st.tuples(st.just("lock"), DAYS),
)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(st.lists(STEPS, min_size=4, max_size=20))
def test_totals_follow_what_was_merged(books: Books, steps: list[tuple]) -> None:  # type: ignore[type-arg]
    point = transaction.savepoint()
    rows = [category_create(actor=books.actor, name=f"C{n}", kind=CategoryKind.EXPENSE) for n in range(4)]
    went, cents = list(range(4)), [0] * 4  # where each went by now, and what belongs to each that is left
    for step in steps:
        with suppress(MergeError, PeriodLockedError), transaction.atomic():
            _do(books, rows, went, cents, step)
    assert [_total(row) for row in rows] == [Decimal(amount) / 100 for amount in cents]
    assert ledger_verify(workspace_id=books.actor.workspace_id) == []
    transaction.savepoint_rollback(point)


def _do(books: Books, rows: list[Category], went: list[int], cents: list[int], step: tuple) -> None:  # type: ignore[type-arg]
    if step[0] == "lock":
        period_lock(actor=books.actor, through=step[1])
    elif step[0] == "book":
        _kind, which, day, amount = step
        books.expense(date=day, postings=books.legs(str(Decimal(amount) / 100), category=rows[which]))
        cents[went[which]] += amount
    else:
        category_merge(actor=books.actor, category=rows[step[1]], into=rows[step[2]], now=NOW)
        cents[step[2]], cents[step[1]] = cents[step[2]] + cents[step[1]], 0
        went[:] = [step[2] if one == step[1] else one for one in went]


def _total(row: Category) -> Decimal:
    """Of the category and of all that went into it; nothing once it went itself."""
    row.refresh_from_db()
    if row.merged_into_id is not None:
        return Decimal(0)
    belonging = [row.id, *Category.objects.filter(merged_into=row).values_list("id", flat=True)]
    return sum(Posting.objects.filter(category_id__in=belonging).values_list("amount", flat=True), Decimal(0))
