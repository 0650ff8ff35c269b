"""Redis is a hint: whatever befalls it, an upload is answered and the document reaches its end (FAULTS F4 to F8, F10)."""

from __future__ import annotations

import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.processes.house import House
from tests.processes.servers import Redis, SilentListener
from training.documents.catalogue import invoice_pdf

pytestmark = pytest.mark.services

REQUEST_LIMIT_S = 1.0


@pytest.fixture
def start_redis(tmp_path: Path, redis_port: int) -> Iterator[Callable[[], Redis]]:
    started: list[Redis] = []

    def start() -> Redis:
        started.append(Redis(tmp_path, port=redis_port))
        return started[-1]

    yield start
    for server in started:
        server.kill_tree()


def upload(house: House, key: str, seed: int) -> str:
    """Upload an invoice; the answer must be 201 and must not have waited for the broker."""
    content = invoice_pdf(seed=seed).data
    started = time.monotonic()
    answer = house.upload(content, f"invoice-{seed}.pdf", key=key)
    waited = time.monotonic() - started
    assert answer.status == 201, answer.body
    assert waited < REQUEST_LIMIT_S
    return str(answer.json()["id"])


def open_house(house: House) -> str:
    """Web and a person; returns the key. The first request warms the web process up."""
    key = house.create_user("alice@example.org")["api_key"]
    house.web(workers=1)
    house.get("/api/v1/finance/documents/", key=key)
    return key


def run_workers(house: House) -> None:
    house.worker()
    house.beat()


def test_a_document_uploaded_while_redis_is_down_is_processed_when_it_is_back(
    redis_house: House, start_redis: Callable[[], Redis]
) -> None:
    key = open_house(redis_house)
    document = upload(redis_house, key, 1)

    start_redis()
    run_workers(redis_house)

    assert redis_house.wait_final([document])[document] in ("booked", "needs_review")


def test_a_document_uploaded_while_redis_is_paused_is_processed_when_it_goes_on(
    redis_house: House, start_redis: Callable[[], Redis]
) -> None:
    redis = start_redis()
    key = open_house(redis_house)
    run_workers(redis_house)
    redis.send(signal.SIGSTOP)
    documents = [upload(redis_house, key, seed) for seed in range(3)]

    redis.send(signal.SIGCONT)

    assert set(redis_house.wait_final(documents)) == set(documents)


def test_an_upload_does_not_wait_for_a_broker_that_never_answers(tmp_path: Path) -> None:
    silent = SilentListener()
    with House(tmp_path / "house", redis_url=f"redis://127.0.0.1:{silent.port}/0") as house:
        key = open_house(house)
        for seed in range(5):
            upload(house, key, seed)
    silent.close()


def test_the_queue_of_a_killed_redis_is_rebuilt_from_postgres(redis_house: House, start_redis: Callable[[], Redis]) -> None:
    redis = start_redis()
    key = open_house(redis_house)
    documents = [upload(redis_house, key, seed) for seed in range(4)]
    redis.kill_tree()

    start_redis()
    run_workers(redis_house)

    assert set(redis_house.wait_final(documents)) == set(documents)


def test_a_redis_that_is_full_loses_no_document(redis_house: House, start_redis: Callable[[], Redis]) -> None:
    redis = start_redis()
    key = open_house(redis_house)
    redis.command("CONFIG", "SET", "maxmemory-policy", "noeviction")
    redis.command("CONFIG", "SET", "maxmemory", "1mb")
    documents = [upload(redis_house, key, seed) for seed in range(3)]

    redis.command("CONFIG", "SET", "maxmemory", "0")
    run_workers(redis_house)

    assert set(redis_house.wait_final(documents)) == set(documents)


def test_a_worker_takes_up_work_again_after_redis_was_restarted(redis_house: House, start_redis: Callable[[], Redis]) -> None:
    redis = start_redis()
    key = open_house(redis_house)
    run_workers(redis_house)
    for _restart in range(3):
        redis.kill_tree()
        redis = start_redis()

    document = upload(redis_house, key, 1)

    assert redis_house.wait_final([document], timeout_s=60)
