"""kill -9 of the web process in the middle of a request with an Idempotency-Key (FAULTS F1 and F3): one deed, never two."""

from __future__ import annotations

import json
import socket
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager

import pytest

from tests.processes.house import Answer, House
from tests.processes.papers import letter
from tests.processes.servers import wait_until

TRANSACTIONS = "/api/v1/finance/transactions/"
EXPENSE = json.dumps({"kind": "expense", "date": "2026-11-21", "amount": "5", "currency": "EUR"}).encode()
NO_NEW_TRANSACTION = "LOCK TABLE finance_transaction IN EXCLUSIVE MODE"
NO_NEW_DOCUMENT = "LOCK TABLE finance_document IN EXCLUSIVE MODE"
RECORDS_STAY = "SELECT 1 FROM users_idempotencyrecord WHERE status IS NULL FOR UPDATE"


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    with House(tmp_path_factory.mktemp("house")) as house:
        house.web(workers=1)
        assert house.get(TRANSACTIONS, key=house.key).status == 200
        yield house


@pytest.fixture(autouse=True)
def empty(house: House) -> None:
    house.sql("TRUNCATE users_idempotencyrecord, finance_transaction, finance_document CASCADE")


def book(house: House, key: str) -> Answer:
    return house.call("POST", TRANSACTIONS, key=house.key, body=EXPENSE, headers={"Idempotency-Key": key})


def send(house: House, key: str, content: bytes) -> Answer:
    return house.upload(content, "letter.pdf", key=house.key, headers={"Idempotency-Key": key})


def kill_web(house: House) -> None:
    (web,) = [server for server in house.servers if server.name == "web"]
    web.kill_tree()
    house.servers.remove(web)


def count(house: House, table: str) -> int:
    return int(house.sql(f"SELECT count(*) FROM {table}")[0][0])  # noqa: S608  (names of this file)


def end_of_waiting(house: House) -> None:
    """The database ends the connections that wait, as it does when it restarts; what they had not done is not done."""
    waiting = "datname = current_database() AND wait_event_type = 'Lock'"
    house.sql(f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE {waiting}")  # noqa: S608


def end_of_lock(house: House) -> None:
    """As a minute would bring it, once nobody is at work any more."""
    wait_until("the dead one's connection to end", lambda: house.waiting() == 0)
    house.sql("UPDATE users_idempotencyrecord SET locked_until = now()")


def stands_at(house: House, table: str) -> bool:
    """Whether somebody waits to change a row of the table."""
    statement = "SELECT query FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'"
    return any(f'UPDATE "{table}"' in query for (query,) in house.sql(statement))


@contextmanager
def dying(house: House, request: Callable[[], Answer]) -> Iterator[Future[Answer]]:
    """A request that is under way in the block, at whose end the web process dies; the client hears of nothing."""
    with ThreadPoolExecutor(1) as pool:
        under_way = pool.submit(request)
        try:
            yield under_way
        finally:
            kill_web(house)
        assert isinstance(under_way.exception(timeout=30), OSError)


def test_killed_before_the_deed_nothing_is_there_and_the_key_works_again_when_its_lock_ends(house: House) -> None:
    key = str(uuid.uuid4())
    with house.holding(NO_NEW_TRANSACTION), dying(house, lambda: book(house, key)):
        wait_until("the request to stand before its first row", lambda: house.waiting() == 1)
    house.web(workers=1)

    assert count(house, "finance_transaction") == 0
    early = book(house, key)
    assert (early.status, early.json()["code"]) == (409, "idempotency_in_progress")
    assert int(early.headers["retry-after"]) > 0
    end_of_lock(house)
    assert [book(house, key).status for _ in range(2)] == [201, 201]
    assert count(house, "finance_transaction") == 1


def test_killed_between_the_deed_and_its_record_neither_is_there(house: House) -> None:
    key = str(uuid.uuid4())
    with ExitStack() as records, dying(house, lambda: book(house, key)):
        with house.holding(NO_NEW_TRANSACTION):
            wait_until("the request to stand before its first row", lambda: house.waiting() == 1)
            records.enter_context(house.holding(RECORDS_STAY))
        wait_until("the request to stand before its record", lambda: stands_at(house, "users_idempotencyrecord"))
    house.web(workers=1)

    end_of_lock(house)
    assert count(house, "finance_transaction") == 0
    assert book(house, key).status == 201
    assert count(house, "finance_transaction") == 1


def test_killed_after_the_commit_and_before_the_answer_the_retry_is_answered_with_the_first_deed(house: House) -> None:
    key = str(uuid.uuid4())
    with socket.create_connection(("127.0.0.1", house.port)) as client:
        client.sendall(booking(house, key))
        wait_until("the commit", lambda: house.sql("SELECT 1 FROM users_idempotencyrecord WHERE status = 201"))
        kill_web(house)
    house.web(workers=1)

    again = book(house, key)
    assert (again.status, again.headers["idempotency-replayed"]) == (201, "true")
    assert house.sql("SELECT id::text FROM finance_transaction") == [(again.json()["id"],)]


def test_an_upload_killed_before_its_rows_makes_one_document_in_the_end(house: House) -> None:
    key, content = str(uuid.uuid4()), letter()
    with house.holding(NO_NEW_DOCUMENT), dying(house, lambda: send(house, key, content)):
        wait_until("the upload to stand before its row", lambda: house.waiting() == 1)
    house.web(workers=1)

    end_of_lock(house)
    assert count(house, "finance_document") == 0
    assert send(house, key, content).status == 201
    assert count(house, "finance_document") == 1


def test_an_upload_killed_after_its_commit_and_before_its_record_gives_the_same_document(house: House) -> None:
    """Bytes are stored without a transaction, so here the record can be missing: the bytes are the key then."""
    key, content = str(uuid.uuid4()), letter()
    with ExitStack() as records:
        with dying(house, lambda: send(house, key, content)):
            with house.holding(NO_NEW_DOCUMENT):
                wait_until("the upload to stand before its row", lambda: house.waiting() == 1)
                records.enter_context(house.holding(RECORDS_STAY))
            wait_until("the upload to stand before its record", lambda: stands_at(house, "users_idempotencyrecord"))
            assert count(house, "finance_document") == 1
        end_of_waiting(house)
    house.web(workers=1)

    end_of_lock(house)
    again = send(house, key, content)
    assert again.status == 200
    assert house.sql("SELECT id::text FROM finance_document") == [(again.json()["id"],)]
    assert send(house, key, content).headers["idempotency-replayed"] == "true"


def booking(house: House, key: str) -> bytes:
    """The request as bytes on the wire; nobody waits for the answer."""
    lines = [
        f"POST {TRANSACTIONS} HTTP/1.1",
        f"Host: 127.0.0.1:{house.port}",
        f"Authorization: Api-Key {house.key}",
        f"Idempotency-Key: {key}",
        "Content-Type: application/json",
        f"Content-Length: {len(EXPENSE)}",
    ]
    return "\r\n".join([*lines, "", ""]).encode() + EXPENSE
