"""Whatever befalls Postgres, a booking is there once or not at all, and who has to wait hears so at once (FAULTS F24 to F27)."""

from __future__ import annotations

import json
import threading
import time
import uuid
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from typing import Any

import psycopg2
import pytest

from tests.processes.house import Answer
from tests.processes.own_postgres import PostgresHouse
from tests.processes.servers import wait_until

pytestmark = pytest.mark.services  # it brings a Postgres of its own: once a run of CI is enough

TRANSACTIONS = "/api/v1/finance/transactions/"
LOCK_S = 2  # of a key whose request died with the database
AT_ONCE_S = 3.0
WRITERS = 3
PAUSE_S = 0.1
MORE_THAN_ALL = 200


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[PostgresHouse]:
    with PostgresHouse(tmp_path_factory.mktemp("house"), extra={"IDEMPOTENCY_LOCK_SECONDS": str(LOCK_S)}) as house:
        house.web(workers=1)
        assert book(house, "the first opens the ledger").status == 201
        yield house


def book(house: PostgresHouse, description: str, key: str = "") -> Answer:
    told = {"kind": "expense", "date": "2026-11-21", "amount": "5", "currency": "EUR", "description": description}
    headers = {"Idempotency-Key": key} if key else {}
    return house.call("POST", TRANSACTIONS, key=house.key, body=json.dumps(told).encode(), headers=headers)


def book_stubbornly(house: PostgresHouse, description: str) -> list[Answer]:
    """The same request with the same key until it is done; all answers, the last of them 201."""
    key, deadline, answers = str(uuid.uuid4()), time.monotonic() + 30, [Answer(0, {}, b"")]
    while answers[-1].status != 201:
        assert time.monotonic() < deadline, answers[-1]
        answers.append(book(house, description, key))
        if answers[-1].status != 201:
            time.sleep(PAUSE_S)
    return answers[1:]


def change(house: PostgresHouse, made: dict[str, Any], amount: str) -> Answer:
    body = json.dumps({"amount": amount, "currency": "EUR", "version": made["version"]}).encode()
    return house.call("PATCH", f"{TRANSACTIONS}{made['id']}/", key=house.key, body=body)


def booked(house: PostgresHouse, description: str) -> int:
    return int(house.sql("SELECT count(*) FROM finance_transaction WHERE description = %s", description)[0][0])


def assert_told_to_wait(answers: list[Answer]) -> None:
    """503 of the database, or 409 while the lock of the key of a dead request lasts; both say when to come again."""
    assert {answer.status for answer in answers} <= {503, 409}, [answer.body for answer in answers]
    assert all(int(answer.headers["retry-after"]) > 0 for answer in answers)


def test_a_crash_of_postgres_amid_writes_halves_nothing_and_doubles_nothing(house: PostgresHouse) -> None:
    is_over = threading.Event()

    def write(writer: int) -> dict[str, list[Answer]]:
        answers: dict[str, list[Answer]] = {}
        while not is_over.is_set():
            description = f"writer {writer}, {len(answers)}"
            answers[description] = book_stubbornly(house, description)
        return answers

    with ThreadPoolExecutor(WRITERS) as pool:
        writing = [pool.submit(write, writer) for writer in range(WRITERS)]
        try:
            for crash in range(2):
                before = booked_in_all(house)
                wait_until("bookings", lambda before=before: booked_in_all(house) >= before + 2 * WRITERS)
                house.crash_postgres()
                begun = time.monotonic()
                away = book(house, f"while it is away {crash}")
                assert (away.status, away.json()["code"]) == (503, "database_unavailable")
                assert time.monotonic() - begun < AT_ONCE_S
                house.postgres.start()
        finally:
            is_over.set()
        told = {description: answers for one in writing for description, answers in one.result().items()}

    refused = [answer for answers in told.values() for answer in answers[:-1]]
    assert refused
    assert_told_to_wait(refused)
    kept = dict(house.sql("SELECT description, count(*) FROM finance_transaction WHERE description <> '' GROUP BY description"))
    assert {description: kept.get(description) for description in told} == dict.fromkeys(told, 1)
    assert not any(description.startswith("while") for description in kept)
    house.manage("verify_ledger")


def booked_in_all(house: PostgresHouse) -> int:
    return int(house.sql("SELECT count(*) FROM finance_transaction")[0][0])


@pytest.mark.parametrize("is_delivered", [True, False], ids=["carried out", "lost"])
@pytest.mark.parametrize("commit", [1, 2], ids=["of the key", "of the deed"])
def test_a_retry_after_an_unknown_commit_books_exactly_once(house: PostgresHouse, commit: int, is_delivered: bool) -> None:
    description = f"commit {commit}, {is_delivered}"
    house.proxy.cut_at_commit(commit, is_delivered=is_delivered)

    answers = book_stubbornly(house, description)

    assert house.proxy.was_cut
    assert answers[0].status == 503
    assert_told_to_wait(answers[:-1])
    is_done_unheard = commit == 2 and is_delivered
    assert ("idempotency-replayed" in answers[-1].headers) is is_done_unheard
    (made,) = house.sql("SELECT id::text FROM finance_transaction WHERE description = %s", description)
    assert made == (answers[-1].json()["id"],)


def test_without_a_free_connection_the_answer_is_a_quick_503(house: PostgresHouse) -> None:
    with ExitStack() as taken:
        take_all_connections(house, taken)
        begun = time.monotonic()
        with ThreadPoolExecutor(8) as pool:
            answers = list(pool.map(lambda number: book(house, f"too many {number}"), range(8)))
        waited = time.monotonic() - begun
    assert [answer.status for answer in answers] == [503] * 8
    assert_told_to_wait(answers)
    assert waited < AT_ONCE_S
    assert book_stubbornly(house, "there is room again")[-1].status == 201
    assert booked(house, "too many 0") == 0


def take_all_connections(house: PostgresHouse, taken: ExitStack) -> None:
    """All that the server gives to ordinary roles, those that the web process held before too."""
    with house.superuser() as link, link.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'quittance'")
    told = f"postgres://quittance@127.0.0.1:{house.proxy.port}/quittance"
    with suppress(psycopg2.OperationalError):  # no more are left
        for _connection in range(MORE_THAN_ALL):
            taken.enter_context(closing(psycopg2.connect(told)))
        raise AssertionError("there is no end of connections")


def test_who_waits_too_long_for_a_row_hears_that_it_is_busy(house: PostgresHouse) -> None:
    made = book(house, "held").json()
    with house.holding("SELECT 1 FROM finance_transaction WHERE id = %s FOR UPDATE", made["id"]):
        answer = change(house, made, "6")
        assert house.get(f"{TRANSACTIONS}{made['id']}/", key=house.key).status == 200  # reading goes on
    assert (answer.status, answer.json()["code"]) == (503, "busy")
    assert_told_to_wait([answer])
    assert change(house, made, "6").json()["version"] == made["version"] + 1


def test_whom_postgres_ends_to_open_a_circle_hears_that_it_is_busy(house: PostgresHouse) -> None:
    made = book(house, "in a circle").json()
    with house.superuser("-c deadlock_timeout=60s") as link, link.cursor() as cursor, ThreadPoolExecutor(1) as pool:
        cursor.execute("LOCK TABLE finance_posting IN EXCLUSIVE MODE")
        changing = pool.submit(change, house, made, "7")
        wait_until("the change to hold its transaction and to wait", house.waiting)
        cursor.execute("SELECT 1 FROM finance_transaction WHERE id = %s FOR UPDATE", [made["id"]])  # closes the circle
        answer = changing.result()
        link.rollback()
    assert (answer.status, answer.json()["code"]) == (503, "busy")
    assert_told_to_wait([answer])
    assert change(house, made, "7").json()["version"] == made["version"] + 1
    house.manage("verify_ledger")
