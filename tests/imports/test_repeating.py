"""The same rows again add nothing, however they are written; each row that is new is added exactly once."""

from __future__ import annotations

import random
from collections import Counter
from decimal import Decimal

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from finance.models import ImportState, Transaction, Verdict
from finance.services.imports import import_row_decide
from finance.services.transactions import transaction_trash
from tests.imports.conftest import DAY, ENGLISH, GERMAN, House, Line, as_csv, as_german_csv, line
from tests.ledger.conftest import NOW

LINES = [
    line(),
    line(),  # two equal coffees on one day
    line("REWE", "-23.17", day=1),
    line("Müller & Söhne", "-99.90", day=1, text="Rechnung 4711"),
    line("Employer", "2500.00", day=2, text="salary"),
    line("Rent", "-850.00", day=3),
]


def test_a_file_is_booked_once_and_adds_up(house: House) -> None:
    statement = house.run(as_csv(LINES))
    assert statement.state == ImportState.APPLIED, statement.error_detail
    assert statement.counts == {"new": 6}
    assert house.bank_balance() == sum(one.amount for one in LINES)
    assert {found.is_settled for found in house.live()} == {True}
    assert house.faults() == []


@pytest.mark.parametrize("again", ["same", "shuffled", "german"])
def test_the_same_rows_again_add_nothing(house: House, again: str) -> None:
    house.run(as_csv(LINES))
    shuffled = random.Random(4).sample(LINES, len(LINES))
    content = {"same": as_csv(LINES), "shuffled": as_csv(shuffled), "german": as_german_csv(LINES)}[again]
    statement = house.run(content)
    assert statement.state == ImportState.APPLIED, statement.error_detail
    assert statement.counts == {"duplicate": 6}
    assert len(house.live()) == 6


def test_a_third_coffee_among_known_ones_is_added_once(house: House) -> None:
    house.run(as_csv(LINES))
    for _time in range(2):
        house.run(as_csv([*LINES, line()]))
    assert len(house.live()) == 7
    assert house.bank_balance() == sum(one.amount for one in LINES) + Decimal("-3.50")


def test_what_a_person_threw_away_does_not_come_back(house: House) -> None:
    house.run(as_csv(LINES))
    rent = Transaction.objects.get(date=DAY.replace(day=13))
    transaction_trash(actor=house.books.actor, transaction=rent, now=NOW)
    assert house.run(as_csv(LINES)).counts == {"duplicate": 6}
    assert len(house.live()) == 5


def test_a_row_that_a_person_skipped_is_known_the_next_time(house: House) -> None:
    statement = house.plan(as_csv(LINES[:3]))
    import_row_decide(actor=house.books.actor, row=house.rows(statement)[2], decision=Verdict.SKIPPED)
    assert house.book(statement).counts == {"new": 2, "skipped": 1}
    assert house.run(as_csv(LINES[:3])).counts == {"duplicate": 3}


ROWS = st.lists(
    st.builds(
        line,
        st.sampled_from(["Café", "Kiosk", "Bäcker"]),
        st.sampled_from(["-3.50", "-2.00", "10.00"]),
        day=st.integers(0, 2),
    ),
    min_size=1,
    max_size=8,
)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files=st.lists(st.tuples(ROWS, st.booleans(), st.randoms(use_true_random=False)), min_size=1, max_size=3))
def test_of_each_row_as_many_are_booked_as_the_fullest_file_had(
    house: House, files: list[tuple[list[Line], bool, random.Random]]
) -> None:
    """The model: of equal rows of one account, the ledger holds the most that any one file showed."""
    expected: Counter[Line] = Counter()
    with transaction.atomic():
        for lines, is_german, order in files:
            shuffled = order.sample(lines, len(lines))
            written = as_german_csv(shuffled) if is_german else as_csv(shuffled)
            statement = house.run(written, mapping=GERMAN if is_german else ENGLISH)
            assert statement.state == ImportState.APPLIED, statement.error_detail
            expected |= Counter(lines)
        booked = Counter((found.date, str(found.vendor), _amount(found)) for found in house.live())
        assert booked == Counter((one.date, one.payee, one.amount) for one in expected.elements())
        assert house.faults() == []
        transaction.set_rollback(True)


def _amount(found: Transaction) -> Decimal:
    return found.postings.get(account__isnull=False).amount
