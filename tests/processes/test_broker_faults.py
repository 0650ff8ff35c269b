"""Redis is a hint: whatever befalls it, an upload is answered and the document reaches its end (FAULTS F4 to F10)."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable

import pytest

from tests.processes.house import FINAL, House
from tests.processes.papers import invoice
from tests.processes.servers import Redis, SilentListener, wait_until
from tests.processes.work import READ, bookings_of, send

pytestmark = pytest.mark.services

REQUEST_LIMIT_S = 1.0


def upload(house: House) -> str:
    """Upload an invoice; the answer must be 201 and must not have waited for the broker."""
    content = invoice()
    started = time.monotonic()
    answer = house.upload(content, "invoice.pdf", key=house.key)
    waited = time.monotonic() - started
    assert answer.status == 201, answer.body
    assert waited < REQUEST_LIMIT_S
    return str(answer.json()["id"])


def run_workers(house: House) -> None:
    house.worker()
    house.beat()


def test_a_document_uploaded_while_redis_is_down_is_processed_when_it_is_back(
    redis_house: House, start_redis: Callable[[], Redis]
) -> None:
    document = upload(redis_house)

    start_redis()
    run_workers(redis_house)

    assert redis_house.wait_final([document])[document] in ("booked", "needs_review")


def test_a_document_uploaded_while_redis_is_paused_is_processed_when_it_goes_on(
    redis_house: House, start_redis: Callable[[], Redis]
) -> None:
    redis = start_redis()
    run_workers(redis_house)
    redis.send(signal.SIGSTOP)
    documents = [upload(redis_house) for _invoice in range(3)]

    redis.send(signal.SIGCONT)

    assert set(redis_house.wait_final(documents)) == set(documents)


def test_an_upload_does_not_wait_for_a_broker_that_never_answers(redis_house: House, redis_port: int) -> None:
    silent = SilentListener(redis_port)
    for _invoice in range(5):
        upload(redis_house)
    silent.close()


def test_the_queue_of_a_killed_redis_is_rebuilt_from_postgres(redis_house: House, start_redis: Callable[[], Redis]) -> None:
    redis = start_redis()
    documents = [upload(redis_house) for _invoice in range(4)]
    redis.kill_tree()

    start_redis()
    run_workers(redis_house)

    assert set(redis_house.wait_final(documents)) == set(documents)


def test_a_redis_that_is_full_loses_no_document(redis_house: House, start_redis: Callable[[], Redis]) -> None:
    redis = start_redis()
    redis.command("CONFIG", "SET", "maxmemory-policy", "noeviction")
    redis.command("CONFIG", "SET", "maxmemory", "1mb")
    documents = [upload(redis_house) for _invoice in range(3)]

    redis.command("CONFIG", "SET", "maxmemory", "0")
    run_workers(redis_house)

    assert set(redis_house.wait_final(documents)) == set(documents)


def test_a_worker_takes_up_work_again_after_redis_was_restarted(redis_house: House, start_redis: Callable[[], Redis]) -> None:
    redis = start_redis()
    run_workers(redis_house)
    for _restart in range(3):
        redis.kill_tree()
        redis = start_redis()

    document = upload(redis_house)

    assert redis_house.wait_final([document], timeout_s=60)


def test_a_redis_that_forgets_everything_amid_the_work_has_nothing_booked_twice(
    redis_house: House, start_redis: Callable[[], Redis]
) -> None:
    redis = start_redis()
    redis_house.worker()
    run_workers(redis_house)
    documents = [upload(redis_house) for _invoice in range(6)]

    def all_final() -> bool:
        redis.command("FLUSHALL")
        return all(redis_house.state(document) in FINAL for document in documents)

    wait_until("the end of all documents", all_final, timeout_s=90, every_s=0.3)

    assert set(redis_house.wait_final(documents).values()) <= {"booked", "needs_review"}
    assert max(bookings_of(redis_house, document) for document in documents) == 1
    redis_house.manage("verify_ledger")


@pytest.mark.parametrize(
    "garbage",
    [
        b"\x00 no json",
        b"[]",
        b'{"body": 1}',
        b'{"body": "e30=", "headers": {}, "properties": {}, "content-type": "application/x-python"}',
    ],
    ids=["no json", "no object", "no message", "pickle"],
)
def test_garbage_in_the_queue_does_not_stop_the_worker(
    redis_house: House, start_redis: Callable[[], Redis], garbage: bytes
) -> None:
    redis = start_redis()
    worker = redis_house.worker()
    redis.command("RPUSH", "ocr", garbage)

    document = upload(redis_house)

    assert redis_house.wait_final([document], timeout_s=60)
    assert worker.process.poll() is None


def test_a_task_that_nobody_knows_any_more_does_not_stop_the_worker(redis_house: House, start_redis: Callable[[], Redis]) -> None:
    start_redis()
    worker = redis_house.worker()
    known = upload(redis_house)
    send(redis_house, "finance.renamed_long_ago", "ocr", known)
    send(redis_house, READ, "ocr", known, "an argument of an older version")

    document = upload(redis_house)

    assert redis_house.wait_final([document], timeout_s=60)
    assert worker.process.poll() is None
