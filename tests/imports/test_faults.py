"""Workers that die and people at the same time: all of an import is there, or nothing of it, and what was left is resumed."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction

from finance.models import ImportState, Transaction
from finance.services import import_applying, import_reading, import_undoing
from finance.services.import_work import imports_sweep
from finance.services.imports import import_apply, import_book, import_read, import_take_back, import_undo
from finance.services.periods import period_lock
from finance.services.transactions import transaction_trash, transaction_update
from finance.services.vendors import vendor_create
from finance.signals import import_waits
from tests.imports.conftest import DAY, House, as_csv, line
from tests.ledger.conftest import NOW, at_once

LINES = [line(), line(), line("REWE", "-23.17", day=1), line("Rent", "-850.00", day=3)]


class Killed(BaseException):
    """The process is gone."""


def killed_after(monkeypatch: pytest.MonkeyPatch, module: Any, name: str, work: Callable[[], object]) -> None:
    """The worker does this up to the end of the named step, and no further."""
    done: Callable[..., Any] = getattr(module, name)

    def die(*args: Any, **kwargs: Any) -> None:
        done(*args, **kwargs)
        raise Killed

    with monkeypatch.context() as patch:
        patch.setattr(module, name, die)
        with pytest.raises(Killed):
            work()


def resume(house: House, work: Callable[..., None], statement_id: Any, **more: Any) -> None:
    """The lease runs out, the sweep rings, and another worker comes."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE finance_statementimport SET lease_until = now() - interval '1 second' WHERE lease_until IS NOT NULL"
        )
    rung: list[Any] = []

    def hear(import_id: Any, **_kwargs: Any) -> None:
        rung.append(import_id)

    import_waits.connect(hear)
    try:
        with transaction.atomic():
            imports_sweep()
    finally:
        import_waits.disconnect(hear)
    assert rung == [statement_id]
    work(import_id=statement_id, **more)


@pytest.mark.parametrize("name", ["rows_stage", "import_plan", "import_advance"])
def test_a_worker_that_dies_while_it_reads_is_resumed(committed_house: House, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    house = committed_house
    statement = house.receive(as_csv(LINES))
    killed_after(monkeypatch, import_reading, name, lambda: import_read(import_id=statement.id, store=house.store))
    resume(house, import_read, statement.id, store=house.store)
    assert (house.now(statement).state, house.now(statement).counts) == (ImportState.READY, {"new": 4})
    assert len(house.rows(statement)) == 4


@pytest.mark.parametrize("name", ["import_plan", "rows_book", "import_advance", "audit_record"])
def test_a_worker_that_dies_while_it_books_leaves_nothing_and_is_resumed(
    committed_house: House, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    house = committed_house
    receipt = house.receipt("23.17", vendor=vendor_create(actor=house.books.actor, name="REWE"))
    statement = house.plan(as_csv(LINES))
    import_apply(actor=house.books.actor, statement=statement)
    killed_after(monkeypatch, import_applying, name, lambda: import_book(import_id=statement.id))
    assert [found.id for found in house.live()] == [receipt.id]
    assert house.bank_balance() == 0
    resume(house, import_book, statement.id)
    assert (house.now(statement).state, len(house.live())) == (ImportState.APPLIED, 5)
    assert house.faults() == []


def test_a_worker_that_dies_while_it_takes_back_is_resumed(committed_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    house = committed_house
    statement = house.run(as_csv(LINES))
    import_undo(actor=house.books.actor, statement=statement)
    killed_after(monkeypatch, import_undoing, "import_advance", lambda: import_take_back(import_id=statement.id))
    assert len(house.live()) == 4
    resume(house, import_take_back, statement.id)
    assert house.live() == []


def test_who_was_taken_for_dead_writes_nothing(committed_house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    """A paused worker comes back after another one has booked: its number is old, so all that it did is taken back."""
    house = committed_house
    statement = house.plan(as_csv(LINES))
    import_apply(actor=house.books.actor, statement=statement)
    booking = import_applying.rows_book

    def paused(*args: Any, **kwargs: Any) -> None:
        booking(*args, **kwargs)
        with connection.cursor() as cursor:  # what the other one's claim would have done
            cursor.execute("UPDATE finance_statementimport SET attempt = attempt + 1, lease_until = NULL")

    with monkeypatch.context() as patch:
        patch.setattr(import_applying, "rows_book", paused)
        import_book(import_id=statement.id)
    assert house.live() == []


def test_the_same_file_booked_twice_at_once_is_booked_once(committed_house: House) -> None:
    house = committed_house
    statements = [house.plan(as_csv(LINES)) for _time in range(2)]
    for statement in statements:
        import_apply(actor=house.books.actor, statement=statement)
    at_once(house.books.actor, [lambda one=one: import_book(import_id=one.id) for one in statements])
    states = [house.now(statement) for statement in statements]
    assert {one.state for one in states} == {ImportState.APPLIED}, [one.error_detail for one in states]
    assert len(house.live()) == 4
    assert house.faults() == []


def test_a_receipt_that_is_thrown_away_meanwhile_is_not_settled(committed_house: House) -> None:
    house = committed_house
    receipt = house.receipt("23.17", vendor=vendor_create(actor=house.books.actor, name="REWE"))
    statement = house.plan(as_csv(LINES))
    import_apply(actor=house.books.actor, statement=statement)
    at_once(
        house.books.actor,
        [
            lambda: import_book(import_id=statement.id),
            lambda: transaction_trash(actor=house.books.actor, transaction=receipt, now=NOW),
        ],
    )
    receipt.refresh_from_db()
    booked = house.now(statement)
    assert booked.state == ImportState.APPLIED, booked.error_detail
    assert booked.counts == ({"new": 4} if receipt.trashed_at else {"new": 3, "settles": 1})
    assert house.faults() == []


def test_edits_while_an_import_is_undone_are_kept_or_refused(committed_house: House) -> None:
    house = committed_house
    statement = house.run(as_csv(LINES))
    touched = Transaction.objects.get(date=DAY.replace(day=13))
    import_undo(actor=house.books.actor, statement=statement)
    _undone, edited = at_once(
        house.books.actor,
        [
            lambda: import_take_back(import_id=statement.id),
            lambda: transaction_update(actor=house.books.actor, transaction=touched, expected_version=1, notes="mine"),
        ],
    )
    touched.refresh_from_db()
    was_kept = not isinstance(edited, Exception)
    assert (touched.trashed_at is None, touched.notes == "mine") == (was_kept, was_kept)
    assert house.now(statement).counts["kept"] == int(was_kept)


def test_a_period_that_is_locked_in_the_middle_stops_all_or_nothing(committed_house: House) -> None:
    house = committed_house
    statement = house.plan(as_csv(LINES))
    import_apply(actor=house.books.actor, statement=statement)
    at_once(
        house.books.actor,
        [lambda: import_book(import_id=statement.id), lambda: period_lock(actor=house.books.actor, through=DAY)],
    )
    found = house.now(statement)
    assert (found.state, len(house.live())) in ((ImportState.APPLIED, 4), (ImportState.READY, 0)), found.error_detail
    assert found.state == ImportState.APPLIED or found.error_code in ("import_undecided", "period_locked")
