"""An upload that was answered by 201 is never lost, whatever dies after it (promise P1): a small torture with a seed."""

from __future__ import annotations

import hashlib
import os
import random
import threading
import time
from collections.abc import Callable

import pytest

from tests.processes.house import House
from tests.processes.papers import invoice, letter, receipt
from tests.processes.servers import Redis, Server

pytestmark = [pytest.mark.services, pytest.mark.timeout(600)]

UPLOADS = 30
SEED = int(os.environ.get("TORTURE_SEED", "20261121"))
SHORT = {"LEASE_SECONDS": "5"}


class Nemesis:
    """Kills the worker, Redis or the web process with all their children now and then, and starts them again."""

    def __init__(self, house: House, start_redis: Callable[[], Redis], dice: random.Random) -> None:
        self._house, self._start_redis, self._dice = house, start_redis, dice
        self.redis, self.worker, self.web = start_redis(), house.worker(extra=SHORT), house.servers[0]
        self._is_over = threading.Event()
        self.killed: list[str] = []

    def run(self) -> None:
        while not self._is_over.wait(self._dice.uniform(1, 3)):
            self._hurt(self._dice.choice(("worker", "worker", "redis", "web")))

    def stop(self) -> None:
        self._is_over.set()

    def _hurt(self, name: str) -> None:
        self.killed.append(name)
        victim: Server = getattr(self, name)
        victim.kill_tree()
        match name:
            case "worker":
                self.worker = self._house.worker(extra=SHORT)
            case "redis":
                self.redis = self._start_redis()
            case "web":
                self.web = self._house.web(workers=1)


def upload_stubbornly(house: House, content: bytes, filename: str) -> str:
    """Upload until there is an answer; only what was answered counts. (The web process may be dead just now.)"""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        try:
            answer = house.upload(content, filename, key=house.key)
        except OSError:
            time.sleep(0.2)
            continue
        if answer.status in (200, 201):
            return str(answer.json()["id"])
    raise AssertionError("no answer within a minute")


def test_every_answered_upload_is_there_whole_and_comes_to_its_end(redis_house: House, start_redis: Callable[[], Redis]) -> None:
    dice = random.Random(SEED)
    nemesis = Nemesis(redis_house, start_redis, dice)
    thread = threading.Thread(target=nemesis.run)
    thread.start()
    acknowledged: dict[str, str] = {}
    try:
        for number in range(UPLOADS):
            content = (invoice, letter, letter, receipt)[number % 4]()
            document = upload_stubbornly(redis_house, content, "document")
            acknowledged[document] = hashlib.sha256(content).hexdigest()
            time.sleep(dice.uniform(0, 1))
    finally:
        nemesis.stop()
        thread.join()

    redis_house.worker()  # a second one, and no more faults
    redis_house.wait_final(acknowledged, timeout_s=180)
    kept = redis_house.sql("SELECT d.id::text, b.sha256 FROM finance_document d JOIN finance_blob b ON b.id = d.blob_id")
    assert acknowledged.items() <= dict(kept).items(), f"seed {SEED}, killed {nemesis.killed}"
    doubled = redis_house.sql("SELECT document_id FROM finance_transactiondocument GROUP BY document_id HAVING count(*) > 1")
    assert doubled == []
    assert redis_house.manage("verify_blobs").stdout == ""
    redis_house.manage("verify_ledger")
